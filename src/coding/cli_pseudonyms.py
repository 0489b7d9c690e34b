"""The verbs about personal data: pseudonymise a file, review what waits, originals under a passphrase."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coding.cli_options import DEFAULT_PROJECT, ProjectOption, open_project, read_file, write_file
from coding.errors import InputError
from coding.i18n import _

if TYPE_CHECKING:
    from coding.cli_import import IncomingFile
    from coding.corpus import SurveyMapping
    from coding.project import Project
    from coding.pseudonyms import Batch

app = typer.Typer()
originals = typer.Typer(help=_("Originelen die onder een wachtzin zijn bewaard: tonen of vernietigen."))
app.add_typer(originals, name="originals")

PassphraseOption = Annotated[
    str,
    typer.Option(
        "--passphrase",
        envvar="CODING_PASSPHRASE",
        show_envvar=True,
        help=_("De wachtzin; weggelaten: er wordt om gevraagd."),
    ),
]
BatchArgument = Annotated[int, typer.Argument(help=_("Nummer van het bestand; zie `coding review`."))]


@app.command(help=_("Vervang namen en andere persoonsgegevens in een tekst (TXT, MD) of tabel (CSV, XLSX)."))
def pseudonymise(
    file: Annotated[Path, typer.Argument(help=_("Het bestand; het blijft zelf zoals het is."))],
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", "-c", help=_("Kolom met teksten; weggelaten: de open vragen.")),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=_("Schrijf in dit bestand."))] = None,
    respondent: Annotated[
        str | None, typer.Option(help=_("Kolom met wie antwoordde; diens rijen delen hun nummers."))
    ] = None,
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", help=_("Alleen deze soort, bijvoorbeeld naam of telefoon."))
    ] = None,
    with_organisations: Annotated[
        bool, typer.Option("--with-organisations", help=_("Ook namen van organisaties en plaatsen."))
    ] = False,
    deid: Annotated[
        bool, typer.Option("--deid", help=_("Laat deduce meezoeken (los te installeren)."))
    ] = False,
    deid_cache: Annotated[
        Path | None, typer.Option(help=_("Map voor de woordenlijsten van deduce (1,2 GB)."))
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(help=_("Schrijf hierin elke vervanging, mét het origineel, om na te kijken (CSV).")),
    ] = None,
) -> None:
    """Pseudonymise one file; prints counts, never what was replaced."""
    from coding.progress import progress_bar
    from coding.pseudonyms import format_counts, pseudonymise_file, review_list, with_recogniser

    target = output or file.with_name(f"{file.stem}-gepseudonimiseerd{file.suffix}")
    if target.resolve() == file.resolve():
        raise InputError(
            _("geef met --output een ander bestand; het origineel blijft staan."), file=file.name
        )
    content = read_file(file)
    with (
        with_recogniser(
            kinds, organisations=with_organisations, deduce=deid, deduce_cache=deid_cache
        ) as recogniser,
        progress_bar(_("Persoonsgegevens zoeken")) as progress,
    ):
        result = pseudonymise_file(
            content,
            name=file.name,
            recogniser=recogniser,
            columns=columns or (),
            respondent=respondent,
            progress=progress,
        )
    write_file(target, result.content)
    if result.columns:
        typer.echo(_("Gelezen kolommen: {columns}").format(columns=", ".join(result.columns)))
    typer.echo(format_counts(result.counts))
    typer.echo(_("Geschreven: {file}").format(file=target))
    if report is not None:
        write_file(report, review_list(result))
        typer.echo(_("Om na te kijken, met de originelen: {file}. Bewaar dit niet.").format(file=report))


@app.command(help=_("Laat zien welke bestanden wachten op het nakijken van persoonsgegevens; geef ze vrij."))
def review(
    project: ProjectOption = DEFAULT_PROJECT,
    release: Annotated[
        int | None,
        typer.Option("--release", help=_("Geef dit bestand vrij: alles vervangen zoals voorgesteld.")),
    ] = None,
    discard: Annotated[
        int | None, typer.Option("--discard", help=_("Gooi dit bestand weg zonder het te importeren."))
    ] = None,
    by: Annotated[str, typer.Option("--by", help=_("Wie dit besluit."))] = "",
) -> None:
    """List what waits, or let one file through as proposed."""
    from coding.pseudonyms import format_counts

    who = by or _("opdrachtregel")
    with open_project(project) as opened:
        if release is not None:
            report = opened.pseudonyms.release(release, by=who)
            batch = opened.pseudonyms.batch(release)
            typer.echo(f"{batch.name}: {report.summary()} {format_counts(batch.counts)}")
        if discard is not None:
            opened.pseudonyms.discard(discard, by=who)
            typer.echo(_("Weggegooid; er is niets van geïmporteerd."))
        if release is not None or discard is not None:
            return
        for batch in opened.pseudonyms.batches():
            typer.echo(_line(batch))
        if not opened.pseudonyms.batches():
            typer.echo(_("Er wacht niets."))


def stage_files(
    project: "Project",
    files: Sequence["IncomingFile"],
    *,
    mapping: "SurveyMapping | None",
    question: str,
    codebook: str | None,
    by: Literal["paragraph", "sentence", "section"],
    keep_original: bool,
) -> None:
    """Let files wait for a review instead of importing them; part of the verb ``import``."""
    from coding.corpus import ImportReport
    from coding.progress import progress_bar
    from coding.pseudonyms import with_recogniser

    passphrase = _ask_passphrase() if keep_original else None
    who = _("opdrachtregel")
    with with_recogniser() as recogniser:
        for file in files:
            with progress_bar(_("Persoonsgegevens zoeken")) as progress:
                if file.document is not None:
                    staged = project.pseudonyms.stage_report(
                        file.content,
                        file.document,
                        name=file.name,
                        question=question,
                        codebook=codebook,
                        cut_by=by,
                        recogniser=recogniser,
                        by=who,
                        passphrase=passphrase,
                        progress=progress,
                    )
                else:
                    assert mapping is not None  # a table is only read with one
                    staged = project.pseudonyms.stage_survey(
                        file.content,
                        name=file.name,
                        mapping=mapping,
                        recogniser=recogniser,
                        by=who,
                        passphrase=passphrase,
                        progress=progress,
                    )
            typer.echo(
                f"{file.name}: {staged.summary()}" if isinstance(staged, ImportReport) else _line(staged)
            )
            for sentence in () if isinstance(staged, ImportReport) else staged.warnings:
                typer.echo(f"  {sentence}")
    typer.echo(_("Kijk ze na op de pagina Privacy, of geef ze vrij met `coding review --release NUMMER`."))


def _ask_passphrase() -> str:
    """Ask for a new passphrase twice; the environment goes first, for scripts."""
    import os

    return os.environ.get("CODING_PASSPHRASE") or _typed_passphrase(twice=True)


def _typed_passphrase(*, twice: bool) -> str:
    """Ask for a passphrase; without a terminal there is nobody to ask."""
    import sys

    if not sys.stdin.isatty():
        raise InputError(
            _("de wachtzin kan hier niet worden getypt; zet hem in de omgevingsvariabele CODING_PASSPHRASE.")
        )
    return str(typer.prompt(_("Wachtzin"), hide_input=True, confirmation_prompt=twice))


def _line(batch: "Batch") -> str:
    """Return one file of the waiting room in one line."""
    if batch.state == "waiting":
        state = _("wacht: {texts} teksten, {n} vervangingen, {decided} nagekeken").format(
            texts=batch.n_texts, n=batch.n_findings, decided=batch.n_decided
        )
    else:
        state = _("vrijgegeven") if batch.state == "released" else _("weggegooid")
    kept = " · " + _("origineel bewaard") if batch.kept else ""
    return f"{batch.id:>4}  {batch.name}  {state}{kept}"


@originals.command("show", help=_("Schrijf het bestand zoals het kwam weg, met de wachtzin."))
def show_original(
    batch: BatchArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help=_("Schrijf in dit bestand."))],
    passphrase: PassphraseOption = "",
    project: ProjectOption = DEFAULT_PROJECT,
    by: Annotated[str, typer.Option("--by", help=_("Wie het bekijkt."))] = "",
) -> None:
    """Write an original to a file; that it was shown is recorded."""
    passphrase = passphrase or _typed_passphrase(twice=False)
    with open_project(project) as opened:
        _name, content = opened.pseudonyms.original(batch, passphrase, by=by or _("opdrachtregel"))
    write_file(output, content)
    typer.echo(_("Geschreven: {file}").format(file=output))


@originals.command("destroy", help=_("Vernietig een bewaard origineel; dat is niet terug te draaien."))
def destroy_original(
    batch: BatchArgument,
    project: ProjectOption = DEFAULT_PROJECT,
    yes: Annotated[bool, typer.Option("--yes", help=_("Zonder te vragen."))] = False,
    by: Annotated[str, typer.Option("--by", help=_("Wie dit besluit."))] = "",
) -> None:
    """Destroy an original."""
    if not yes:
        typer.confirm(_("Het origineel van bestand {n} voorgoed vernietigen?").format(n=batch), abort=True)
    with open_project(project) as opened:
        opened.pseudonyms.destroy_original(batch, by=by or _("opdrachtregel"))
    typer.echo(_("Vernietigd."))
