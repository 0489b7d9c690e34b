"""Theme tables as an Excel workbook that a report writer can paste from."""

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coding.errors import CodingError, os_reason
from coding.exchange.workbook import WORKBOOK_OPTIONS, write_text
from coding.i18n import _, format_number
from coding.tables import ThemeTable, base_line, title_line, wrap_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT, SIZE = "Calibri", 11
RANK_WIDTH, NUMBER_WIDTH, PERCENT_WIDTH, WORD_WIDTH = 4.0, 9.0, 7.0, 10.5
LABEL_WIDTHS = (28.0, 44.0)
TEXT_LINE = 15.0  # points
GROUP_CHARACTERS = 14  # of a group's name on one line above its two columns
SHEET_NAME_LIMIT = 31
NOTHING = "–"
INK, GREY, RULE = "#1A1A1A", "#595959", "#7F7F7F"


def write_tables_xlsx(tables: Sequence[ThemeTable], target: Path) -> None:
    """Write theme tables to an Excel file; see `tables_xlsx`.

    Raises
    ------
    CodingError
        When the file cannot be written, for instance because it is open in Excel.
    """
    content = tables_xlsx(tables)
    try:
        target.write_bytes(content)
    except OSError as error:
        raise CodingError(
            _("{file} is niet te schrijven: staat het nog open in Excel? ({reason})").format(
                file=target, reason=os_reason(error)
            )
        ) from error


def tables_xlsx(tables: Sequence[ThemeTable], *, made_at: datetime | None = None) -> bytes:
    """Return an Excel workbook: a sheet per theme table, and one that tells where the figures come from.

    Percentages are numbers in whole percents; text is text, also where it looks like a formula.

    Parameters
    ----------
    made_at
        The moment to state; without it the present one.
    """
    from xlsxwriter import Workbook

    moment = made_at or datetime.now().astimezone()
    out = io.BytesIO()
    workbook = Workbook(out, WORKBOOK_OPTIONS)
    workbook.set_properties({"created": moment.replace(tzinfo=None), "title": _("Thematabellen")})
    formats = _Formats.of(workbook)
    about = _("Toelichting")
    names = sheet_names([_sheet_title(table) for table in tables], taken=about)
    for table, name in zip(tables, names, strict=True):
        _TableSheet(workbook.add_worksheet(name), table, formats).write()
    _write_about(workbook.add_worksheet(about), list(zip(names, tables, strict=True)), formats, moment)
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
        base = re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", title).strip().strip("'").strip() or _("Tabel")
        name, number = base[:SHEET_NAME_LIMIT].strip(), 1
        while name.casefold() in used:
            number += 1
            ending = f" ({number})"
            name = base[: SHEET_NAME_LIMIT - len(ending)].strip() + ending
        used.add(name.casefold())
        names.append(name)
    return names


def _sheet_title(table: ThemeTable) -> str:
    title = table.question if table.passages else _("Vraag {key}").format(key=table.question)
    return _("{title} naar {by}").format(title=title, by=table.by) if table.by else title


@dataclass(frozen=True)
class _Formats:
    """The few ways a cell can look; a block's first line carries the rule above it."""

    title: "Format"
    subtitle: "Format"
    group: "Format"
    head: "Format"
    head_right: "Format"
    note: "Format"
    about_title: "Format"
    about: "Format"
    about_head: "Format"
    body: dict[tuple[str, bool, bool], "Format"]

    @classmethod
    def of(cls, workbook: "Workbook") -> "_Formats":
        def make(**look: object) -> "Format":
            plain = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "top"}
            return workbook.add_format(plain | look)

        rules = {"top": 1, "bottom": 1, "top_color": RULE, "bottom_color": RULE}
        kinds: dict[str, dict[str, object]] = {
            "rank": {"align": "left", "font_color": GREY},
            "label": {"align": "left", "text_wrap": True},
            "child": {"align": "left", "text_wrap": True, "indent": 2},
            "number": {"align": "right", "num_format": "#,##0"},
            "percent": {"align": "right", "num_format": "0%"},
            "end": {},  # the empty line that closes the table
        }
        body = {
            (kind, ruled, strong): make(
                **look,
                **({"top": 1, "top_color": RULE} if ruled else {}),
                **({"bold": True} if strong else {}),
            )
            for kind, look in kinds.items()
            for ruled in (False, True)
            for strong in (False, True)
        }
        small: dict[str, object] = {"font_size": 9, "font_color": GREY, "text_wrap": True}
        return cls(
            title=make(bold=True, font_size=12, text_wrap=True),
            subtitle=make(font_color=GREY),
            group=make(bold=True, align="right", valign="bottom", text_wrap=True, top=1, top_color=RULE),
            head=make(bold=True, **rules),
            head_right=make(bold=True, align="right", **rules),
            note=make(**small),
            about_title=make(bold=True, font_size=12),
            about=make(text_wrap=True),
            about_head=make(bold=True, text_wrap=True),
            body=body,
        )


def _width(head: str) -> float:
    return PERCENT_WIDTH if head == "%" else NUMBER_WIDTH if len(head) == 1 else WORD_WIDTH


class _TableSheet:
    """One theme table on one sheet."""

    def __init__(self, sheet: "Worksheet", table: ThemeTable, formats: _Formats) -> None:
        self.sheet, self.table, self.formats = sheet, table, formats
        self.lines = table.lines()
        self.with_children = {line.parent for line in self.lines}
        longest = max((len(line.label) + 4 * line.level for line in self.lines), default=0)
        self.label_width = min(max(longest * 1.05, LABEL_WIDTHS[0]), LABEL_WIDTHS[1])
        if table.passages:
            self.heads = [_("passages"), "%", _("rapporten"), "%"]
            self.group_heads = [_("passages"), "%", _("rapporten")]
        else:
            self.heads = self.group_heads = ["n", "%"]
        self.stacks = [
            [*wrap_name(group, GROUP_CHARACTERS), f"N = {format_number(n)}"] for group, n in table.bases()
        ]
        self.widths = [RANK_WIDTH, self.label_width, *map(_width, self.heads)]
        for stack in self.stacks:
            widths = [_width(head) for head in self.group_heads]
            # a long word in a group's name must fit above its columns
            widths[0] += max(0.0, max(map(len, stack)) * 1.25 - sum(widths))
            self.widths += widths

    def write(self) -> None:
        """Fill the sheet."""
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        self.sheet.hide_gridlines(2)
        row = self._across(0, title_line(self.table), self.formats.title, characters=0.9)
        row = self._across(row, base_line(self.table), self.formats.subtitle) + 1
        head = self._write_heads(row)
        row = self._write_lines(head + 1) + 1
        for note in self.table.notes:
            row = self._across(row, note, self.formats.note, characters=1.35, line=12.5)
        self._prepare_print(head)

    def _across(
        self, row: int, text: str, look: "Format", *, characters: float = 1.0, line: float = TEXT_LINE
    ) -> int:
        """Write text over the width of the table, in a row high enough for it; return the next row.

        Excel does not fit the height of merged cells itself. ``characters`` is how many go in one unit of
        column width.
        """
        last = len(self.widths) - 1
        lines = math.ceil(len(text) / (sum(self.widths) * characters))
        self.sheet.merge_range(row, 0, row, last, "", look)
        write_text(self.sheet, row, 0, text, look)
        self.sheet.set_row(row, max(lines, 1) * line + 1)
        return row + 1

    def _write_heads(self, row: int) -> int:
        if self.table.by:
            first_group = 2 + len(self.heads)
            for column in range(first_group):
                self.sheet.write_blank(row, column, None, self.formats.group)
            width = len(self.group_heads)
            stacks = [(2, len(self.heads), [_("Totaal"), f"N = {format_number(self.table.n_read)}"])]
            stacks += [
                (first_group + width * number, width, stack) for number, stack in enumerate(self.stacks)
            ]
            for column, width, stack in stacks:
                self.sheet.merge_range(row, column, row, column + width - 1, "", self.formats.group)
                write_text(self.sheet, row, column, "\n".join(stack), self.formats.group)
            height = max(len(stack) for _column, _width, stack in stacks)
            self.sheet.set_row(row, height * TEXT_LINE + 3)
            row += 1
        write_text(self.sheet, row, 0, "", self.formats.head)
        write_text(self.sheet, row, 1, self.table.heading, self.formats.head)
        for column, head in enumerate(self._all_heads(), start=2):
            write_text(self.sheet, row, column, head, self.formats.head_right)
        return row

    def _all_heads(self) -> list[str]:
        return [*self.heads, *self.group_heads * len(self.stacks)]

    def _write_lines(self, row: int) -> int:
        block = self.lines[0].block if self.lines else ""
        for line in self.lines:
            ruled, block = line.block != block, line.block
            strong = line.code in self.with_children  # a theme that has others below it
            body = self.formats.body

            look = body["rank", ruled, False]
            if line.rank is None or line.level:
                self.sheet.write_blank(row, 0, None, look)
            else:
                self.sheet.write_number(row, 0, line.rank, look)
            kind = "child" if line.level else "label"
            write_text(self.sheet, row, 1, line.label, body[kind, ruled, strong])
            numbers: list[int | None] = [line.n, line.percent]
            if self.table.passages:
                numbers += [line.n_documents, line.percent_documents]
            for cell in line.cells:
                numbers += [cell.n, cell.percent, *([cell.n_documents] if self.table.passages else [])]
            for column, (head, number) in enumerate(zip(self._all_heads(), numbers, strict=True), start=2):
                kind = "percent" if head == "%" else "number"
                look = body[kind, ruled, strong]
                if number is None:
                    write_text(self.sheet, row, column, NOTHING, look)
                else:
                    self.sheet.write_number(row, column, number / 100 if kind == "percent" else number, look)
            used = len(line.label) + 3 * line.level
            self.sheet.set_row(row, math.ceil(used / self.label_width) * TEXT_LINE)
            row += 1
        for column in range(len(self.widths)):
            self.sheet.write_blank(row, column, None, self.formats.body["end", True, False])
        self.sheet.set_row(row, 6)
        return row

    def _prepare_print(self, head: int) -> None:
        self.sheet.freeze_panes(head + 1, 2)
        self.sheet.set_paper(9)  # A4
        if sum(self.widths) > 90:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)


def _write_about(
    sheet: "Worksheet", tables: list[tuple[str, ThemeTable]], formats: _Formats, moment: datetime
) -> None:
    """Tell per table where the figures come from and how they were counted."""
    first, second = 34, 90
    sheet.set_column(0, 0, first)
    sheet.set_column(1, 1, second)
    sheet.hide_gridlines(2)
    write_text(sheet, 0, 0, _("Toelichting bij de thematabellen"), formats.about_title)
    write_text(sheet, 1, 0, _("Gemaakt op"), formats.about)
    write_text(sheet, 1, 1, f"{moment:%d-%m-%Y %H:%M}", formats.about)
    row = 3
    for name, table in tables:
        write_text(sheet, row, 0, name, formats.about_head)
        lines = [(title_line(table), formats.about_head), *((note, formats.about) for note in table.notes)]
        for text, look in lines:
            write_text(sheet, row, 1, text, look)
            sheet.set_row(row, math.ceil(len(text) / (1.1 * second)) * TEXT_LINE)
            row += 1
        row += 1
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
