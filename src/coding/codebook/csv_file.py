"""A codebook as a table, one row per code, for who would rather work in a spreadsheet."""

import csv
import io
from dataclasses import fields, replace

from coding.codebook.checking import OPTIONAL_CODE_FIELDS, Checker, CodebookError, Item, checked_content
from coding.codebook.model import THEME, Code, CodebookContent, Dimension
from coding.errors import InputError
from coding.formulas import guard_formula, without_guard
from coding.i18n import _

COLUMNS = tuple(item.name for item in fields(Code))
LISTS = frozenset({"examples", "key_terms"})
FLAGS = frozenset({"exclusive", "retired"})
YES = "ja"
_FLAG_WORDS = {
    **dict.fromkeys(("ja", "yes", "true", "waar", "1", "x"), True),
    **dict.fromkeys(("nee", "no", "false", "onwaar", "0"), False),
}


def to_csv(content: CodebookContent) -> str:
    """Write the codes as CSV that `parse_codebook_csv` reads back unchanged.

    Examples and key terms stand below each other in one cell.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for code in content.codes:
        cells = {
            item: "\n".join(value) if isinstance(value, tuple) else (YES if value is True else value or "")
            for item, value in vars(code).items()
        }
        cells["dimension"] = "" if code.dimension == THEME else code.dimension
        writer.writerow([guard_formula(cells[column]) for column in COLUMNS])
    return out.getvalue()


def parse_codebook_csv(file: bytes, *, name: str, base: CodebookContent) -> CodebookContent:
    """Read the codes of a codebook from CSV or XLSX.

    Parameters
    ----------
    file
        The bytes of the file; its first row names the fields as in YAML.
    name
        What to call the file in errors.
    base
        The codebook these are the codes of: a table has no room for its title and toelichting.

    Raises
    ------
    InputError
        When this is no table, or a column is missing or unknown.
    CodebookError
        With every problem found in the codes, each with its row.
    """
    from coding.corpus import read_table

    table = read_table(file, name=name)
    columns = [column.casefold() for column in table.columns]
    needed = [column for column in COLUMNS if column not in OPTIONAL_CODE_FIELDS]
    for problem, wrong in (
        (_("de kolom '{column}' ontbreekt; nodig zijn {known}."), [c for c in needed if c not in columns]),
        (
            _("de kolom '{column}' is niet bekend; bekend zijn {known}."),
            [c for c in columns if c not in COLUMNS],
        ),
    ):
        if wrong:
            known = ", ".join(needed if wrong[0] in COLUMNS else COLUMNS)
            raise InputError(problem.format(column=wrong[0], known=known), file=name)
    check = Checker(name, line=_("rij {line}"))
    items = [_item(check, dict(zip(columns, row.cells, strict=True)), row.number) for row in table.rows]
    if check.problems:
        raise CodebookError(check.problems)
    dimensions = {entry.id: entry.label for entry in base.dimensions}
    named = [str(item.values["dimension"]) for item in items if "dimension" in item.values]
    for dimension in named:
        dimensions.setdefault(dimension, dimension.capitalize())
    dimensions.pop(THEME, None)
    head = replace(base, codes=(), dimensions=tuple(Dimension(*entry) for entry in dimensions.items()))
    values = head.to_dict() | {"codes": items}
    values["dimensions"] = [
        Item({"id": key, "label": label}, {"id": 1, "label": 1}, 1) for key, label in dimensions.items()
    ]
    return checked_content(check, Item(values, dict.fromkeys(values, 1), 1))


def _item(check: Checker, cells: dict[str, str], row: int) -> Item:
    """Return the fields of one row; what is empty is not there."""
    values: dict[str, object] = {}
    for column, cell in cells.items():
        text = without_guard(cell.strip())
        if column in LISTS:
            values[column] = [line.strip() for line in text.splitlines() if line.strip()]
        elif column in FLAGS:
            if text and text.casefold() not in _FLAG_WORDS:
                check.report(
                    row, _("in '{column}' staat '{text}'; schrijf ja of nee").format(column=column, text=text)
                )
            if text and _FLAG_WORDS.get(text.casefold()):
                values[column] = True
        elif text:
            values[column] = text
    return Item(values, dict.fromkeys(cells, row), row)
