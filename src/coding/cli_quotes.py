"""The verbs for quotes: proposals for a code, choosing one, what was chosen."""

from typing import TYPE_CHECKING, Annotated

import typer

from coding.cli_options import DEFAULT_PROJECT, AuthorOption, ProjectOption, open_project
from coding.i18n import _

if TYPE_CHECKING:
    from coding.quotes import Background

app = typer.Typer()
quotes = typer.Typer(
    no_args_is_help=True, help=_("Citaten bij een thema: voorstellen, kiezen, en wat gekozen is.")
)
app.add_typer(quotes, name="quotes")

BackgroundOption = Annotated[
    list[str] | None,
    typer.Option(
        "--background",
        "-b",
        help=_("Kenmerk dat erbij mag staan, als genoeg respondenten het delen; herhaal."),
    ),
]
FewestOption = Annotated[
    int, typer.Option(min=2, help=_("Zoveel respondenten moeten delen wat erbij staat."))
]


@quotes.command("propose", help=_("Stel citaten voor bij een thema, de beste eerst."))
def propose(
    question: Annotated[str, typer.Option("--question", "-q", help=_("Nummer van de vraag."))],
    code: Annotated[str, typer.Option("--code", "-c", help=_("De code."))],
    project: ProjectOption = DEFAULT_PROJECT,
    n: Annotated[int, typer.Option("-n", min=1, help=_("Hoeveel."))] = 6,
    background: BackgroundOption = None,
    fewest: FewestOption = 5,
) -> None:
    """Print proposals."""
    from coding.tables import TableSpec

    with open_project(project) as opened:
        found = opened.quotes.proposals(
            TableSpec(question=question), code, n=n, background=background or (), fewest=fewest
        )
    for proposal in found:
        typer.echo(f"{proposal.segment_id}: “{proposal.shown}”")
        _besides(proposal.background, proposal.warnings)
    if not found:
        typer.echo(_("Er is geen tekst om bij deze code te citeren."))


@quotes.command("choose", help=_("Kies een citaat: het nummer van de tekst, zo nodig ingekort."))
def choose(
    segment: Annotated[int, typer.Argument(help=_("Nummer van de tekst, zoals bij de voorstellen."))],
    code: Annotated[str, typer.Option("--code", "-c", help=_("De code waar het bij hoort."))],
    project: ProjectOption = DEFAULT_PROJECT,
    words: Annotated[
        str, typer.Option("--text", help=_("Alleen deze woorden eruit, letterlijk; weggelaten: alles."))
    ] = "",
    author: AuthorOption = "",
) -> None:
    """Choose a quote."""
    with open_project(project) as opened:
        number = opened.quotes.choose(segment, code, words=words or None, author=author or _("opdrachtregel"))
    typer.echo(_("Gekozen als citaat {id}.").format(id=number))


@quotes.command("withdraw", help=_("Trek een citaat in; dat het gekozen was blijft in het logboek."))
def withdraw(
    quote: Annotated[int, typer.Argument(help=_("Nummer van het citaat."))],
    project: ProjectOption = DEFAULT_PROJECT,
    author: AuthorOption = "",
) -> None:
    """Take a quote back."""
    with open_project(project) as opened:
        opened.quotes.withdraw(quote, author=author or _("opdrachtregel"))
    typer.echo(_("Ingetrokken."))


@quotes.command("list", help=_("Noem de gekozen citaten, per vraag en thema."))
def list_(
    project: ProjectOption = DEFAULT_PROJECT,
    question: Annotated[
        str | None, typer.Option("--question", "-q", help=_("Alleen van deze vraag."))
    ] = None,
    background: BackgroundOption = None,
    fewest: FewestOption = 5,
) -> None:
    """Print what was chosen."""
    with open_project(project) as opened:
        found = opened.quotes.chosen(question, background=background or (), fewest=fewest)
    for quote in found:
        typer.echo(f"{quote.id}: {quote.question} · {quote.label}: “{quote.shown}”")
        _besides(quote.background, quote.warnings)
        if not quote.still_coded:
            typer.echo("   " + _("Let op: deze tekst heeft die code niet meer."))
    if not found:
        typer.echo(_("Er is nog geen citaat gekozen."))


def _besides(background: "Background | None", warnings: tuple[str, ...]) -> None:
    from coding.quotes import background_line

    if background is not None and (line := background_line(background)):
        typer.echo("   " + line)
    for warning in warnings:
        typer.echo("   " + _("Let op: {warning}").format(warning=warning))
