"""What a report is made of, as people write it in a YAML file."""

from dataclasses import MISSING, fields
from datetime import UTC, datetime, time
from datetime import date as Day
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator

from coding.checked_yaml import checked, read_yaml
from coding.errors import InputError, os_reason
from coding.exchange import FileKind
from coding.i18n import _
from coding.tables import TableSpec

_SPEC_TYPES = get_type_hints(TableSpec)
_SPEC_FIELDS: dict[str, Any] = {
    field.name: (_SPEC_TYPES[field.name], ... if field.default is MISSING else field.default)
    for field in fields(TableSpec)
}


class _Part(BaseModel):
    """Every part refuses what it does not know, so that a typing error is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ReportTable(_Part):
    """One table of a report: its recipe (see `TableSpec`), and what stands with it.

    Attributes
    ----------
    caption
        What stands above it; empty: the question.
    note
        A line of one's own under it.
    chart
        Whether a picture goes with it.
    quotes, quotes_with
        Whether the quotes that people chose go with it, and which variables may stand with them as far as
        enough respondents share them.
    """

    caption: str = ""
    note: str = ""
    chart: bool = False
    quotes: bool = False
    quotes_with: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _can_be_made(self) -> Self:
        try:
            self.spec()
        except InputError as error:
            raise ValueError(error.problem.rstrip(".")) from error
        return self

    def spec(self) -> TableSpec:
        """Return the recipe of the table."""
        return TableSpec(**{name: getattr(self, name) for name in _SPEC_FIELDS})


if TYPE_CHECKING:
    _Table = ReportTable
else:  # the fields of a recipe of a table are what `TableSpec` has, so that there is one list of them
    _Table = create_model("_Table", __base__=ReportTable, **_SPEC_FIELDS)


class ReportRecipe(_Part):
    """A report.

    Attributes
    ----------
    project
        The project file, beside the recipe, or the address of a database; empty: said elsewhere.
    date
        What the files state as the day they were made; without one the day of the newest coding.
    template
        A Word document whose styles are used, beside the recipe.
    formats
        Which files to make. Pictures are made of the tables with ``chart``.
    """

    title: str = Field(min_length=1)
    project: str = ""
    date: Day | None = None
    template: str = ""
    formats: tuple[FileKind, ...] = (FileKind.DOCX, FileKind.XLSX)
    tables: tuple[_Table, ...] = Field(min_length=1)

    def moment(self) -> datetime | None:
        """Return the moment that the files state, where the recipe says it."""
        return None if self.date is None else datetime.combine(self.date, time(12), tzinfo=UTC)


def load_recipe(path: Path) -> ReportRecipe:
    """Read the recipe of a report; errors as in `parse_recipe`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            _("het recept is niet te lezen: {reason}.").format(reason=os_reason(error)), file=str(path)
        ) from error
    return parse_recipe(content, name=path.name)


def parse_recipe(content: bytes | str, *, name: str) -> ReportRecipe:
    """Read the recipe of a report from the text of a YAML file.

    Raises
    ------
    InputError
        Naming the file and every line, table and field that is wrong, all at once.
    """
    values, lines = read_yaml(content, name=name)
    if not isinstance(values, dict):
        raise InputError(
            _("dit is geen recept: er horen velden als 'title' en 'tables' in te staan."), file=name
        )
    return checked(ReportRecipe, values, name=name, lines=lines)
