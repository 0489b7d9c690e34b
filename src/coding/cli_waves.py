"""The verbs for waves: series of questions, figures of earlier waves, the table over them."""

from typing import TYPE_CHECKING, Annotated

import typer

from coding.cli_options import DEFAULT_PROJECT, AuthorOption, ProjectOption, open_project
from coding.i18n import _

if TYPE_CHECKING:
    from coding.waves import Part

app = typer.Typer()
waves = typer.Typer(
    no_args_is_help=True,
    help=_(
        "Metingen vergelijken: dezelfde vraag in verschillende peilingen, met cijfers van eerdere metingen."
    ),
)
app.add_typer(waves, name="waves")

NameArgument = Annotated[str, typer.Argument(help=_("Naam van de reeks metingen."))]


@waves.command("save", help=_("Leg vast welke vragen dezelfde zijn in opeenvolgende metingen."))
def save(
    name: NameArgument,
    parts: Annotated[
        list[str],
        typer.Option(
            "--wave",
            "-w",
            help=_(
                "Een meting, de oudste eerst: jaar=vraag, jaar=peiling:variabele van een gesloten vraag, of "
                "alleen een jaar als er alleen gepubliceerde cijfers zijn."
            ),
        ),
    ],
    project: ProjectOption = DEFAULT_PROJECT,
    title: Annotated[str, typer.Option(help=_("Wat boven de tabel staat; weggelaten: de naam."))] = "",
    author: AuthorOption = "",
) -> None:
    """Keep a series."""
    with open_project(project) as opened:
        series = opened.waves.save(
            name, [_part(part) for part in parts], author=author or _("opdrachtregel"), title=title
        )
    typer.echo(_("Bewaard: {name}, versie {n}.").format(name=series.name, n=series.number))


@waves.command("list", help=_("Noem de reeksen metingen."))
def list_(project: ProjectOption = DEFAULT_PROJECT) -> None:
    """Print a line per series."""
    with open_project(project) as opened:
        found = opened.waves.list()
    for series in found:
        parts = ", ".join(
            f"{part.label}={part.question}" if part.question else part.label for part in series.parts
        )
        typer.echo(f"{series.name}: {parts}")
    if not found:
        typer.echo(_("Er is nog geen reeks metingen; leg er een vast met `coding waves save`."))


@waves.command("figure", help=_("Voer een gepubliceerd percentage van een eerdere meting in."))
def figure(
    name: NameArgument,
    wave: Annotated[str, typer.Option("--wave", "-w", help=_("Welke meting van de reeks."))],
    percent: Annotated[
        str, typer.Option(help=_("Het percentage zoals gepubliceerd, bijvoorbeeld 38 of 38,5."))
    ],
    n: Annotated[int, typer.Option("-n", help=_("Waarvan het een percentage is."))],
    source: Annotated[str, typer.Option(help=_("Waar het gepubliceerd is."))],
    project: ProjectOption = DEFAULT_PROJECT,
    code: Annotated[str, typer.Option(help=_("De code waar het over gaat."))] = "",
    label: Annotated[str, typer.Option(help=_("Zonder code: hoe het heet."))] = "",
    author: AuthorOption = "",
) -> None:
    """Enter a figure."""
    from coding.waves import parse_percent

    value, decimals = parse_percent(percent)
    with open_project(project) as opened:
        number = opened.waves.add_figure(
            name,
            wave,
            percent=value,
            decimals=decimals,
            n=n,
            source=source,
            code=code,
            label=label,
            author=author or _("opdrachtregel"),
        )
    typer.echo(_("Ingevoerd als cijfer {id}.").format(id=number))


@waves.command("withdraw", help=_("Trek een ingevoerd cijfer in; dat het er stond blijft in het logboek."))
def withdraw(
    figure_id: Annotated[int, typer.Argument(help=_("Nummer van het cijfer."))],
    project: ProjectOption = DEFAULT_PROJECT,
    author: AuthorOption = "",
) -> None:
    """Take a figure back."""
    with open_project(project) as opened:
        opened.waves.withdraw_figure(figure_id, author=author or _("opdrachtregel"))
    typer.echo(_("Ingetrokken."))


@waves.command("show", help=_("Toon de aandelen per meting en wat er veranderde."))
def show(
    name: NameArgument,
    project: ProjectOption = DEFAULT_PROJECT,
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option(help=_("Twee metingen: vergelijk alleen wie in beide antwoord gaf.")),
    ] = None,
) -> None:
    """Print a table over waves."""
    from coding.waves import format_waves

    with open_project(project) as opened:
        table = opened.waves.table(name, pair=pair)
    typer.echo(format_waves(table), nl=False)


def _part(text: str) -> "Part":
    from coding.waves import Part

    label, _sign, question = text.partition("=")
    survey, sign, variable = question.partition(":")
    if sign:
        return Part(label.strip(), variable.strip(), survey.strip())
    return Part(label.strip(), question.strip() or None)
