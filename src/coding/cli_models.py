"""The verb about models: which there are, how they differ, which one suggests, whether to go on coding."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coding.cli_options import DEFAULT_PROJECT, ProjectOption, open_project
from coding.errors import InputError
from coding.i18n import _

if TYPE_CHECKING:
    from coding.project import Project

app = typer.Typer()

NEWEST = "newest"
BEGINNING = 60  # characters of a text


@app.command(
    help=_(
        "Toon de modellen van een vraag, vergelijk er twee, kies welk model voorstellen doet, of vraag of "
        "verder coderen nog zin heeft."
    )
)
def models(
    question: Annotated[str, typer.Option("--question", "-q", help=_("Nummer van de vraag."))],
    project: ProjectOption = DEFAULT_PROJECT,
    compare: Annotated[
        tuple[int, int] | None, typer.Option("--compare", help=_("Zet twee modellen naast elkaar."))
    ] = None,
    choose: Annotated[
        str | None,
        typer.Option(
            "--choose",
            help=_("Nummer van het model dat voortaan voorstellen doet, of 'newest': steeds het nieuwste."),
        ),
    ] = None,
    restore: Annotated[
        int | None,
        typer.Option("--restore", help=_("Maak een model opnieuw uit wat het leerde, als dat nodig is.")),
    ] = None,
    advice: Annotated[
        bool, typer.Option("--advice", help=_("Zeg of verder coderen de tabel nog verandert."))
    ] = False,
    points: Annotated[
        float | None,
        typer.Option(
            min=0.1,
            max=50,
            help=_("Hoe nauwkeurig de tabel moet zijn: ± zoveel punten. Weggelaten: wat bij Model staat."),
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", help=_("Wie kiest."))] = "",
    progress_file: Annotated[Path | None, typer.Option(hidden=True)] = None,
) -> None:
    """List models, compare two, choose one, or advise."""
    if sum([compare is not None, choose is not None, restore is not None, advice]) > 1:
        raise InputError(_("Geef één van --compare, --choose, --restore en --advice."))
    with open_project(project) as opened:
        if compare is not None:
            _compare(opened, question, compare)
        elif choose is not None:
            _choose(opened, question, choose, by=by, progress_file=progress_file)
        elif restore is not None:
            _restore(opened, restore, progress_file=progress_file)
        elif advice:
            _advise(opened, question, points)
        else:
            _list(opened, question)


def _list(project: "Project", question: str) -> None:
    from coding.classifier.registry_text import format_models

    found = project.classifiers.models(question)
    if found.empty:
        typer.echo(_("Bij deze vraag is nog niets geleerd; doe dat met `coding train`."))
    else:
        typer.echo(format_models(found))


def _compare(project: "Project", question: str, pair: tuple[int, int]) -> None:
    from coding.classifier.registry_text import format_comparison

    known = project.classifiers.model_ids(question)
    for number in pair:
        if number not in known:
            raise InputError(_("Vraag {key} heeft geen model {id}.").format(key=question, id=number))
    found = project.classifiers.compare(*pair)
    segments = project.corpus.segments(question)
    beginnings = {
        int(segment): " ".join(str(text).split())[:BEGINNING]
        for segment, text in zip(segments["id"], segments["text"], strict=True)
    }
    typer.echo(format_comparison(found, beginnings))


def _choose(project: "Project", question: str, choice: str, *, by: str, progress_file: Path | None) -> None:
    from coding.progress import progress_bar

    if choice != NEWEST and not choice.isdigit():
        raise InputError(_("Kies een nummer uit de lijst, of 'newest'."))
    with progress_bar(_("Model klaarzetten"), file=progress_file) as progress:
        project.classifiers.choose(
            question,
            None if choice == NEWEST else int(choice),
            author=by or _("opdrachtregel"),
            progress=progress,
        )
    current = project.classifiers.current_id(question)
    typer.echo(_("Voorstellen komen nu van model {id}.").format(id=current))


def _restore(project: "Project", model_id: int, *, progress_file: Path | None) -> None:
    from coding.progress import progress_bar

    with progress_bar(_("Model opnieuw maken"), file=progress_file) as progress:
        needed = project.classifiers.restore(model_id, progress=progress)
    text = _("Model {id} is opnieuw gemaakt.") if needed else _("Model {id} was nog heel.")
    typer.echo(text.format(id=model_id))


def _advise(project: "Project", question: str, points: float | None) -> None:
    from coding.classifier.advice_text import format_advice
    from coding.classifier.wishes import wanted_points

    wanted = wanted_points(project.settings()) if points is None else points
    labels = project.codebooks.for_question(question).content.labels
    typer.echo(format_advice(project.classifiers.advice(question, points=wanted), labels))
