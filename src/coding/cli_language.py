"""Verbs about language: analysing texts, and which models read them."""

from typing import Annotated

import typer

from coding.cli_options import (
    DEFAULT_PROJECT,
    PROJECT_HELP,
    ProgressFileOption,
    ProjectOption,
    open_project,
)
from coding.errors import CodingError
from coding.i18n import _, ngettext

app = typer.Typer()

AUTOMATIC = "vanzelf"  # in place of the name of a language model
BUILT_IN = "ingebouwd"  # as `coding.language` has it, which takes a second to import


@app.command(help=_("Ontleed alle teksten: woorden, woordsoorten, grondvormen."))
def analyse(
    project: ProjectOption = DEFAULT_PROJECT,
    question: Annotated[str | None, typer.Option("--question", "-q", help=_("Alleen deze vraag."))] = None,
    again: Annotated[
        bool,
        typer.Option("--again", help=_("Ontleed alles opnieuw met het taalmodel dat nu gekozen is.")),
    ] = False,
    processes: Annotated[
        int | None, typer.Option(min=1, help=_("Aantal processen naast elkaar; weggelaten: alle kernen."))
    ] = None,
    progress_file: ProgressFileOption = None,
) -> None:
    """Analyse what was not analysed before; go over to another pipeline only when asked to."""
    from coding.progress import progress_bar

    with open_project(project) as opened:
        try:
            with progress_bar(_("Taal ontleden"), file=progress_file) as progress:
                n = opened.language.analyse(question, again=again, processes=processes, progress=progress)
        except KeyboardInterrupt:
            typer.echo(_("Gestopt. Wat ontleed is, is bewaard; start opnieuw om verder te gaan."), err=True)
            raise
        typer.echo(ngettext("{n} tekst ontleed.", "{n} teksten ontleed.", n).format(n=n))
        change = opened.language.change()
    if change is not None:
        from coding.language import format_change

        typer.echo(format_change(change, project=project))


@app.command(help=_("Zeg welk taalmodel wordt gebruikt en waarom, of kies een ander."))
def language(
    project: Annotated[
        str | None,
        typer.Option("--project", "-p", envvar="CODING_PROJECT", show_envvar=True, help=PROJECT_HELP),
    ] = None,
    use: Annotated[
        str | None,
        typer.Option(
            help=_("Kies voor dit project: de naam van een model, 'ingebouwd', of 'vanzelf' (het beste).")
        ),
    ] = None,
    vectors: Annotated[
        str | None,
        typer.Option(
            help=_("Kies voor dit project woordvectoren: een map met een model, of 'ingebouwd'."),
        ),
    ] = None,
    prefix: Annotated[
        str | None,
        typer.Option(help=_("Wat dat model voor elke tekst wil, bijvoorbeeld 'query: '.")),
    ] = None,
    progress_file: ProgressFileOption = None,
) -> None:
    """Explain the choice of pipeline and of word vectors, and change it."""
    from coding.language import choose, format_change, format_info
    from coding.progress import progress_bar

    if prefix is not None and vectors in {None, BUILT_IN}:
        raise CodingError(_("--prefix hoort bij --vectors met een map."))
    if project is None:
        if use is not None or vectors is not None:
            raise CodingError(_("Geef met --project aan voor welk project."))
        typer.echo(format_info(choose()))
        return
    with open_project(project) as opened:
        if use is not None:
            opened.language.use(None if use == AUTOMATIC else use)
        if vectors is not None:
            with progress_bar(_("Lees de woordvectoren"), file=progress_file):
                opened.language.vectors.use(None if vectors == BUILT_IN else vectors, prefix=prefix)
        info, change, place = opened.language.info, opened.language.change(), opened.language.vectors.info()
    typer.echo(format_info(info, place))
    if change is not None:
        typer.echo()
        typer.echo(format_change(change, project=project))
