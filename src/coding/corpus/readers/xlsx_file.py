"""Reading XLSX: what a cell shows, as text; formulas are never computed."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from coding.corpus.readers.bounds import BROKEN_ARCHIVE, check_archive
from coding.corpus.readers.table import FileOptions, RawTable, build_table, column_letter
from coding.errors import InputError
from coding.i18n import _, ngettext

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ERRORS = frozenset({"#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NULL!", "#NUM!"})
_MOST_NOTES = 5
_MOST_COLUMNS = 16_384  # that a sheet of Excel can have
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_HIDDEN = re.compile(rb"\shidden=\"(?:1|true)\"")
_R, _MIN, _MAX = (re.compile(rb"\s" + name + rb"=\"(\d+)\"") for name in (b"r", b"min", b"max"))

Records = list[tuple[int, list[str]]]


def read_xlsx(content: bytes, *, name: str, options: FileOptions) -> RawTable:
    """Read the first sheet of a workbook that holds a table, or the one asked for.

    Raises
    ------
    InputError
        When it is broken, empty, has no usable header, or no such sheet.
    """
    check_archive(content, name)
    decimal = options.decimal or ","
    with _workbook(content, name, shown=True) as book:
        sheets = {title: _records(book, title, decimal) for title in _wanted_sheets(book, options, name)}
        # Only known while it is open: which part of the archive holds which sheet.
        parts = {title: getattr(book[title], "_worksheet_path", None) for title in sheets}
    filled = [title for title, records in sheets.items() if records]
    if not filled:
        raise InputError(_("het bestand is leeg."), file=name)
    # A sheet with an explanation often comes first; answers stand in rows and columns.
    sheet = next((title for title in filled if _is_table(sheets[title])), filled[0])
    others = [title for title in filled if title != sheet]
    notes = []
    if others:
        notes.append(
            _("Alleen het werkblad '{sheet}' is gelezen; niet gelezen: {others}.").format(
                sheet=sheet, others=", ".join(others)
            )
        )
    records = sheets[sheet]
    if _has_formulas(content):
        with _workbook(content, name, shown=False) as book:
            notes += _keep_formulas(records, _records(book, sheet, decimal))
    notes += [*_error_values(records), *_hidden(content, parts.get(sheet), records)]
    return build_table(records, name=name, padded=True, decimal=decimal, sheet=sheet, notes=notes)


@contextmanager
def _workbook(content: bytes, name: str, *, shown: bool) -> Iterator["Workbook"]:
    """Open a workbook: with the values shown, or with the formulas behind them."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=shown, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except BROKEN_ARCHIVE as error:
        raise InputError(
            _("het Excel-bestand is beschadigd en niet te lezen; open het in Excel en sla het opnieuw op."),
            file=name,
        ) from error


def _wanted_sheets(book: "Workbook", options: FileOptions, name: str) -> list[str]:
    titles = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if options.sheet is None:
        return titles
    if options.sheet not in titles:
        raise InputError(
            _("er is geen werkblad '{sheet}'; er zijn: {others}.").format(
                sheet=options.sheet, others=", ".join(titles)
            ),
            file=name,
        )
    return [options.sheet]


def _records(book: "Workbook", title: str, decimal: str) -> Records:
    """Return the rows that hold something, with their numbers."""
    sheet = book[title]
    if hasattr(sheet, "reset_dimensions"):  # some programs write a wrong size into the file
        sheet.reset_dimensions()
    records = []
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [shown_text(value, decimal) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            records.append((number, cells))
    return records


def _is_table(records: Records) -> bool:
    return sum(sum(map(bool, cells)) > 1 for _number, cells in records) > 1


def shown_text(value: object, decimal: str) -> str:
    """Return what a person sees in a cell: whole numbers without ``.0``, dates without a midnight hour.

    Examples
    --------
    >>> shown_text(3.0, ","), shown_text(2.5, ","), shown_text("=1+1", ",")
    ('3', '2,5', '=1+1')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), value) if "_x" in value else value
    if isinstance(value, bool):
        # the same in every interface language: this is data, and must read the same tomorrow
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        # Never 1e-07: that is no number to a reader.
        return format(Decimal(format(value, ".15g")), "f").replace(".", decimal)
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date | timedelta):
        return str(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)


def _has_formulas(content: bytes) -> bool:
    """Look for formula elements, so that a second reading is only paid for where there are any."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = [part for part in archive.namelist() if part.startswith("xl/worksheets/")]
        return any(b"<f>" in data or b"<f " in data for data in map(archive.read, sheets))


def _keep_formulas(shown: Records, behind: Records) -> list[str]:
    """Put the formula itself where a cell has no outcome stored; nothing may vanish unseen."""
    rows = dict(shown)
    places = []
    for number, cells in behind:
        for index, cell in enumerate(cells):
            row = rows.setdefault(number, [])
            if cell.startswith("=") and (index >= len(row) or not row[index]):
                row.extend([""] * (index + 1 - len(row)))
                row[index] = cell
                places.append(f"{column_letter(index)}{number}")
    shown[:] = sorted((number, cells) for number, cells in rows.items() if cells)
    if not places:
        return []
    return [
        _(
            "Formules zonder opgeslagen uitkomst staan er als tekst in (cel {places}); "
            "open het bestand in Excel en sla het op als daar uitkomsten horen te staan."
        ).format(places=_some(places))
    ]


def _error_values(records: Records) -> list[str]:
    places = [
        f"{column_letter(index)}{number}"
        for number, cells in records
        for index, cell in enumerate(cells)
        if cell in _ERRORS
    ]
    if not places:
        return []
    return [
        _(
            "In cel {places} staat een foutwaarde van Excel; vaak is dat een antwoord dat met = of - begon. "
            "Zet er in Excel een ' voor."
        ).format(places=_some(places))
    ]


def _hidden(content: bytes, part: str | None, records: Records) -> list[str]:
    """Tell which rows and columns are read though a person does not see them in Excel."""
    if part is None:
        return []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        xml = archive.read(part)
    hidden_rows = {
        int(found) for tag in _ROW.findall(xml) if _HIDDEN.search(tag) for found in _R.findall(tag)
    }
    rows = [str(number) for number, _cells in records if number in hidden_rows]
    hidden_columns = {
        index
        for tag in _COLUMN.findall(xml)
        if _HIDDEN.search(tag)
        for first, last in zip(_MIN.findall(tag), _MAX.findall(tag), strict=False)
        for index in range(int(first) - 1, min(int(last), _MOST_COLUMNS))
    }
    filled = {index for _number, cells in records for index, cell in enumerate(cells) if cell}
    columns = [column_letter(index) for index in sorted(hidden_columns & filled)]
    notes = []
    if rows:
        notes.append(
            ngettext(
                "{n} rij is in Excel verborgen of weggefilterd en is wel gelezen: {places}. Hoort die er "
                "niet bij? Haal haar uit het bestand.",
                "{n} rijen zijn in Excel verborgen of weggefilterd en zijn wel gelezen: {places}. Horen die "
                "er niet bij? Haal ze uit het bestand.",
                len(rows),
            ).format(n=len(rows), places=_some(rows))
        )
    if columns:
        notes.append(
            ngettext(
                "{n} kolom is in Excel verborgen en is wel gelezen: {places}.",
                "{n} kolommen zijn in Excel verborgen en zijn wel gelezen: {places}.",
                len(columns),
            ).format(n=len(columns), places=_some(columns))
        )
    return notes


def _some(places: list[str]) -> str:
    more = len(places) - _MOST_NOTES
    text = ", ".join(places[:_MOST_NOTES])
    return _("{places} en nog {more}").format(places=text, more=more) if more > 0 else text
