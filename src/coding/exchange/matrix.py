"""Codings for SPSS and R: a row per respondent, a 0/1 variable per code and per theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.codebook import Codebooks
from coding.corpus import Corpus, QuestionInfo
from coding.errors import NotFoundError
from coding.exchange.codings_export import REPORTS, CodingsExport
from coding.exchange.variable_names import short_label, unique_names
from coding.i18n import _
from coding.store import Database

if TYPE_CHECKING:
    import pandas as pd

READ, PARTLY, NOT_READ, NOT_ANSWERED = 1, 2, 3, 4


@dataclass(frozen=True)
class MatrixVariable:
    """One column: its name, what it means, what its numbers stand for, and whether it holds text."""

    name: str
    label: str
    values: dict[int, str]
    text: bool


@dataclass(frozen=True, eq=False)
class Matrix:
    """A row per respondent (or report); the columns of ``frame`` are the ``variables``, in their order.

    A code is 1 where it was given, 0 where what was read has not got it, and missing where nothing was read.
    """

    title: str
    frame: "pd.DataFrame"
    variables: tuple[MatrixVariable, ...]


def respondent_matrix(
    database: Database, question_key: str, *, coder: str | None = None, background: Sequence[str] = ()
) -> Matrix:
    """Return who was given which codes.

    Parameters
    ----------
    coder
        Whose coding; without it one coding per text is taken from all coders' work.
    background
        Keys of variables of the respondents to put beside it.

    Returns
    -------
    A row for every respondent of the survey: ``status`` tells apart what was read, what was not read yet, and
    who did not answer. What was cut into passages is taken together: a code counts once. A theme has two
    variables: whether it was given itself, and a net that takes in what falls under it.

    Raises
    ------
    NotFoundError
        When the question, coder or variable does not exist.
    """
    import pandas as pd

    corpus = Corpus(database)
    question = corpus.question(question_key)
    content = Codebooks(database).for_question(question_key).content
    wide = CodingsExport(database).wide(question_key, coder=coder, text=False)
    place = "document" if question.kind == REPORTS else "respondent"
    codes = [code for code in content.codes if code.id in wide.columns]
    flags = wide.groupby(place, sort=False)[[code.id for code in codes]].max()
    parts = wide.groupby(place, sort=False)["coder"].agg(["size", "count"])
    status = pd.Series(PARTLY, index=parts.index)
    status = status.mask(parts["count"] == 0, NOT_READ).mask(parts["count"] == parts["size"], READ)
    if question.kind != REPORTS:
        people = corpus.respondents(question.survey)
        flags, status = flags.reindex(people.index), status.reindex(people.index, fill_value=NOT_ANSWERED)

    columns = [
        (
            place,
            _("Rapport") if place == "document" else _("Respondent"),
            pd.Series(flags.index, flags.index),
        ),
        ("status", _("Stand van het coderen"), status.astype("Int64")),
    ]
    if background:
        columns += _background(corpus, question, background)
    for code in codes:
        name = f"{'v' if question_key[0].isdigit() else ''}{question_key}_{code.id}"
        columns.append((name, code.label, flags[code.id]))
        below = [child.id for child in codes if child.parent == code.id]
        if below:
            label = _("{label} (net: zelf of iets eronder)").format(label=code.label)
            columns.append((f"{name}_net", label, flags[[code.id, *below]].max(axis=1)))
    names = unique_names(name for name, _label, _values in columns)
    given = {0: _("niet genoemd"), 1: _("genoemd")}
    n_before = 2 + len(background)
    variables = [
        MatrixVariable(
            name,
            short_label(label),
            _status_words() if number == 1 else given if number >= n_before else {},
            text=not pd.api.types.is_numeric_dtype(values),
        )
        for number, (name, (_name, label, values)) in enumerate(zip(names, columns, strict=True))
    ]
    frame = pd.DataFrame({name: values for name, (_n, _l, values) in zip(names, columns, strict=True)})
    return Matrix(question.text, frame.reset_index(drop=True), tuple(variables))


def _background(
    corpus: Corpus, question: QuestionInfo, wanted: Sequence[str]
) -> "list[tuple[str, str, pd.Series]]":
    known = corpus.variables(question.survey)
    labels = dict(zip(known["key"], known["label"], strict=True))
    if question.kind == REPORTS or not set(wanted) <= set(labels):
        unknown = sorted(set(wanted) - (set() if question.kind == REPORTS else set(labels)))
        raise NotFoundError(
            _("Bij vraag {question} is er geen achtergrondvariabele '{keys}'; er zijn: {known}.").format(
                question=question.key, keys=", ".join(unknown), known=", ".join(labels) or _("geen")
            )
        )
    people = corpus.respondents(question.survey)
    return [(key, str(labels[key]), people[key]) for key in wanted]


def _status_words() -> dict[int, str]:
    return {
        READ: _("gelezen"),
        PARTLY: _("deels gelezen"),
        NOT_READ: _("nog niet gelezen"),
        NOT_ANSWERED: _("niet beantwoord"),
    }
