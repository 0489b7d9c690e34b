"""What each column of a survey file means, as a table that people edit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from coding.corpus import SEVERAL, ClosedQuestion, RawTable, SurveyMapping, VariableMapping, make_mapping
from coding.errors import InputError
from coding.i18n import _

if TYPE_CHECKING:
    import pandas as pd

RESPONDENT, OPEN, CLOSED, CATEGORY, NUMBER, SKIP = (
    "respondent",
    "open",
    "closed",
    "category",
    "number",
    "skip",
)
_Known = TypeVar("_Known", bound=VariableMapping | ClosedQuestion)
MOST_ANSWERED = "most_answered"
EXAMPLE_LENGTH = 80


def roles() -> dict[str, str]:
    """Return what a column can be, in words."""
    return {
        RESPONDENT: _("respondent"),
        OPEN: _("open vraag"),
        CLOSED: _("gesloten vraag"),
        CATEGORY: _("kenmerk"),
        NUMBER: _("getal"),
        SKIP: _("overslaan"),
    }


@dataclass(frozen=True)
class SurveyOptions:
    """What is said of the survey as a whole.

    Attributes
    ----------
    split_respondent
        What stands between the names where one questionnaire was filled in for several.
    duplicate_column, duplicate_order
        Of several questionnaires, the one whose column holds what comes first is kept.
    most_answered
        After that, the one with most answers.
    """

    id: str
    title: str = ""
    split_respondent: str = ""
    duplicate_column: str = ""
    duplicate_order: Sequence[str] = field(default_factory=tuple)
    most_answered: bool = True


def options_of(mapping: SurveyMapping) -> SurveyOptions:
    """Return what a mapping says of the survey as a whole."""
    rule = next((rule for rule in mapping.duplicates if not isinstance(rule, str)), None)
    return SurveyOptions(
        id=mapping.id,
        title=mapping.title,
        split_respondent=mapping.split_respondent or "",
        duplicate_column=rule.column if rule else "",
        duplicate_order=tuple(rule.order) if rule else (),
        most_answered=not mapping.duplicates or MOST_ANSWERED in mapping.duplicates,
    )


def to_frame(table: RawTable, mapping: SurveyMapping) -> "pd.DataFrame":
    """Lay a mapping out as a table: ``[column, example, role, id, text, codebook]``, a row per column."""
    import pandas as pd

    known: dict[int, tuple[str, str, str, str | None]] = {}
    for variable in mapping.variables:
        role = NUMBER if variable.type == NUMBER else CATEGORY
        for column in variable.all_columns():
            known[table.index_of(column)] = (role, variable.key, variable.label, None)
    for closed in mapping.closed_questions:
        for column in closed.as_variable().all_columns():
            known[table.index_of(column)] = (CLOSED, closed.id, closed.text, None)
    for question in mapping.open_questions:
        known[table.index_of(question.column)] = (OPEN, question.id, question.text, question.codebook)
    known[table.index_of(mapping.respondent)] = (RESPONDENT, "", "", None)
    rows = []
    for index, column in enumerate(table.columns):
        role, key, text, codebook = known.get(index, (SKIP, "", "", None))
        rows.append((column, _example(table, index), role, key, text, codebook))
    return pd.DataFrame(rows, columns=["column", "example", "role", "id", "text", "codebook"])


def _example(table: RawTable, index: int) -> str:
    text = next((" ".join(row.cells[index].split()) for row in table.rows if row.cells[index].strip()), "")
    return text if len(text) <= EXAMPLE_LENGTH else text[:EXAMPLE_LENGTH].rstrip() + "…"


def from_frame(frame: "pd.DataFrame", options: SurveyOptions, *, guess: SurveyMapping) -> SurveyMapping:
    """Make a mapping of the edited table.

    Parameters
    ----------
    guess
        Where the order of categories and the bounds of classes come from, which the table does not show.

    Raises
    ------
    InputError
        Saying which column is not right.
    """
    rows = [{str(key): _text(value) for key, value in row.items()} for row in frame.to_dict("records")]
    respondents = [row["column"] for row in rows if row["role"] == RESPONDENT]
    if len(respondents) != 1:
        raise InputError(
            _("Kies bij precies één kolom 'respondent'; nu bij: {columns}.").format(
                columns=", ".join(respondents) or _("geen enkele")
            )
        )
    values: dict[str, Any] = {
        "id": options.id,
        "title": options.title,
        "file": guess.file.model_dump(exclude_defaults=True),
        "respondent": respondents[0],
        "split_respondent": options.split_respondent or None,
        "duplicates": _duplicates(options),
        "variables": _each_once(_variable(row, guess) for row in rows if row["role"] in {CATEGORY, NUMBER}),
        "closed_questions": _each_once(_closed(row, guess) for row in rows if row["role"] == CLOSED),
        "open_questions": [_open(row, guess) for row in rows if row["role"] == OPEN],
    }
    return make_mapping(values, name=_("indeling van de kolommen"))


def _text(value: object) -> str:
    """Return what is in a cell; an emptied cell of the editor is None or NaN."""
    return "" if value is None or value != value else str(value).strip()


def _duplicates(options: SurveyOptions) -> list[object]:
    rules: list[object] = []
    if options.duplicate_column and options.duplicate_order:
        rules.append({"column": options.duplicate_column, "order": list(options.duplicate_order)})
    return [*rules, MOST_ANSWERED] if options.most_answered else rules


def _each_once(made: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Return what was made of the rows; several columns of one question make it several times, alike."""
    found: list[dict[str, object]] = []
    for values in made:
        if values not in found or "columns" not in values:
            found.append(values)
    return found


def _variable(row: Mapping[str, str], guess: SurveyMapping) -> dict[str, object]:
    values: dict[str, object] = {"column": row["column"], "type": row["role"], "id": row["id"]}
    if row["text"]:
        values["label"] = row["text"]
    before = _before(row, guess.variables)
    if before is None:
        return values
    if before.type in SEVERAL:
        return _several(before) | {key: value for key, value in values.items() if key in {"id", "label"}}
    same = {"order": before.order, "classes": before.classes} if before.type == row["role"] else {}
    return values | same | {"asked_if": before.asked_if}


def _closed(row: Mapping[str, str], guess: SurveyMapping) -> dict[str, object]:
    values: dict[str, object] = {"column": row["column"], "id": row["id"] or row["column"]}
    values["text"] = row["text"] or row["column"]
    before = _before(row, guess.closed_questions)
    if before is None:
        return values
    if before.type in SEVERAL:
        return _several(before) | {"id": values["id"], "text": values["text"]}
    return values | {"order": before.order, "asked_if": before.asked_if}


def _several(before: VariableMapping | ClosedQuestion) -> dict[str, object]:
    """Return how a question with several answers at once was read, which the table does not show."""
    return before.model_dump(exclude_defaults=True)


def _before(row: Mapping[str, str], known: Sequence[_Known]) -> _Known | None:
    """Return what a column was in the mapping one began with."""
    same = [question for question in known if row["column"] in [question.column, *question.columns]]
    return same[0] if same else None


def _open(row: Mapping[str, str], guess: SurveyMapping) -> dict[str, object]:
    if not row["id"]:
        raise InputError(_("geef deze open vraag een nummer."), column=row["column"])
    values: dict[str, object] = {"column": row["column"], "id": row["id"]}
    before = next((question for question in guess.open_questions if question.column == row["column"]), None)
    if before is not None:
        values |= {"cut": before.cut, "asked_if": before.asked_if}
    return values | {"text": row["text"] or row["column"], "codebook": row["codebook"] or None}
