"""Theme tables as CSV."""

import csv
import io

from coding.formulas import guard_formula
from coding.i18n import _
from coding.tables.grid import Grid, Kind, Value
from coding.tables.model import ThemeCell, ThemeLine, ThemeTable
from coding.tables.text import HIDDEN, has_machine, has_margins


def to_csv(table: ThemeTable, *, separator: str = ";") -> str:
    """Write a theme table as CSV, one row per code, percentages as plain numbers.

    The text has no byte order mark; encode it as ``utf-8-sig`` in a file that is meant for Excel. A cell
    without a value is empty, a hidden one has a cross; text that a spreadsheet would take for a formula gets
    an apostrophe.
    """
    lines = table.lines()
    ends, machine = has_margins(table), has_machine(table)
    group_ends = any(cell.low is not None for line in lines for cell in line.cells)
    agreement = any(line.alpha is not None for line in lines)
    interval = [_("percentage laag"), _("percentage hoog")]
    header = [_("rang"), _("code"), table.heading.lower(), _("hoofdthema"), _("blok")]
    header += ["n", _("percentage"), "N"]
    header += interval if ends else []
    header += [_("n alleen model")] if machine else []
    header += [_("alfa"), _("n dubbel")] if agreement else []
    if table.passages:
        header += [_("n rapporten"), _("percentage rapporten"), _("N rapporten")]
    for group, _n in table.bases():
        own = ["n", _("percentage"), "N", *(interval if group_ends else [])]
        own += [_("n rapporten")] if table.passages else []
        header += [f"{group}: {name}" for name in own]
    blocks = {"theme": _("thema"), "exclusive": _("uitsluitend"), "none": _("geen code")}

    def numbers(line: ThemeLine) -> list[Value]:
        hidden = HIDDEN if line.n is None else None
        found: list[Value] = [hidden or line.n, hidden or line.percent, table.n_base]
        found += [hidden or _percent(end) for end in (line.low, line.high)] if ends else []
        found += [hidden or line.n_machine] if machine else []
        found += [line.alpha, line.n_double] if agreement else []
        if table.passages:
            documents = (line.n_documents, line.percent_documents)
            found += [*(hidden or number for number in documents), table.n_documents_read]
        return found

    def cell_numbers(cell: ThemeCell) -> list[Value]:
        hidden = HIDDEN if cell.suppressed else None
        found: list[Value] = [hidden or cell.n, hidden or cell.percent, cell.base]
        found += [_percent(cell.low), _percent(cell.high)] if group_ends else []
        return [*found, hidden or cell.n_documents] if table.passages else found

    rows = [
        [
            line.rank,
            *map(guard_formula, [line.code, line.label, line.parent or "", blocks[line.block]]),
            *numbers(line),
            *(number for cell in line.cells for number in cell_numbers(cell)),
        ]
        for line in lines
    ]
    return _written([list(map(guard_formula, header)), *rows], separator)


def grid_csv(grid: Grid, *, separator: str = ";") -> str:
    """Write any laid-out table as CSV, as plain numbers; an interval is two columns."""
    header = [grid.heading.lower(), _("niveau")]
    for column in grid.columns:
        header += (
            [f"{column.head} {_('van')}", f"{column.head} {_('tot')}"] if _two(column.kind) else [column.head]
        )
    rows: list[list[Value]] = []
    for row in grid.rows:
        values: list[Value] = [guard_formula(row.label), row.level]
        for column, value in zip(grid.columns, row.values, strict=True):
            if _two(column.kind):
                values += value if isinstance(value, tuple) else (None, None)
            else:
                values.append(guard_formula(value) if isinstance(value, str) else value)
        rows.append(values)
    return _written([list(map(guard_formula, header)), *rows], separator)


def _two(kind: Kind) -> bool:
    return kind is Kind.INTERVAL


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 2)


def _written(rows: "list[list[Value]]", separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
