"""The verb about agreement: of the coders of a project, or of any table of codings."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coding.cli_options import DEFAULT_PROJECT, ProjectOption, open_project, read_file, write_file
from coding.errors import InputError
from coding.i18n import _

if TYPE_CHECKING:
    from coding.agreement import AgreementResult

app = typer.Typer()
DRAWS, SEED = 1000, 1


@app.command(
    help=_(
        "Bereken de overeenstemming tussen codeurs, per code en samen. Van een vraag in een project "
        "(`coding agreement --question 63`), of van een tabel met coderingen "
        "(`coding agreement codes.csv --unit antwoord --coder codeur --labels codes --sep '|'`): een rij per "
        "tekst en codeur; een lege cel is gelezen zonder code, geen rij is niet gelezen."
    )
)
def agreement(
    file: Annotated[
        Path | None, typer.Argument(help=_("Tabel met coderingen (CSV, XLSX); weggelaten: uit het project."))
    ] = None,
    unit: Annotated[
        str | None, typer.Option(help=_("Bestand: kolom met de tekst of het nummer ervan."))
    ] = None,
    coder: Annotated[str | None, typer.Option(help=_("Bestand: kolom met de codeur."))] = None,
    labels: Annotated[str | None, typer.Option(help=_("Bestand: kolom met de codes."))] = None,
    sep: Annotated[str, typer.Option(help=_("Bestand: teken tussen codes in één cel."))] = "|",
    group: Annotated[
        str | None,
        typer.Option(help=_("Bestand: kolom met de respondent, als die meer dan één tekst heeft.")),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help=_("Bestand: tekencodering; weggelaten: zoek zelf."))
    ] = None,
    sheet: Annotated[str | None, typer.Option(help=_("Bestand: werkblad in een XLSX."))] = None,
    project: ProjectOption = DEFAULT_PROJECT,
    question: Annotated[
        str | None, typer.Option("--question", "-q", help=_("Project: nummer van de vraag."))
    ] = None,
    who: Annotated[
        list[str] | None,
        typer.Option(
            "--who", help=_("Project: naam van een codeur, twee keer of vaker; weggelaten: iedereen.")
        ),
    ] = None,
    double: Annotated[
        bool, typer.Option("--double", help=_("Project: alleen wat is uitgezet om dubbel te coderen."))
    ] = False,
    draws: Annotated[int, typer.Option(help=_("Aantal trekkingen voor de intervallen."))] = DRAWS,
    seed: Annotated[int, typer.Option(help=_("Startgetal van het toeval."))] = SEED,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help=_("Schrijf alle cijfers in dit bestand (CSV)."))
    ] = None,
) -> None:
    """Print agreement; write every figure to a file where that was asked."""
    from coding.agreement import format_agreement, to_csv

    if file is not None:
        if question is not None or who or double:
            raise InputError(
                _("--question, --who en --double horen bij een project; laat het bestand weg, of die opties.")
            )
        result = _of_file(
            file,
            {"--unit": unit, "--coder": coder, "--labels": labels},
            sep=sep,
            group=group,
            encoding=encoding,
            sheet=sheet,
            draws=draws,
            seed=seed,
        )
        title = _("Overeenstemming in {file}").format(file=file.name)
    else:
        result = _of_project(project, question, who, double=double, draws=draws, seed=seed)
        title = _("Overeenstemming bij vraag {key}").format(key=question)
    typer.echo(format_agreement(result, title=title), nl=False)
    if out is not None:
        write_file(out, to_csv(result).encode("utf-8-sig"))
        typer.echo(_("Geschreven: {file}").format(file=out))


def _of_file(
    file: Path,
    columns: dict[str, str | None],
    *,
    sep: str,
    group: str | None,
    encoding: str | None,
    sheet: str | None,
    draws: int,
    seed: int,
) -> "AgreementResult":
    missing = [option for option, column in columns.items() if column is None]
    if missing:
        raise InputError(
            _("Geef met {options} aan welke kolom wat is.").format(options=", ".join(missing)), file=file.name
        )
    from coding.agreement import LabelColumns, agreement_of_table
    from coding.corpus import FileOptions, read_table

    unit, coder, labels = (str(column) for column in columns.values())
    table = read_table(read_file(file), name=file.name, options=FileOptions(encoding=encoding, sheet=sheet))
    return agreement_of_table(
        table, LabelColumns(unit, coder, labels, separator=sep, group=group), draws=draws, seed=seed
    )


def _of_project(
    project: str, question: str | None, who: list[str] | None, *, double: bool, draws: int, seed: int
) -> "AgreementResult":
    if question is None:
        raise InputError(
            _(
                "Geef een tabel met coderingen (`coding agreement codes.csv …`), of met --question de vraag "
                "in een project."
            )
        )
    from coding.agreement import Part

    with open_project(project) as opened:
        return opened.agreement.measure(
            question, who or None, draws=draws, seed=seed, part=Part.DOUBLE if double else Part.ALL
        )
