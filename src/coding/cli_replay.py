"""The verbs that judge suggestions on data that is coded already: simulate and evaluate."""

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coding.cli_options import read_file, write_file
from coding.errors import InputError
from coding.i18n import _, format_number, ngettext
from coding.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coding.classifier.replay import CodedColumns, CodedTable, Reading, Ready, Replay
    from coding.codebook import Code
    from coding.language import TextModel

app = typer.Typer()
FEWEST_DRAWN = 2

TextColumn = Annotated[str, typer.Option("--text", help=_("Kolom met de tekst."))]
LabelsColumn = Annotated[
    str, typer.Option("--labels", help=_("Kolom met de codes; leeg: gelezen, geen code."))
]
Separator = Annotated[str, typer.Option("--sep", help=_("Teken tussen codes in één cel."))]
GroupColumn = Annotated[
    str | None,
    typer.Option("--group", help=_("Kolom met de respondent of het rapport: die blijven bij elkaar.")),
]
ContextColumn = Annotated[
    str | None, typer.Option("--context", help=_("Kolom met wat om de tekst staat: de vraag, een kop."))
]
CodebookFile = Annotated[
    Path | None,
    typer.Option("--codebook", help=_("Codeboek (YAML); weggelaten: de namen van de codes.")),
]
Fewest = Annotated[int, typer.Option("--fewest", help=_("Laat codes weg die minder teksten hebben."), min=1)]
ReadingOption = Annotated[
    str,
    typer.Option(
        "--language", help=_("nl: grondvormen en woordvectoren; plain: woorden zoals ze er staan; auto.")
    ),
]
VectorsOption = Annotated[
    Path | None,
    typer.Option("--vectors", help=_("Map met woordvectoren of een tekstmodel; weggelaten: de ingebouwde.")),
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help=_("Schrijf alle cijfers in dit bestand (CSV)."))
]
Plot = Annotated[
    Path | None, typer.Option("--plot", help=_("Teken de cijfers in dit bestand (.svg of .png)."))
]


@app.command(
    help=_(
        "Speel het coderen van gecodeerde teksten na: hoe goed zijn de voorstellen na 50, 100, 200 teksten? "
        "`coding simulate antwoorden.csv --text antwoord --labels codes --budgets 50,100,200`"
    )
)
def simulate(
    file: Annotated[Path, typer.Argument(help=_("Tabel met gecodeerde teksten (CSV, XLSX)."))],
    text: TextColumn = "text",
    labels: LabelsColumn = "labels",
    sep: Separator = "|",
    codebook: CodebookFile = None,
    group: GroupColumn = None,
    context: ContextColumn = None,
    fewest: Fewest = 1,
    start: Annotated[
        int, typer.Option(help=_("Zoveel willekeurige teksten zijn vooraf al gecodeerd."), min=0)
    ] = 0,
    budgets: Annotated[
        str, typer.Option(help=_("Na hoeveel gecodeerde teksten gemeten wordt, komma's ertussen."))
    ] = "50,100,200,400",
    strategy: Annotated[
        str, typer.Option(help=_("In welke volgorde: order, random, representatives, uncertain, diverse, …"))
    ] = "random",
    batch: Annotated[int, typer.Option(help=_("Zoveel teksten tussen twee trainingen."), min=1)] = 20,
    seeds: Annotated[int, typer.Option(help=_("Hoe vaak het naspelen gebeurt."), min=1)] = 5,
    language: ReadingOption = "auto",
    vectors: VectorsOption = None,
    estimate: Annotated[
        bool,
        typer.Option(
            "--estimate",
            help=_(
                "Meet hoe goed het aandeel van elk thema geschat wordt uit zoveel willekeurig gelezen "
                "teksten en de voorspellingen voor de rest."
            ),
        ),
    ] = False,
    out: Out = None,
    plot: Plot = None,
) -> None:
    """Replay coding, print the mean figures, write every one of them and a picture where asked."""
    from coding.classifier.replay import budgets_of, format_replay, make_ready, replay, replay_csv
    from coding.classifier.strategies import by_name

    wanted, chosen = budgets_of(budgets), by_name(strategy)
    _refuse_unwritable(out, plot)
    if estimate:
        _refuse_for_estimates(wanted, strategy=strategy, start=start, plot=plot)
    codes = _codes(codebook)
    [table] = _in_terms_of(codes, _table(file, _columns(text, labels, sep, group, context)))
    table = table.with_frequent(fewest)
    reading = _reading(language, table)
    ready = make_ready(table, reading=reading, codebook=codes, model=_model(reading, vectors))
    if estimate:
        typer.echo(_about(table, reading, len(ready.codes)))
        _estimate(ready, wanted, seeds=seeds, start=start, out=out)
        return
    found: list[Replay] = []
    with progress_bar(_("Naspelen")) as progress:
        total = seeds * len(wanted)
        steps = itertools.count(1)
        for seed in range(seeds):
            found += replay(
                ready,
                chosen,
                wanted,
                seed=seed,
                start=start,
                batch=batch,
                note=lambda _one: progress(next(steps), total),
            )
    typer.echo(_about(table, reading, len(ready.codes)))
    typer.echo(format_replay(found))
    _write(out, replay_csv(found))
    if plot is not None:
        from coding.classifier.replay.plot import plot_replay

        plot_replay(found, plot, title=table.name)
        typer.echo(_("Geschreven: {file}").format(file=plot))


@app.command(
    help=_(
        "Leer van de ene gecodeerde tabel en toets op de andere: F1 samen, per code en per tekst, en de "
        "tabel per code. `coding evaluate --train a.csv --test b.csv --text antwoord --labels codes`"
    )
)
def evaluate(
    train: Annotated[Path, typer.Option(help=_("Tabel om van te leren (CSV, XLSX)."))],
    test: Annotated[Path, typer.Option(help=_("Tabel om op te toetsen."))],
    text: TextColumn = "text",
    labels: LabelsColumn = "labels",
    sep: Separator = "|",
    codebook: CodebookFile = None,
    group: GroupColumn = None,
    context: ContextColumn = None,
    fewest: Fewest = 1,
    language: ReadingOption = "auto",
    vectors: VectorsOption = None,
    out: Out = None,
    plot: Plot = None,
) -> None:
    """Learn from one table and judge on another."""
    from coding.classifier.replay import evaluate as judge
    from coding.classifier.replay import evaluation_csv, format_evaluation

    columns, codes = _columns(text, labels, sep, group, context), _codes(codebook)
    _refuse_unwritable(out, plot)
    known, judged = _in_terms_of(codes, _table(train, columns), _table(test, columns))
    known = known.with_frequent(fewest)
    if fewest > 1:
        judged = judged.with_codes(known.codes)
    reading = _reading(language, known)
    found = judge(known, judged, reading=reading, codebook=codes, model=_model(reading, vectors))
    typer.echo(_about(known, reading, len(found.quality["per_code"])))
    typer.echo(format_evaluation(found))
    _write(out, evaluation_csv(found))
    if plot is not None:
        from coding.classifier.replay.plot import plot_evaluation

        plot_evaluation(found, plot, title=judged.name)
        typer.echo(_("Geschreven: {file}").format(file=plot))


def _refuse_for_estimates(budgets: "Sequence[int]", *, strategy: str, start: int, plot: Path | None) -> None:
    """Refuse what has no meaning when shares are estimated."""
    if strategy != "random":
        raise InputError(_("Schatten gaat alleen uit een willekeurige steekproef: laat --strategy weg."))
    if plot is not None:
        raise InputError(_("Van schattingen is er geen tekening: laat --plot weg."))
    if min(budgets) < start + FEWEST_DRAWN:
        raise InputError(
            _("Lees minstens {n} teksten (--budgets): {start} vooraf en de rest in de steekproef.").format(
                n=start + FEWEST_DRAWN, start=start
            )
        )


def _estimate(ready: "Ready", budgets: "Sequence[int]", *, seeds: int, start: int, out: Path | None) -> None:
    from coding.tables.estimates.replay_text import estimates_csv, format_estimates
    from coding.tables.estimates.replaying import replay_estimates

    steps, total = itertools.count(1), seeds * len(budgets)
    with progress_bar(_("Naspelen")) as progress:
        found = replay_estimates(
            ready, budgets, seeds=seeds, start=start, note=lambda: progress(next(steps), total)
        )
    typer.echo(format_estimates(found, n_texts=len(ready.labels)))
    _write(out, estimates_csv(found))


def _columns(text: str, labels: str, sep: str, group: str | None, context: str | None) -> "CodedColumns":
    from coding.classifier.replay import CodedColumns

    return CodedColumns(text, labels, separator=sep, group=group, context=context)


def _table(file: Path, columns: "CodedColumns") -> "CodedTable":
    from coding.classifier.replay import coded_table
    from coding.corpus import read_table

    return coded_table(read_table(read_file(file), name=file.name), columns)


def _codes(file: Path | None) -> "list[Code] | None":
    if file is None:
        return None
    from coding.codebook import load_codebook

    return list(load_codebook(file).live)


def _in_terms_of(codes: "list[Code] | None", *tables: "CodedTable") -> "list[CodedTable]":
    """Return tables in the codes of the codebook, where one was given; say which of theirs it lacks."""
    from coding.classifier.replay.coded_table import some_of

    if codes is None:
        return list(tables)
    known = {name.casefold() for code in codes for name in (code.id, code.label)}
    lacking = sorted({name for table in tables for name in table.codes if name.casefold() not in known})
    found = [table.in_terms_of(codes) for table in tables]
    if lacking:
        typer.echo(
            _("Niet in het codeboek, en dus niet meegeteld: {codes}.").format(codes=some_of(lacking)),
            err=True,
        )
    return found


def _refuse_unwritable(out: Path | None, plot: Path | None) -> None:
    """Refuse files that cannot be written before the work begins, not after."""
    if plot is not None:
        from coding.classifier.replay.plot import refuse_other_formats

        refuse_other_formats(plot)
    for file in (out, plot):
        if file is not None and not file.parent.is_dir():
            raise InputError(_("Er is op deze machine geen map {folder}.").format(folder=file.parent))


def _reading(language: str, table: "CodedTable") -> "Reading":
    from coding.classifier.replay import Reading

    if language not in {reading.value for reading in Reading}:
        raise InputError(
            _("--language is {known}.").format(known=", ".join(reading.value for reading in Reading))
        )
    return table.resolve(Reading(language))


def _model(reading: "Reading", folder: Path | None) -> "TextModel | None":
    from coding.classifier.replay import Reading
    from coding.language import vectors_from, word_vectors

    if folder is not None:
        return vectors_from(folder)
    return word_vectors() if reading is Reading.DUTCH else None


def _about(table: "CodedTable", reading: "Reading", n_codes: int) -> str:
    from coding.classifier.replay import Reading

    read = _("gelezen als Nederlands") if reading is Reading.DUTCH else _("woorden zoals ze er staan")
    texts = ngettext("{n} tekst", "{n} teksten", len(table.texts)).format(n=format_number(len(table.texts)))
    codes = ngettext("{n} code", "{n} codes", n_codes).format(n=format_number(n_codes))
    return f"{table.name}: {texts}, {codes}, {read}."


def _write(out: Path | None, content: str) -> None:
    if out is not None:
        write_file(out, content.encode("utf-8-sig"))
        typer.echo(_("Geschreven: {file}").format(file=out))
