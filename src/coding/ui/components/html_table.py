"""A plain table of numbers to read: right-aligned, with what a column means behind its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from coding.i18n import format_number
from coding.ui.components.states import escape

NOTHING = "–"
CSS = """
.coding-table { border-collapse: collapse; line-height: 1.35; }
.coding-table th { text-align: left; vertical-align: bottom; padding: .35rem .75rem; font-weight: 600;
  border-bottom: 2px solid currentColor; }
.coding-table th[title] { text-decoration: underline dotted; text-underline-offset: 4px; cursor: help; }
.coding-table td { padding: .3rem .75rem; border-bottom: 1px solid var(--st-border-color, #8884); }
.coding-table td.number, .coding-table th.number { text-align: right; font-variant-numeric: tabular-nums; }
.coding-table td.number, .coding-table.compact td { white-space: nowrap; }
@media (max-width: 1100px) { .coding-table th, .coding-table td { padding: .3rem .5rem; } }
@media (max-width: 950px) { .coding-table { font-size: .88rem; }
  .coding-table th, .coding-table td { padding: .3rem .32rem; }
  .coding-table td.text { overflow-wrap: anywhere; } }
.coding-table tr.total td { font-weight: 600; border-top: 2px solid currentColor; border-bottom: 0; }
.coding-table tr.strong td { font-weight: 600; }
.coding-table tr.faint td { opacity: .7; font-style: italic; }
.coding-table-frame { overflow-x: auto; }
"""


@dataclass(frozen=True)
class Column:
    """A column: its name, whether it holds numbers, what it means."""

    name: str
    number: bool = True
    meaning: str = ""


def html_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    total: Sequence[str] | None = None,
    faint: Sequence[int] = (),
    strong: Sequence[int] = (),
    name: str = "",
    compact: bool = False,
) -> str:
    """Return a table as HTML; every text is escaped.

    Parameters
    ----------
    total
        The row that sums up, last.
    faint
        Numbers of the rows that step back.
    strong
        Numbers of the rows that others fall under.
    name
        What the table shows, for who cannot see it.
    compact
        Every row on one line; what does not fit is reached by scrolling.
    """
    head = "".join(
        f'<th scope="col" class="{_kind(column)}"'
        + (f' title="{escape(column.meaning)}"' if column.meaning else "")
        + f">{escape(column.name)}</th>"
        for column in columns
    )
    looks = dict.fromkeys(faint, "faint") | dict.fromkeys(strong, "strong")
    body = "".join(_row(columns, row, looks.get(place, "plain")) for place, row in enumerate(rows))
    if total is not None:
        body += _row(columns, total, "total")
    return (
        f'<style>{CSS}</style><div class="coding-table-frame">'
        f'<table class="coding-table{" compact" if compact else ""}" aria-label="{escape(name)}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(columns: Sequence[Column], row: Sequence[str], kind: str) -> str:
    cells = "".join(
        f'<td class="{_kind(column)}">{escape(cell)}</td>' for column, cell in zip(columns, row, strict=True)
    )
    return f'<tr class="{kind}">{cells}</tr>'


def _kind(column: Column) -> str:
    return "number" if column.number else "text"


def percent(value: float | None) -> str:
    """Write a share as a whole percentage; a dash where there is none."""
    return NOTHING if value is None or value != value else f"{format_number(100 * value)}%"


def decimal(value: float | None, decimals: int = 2) -> str:
    """Write a coefficient; a dash where there is none."""
    return NOTHING if value is None or value != value else format_number(value, decimals)
