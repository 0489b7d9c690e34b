"""The mapping: what each column of a survey file means."""

import hashlib
import json
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from coding.corpus.clean import folded, one_line
from coding.corpus.readers.table import SEPARATOR_NAMES, FileOptions
from coding.i18n import _

MOST_ANSWERED = "most_answered"

# As long as the columns of the database they end up in.
SurveyKey = Annotated[
    str, BeforeValidator(lambda value: one_line(str(value))), Field(min_length=1, max_length=60)
]
VariableKey = Annotated[
    str, BeforeValidator(lambda value: one_line(str(value))), Field(min_length=1, max_length=100)
]
MaybeName = Annotated[str, BeforeValidator(lambda value: one_line(str(value)))]
Name = Annotated[MaybeName, Field(min_length=1)]


class _Part(BaseModel):
    """Every part refuses what it does not know, so that a typing error is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class FileMapping(_Part):
    """How the file is written; what is left out is found out."""

    separator: str | None = None
    encoding: str | None = None
    decimal: Literal[",", "."] | None = None
    sheet: str | None = None

    @field_validator("separator")
    @classmethod
    def _one_sign(cls, value: str | None) -> str | None:
        if value is not None and len(value) != 1 and value not in SEPARATOR_NAMES:
            raise ValueError(_("moet één teken zijn, bijvoorbeeld ; of tab"))
        return value

    def options(self) -> FileOptions:
        """Return the options for `read_table`."""
        return FileOptions(self.separator, self.encoding, self.decimal, self.sheet)


class DuplicateRule(_Part):
    """Of several questionnaires, keep the one whose ``column`` holds what comes first in ``order``."""

    column: Name
    order: list[Name] = Field(min_length=1)


class Condition(_Part):
    """Of whom a question was asked: those with one of these ``values`` in a column, or with any at all."""

    column: Name
    values: list[Name] = []


def _conditions(given: Any) -> Any:
    """Take the short ways of writing conditions: a column that is not empty, one condition without a list."""
    if given is None:
        return None
    listed = given if isinstance(given, list) else [given]
    return [{"column": condition} if isinstance(condition, str) else condition for condition in listed]


AskedIf = Annotated[list[Condition] | None, BeforeValidator(_conditions)]
SEVERAL = frozenset({"multiple", "ranked"})
"""Kinds of variables on which a respondent may have several values at once."""


class VariableMapping(_Part):
    """A background variable.

    ``order`` gives the categories in their order, ``classes`` the lower bounds of the classes a number
    is split into (below the first bound is a class too). Several answers at once (``multiple``; ``ranked``
    where the first is the most important) stand in one ``column`` with a ``separator``, or in ``columns``:
    of a multiple one a column per answer, of a ranked one a column per place.
    """

    column: MaybeName = ""
    columns: list[Name] = []
    separator: str | None = Field(default=None, min_length=1)
    id: VariableKey = ""
    label: str = ""
    type: Literal["category", "number", "multiple", "ranked"] = "category"
    order: list[Name] = []
    classes: list[float] = []
    asked_if: AskedIf = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_columns(self.column, self.columns, self.separator, several=self.type in SEVERAL)
        if self.columns and not self.id:
            raise ValueError(_("geef een 'id' bij meer kolommen"))
        if self.type == "multiple" and self.columns and len(self.order) not in {0, len(self.columns)}:
            raise ValueError(_("geef in 'order' één antwoord per kolom, of laat 'order' weg"))
        if self.type == "number" and self.order:
            raise ValueError(_("'order' hoort bij een category, niet bij een number"))
        if self.type != "number" and self.classes:
            raise ValueError(_("'classes' hoort bij een number, niet bij een category"))
        if self.classes != sorted(set(self.classes)):
            raise ValueError(_("'classes' moet van laag naar hoog lopen"))
        if len({folded(level) for level in self.order}) < len(self.order):
            raise ValueError(_("in 'order' staat een waarde dubbel"))
        return self

    @property
    def key(self) -> str:
        """The name under which the variable is stored."""
        return self.id or self.column

    def all_columns(self) -> list[str]:
        """Return the columns of the file it is in."""
        return self.columns or [self.column]


class ClosedQuestion(_Part):
    """A closed question: stored as a variable under its number.

    ``columns`` and ``separator`` are as of a variable.
    """

    column: MaybeName = ""
    columns: list[Name] = []
    separator: str | None = Field(default=None, min_length=1)
    id: VariableKey
    text: str
    type: Literal["single", "multiple", "ranked"] = "single"
    order: list[Name] = []
    asked_if: AskedIf = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        self.as_variable()
        return self

    def as_variable(self) -> VariableMapping:
        """Return the variable it is stored as."""
        return VariableMapping(
            column=self.column,
            columns=self.columns,
            separator=self.separator,
            id=self.id,
            label=self.text,
            type="category" if self.type == "single" else self.type,
            order=self.order,
            asked_if=self.asked_if,
        )


def _check_columns(column: str, columns: list[str], separator: str | None, *, several: bool) -> None:
    if not several:
        if columns or separator:
            raise ValueError(_("'columns' en 'separator' horen bij een multiple of ranked"))
        if not column:
            raise ValueError(_("'column' ontbreekt"))
    elif bool(column) == bool(columns):
        raise ValueError(_("geef 'columns', of één 'column' met een 'separator'"))
    elif bool(column) != bool(separator):
        raise ValueError(_("'separator' zegt wat er in één 'column' tussen de antwoorden staat"))
    elif len(set(columns)) < len(columns):
        raise ValueError(_("in 'columns' staat een kolom dubbel"))


class OpenQuestion(_Part):
    """An open question and the codebook it is coded with.

    ``cut``: what is coded one by one, the whole ``answer`` or the items of answers that are a ``list``;
    tables count answers either way. ``asked_if``: who got the question, all conditions together; an empty
    list is everybody, nothing is not known.
    """

    column: Name
    id: SurveyKey
    text: str
    codebook: str | None = None
    cut: Literal["answer", "list"] = "answer"
    asked_if: AskedIf = None


class SurveyMapping(_Part):
    """What each column of a survey file means.

    Attributes
    ----------
    id, title
        The survey.
    respondent
        The column that says who answered.
    split_respondent
        What stands between the names when one questionnaire was filled in for several respondents.
    duplicates
        Which questionnaire is kept when there are several for one respondent: the first rule that
        tells them apart decides. Without rules several questionnaires are an error.
    """

    id: SurveyKey
    title: str = ""
    file: FileMapping = FileMapping()
    respondent: Name
    split_respondent: str | None = Field(default=None, min_length=1)
    duplicates: list[DuplicateRule | Literal["most_answered"]] = []
    variables: list[VariableMapping] = []
    closed_questions: list[ClosedQuestion] = []
    open_questions: list[OpenQuestion] = []

    @model_validator(mode="after")
    def _check(self) -> Self:
        _refuse_doubles([question.id for question in self.open_questions])
        _refuse_doubles([variable.key for variable in self.all_variables()])
        for variable in self.variables:
            if len(variable.key) > 100:
                raise ValueError(
                    _("de kolomnaam '{column}' is te lang als naam; geef de variabele een 'id'").format(
                        column=variable.column[:60] + "…"
                    )
                )
        if not (self.open_questions or self.closed_questions or self.variables):
            raise ValueError(_("er is geen enkele vraag of variabele genoemd"))
        for variable in self.all_variables():
            self.routing(variable.asked_if)
        for question in self.open_questions:
            self.routing(question.asked_if)
        return self

    def routing(self, asked_if: list[Condition] | None) -> list[dict[str, Any]] | None:
        """Return conditions as they are stored: by variable, values spelled as in its order.

        Raises
        ------
        ValueError
            When a column is no variable of this mapping, or a value does not occur in its order.
        """
        if asked_if is None:
            return None
        variables = {variable.column: variable for variable in self.all_variables() if variable.column}
        stored = []
        for condition in asked_if:
            variable = variables.get(condition.column)
            if variable is None:
                raise ValueError(
                    _(
                        "'asked_if': kolom '{column}' is geen gesloten vraag of kenmerk van deze mapping"
                    ).format(column=condition.column)
                )
            if variable.type == "number" and condition.values:
                raise ValueError(
                    _("'asked_if': '{column}' is een getal; geef geen 'values'").format(
                        column=variable.column
                    )
                )
            spelled = {folded(level): level for level in variable.order}
            unknown = [value for value in condition.values if spelled and folded(value) not in spelled]
            if unknown:
                raise ValueError(
                    _("'asked_if': '{value}' staat niet in de 'order' van '{column}'").format(
                        value=unknown[0], column=variable.column
                    )
                )
            values = [spelled.get(folded(value), value) for value in condition.values]
            stored.append({"variable": variable.key, "values": values})
        return stored

    def all_variables(self) -> list[VariableMapping]:
        """Return background variables and closed questions, in that order."""
        return [*self.variables, *(question.as_variable() for question in self.closed_questions)]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, as they are stored with the file and written to YAML."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def sha256(self) -> str:
        """Return the fingerprint by which the same import is recognised."""
        return hashlib.sha256(json.dumps(self.to_dict(), sort_keys=True).encode()).hexdigest()


def _refuse_doubles(keys: list[str]) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(_("het id '{id}' komt twee keer voor").format(id=key))
