"""The verbs for what comes next: laying out texts for a coder, and the sample that was drawn by chance."""

from pathlib import Path
from typing import Annotated

import typer

from coding.cli_options import DEFAULT_PROJECT, ProjectOption, open_project, write_file
from coding.errors import CodingError
from coding.i18n import _, format_number, ngettext

app = typer.Typer()

QuestionOption = Annotated[str, typer.Option("--question", "-q", help=_("Nummer van de vraag."))]


@app.command("queue", help=_("Leg teksten voor een codeur klaar, gekozen zoals de pagina Coderen dat doet."))
def lay_out(
    question: QuestionOption,
    coder: Annotated[str, typer.Option("--coder", "-c", help=_("Voor wie."))],
    project: ProjectOption = DEFAULT_PROJECT,
    strategy: Annotated[
        str,
        typer.Option(
            "--strategy",
            "-s",
            help=_(
                "Hoe gekozen wordt: mix, representatives, random, uncertain, diverse, disagreement of order "
                "(zie docs/queue.md)."
            ),
        ),
    ] = "mix",
    n: Annotated[int, typer.Option(min=1, help=_("Hoeveel er bij komen."))] = 20,
    share: Annotated[
        float,
        typer.Option(min=0, max=99, help=_("Hoeveel procent voor de steekproef is (nieuwe rij).")),
    ] = 20,
    seed: Annotated[int | None, typer.Option(help=_("Hetzelfde getal trekt hetzelfde (nieuwe rij)."))] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=_("Schrijf de hele rij in dit bestand (CSV)."))
    ] = None,
) -> None:
    """Add texts to somebody's queue and say how they were chosen."""
    from coding.classifier.strategies import by_name

    by_name(strategy)  # a wrong name is told as such
    with open_project(project) as opened:
        people = opened.team.people().set_index("name")["id"]
        if coder not in people.index:
            raise CodingError(
                _("{names} doet niet mee in dit project; voeg toe met `coding people`.").format(names=coder)
            )
        queue_id = opened.queueing.open(
            question, coder_id=int(people[coder]), strategy=strategy, share=share / 100, seed=seed
        )
        before = len(opened.queueing.items(queue_id))
        opened.queueing.grow(queue_id, position=before, ahead=1, n=n)
        table = opened.queueing.items(queue_id)
    new = table.iloc[before:]
    typer.echo(
        ngettext(
            "{n} tekst erbij in de rij van {name}; er staan er nu {total} in.",
            "{n} teksten erbij in de rij van {name}; er staan er nu {total} in.",
            len(new),
        ).format(n=format_number(len(new)), name=coder, total=format_number(len(table)))
    )
    if new.empty:
        typer.echo(_("Er is niets over: alles is gelezen, ligt al in een rij of hoort bij een ander."))
    for reason, times in new["why"].value_counts(sort=False).items():
        typer.echo(f"  {times:>4}  {reason}")
    if output is not None:
        _write(output, table.to_csv(index=False))


@app.command(
    "audit", help=_("Laat zien wat er van de steekproef gelezen is; of schrijf welke teksten dat zijn.")
)
def show_audit(
    question: QuestionOption,
    project: ProjectOption = DEFAULT_PROJECT,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help=_("Schrijf welke er gelezen zijn in dit bestand.")),
    ] = None,
) -> None:
    """Print a line per stratum."""
    with open_project(project) as opened:
        table = opened.queueing.audit_sample(question)
    if table.empty:
        typer.echo(_("Van deze vraag is nog geen steekproef getrokken; dat gebeurt bij `coding queue`."))
    for row in table.to_dict("records"):
        typer.echo(
            _(
                "Trekking {number}{owner}: {m} van {n} gelezen; {turns} van {reserve} kwamen aan de beurt."
            ).format(
                number=row["stratum"],
                owner=f" ({row['coder']})" if row["coder"] else "",
                m=format_number(row["m"]),
                n=format_number(row["N"]),
                turns=format_number(row["turns"]),
                reserve=format_number(row["reserve"]),
            )
        )
    if output is not None:
        long = table[["stratum", "N", "m", "segments"]].explode("segments").dropna()
        _write(output, long.rename(columns={"segments": "segment_id"}).to_csv(index=False))


def _write(path: Path, text: str) -> None:
    write_file(path, text.encode("utf-8-sig"))
    typer.echo(_("Geschreven: {file}").format(file=path))
