"""The verbs that take results out: a whole report, and codings for SPSS and R."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coding.cli_options import (
    DEFAULT_PROJECT,
    PROJECT_HELP,
    ProjectOption,
    open_project,
    read_file,
    write_file,
)
from coding.errors import CodingError, os_reason
from coding.i18n import _, ngettext

if TYPE_CHECKING:
    from coding.reporting import ReportRecipe

app = typer.Typer()


@app.command(help=_("Maak alle tabellen van een rapport in één keer, met een recept (YAML)."))
def report(
    recipe: Annotated[Path, typer.Argument(help=_("Het recept: welke tabellen, in welke bestanden."))],
    out: Annotated[Path, typer.Option("--out", "-o", help=_("Map waarin de bestanden komen."))],
    project: Annotated[
        str | None,
        typer.Option("--project", "-p", envvar="CODING_PROJECT", show_envvar=True, help=PROJECT_HELP),
    ] = None,
    template: Annotated[
        Path | None, typer.Option(help=_("Word-document waarvan de stijlen worden gebruikt (.docx, .dotx)."))
    ] = None,
) -> None:
    """Build a report; what the recipe says gives way to what is said here."""
    from coding.reporting import load_recipe

    read = load_recipe(recipe)
    chosen = template or _beside(recipe, read.template)
    look = None if chosen is None else (chosen.name, read_file(chosen))
    with open_project(project or _project_of(recipe, read)) as opened:
        files = opened.reports.build(read, name=recipe.stem, template=look)
    _write_all(files, out)


@app.command(
    help=_(
        "Schrijf de codering voor SPSS en R: een rij per respondent, per code een 0 of 1, met een lijst van "
        "variabelen en bestanden die alles inlezen."
    )
)
def matrix(
    question: Annotated[str, typer.Option("--question", "-q", help=_("Nummer van de vraag."))],
    out: Annotated[Path, typer.Option("--out", "-o", help=_("Map waarin de bestanden komen."))],
    project: ProjectOption = DEFAULT_PROJECT,
    coder: Annotated[str | None, typer.Option(help=_("Alleen wat deze persoon codeerde."))] = None,
    background: Annotated[
        list[str] | None,
        typer.Option("--with", help=_("Zet deze achtergrondvariabele ernaast; vaker mag.")),
    ] = None,
) -> None:
    """Write the 0/1 matrix with its syntax."""
    from coding.exchange import matrix_files, respondent_matrix

    with open_project(project) as opened:
        made = respondent_matrix(opened.database, question, coder=coder, background=background or ())
    _write_all(matrix_files(made, stem=f"codering-{question}"), out)


def _write_all(files: dict[str, bytes], folder: Path) -> None:
    """Write files into a folder, which is made where it is not there."""
    _make_folder(folder)
    for name, content in files.items():
        write_file(folder / name, content)
    n = len(files)
    typer.echo(
        ngettext("{n} bestand geschreven in {folder}.", "{n} bestanden geschreven in {folder}.", n).format(
            n=n, folder=folder
        )
    )


def _make_folder(folder: Path) -> None:
    """Make a folder where there is none, or say in one sentence why that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CodingError(
            _("De map {folder} is niet te maken: {reason}.").format(folder=folder, reason=os_reason(error))
        ) from error


def _beside(recipe: Path, name: str) -> Path | None:
    """Find what a recipe names from its own folder, wherever the command is given."""
    return recipe.parent / name if name else None


def _project_of(recipe: Path, read: "ReportRecipe") -> str:
    if "://" in read.project:
        return read.project
    return str(_beside(recipe, read.project) or DEFAULT_PROJECT)
