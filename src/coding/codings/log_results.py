"""What people did with models and results, as lines of the log: choices, tables, waves, figures, quotes."""

from typing import Any

from sqlalchemy import Row, select

from coding.codings.log_others import Source, Words
from coding.codings.log_words import LogKind, shortened
from coding.i18n import _, format_number
from coding.store.schema import (
    EarlierFigure,
    ModelChoice,
    Question,
    Quote,
    Segment,
    TableRecipe,
    TableRun,
    WaveSeries,
)


def _choice(row: Row[Any]) -> Words:
    if row.model_id is None:
        return _("liet voortaan het nieuwste model voorstellen doen"), row.question
    return _("koos model {id} voor de voorstellen").format(id=row.model_id), row.question


def _recipe(row: Row[Any]) -> Words:
    if row.retired:
        return _("haalde een bewaarde tabel uit de lijst"), row.name
    what = _("bewaarde een tabel") if row.version == 1 else _("wijzigde een bewaarde tabel")
    return what, _("{name}, versie {n}").format(name=row.name, n=row.version)


def _run(row: Row[Any]) -> Words:
    return _("maakte een bewaarde tabel opnieuw"), row.name


def _series(row: Row[Any]) -> Words:
    if row.retired:
        return _("haalde een reeks metingen uit de lijst"), row.name
    what = _("legde een reeks metingen vast") if row.version == 1 else _("wijzigde een reeks metingen")
    return what, row.name


def _figure(row: Row[Any]) -> Words:
    what = (
        _("voerde een cijfer van een eerdere meting in: {label} {percent}% (N={n}, {wave})")
        if row.withdraws_id is None
        else _("trok een cijfer van een eerdere meting in: {label} {percent}% (N={n}, {wave})")
    )
    percent = format_number(row.percent, row.decimals)
    return what.format(label=row.label, percent=percent, n=format_number(row.n), wave=row.wave), row.series


def _quote(row: Any) -> Words:
    what = (
        _("koos een citaat bij {code}: “{text}”")
        if row.withdraws_id is None
        else _("trok een citaat in bij {code}: “{text}”")
    )
    return what.format(code=row.code, text=shortened(row.text)), row.question


RESULT_SOURCES = (
    Source(
        "model choices",
        LogKind.MODEL,
        ModelChoice.id,
        select(
            ModelChoice.created_at.label("when"),
            ModelChoice.author.label("who"),
            ModelChoice.model_id,
            Question.key.label("question"),
        ).join(Question, Question.id == ModelChoice.question_id),
        _choice,
    ),
    Source(
        "recipes",
        LogKind.TABLE,
        TableRecipe.id,
        select(
            TableRecipe.created_at.label("when"),
            TableRecipe.author.label("who"),
            TableRecipe.name,
            TableRecipe.number.label("version"),
            TableRecipe.retired,
        ),
        _recipe,
    ),
    Source(
        "runs",
        LogKind.TABLE,
        TableRun.id,
        select(TableRun.created_at.label("when"), TableRun.author.label("who"), TableRecipe.name).join(
            TableRecipe, TableRecipe.id == TableRun.recipe_id
        ),
        _run,
    ),
    Source(
        "waves",
        LogKind.TABLE,
        WaveSeries.id,
        select(
            WaveSeries.created_at.label("when"),
            WaveSeries.author.label("who"),
            WaveSeries.name,
            WaveSeries.number.label("version"),
            WaveSeries.retired,
        ),
        _series,
    ),
    Source(
        "figures",
        LogKind.TABLE,
        EarlierFigure.id,
        select(
            EarlierFigure.created_at.label("when"),
            EarlierFigure.author.label("who"),
            EarlierFigure.series,
            EarlierFigure.wave,
            EarlierFigure.label,
            EarlierFigure.percent,
            EarlierFigure.decimals,
            EarlierFigure.n,
            EarlierFigure.withdraws_id,
        ),
        _figure,
    ),
    Source(
        "quotes",
        LogKind.TABLE,
        Quote.id,
        select(
            Quote.created_at.label("when"),
            Quote.author.label("who"),
            Quote.segment_id,
            Quote.code_id,
            Quote.text,
            Quote.withdraws_id,
            Question.key.label("question"),
        )
        .join(Segment, Segment.id == Quote.segment_id)
        .join(Question, Question.id == Segment.question_id),
        _quote,
        of_segment=True,
    ),
)
