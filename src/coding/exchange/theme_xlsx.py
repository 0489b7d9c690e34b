"""Theme tables as an Excel workbook that a report writer can paste from."""

import io
import math
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from coding.exchange.exhibit import Exhibit, explanations
from coding.exchange.workbook import WORKBOOK_OPTIONS, write_text
from coding.exchange.xlsx_sheet import TEXT_LINE, Formats, write_grid
from coding.i18n import _
from coding.tables import REGRESSION, TESTS, ThemeTable
from coding.xml_text import xml_text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET_NAME_LIMIT, PROPERTY_LIMIT = 31, 255
ABOUT_WIDTHS = (34, 90)


def tables_xlsx(exhibits: Sequence[Exhibit], *, made_at: datetime, title: str = "") -> bytes:
    """Return an Excel workbook: a sheet per table, one per table of tests, and one that explains.

    Percentages are numbers, shown with the decimals of the table; text is text, also where it looks like a
    formula. The same figures and moment give the same bytes.

    Parameters
    ----------
    made_at
        The moment that the workbook states.
    title
        What the workbook calls itself.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    workbook = Workbook(out, WORKBOOK_OPTIONS)
    name = xml_text(title or _("Thematabellen"))[:PROPERTY_LIMIT]
    workbook.set_properties({"created": made_at.replace(tzinfo=None), "title": name})
    formats = Formats.of(workbook)
    about = _("Toelichting")
    grids = [exhibit.grids() for exhibit in exhibits]
    titles = [
        _sheet_title(exhibit.table, name)
        for exhibit, own in zip(exhibits, grids, strict=True)
        for name in own
    ]
    names = iter(sheet_names(titles, taken=about))
    first_names = []
    for own in grids:
        sheets = [next(names) for _grid in own]
        first_names.append(sheets[0])
        for sheet, grid in zip(sheets, own.values(), strict=True):
            write_grid(workbook.add_worksheet(sheet), grid, formats)
    _write_about(workbook.add_worksheet(about), exhibits, first_names, formats, made_at)
    workbook.close()
    return out.getvalue()


def sheet_names(titles: Sequence[str], *, taken: str = "") -> list[str]:
    """Make names that Excel accepts for sheets: short, without its signs, no two alike.

    Examples
    --------
    >>> sheet_names(["Vraag 63", "vraag 63", "a/b"])
    ['Vraag 63', 'vraag 63 (2)', 'a b']
    """
    used = {taken.casefold(), "history"}  # Excel keeps this one for itself
    names = []
    for title in titles:
        base = re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", xml_text(title)).strip().strip("'").strip() or _(
            "Tabel"
        )
        name, number = _cut(base, SHEET_NAME_LIMIT), 1
        while name.casefold() in used:
            number += 1
            ending = f" ({number})"
            name = _cut(base, SHEET_NAME_LIMIT - len(ending)) + ending
        used.add(name.casefold())
        names.append(name)
    return names


def _cut(name: str, limit: int) -> str:
    """Cut a name where Excel would, which counts in UTF-16: an emoji is two."""
    return name.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore").strip()


def _sheet_title(table: ThemeTable, name: str) -> str:
    title = table.question if table.passages else _("Vraag {key}").format(key=table.question)
    words = {TESTS: _("Toetsen {title}"), REGRESSION: _("Regressie {title}")}
    if name in words:
        title = words[name].format(title=title[0].lower() + title[1:])
    return _("{title} naar {by}").format(title=title, by=table.by) if table.by else title


def _write_about(
    sheet: "Worksheet",
    exhibits: Sequence[Exhibit],
    names: Sequence[str],
    formats: Formats,
    moment: datetime,
) -> None:
    """Tell where the figures come from, how was counted, and what the codes mean."""
    for column, width in enumerate(ABOUT_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    plain, strong = formats.get(text_wrap=True), formats.get(bold=True, text_wrap=True)
    write_text(sheet, 0, 0, _("Toelichting bij de thematabellen"), formats.get(bold=True, font_size=12))
    write_text(sheet, 1, 0, _("Gemaakt op"), plain)
    write_text(sheet, 1, 1, f"{moment.astimezone():%d-%m-%Y %H:%M}", plain)
    row = 3

    def write(first: str, second: str, *, head: bool = False) -> None:
        nonlocal row
        look = strong if head else plain
        lines = max(
            math.ceil(len(text) * 1.05 / width)
            for text, width in zip((first, second), ABOUT_WIDTHS, strict=True)
        )
        write_text(sheet, row, 0, first, look)
        write_text(sheet, row, 1, second, look)
        sheet.set_row(row, min(max(lines, 1) * TEXT_LINE, 400))
        row += 1

    for name, exhibit in zip(names, exhibits, strict=True):
        write(name, exhibit.title, head=True)
        for note in [*([exhibit.note] if exhibit.note else []), *exhibit.table.notes]:
            write("", note)
        row += 1
    for heading, entries in explanations(exhibits, names):
        write(heading, "", head=True)
        for first, second in entries:
            write(first, second)
        row += 1
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
