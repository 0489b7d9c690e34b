"""The command line: one thin function per verb. What it does lives in the rooms."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from coding.cli_agreement import app as agreement_verb
from coding.cli_codebook import app as codebook_verbs
from coding.cli_language import app as language_verbs
from coding.cli_models import app as models_verb
from coding.cli_options import (
    DEFAULT_PROJECT,
    PROJECT_HELP,
    AddressOption,
    ProgressFileOption,
    ProjectOption,
    SignInOption,
    open_project,
    read_file,
    write_file,
)
from coding.cli_pseudonyms import app as pseudonym_verbs
from coding.cli_queue import app as queue_verbs
from coding.cli_quotes import app as quote_verbs
from coding.cli_recipes import app as recipe_verbs
from coding.cli_replay import app as replay_verbs
from coding.cli_report import app as report_verbs
from coding.cli_server import app as server_verbs
from coding.cli_table_options import (
    BaseOption,
    DecimalsOption,
    DimensionOption,
    LeftOutOption,
    MinimumOption,
    SuppressOption,
    SurveyOption,
    TableBase,
    TableWhose,
    TestsOption,
    WeightOption,
    WhoseOption,
)
from coding.cli_team import app as team_verbs
from coding.cli_waves import app as wave_verbs
from coding.errors import CodingError, InputError
from coding.i18n import _, current_language, ngettext

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=_("Codeer open antwoorden en evaluatierapporten tot thematabellen. Alles blijft op deze machine."),
)

QuestionOption = Annotated[str, typer.Option("--question", "-q", help=_("Nummer van de vraag."))]


class TableFormat(StrEnum):
    """How a table leaves the program."""

    TEXT = "text"
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    MARKDOWN = "md"
    LATEX = "tex"
    PNG = "png"
    SVG = "svg"


PRINTED = (TableFormat.CSV, TableFormat.MARKDOWN, TableFormat.LATEX)  # what can be read in a terminal


class Cut(StrEnum):
    """What a passage of a report is."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    SECTION = "section"


@app.command("app", help=_("Open het programma in de browser."))
def serve_app(
    project: ProjectOption = DEFAULT_PROJECT,
    port: Annotated[int, typer.Option(help=_("Poort op deze machine."))] = 8501,
    address: AddressOption = "127.0.0.1",
    sign_in: SignInOption = None,
    browser: Annotated[bool, typer.Option(help=_("Open meteen een browser."))] = True,
    language: Annotated[str, typer.Option(help=_("Taal van het scherm: nl of en."))] = current_language(),
) -> None:
    """Serve the browser app, on this machine only unless people sign in."""
    from coding.ui.serve import serve

    raise typer.Exit(
        serve(project, port=port, address=address, sign_in=sign_in, open_browser=browser, language=language)
    )


@app.command(help=_("Bouw het voorbeeldproject: importeren, groeperen, trainen, tabellen."))
def demo(
    # not from the environment: the example must never end up in somebody's own project
    project: Annotated[str, typer.Option("--project", "-p", help=PROJECT_HELP)] = "demo.db",
    tables: Annotated[
        Path | None, typer.Option(help=_("Schrijf de thematabellen in dit bestand (XLSX)."))
    ] = None,
) -> None:
    """Run the whole way on the example data."""
    from coding.demo import build_demo

    build_demo(project, tables_file=tables)


@app.command("import", help=_("Importeer een peiling (CSV, XLSX) of rapporten (TXT, MD, HTML, DOCX, PDF)."))
def import_files(
    files: Annotated[list[Path], typer.Argument(help=_("De bestanden."))],
    project: ProjectOption = DEFAULT_PROJECT,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", "-m", help=_("Welke kolom wat is (YAML); nodig bij een peiling.")),
    ] = None,
    question: Annotated[
        str, typer.Option("--question", "-q", help=_("Onder welke naam rapporten samen staan."))
    ] = "rapporten",
    codebook: Annotated[
        str | None, typer.Option("--codebook", help=_("Met welk codeboek rapporten worden gecodeerd."))
    ] = None,
    by: Annotated[Cut, typer.Option(help=_("Waarop rapporten worden geknipt."))] = Cut.PARAGRAPH,
    pseudonymise: Annotated[
        bool,
        typer.Option(
            "--pseudonymise/--no-pseudonymise",
            help=_("Laat de teksten wachten tot persoonsgegevens zijn vervangen (zie `coding review`)."),
        ),
    ] = False,
    keep_original: Annotated[
        bool,
        typer.Option("--keep-original", help=_("Bewaar daarbij het bestand zelf, onder een wachtzin.")),
    ] = False,
) -> None:
    """Import files; the same file again changes nothing."""
    from coding.cli_import import project_to_fill, read_all, store_all
    from coding.corpus import is_table, load_mapping

    tables = [is_table(file.name) for file in files]
    if mapping is None and any(tables):
        raise CodingError(
            _("Geef met --mapping aan welke kolom wat is, of importeer in de browser (coding app).")
        )
    if mapping is not None and not any(tables):
        raise InputError(
            _("--mapping hoort bij een peiling; sla die op als .csv of .xlsx. Een .txt is hier een rapport."),
            file=files[0].name,
        )
    if codebook is not None and all(tables):
        raise CodingError(
            _(
                "--codebook hoort bij rapporten. Noem bij een peiling het codeboek in de mapping, of geef "
                "het daarna met `coding codebook BESTAND --project … --question …`."
            )
        )
    if keep_original and not pseudonymise:
        raise CodingError(
            _("--keep-original hoort bij --pseudonymise; anders blijft het bestand altijd bewaard.")
        )
    columns = None if mapping is None else load_mapping(mapping)
    found = read_all(files, columns)
    with project_to_fill(project) as opened:
        if pseudonymise:
            from coding.cli_pseudonyms import stage_files

            stage_files(
                opened,
                found,
                mapping=columns,
                question=question,
                codebook=codebook,
                by=by.value,
                keep_original=keep_original,
            )
        else:
            store_all(opened, found, mapping=columns, question=question, codebook=codebook, by=by.value)


@app.command(help=_("Laat zien hoe een bestand in passages wordt geknipt (JSON, één per regel)."))
def segments(
    file: Annotated[Path, typer.Argument(help=_("Een rapport, of een tabel met antwoorden."))],
    by: Annotated[Cut, typer.Option(help=_("Waarop een rapport wordt geknipt."))] = Cut.PARAGRAPH,
    column: Annotated[
        str | None, typer.Option("--column", "-c", help=_("Van een tabel: de kolom met antwoorden."))
    ] = None,
    lists: Annotated[
        bool, typer.Option("--lists", help=_("Knip antwoorden die een lijst zijn in hun punten."))
    ] = False,
) -> None:
    """Print the passages of a file, without a project."""
    import json

    from coding.corpus import answer_passages, is_table, passages

    content = read_file(file)
    if is_table(file.name):
        if column is None:
            raise InputError(_("geef met --column aan in welke kolom de antwoorden staan."), file=file.name)
        found = answer_passages(content, name=file.name, column=column, lists=lists)
    else:
        found = passages(content, name=file.name, by=by.value)
    for passage in found:
        record = {
            "text": passage.text,
            "page": passage.page,
            "headings": list(passage.headings),
            "kind": passage.kind,
        }
        typer.echo(json.dumps(record, ensure_ascii=False))


@app.command(help=_("Neem coderingen over uit een CSV-bestand."))
def codings(
    file: Annotated[Path, typer.Argument(help=_("CSV met question, respondent, coder, code."))],
    project: ProjectOption = DEFAULT_PROJECT,
) -> None:
    """Import codings; what a coder decided in the program stays as it is."""
    with open_project(project) as opened:
        n = opened.codings.import_codings(read_file(file), name=file.name)
    typer.echo(
        ngettext("{n} codering overgenomen.", "{n} coderingen overgenomen.", n).format(n=n)
        if n
        else _("Niets veranderd: deze coderingen stonden er al.")
    )


@app.command(help=_("Groepeer gelijkende antwoorden op een vraag."))
def cluster(
    question: QuestionOption,
    project: ProjectOption = DEFAULT_PROJECT,
    groups: Annotated[int | None, typer.Option(help=_("Aantal groepen; weggelaten: zoek zelf."))] = None,
    seed: Annotated[int, typer.Option(help=_("Startgetal van het toeval."))] = 1,
    progress_file: ProgressFileOption = None,
) -> None:
    """Cluster a question and store the result."""
    from coding.progress import progress_bar

    message = _("Groepeer vraag {key}").format(key=question)
    with open_project(project) as opened, progress_bar(message, file=progress_file) as progress:
        result = opened.clusters.cluster(question, n_clusters=groups, seed=seed, progress=progress)
        problem = opened.language.vectors.info().problem
    _tell(problem)
    for row in result.clusters.itertuples():
        typer.echo(f"{row.size:>5}  {row.label}")


@app.command(help=_("Train de voorstellen van een vraag op wat er gecodeerd is."))
def train(
    question: QuestionOption,
    project: ProjectOption = DEFAULT_PROJECT,
    seed: Annotated[int, typer.Option(help=_("Startgetal van het toeval."))] = 1,
    by: Annotated[str, typer.Option("--by", help=_("Wie traint."))] = "",
    automatic: Annotated[bool, typer.Option("--automatic", hidden=True)] = False,
    progress_file: ProgressFileOption = None,
) -> None:
    """Train a classifier, report how good it is on held-out answers, store suggestions."""
    from coding.classifier import format_quality
    from coding.progress import progress_bar

    message = _("Train vraag {key}").format(key=question)
    with open_project(project) as opened, progress_bar(message, file=progress_file) as progress:
        summary = opened.classifiers.train(
            question, seed=seed, author=by, origin="auto" if automatic else "hand", progress=progress
        )
        problem = opened.language.vectors.info().problem
    _tell(problem)
    typer.echo(format_quality(summary))


@app.command(help=_("Maak de thematabel van een vraag."))
def table(
    question: QuestionOption,
    project: ProjectOption = DEFAULT_PROJECT,
    format_: Annotated[
        TableFormat | None,
        typer.Option(
            "--format", "-f", help=_("Vorm; weggelaten: wat het bestand van --out is, anders tekst.")
        ),
    ] = None,
    by: Annotated[str | None, typer.Option(help=_("Splits naar deze variabele of lijst van codes."))] = None,
    coder: Annotated[str | None, typer.Option(help=_("Alleen wat deze persoon codeerde."))] = None,
    survey: SurveyOption = None,
    dimension: DimensionOption = None,
    base: BaseOption = TableBase.ANSWERED,
    left_out: LeftOutOption = None,
    whose: WhoseOption = TableWhose.COMBINED,
    weight: WeightOption = None,
    tests: TestsOption = False,
    suppress_below: SuppressOption = 0,
    minimum_base: MinimumOption = 10,
    decimals: DecimalsOption = 0,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=_("Schrijf in dit bestand."))] = None,
) -> None:
    """Print a theme table, or write it to a file."""
    from datetime import datetime

    from coding.exchange import Exhibit, FileKind, table_file
    from coding.tables import Base, TableSpec, Whose, format_text

    if format_ is None:
        ending = out.suffix.casefold().removeprefix(".") if out else ""
        format_ = TableFormat(ending) if ending in set(TableFormat) else TableFormat.TEXT
    with open_project(project) as opened:
        spec = TableSpec(
            question=question,
            survey=survey,
            by=by,
            dimension=dimension,
            whose=Whose(whose),
            coder=coder,
            base=Base(base),
            left_out=tuple(left_out or ()),
            weight=weight,
            minimum_base=minimum_base,
            suppress_below=suppress_below,
            decimals=decimals,
            tests=tests,
        )
        result = opened.tables.theme_table(spec)
    if format_ is TableFormat.TEXT:
        content = format_text(result).encode()
    else:
        made_at = datetime.now().astimezone()
        content = table_file(Exhibit(result), FileKind(format_), made_at=made_at)
    if out is None and (format_ is TableFormat.TEXT or format_ in PRINTED):
        text = content.decode("utf-8-sig")
        typer.echo(text, nl=not text.endswith("\n"))
        return
    target = out or Path(f"thematabel-{question}.{format_}")
    write_file(target, content)
    typer.echo(_("Geschreven: {file}").format(file=target))


app.add_typer(agreement_verb)
app.add_typer(codebook_verbs)
app.add_typer(language_verbs)
app.add_typer(models_verb)
app.add_typer(pseudonym_verbs)
app.add_typer(queue_verbs)
app.add_typer(quote_verbs)
app.add_typer(recipe_verbs)
app.add_typer(replay_verbs)
app.add_typer(report_verbs)
app.add_typer(server_verbs)
app.add_typer(team_verbs)
app.add_typer(wave_verbs)


def main() -> None:
    """Run the command line; an error for people is one sentence, not a traceback."""
    try:
        sys.exit(app(prog_name="coding", standalone_mode=False))
    except CodingError as error:
        _stop(str(error))
    except typer.Abort:
        _stop(_("Afgebroken."), code=130)
    except TyperException as error:
        from coding.usage import usage_message

        _stop(usage_message(error), code=2)
    except Exception as error:
        from coding.store import explain

        sentence = explain(error)
        if sentence is None:
            raise
        _stop(sentence)


def _tell(problem: str) -> None:
    """Say on the side why the program's own word vectors were used, where others were chosen."""
    if problem:
        typer.echo(
            _("{problem} Gebruikt zijn de meegeleverde woordvectoren.").format(problem=problem), err=True
        )


def _stop(sentence: str, *, code: int = 1) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(code)
