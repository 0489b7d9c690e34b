"""One laid-out table on one sheet of a workbook."""

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coding.exchange.workbook import write_text
from coding.i18n import _
from coding.tables import DIFFERS, Column, Grid, Kind, Value, wrap_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT, SIZE = "Calibri", 11
RANK_WIDTH, NUMBER_WIDTH, PERCENT_WIDTH, WORD_WIDTH = 4.0, 9.0, 7.0, 10.5
LABEL_WIDTHS = (28.0, 44.0)
TEXT_LINE = 15.0  # points
GROUP_CHARACTERS = 14  # of a group's name on one line above its columns
WIDE = 110
INK, GREY, RULE = "#1A1A1A", "#595959", "#7F7F7F"
NUMBER_FORMATS = {Kind.COUNT: "#,##0", Kind.PERCENT: "0", Kind.FIGURE: "0", Kind.CHANCE: "0"}


@dataclass(frozen=True)
class Formats:
    """The ways a cell can look, each made once for a workbook."""

    workbook: "Workbook"
    made: "dict[tuple[tuple[str, object], ...], Format]"

    @classmethod
    def of(cls, workbook: "Workbook") -> "Formats":
        """Return the looks of a workbook; none is made yet."""
        return cls(workbook, {})

    def get(self, **look: object) -> "Format":
        """Return a look that differs from the usual one in what is named."""
        key = tuple(sorted(look.items()))
        if key not in self.made:
            usual = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "top"}
            self.made[key] = self.workbook.add_format(usual | look)
        return self.made[key]

    def ruled(self, **look: object) -> "Format":
        """Return the look of a head between two lines."""
        return self.get(bold=True, top=1, bottom=1, top_color=RULE, bottom_color=RULE, **look)


def write_grid(sheet: "Worksheet", grid: Grid, formats: Formats) -> None:
    """Write a table: title, base, heads, rows and notes; numbers are numbers, also those of intervals."""
    _Sheet(sheet, _apart(grid), formats).write()


def _apart(grid: Grid) -> Grid:
    """Give both ends of an interval a column, so that they are numbers."""
    columns: list[Column] = []
    for column in grid.columns:
        if column.kind is Kind.INTERVAL:
            kind = Kind.PERCENT if column.percent else Kind.FIGURE
            low = _("{interval} van").format(interval=column.head)
            columns += [replace(column, kind=kind, head=low), replace(column, kind=kind, head=_("tot"))]
        else:
            columns.append(column)
    rows = []
    for row in grid.rows:
        values: list[Value] = []
        marked: set[int] = set()
        for place, (column, value) in enumerate(zip(grid.columns, row.values, strict=True)):
            marked |= {len(values)} if place in row.marked else set()
            ends = value if isinstance(value, tuple) else (value, value)
            values += ends if column.kind is Kind.INTERVAL else [value]
        rows.append(replace(row, values=tuple(values), marked=frozenset(marked)))
    return replace(grid, columns=tuple(columns), rows=tuple(rows))


class _Sheet:
    def __init__(self, sheet: "Worksheet", grid: Grid, formats: Formats) -> None:
        self.sheet, self.grid, self.formats = sheet, grid, formats
        longest = max((len(row.label) + 4 * row.level for row in grid.rows), default=0)
        self.label_width = min(max(longest * 1.05, LABEL_WIDTHS[0]), LABEL_WIDTHS[1])
        self.stacks = [[*wrap_name(name, GROUP_CHARACTERS), base] for name, base in grid.groups]
        self.widths = [RANK_WIDTH, self.label_width, *self._number_widths()]

    def _number_widths(self) -> list[float]:
        widths = []
        for place, column in enumerate(self.grid.columns):
            words = [len(value) for row in self.grid.rows if isinstance(value := row.values[place], str)]
            widths.append(max(_width(column), *(1.1 * min(n, 40) for n in words), 0.0))
        place = 0
        for group, span in self.grid.spans():
            if group is not None:
                # a long word in a group's name must fit above its columns
                longest = max(map(len, self.stacks[group])) * 1.25
                widths[place] += max(0.0, longest - sum(widths[place : place + span]))
            place += span
        return widths

    def write(self) -> None:
        """Fill the sheet."""
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        self.sheet.hide_gridlines(2)
        get = self.formats.get
        row = self._across(0, self.grid.title, get(bold=True, font_size=12, text_wrap=True), characters=0.9)
        row = self._across(row, self.grid.base, get(font_color=GREY)) + 1
        head = self._write_heads(row)
        row = self._write_rows(head + 1) + 1
        for note in self.grid.notes:
            look = get(font_size=9, font_color=GREY, text_wrap=True)
            row = self._across(row, note, look, characters=1.35, line=12.5)
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
        self.sheet.set_row(row, min(max(lines, 1) * line + 1, 400))
        return row + 1

    def _write_heads(self, row: int) -> int:
        if self.grid.groups:
            self._write_groups(row)
            row += 1
        ruled = self.formats.ruled
        write_text(self.sheet, row, 0, "", ruled())
        write_text(self.sheet, row, 1, self.grid.heading, ruled())
        for place, column in enumerate(self.grid.columns, start=2):
            write_text(self.sheet, row, place, column.head, ruled(**_side(column)))
        return row

    def _write_groups(self, row: int) -> None:
        look = self.formats.get(
            bold=True, align="right", valign="bottom", text_wrap=True, top=1, top_color=RULE
        )
        for column in (0, 1):
            self.sheet.write_blank(row, column, None, look)
        place = 2
        for group, span in self.grid.spans():
            if span > 1:
                self.sheet.merge_range(row, place, row, place + span - 1, "", look)
            write_text(self.sheet, row, place, "" if group is None else "\n".join(self.stacks[group]), look)
            place += span
        self.sheet.set_row(row, max(map(len, self.stacks)) * TEXT_LINE + 3)

    def _write_rows(self, row: int) -> int:
        for line in self.grid.rows:
            look: dict[str, object] = {"top": 1, "top_color": RULE} if line.ruled else {}
            rank = self.formats.get(**look, align="left", font_color=GREY)
            if line.rank is None:
                self.sheet.write_blank(row, 0, None, rank)
            else:
                self.sheet.write_number(row, 0, line.rank, rank)
            look |= {"bold": True} if line.strong else {}
            indent: dict[str, object] = {"indent": 2 * line.level} if line.level else {}
            label = self.formats.get(**look, **indent, align="left", text_wrap=True)
            write_text(self.sheet, row, 1, line.label, label)
            for place, (column, value) in enumerate(zip(self.grid.columns, line.values, strict=True)):
                sign = f'"{DIFFERS}"' if place in line.marked else ""
                self._write_value(row, place + 2, column, value, look, sign=sign)
            used = len(line.label) + 3 * line.level
            self.sheet.set_row(row, min(math.ceil(used / self.label_width), 20) * TEXT_LINE)
            row += 1
        for place in range(len(self.widths)):
            self.sheet.write_blank(row, place, None, self.formats.get(top=1, top_color=RULE))
        self.sheet.set_row(row, 6)
        return row

    def _write_value(
        self, row: int, place: int, column: Column, value: Value, look: dict[str, object], *, sign: str
    ) -> None:
        """Write a value; a sign behind a number is part of how it is shown, so that it stays a number."""
        number_format = NUMBER_FORMATS.get(column.kind, "General")
        if column.decimals and column.kind is not Kind.COUNT:
            number_format += "." + "0" * column.decimals
        number_format += "%" if column.kind is Kind.PERCENT else ""
        if isinstance(value, (int, float)):
            shown = self.formats.get(**look, align="right", num_format=number_format + sign)
            number = round(value / 100, 12) if column.kind is Kind.PERCENT else value
            self.sheet.write_number(row, place, number, shown)
        else:
            shown = self.formats.get(**look, **_side(column))
            write_text(self.sheet, row, place, column.text(value), shown)

    def _prepare_print(self, head: int) -> None:
        self.sheet.freeze_panes(head + 1, 2)
        self.sheet.set_paper(9)  # A4
        if sum(self.widths) > WIDE:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)


def _side(column: Column) -> dict[str, object]:
    # words after numbers would touch them
    return {"align": "left", "indent": 1} if column.kind is Kind.WORD else {"align": "right"}


def _width(column: Column) -> float:
    if column.kind is Kind.PERCENT:
        return max(PERCENT_WIDTH + column.decimals, 1.15 * len(column.head) + 1)
    return NUMBER_WIDTH if len(column.head) == 1 else max(WORD_WIDTH, 1.15 * len(column.head) + 1)
