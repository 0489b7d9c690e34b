"""The verbs for a team: dividing the work, how far everybody is, who did what."""

import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from coding.cli_options import DEFAULT_PROJECT, ProjectOption, open_project, write_file
from coding.errors import CodingError
from coding.i18n import _, format_number, ngettext

app = typer.Typer()

DATES = ["%Y-%m-%d"]
QuestionOption = Annotated[str, typer.Option("--question", "-q", help=_("Nummer van de vraag."))]


@app.command(help=_("Verdeel de teksten van een vraag over mensen; een deel wordt door twee gelezen."))
def divide(
    question: QuestionOption,
    coders: Annotated[list[str], typer.Option("--coder", "-c", help=_("Wie meedoet; herhaal per persoon."))],
    project: ProjectOption = DEFAULT_PROJECT,
    double: Annotated[
        float, typer.Option(min=0, max=100, help=_("Hoeveel procent door twee wordt gelezen."))
    ] = 20,
    seed: Annotated[int, typer.Option(help=_("Hetzelfde getal verdeelt hetzelfde."))] = 1,
    read_too: Annotated[bool, typer.Option("--read-too", help=_("Verdeel ook wat iemand al las."))] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help=_("Laat alleen zien wat er zou gebeuren."))
    ] = False,
    by: Annotated[str, typer.Option("--by", help=_("Wie verdeelt."))] = "",
) -> None:
    """Divide the work over people."""
    with open_project(project) as opened:
        known = opened.team.people().set_index("name")["id"]
        missing = [name for name in coders if name not in known.index]
        if missing:
            raise CodingError(
                _("{names} doet niet mee in dit project; voeg toe met `coding people`.").format(
                    names=", ".join(missing)
                )
            )
        proposal = opened.divisions.propose(
            question, [int(known[name]) for name in coders], share=double / 100, seed=seed, read_too=read_too
        )
        typer.echo(proposal.sentence())
        if not preview:
            opened.divisions.divide(proposal, author=by or _("opdrachtregel"))
            typer.echo(_("Verdeeld; ieders deel staat klaar op de pagina Coderen."))


@app.command(help=_("Laat zien hoe ver iedereen is met het eigen deel."))
def progress(question: QuestionOption, project: ProjectOption = DEFAULT_PROJECT) -> None:
    """Print a line per person."""
    with open_project(project) as opened:
        opened.corpus.question(question)  # a wrong number is told as such
        table = opened.divisions.progress(question)
    if table.empty:
        typer.echo(_("Deze vraag is niet verdeeld; zie `coding divide`."))
    for row in table.to_dict("records"):
        line = _("{name}: {read} van {n}").format(
            name=row["coder"], read=format_number(row["n_read"]), n=format_number(row["n_items"])
        )
        if row["n_left"] and row["n_read"]:
            days = int(row["days_left"])
            line += ", " + ngettext(
                "{pace} per dag, nog ongeveer {n} dag", "{pace} per dag, nog ongeveer {n} dagen", days
            ).format(pace=format_number(row["per_day"]), n=days)
        typer.echo(line)


@app.command(help=_("Laat zien wie wat deed, het nieuwste eerst; of schrijf het in een CSV-bestand."))
def log(
    project: ProjectOption = DEFAULT_PROJECT,
    text: Annotated[str, typer.Option(help=_("Zoek in codes, memo's, antwoorden en respondenten."))] = "",
    who: Annotated[str, typer.Option(help=_("Alleen wat deze persoon deed."))] = "",
    kind: Annotated[str | None, typer.Option(help=_("Alleen deze soort, bijvoorbeeld coding."))] = None,
    since: Annotated[datetime | None, typer.Option(formats=DATES, help=_("Vanaf deze dag."))] = None,
    until: Annotated[datetime | None, typer.Option(formats=DATES, help=_("Tot en met deze dag."))] = None,
    n: Annotated[int, typer.Option("-n", min=1, help=_("Hoeveel regels."))] = 50,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=_("Schrijf alles in dit bestand."))] = None,
) -> None:
    """Print the newest lines of the log, or write all of it."""
    from coding.codings import LogKind, Wanted

    if kind is not None and kind not in set(LogKind):
        raise CodingError(
            _("Soort '{kind}' bestaat niet; kies uit {known}.").format(kind=kind, known=", ".join(LogKind))
        )
    wanted = Wanted(
        text=text,
        person=who,
        kind=LogKind(kind) if kind else None,
        since=since.astimezone() if since else None,
        until=(until + timedelta(days=1)).astimezone() if until else None,
    )
    with open_project(project) as opened:
        if out is not None:
            file = io.StringIO(newline="")
            n_lines = opened.log.write_csv(file, wanted)
            write_file(out, file.getvalue().encode("utf-8-sig"))
            typer.echo(_("{n} regels geschreven: {file}").format(n=format_number(n_lines), file=out))
            return
        for line in opened.log.page(wanted, n=n).lines:
            when = f"{line.when.astimezone():%Y-%m-%d %H:%M}"
            typer.echo(f"{when}  {line.who or '-'}: {line.what}" + (f" [{line.where}]" if line.where else ""))
