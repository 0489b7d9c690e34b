"""The verbs about codebooks: check and import, write, history, and steps that carry codings along."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coding.cli_options import DEFAULT_PROJECT, ProjectOption, open_project, read_file, write_file
from coding.i18n import _, ngettext

if TYPE_CHECKING:
    from coding.codebook import Change, CodebookContent

app = typer.Typer(no_args_is_help=True)
steps = typer.Typer(no_args_is_help=True)
app.add_typer(
    steps,
    name="codes",
    help=_("Wijzig de codes van een codeboek in een project, met wat ermee gecodeerd is."),
)

BookArgument = Annotated[str, typer.Argument(help=_("De vaste naam van het codeboek."))]
CodeArgument = Annotated[str, typer.Argument(help=_("De vaste naam van de code."))]
AuthorOption = Annotated[str, typer.Option(help=_("Wie het codeboek wijzigt."))]
ReasonOption = Annotated[str, typer.Option(help=_("Waarom, voor de geschiedenis."))]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_("Zeg alleen wat het raakt."))]


class CodebookFormat(StrEnum):
    """How a codebook leaves the program."""

    YAML = "yaml"
    CSV = "csv"


@app.command(help=_("Controleer een codeboek (YAML), of zet het in een project."))
def codebook(
    file: Annotated[Path, typer.Argument(help=_("Het codeboek."))],
    project: Annotated[
        str | None, typer.Option("--project", "-p", help=_("Zet het codeboek in dit project."))
    ] = None,
    questions: Annotated[
        list[str] | None, typer.Option("--question", "-q", help=_("Vraag die ermee gecodeerd wordt."))
    ] = None,
    table_of: Annotated[
        str | None,
        typer.Option(
            "--codes-of", help=_("Het bestand is een tabel (CSV, XLSX) met de codes van dit codeboek.")
        ),
    ] = None,
    retire_missing: Annotated[
        bool, typer.Option("--retire-missing", help=_("Laat codes vervallen die niet in het bestand staan."))
    ] = False,
    author: Annotated[str, typer.Option(help=_("Wie het codeboek opslaat."))] = "",
    reason: Annotated[str, typer.Option(help=_("Waarom deze versie er komt."))] = "",
) -> None:
    """Check a codebook; with a project, save it as a version there."""
    from coding.codebook import load_codebook, parse_codebook_csv, with_missing_retired
    from coding.errors import CodingError

    if project is None:
        if table_of is not None:
            raise CodingError(_("Geef met --project aan in welk project dat codeboek staat."))
        _in_order(file, load_codebook(file))
        return
    if table_of is None:
        _in_order(file, load_codebook(file))
    with open_project(project, must_exist=table_of is not None) as opened:
        if table_of is None:
            content = load_codebook(file)
        else:
            base = opened.codebooks.current(table_of).content
            content = parse_codebook_csv(read_file(file), name=file.name, base=base)
            _in_order(file, content)
        for key in questions or []:
            opened.corpus.question(key)  # a wrong number is told before anything is stored
        if retire_missing and content.id in set(opened.codebooks.keys()):
            content = with_missing_retired(opened.codebooks.current(content.id).content, content)
        step = opened.codebook_steps.save(
            content, author=author or _("opdrachtregel"), reason=reason or _("ingelezen uit bestand")
        )
        for key in questions or []:
            opened.corpus.set_codebook(key, content.id)
    for sentence in step.changes:
        typer.echo(f"  {sentence}")
    typer.echo(_("Opgeslagen als versie {n}.").format(n=step.stored.number))


def _in_order(file: Path, content: "CodebookContent") -> None:
    n = len(content.codes)
    typer.echo(
        ngettext("{file} is in orde: {n} code.", "{file} is in orde: {n} codes.", n).format(
            file=file.name, n=n
        )
    )


@steps.command(help=_("Schrijf een codeboek uit het project als YAML of CSV."))
def export(
    book: BookArgument,
    project: ProjectOption = DEFAULT_PROJECT,
    format_: Annotated[
        CodebookFormat | None,
        typer.Option("--format", "-f", help=_("Vorm; weggelaten: CSV als het bestand zo heet, anders YAML.")),
    ] = None,
    version: Annotated[int | None, typer.Option(help=_("Een eerdere versie."))] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=_("Schrijf in dit bestand."))] = None,
) -> None:
    """Print a codebook, or write it to a file."""
    from coding.codebook import to_csv, to_yaml

    with open_project(project) as opened:
        stored = (
            opened.codebooks.current(book) if version is None else opened.codebooks.version(book, version)
        )
    table = (
        out is not None and out.suffix.lower() == ".csv" if format_ is None else format_ is CodebookFormat.CSV
    )
    text = to_csv(stored.content) if table else to_yaml(stored.content)
    if out is None:
        typer.echo(text, nl=False)
        return
    write_file(out, text.encode("utf-8-sig" if table else "utf-8"))
    typer.echo(_("Geschreven: {file}").format(file=out))


@steps.command(help=_("Vertel de geschiedenis van een codeboek: wie wat wanneer wijzigde, en waarom."))
def log(book: BookArgument, project: ProjectOption = DEFAULT_PROJECT) -> None:
    """Print every step, newest first."""
    with open_project(project) as opened:
        found = opened.codebook_steps.log(book)
    for row in found.to_dict("records"):
        undone = " (" + _("ongedaan gemaakt") + ")" if row["undone"] else ""
        when = f"{row['created_at']:%Y-%m-%d %H:%M}"
        typer.echo(f"{row['number']:>4}  {when}  {row['author']}: {row['reason']}{undone}")
        for sentence in row["changes"]:
            typer.echo(f"      {sentence}")


@steps.command(help=_("Geef een code een ander label."))
def rename(
    book: BookArgument,
    code: CodeArgument,
    label: Annotated[str, typer.Argument(help=_("Het nieuwe label."))],
    author: AuthorOption,
    reason: ReasonOption,
    project: ProjectOption = DEFAULT_PROJECT,
    dry_run: DryRunOption = False,
) -> None:
    """Rename a code; its id stays."""
    from coding.codebook import Edit

    _apply(project, book, Edit(code, {"label": label}), author, reason, dry_run=dry_run)


@steps.command(help=_("Voeg codes samen: wat ermee gecodeerd is, krijgt de code achter --into."))
def merge(
    book: BookArgument,
    codes: Annotated[list[str], typer.Argument(help=_("De codes die opgaan in een andere."))],
    into: Annotated[str, typer.Option(help=_("De code waarin zij opgaan."))],
    author: AuthorOption,
    reason: ReasonOption,
    project: ProjectOption = DEFAULT_PROJECT,
    dry_run: DryRunOption = False,
) -> None:
    """Merge codes; everybody's codings move along."""
    from coding.codebook import Merge

    _apply(project, book, Merge(tuple(codes), into), author, reason, dry_run=dry_run)


@steps.command(help=_("Laat een code vervallen: hij wordt niet meer aangeboden, coderingen blijven."))
def retire(
    book: BookArgument,
    code: CodeArgument,
    author: AuthorOption,
    reason: ReasonOption,
    project: ProjectOption = DEFAULT_PROJECT,
    dry_run: DryRunOption = False,
) -> None:
    """Retire a code."""
    from coding.codebook import Retire

    _apply(project, book, Retire(code), author, reason, dry_run=dry_run)


@steps.command(help=_("Neem een vervallen code weer in gebruik."))
def restore(
    book: BookArgument,
    code: CodeArgument,
    author: AuthorOption,
    reason: ReasonOption,
    project: ProjectOption = DEFAULT_PROJECT,
    dry_run: DryRunOption = False,
) -> None:
    """Restore a code."""
    from coding.codebook import Restore

    _apply(project, book, Restore(code), author, reason, dry_run=dry_run)


@steps.command(help=_("Maak de stap ongedaan die tot een versie leidde."))
def undo(
    book: BookArgument,
    version: Annotated[int, typer.Argument(help=_("Nummer van de versie."))],
    author: AuthorOption,
    project: ProjectOption = DEFAULT_PROJECT,
) -> None:
    """Take back a step."""
    with open_project(project) as opened:
        step = opened.codebook_steps.undo(book, version, author=author)
    _tell(step.changes, step.stored.number)


def _apply(project: str, book: str, change: "Change", author: str, reason: str, *, dry_run: bool) -> None:
    with open_project(project) as opened:
        preview = opened.codebook_steps.preview(book, change)
        typer.echo(preview.touched.sentence())
        if dry_run:
            return
        step = opened.codebook_steps.apply(
            book, change, author=author, reason=reason, based_on=preview.stored.number
        )
    _tell(step.changes, step.stored.number)


def _tell(changes: tuple[str, ...], number: int) -> None:
    for sentence in changes:
        typer.echo(f"  {sentence}")
    typer.echo(_("Opgeslagen als versie {n}.").format(n=number) if changes else _("Er is niets veranderd."))
