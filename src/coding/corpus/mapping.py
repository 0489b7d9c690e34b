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
Name = Annotated[str, BeforeValidator(lambda value: one_line(str(value))), Field(min_length=1)]


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


class VariableMapping(_Part):
    """A background variable.

    ``order`` gives the categories in their order, ``classes`` the lower bounds of the classes a number
    is split into (below the first bound is a class too).
    """

    column: Name
    id: VariableKey = ""
    label: str = ""
    type: Literal["category", "number"] = "category"
    order: list[Name] = []
    classes: list[float] = []

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.type == "number" and self.order:
            raise ValueError(_("'order' hoort bij een category, niet bij een number"))
        if self.type == "category" and self.classes:
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


class ClosedQuestion(_Part):
    """A closed question: stored as a variable under its number."""

    column: Name
    id: VariableKey
    text: str
    order: list[Name] = []

    def as_variable(self) -> VariableMapping:
        """Return the variable it is stored as."""
        return VariableMapping(column=self.column, id=self.id, label=self.text, order=self.order)


class OpenQuestion(_Part):
    """An open question and the codebook it is coded with.

    ``cut``: what is coded one by one, the whole ``answer`` or the items of answers that are a ``list``;
    tables count answers either way.
    """

    column: Name
    id: SurveyKey
    text: str
    codebook: str | None = None
    cut: Literal["answer", "list"] = "answer"


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
        return self

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
