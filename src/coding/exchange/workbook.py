"""What all our Excel files have in common."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32767  # characters Excel takes in one cell
CUT = " […]"

# text stays text: no formulas, links or numbers are made of it
WORKBOOK_OPTIONS: dict[str, object] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_text(sheet: "Worksheet", row: int, column: int, text: str, look: "Format | None" = None) -> None:
    """Write text as text, cut where Excel would refuse it."""
    if not text:
        sheet.write_blank(row, column, None, look)
        return
    whole = text.encode("utf-8", "replace").decode("utf-8")
    # Excel counts in UTF-16: an emoji is two
    if len(whole.encode("utf-16-le")) // 2 > CELL_LIMIT:
        kept = whole.encode("utf-16-le")[: 2 * (CELL_LIMIT - len(CUT))]
        whole = kept.decode("utf-16-le", "ignore") + CUT
    sheet.write_string(row, column, whole, look)
