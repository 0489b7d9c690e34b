"""One laid-out table as a table in Word."""

from typing import TYPE_CHECKING

from coding.exchange.docx_parts import draw_rules, keep_whole, set_cell, set_margins, set_widths
from coding.exchange.docx_styles import Look
from coding.tables import Grid, Kind

if TYPE_CHECKING:
    from docx.table import Table

CHARACTER_CM = 0.24  # of a figure at nine and a half points, in the wider letters of a house style
NUMBER_CM, WORDS_AT_MOST_CM = 0.95, 4.0
BESIDE_CM, ABOVE_CM = 0.1, 0.03  # room around the text of a cell
RANK_CM, LABEL_CM = 0.75, (4.2, 8.5)
INDENT_CM = 0.5
NO_BREAK = "\u00a0"
TOGETHER = 30  # a table of at most this many rows stays on one page
READABLE = 0.87
SMALLEST = 0.7  # how far letters shrink before a table runs over the edge of the paper


def add_grid(look: Look, grid: Grid, *, width_cm: float) -> "Table":
    """Add a table: heads that come back on every page, rows that stay whole, numbers to the right."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Pt

    heads = 2 if grid.groups else 1
    lead = 2 if grid.ranked else 1
    table: Table = look.document.add_table(rows=heads + len(grid.rows), cols=lead + len(grid.columns))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    if look.table is not None:
        table.style = look.table
    set_margins(table, side_cm=BESIDE_CM, above_cm=ABOVE_CM)
    if grid.groups:
        _fill_groups(look, table, grid, lead)
    _fill_heads(look, table, grid, lead, heads - 1)
    _fill_rows(look, table, grid, lead, heads)
    widths, scale = column_widths(grid, width_cm=width_cm)
    set_widths(table, widths)
    if scale < 1:
        size = look.styles["cell"].font.size or look.document.styles["Normal"].font.size or Pt(10)
        for cell in table._cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(round(2 * size.pt * scale) / 2)
    for number, row in enumerate(table.rows):
        keep_whole(row, head=number < heads)
    _keep_together(table, grid, heads)
    if look.table is None:
        _draw_all_rules(table, grid, heads)
    return table


def column_widths(grid: Grid, *, width_cm: float) -> tuple[list[float], float]:
    """Return the width of each column in centimetres, and how far letters shrink to fit."""
    numbers = [_number_width(grid, place) for place in range(len(grid.columns))]
    place = 0
    for group, span in grid.spans():
        if group is not None:
            name, base = grid.groups[group]
            needed = max(map(_text_cm, [*name.split(), base])) + 2 * BESIDE_CM
            short = needed - sum(numbers[place : place + span])
            for one in range(place, place + span):
                numbers[one] += max(0.0, short) / span
        place += span
    longest = max([len(grid.heading), *(len(row.label) + 3 * row.level for row in grid.rows)])
    label = min(max(0.85 * longest * CHARACTER_CM + 0.4, LABEL_CM[0]), LABEL_CM[1])
    lead = [RANK_CM] if grid.ranked else []
    room = width_cm - sum(lead) - sum(numbers)
    if room >= LABEL_CM[0]:
        return [*lead, min(label, room), *numbers], 1.0
    scale = max(SMALLEST, (width_cm - sum(lead) - LABEL_CM[0] * SMALLEST) / sum(numbers))
    scale = min(scale, 1.0)
    return [*lead, LABEL_CM[0] * scale, *(number * scale for number in numbers)], scale


def fits(grid: Grid, *, width_cm: float) -> bool:
    """Tell whether a table fits with letters that read as well as the text around it."""
    _widths, scale = column_widths(grid, width_cm=width_cm)
    return scale >= READABLE


def _number_width(grid: Grid, place: int) -> float:
    column = grid.columns[place]
    texts = [*(grid.texts(row)[place] for row in grid.rows), *column.head.split()]
    return max(NUMBER_CM, min(max(map(_text_cm, texts)), WORDS_AT_MOST_CM) + 2 * BESIDE_CM)


def _text_cm(text: str) -> float:
    """Return how wide text is at most, in bold; a percent sign is wider than a figure."""
    return (len(text) + 0.45 * text.count("%")) * CHARACTER_CM


def _fill_groups(look: Look, table: "Table", grid: Grid, lead: int) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL

    cells = table.rows[0].cells
    place = lead
    for group, span in grid.spans():
        cell = cells[place].merge(cells[place + span - 1]) if span > 1 else cells[place]
        if group is not None:
            name, base = grid.groups[group]
            set_cell(
                cell, f"{name}\n{base.replace(' ', NO_BREAK)}", look.styles["cell"], right=True, bold=True
            )
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
        place += span
    for cell in cells[:lead]:
        set_cell(cell, "", look.styles["cell"])


def _fill_heads(look: Look, table: "Table", grid: Grid, lead: int, number: int) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL

    cells = table.rows[number].cells
    set_cell(cells[lead - 1], grid.heading, look.styles["cell"], bold=True)
    if lead == 2:
        set_cell(cells[0], "", look.styles["cell"])
    for cell, column in zip(cells[lead:], grid.columns, strict=True):
        set_cell(cell, column.head, look.styles["cell"], right=column.kind is not Kind.WORD, bold=True)
    for cell in cells:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM


def _fill_rows(look: Look, table: "Table", grid: Grid, lead: int, heads: int) -> None:
    cells, width = table._cells, lead + len(grid.columns)  # asking for `rows[i].cells` counts them all again
    style = look.styles["cell"]
    for number, row in enumerate(grid.rows, start=heads):
        own = cells[number * width : (number + 1) * width]
        if grid.ranked:
            set_cell(own[0], str(row.rank or ""), style)
        set_cell(own[lead - 1], row.label, style, bold=row.strong, indent_cm=INDENT_CM * row.level)
        for cell, column, text in zip(own[lead:], grid.columns, grid.texts(row), strict=True):
            set_cell(cell, text, style, right=column.kind is not Kind.WORD, bold=row.strong)


def _keep_together(table: "Table", grid: Grid, heads: int) -> None:
    """Keep a short table on one page; of a long one the end with the note, and a theme with what follows."""
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        strong = number >= heads and grid.rows[number - heads].strong
        if last <= TOGETHER or number >= last - 1 or strong:
            for paragraph in (paragraph for cell in row._tr.tc_lst for paragraph in cell.p_lst):
                paragraph.get_or_add_pPr().get_or_add_keepNext()


def _draw_all_rules(table: "Table", grid: Grid, heads: int) -> None:
    draw_rules(table.rows[0], "top")
    draw_rules(table.rows[heads - 1], "bottom")
    for number, row in enumerate(grid.rows, start=heads):
        if row.ruled:
            draw_rules(table.rows[number], "top")
    draw_rules(table.rows[len(table.rows) - 1], "bottom")
