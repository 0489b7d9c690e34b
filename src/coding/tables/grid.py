"""A table as it is laid out on paper: columns, rows and values, before any file format."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from coding.i18n import _, format_number
from coding.tables.model import ThemeCell, ThemeLine, ThemeTable
from coding.tables.text import (
    DIFFERS,
    HIDDEN,
    NOTHING,
    base_line,
    cell_marks,
    ends,
    has_machine,
    has_margins,
    in_percent,
    margin_head,
    title_line,
)

SMALLEST_P, P_DECIMALS = 0.001, 3
FIGURE_DECIMALS = 2

Value: TypeAlias = int | float | str | tuple[float, float] | None


class Kind(StrEnum):
    """What the values of a column are: a percentage is 42 for 42%, an interval has two ends."""

    COUNT = "count"
    PERCENT = "percent"
    INTERVAL = "interval"
    FIGURE = "figure"
    CHANCE = "chance"
    WORD = "word"


@dataclass(frozen=True)
class Column:
    """One column of values.

    ``group`` is the number of the group it stands under; ``percent`` tells that an interval is in percent.
    """

    head: str
    kind: Kind
    decimals: int = 0
    group: int | None = None
    percent: bool = False

    def text(self, value: Value) -> str:
        """Write a value of this column as people read it."""
        if value is None:
            return NOTHING
        if isinstance(value, str):
            return value
        if isinstance(value, tuple):
            low, high = (format_number(end, self.decimals) for end in value)
            # a dash between numbers below zero would read as another minus
            return f"{low}–{high}" if value[0] >= 0 else _("{low} tot {high}").format(low=low, high=high)
        if self.kind is Kind.PERCENT:
            return f"{format_number(value, self.decimals)}%"
        if self.kind is Kind.CHANCE and value < SMALLEST_P:
            return f"<{format_number(SMALLEST_P, P_DECIMALS)}"
        return format_number(value, self.decimals)


@dataclass(frozen=True)
class Row:
    """One row: its place in the order if it has one, its label, and a value per column.

    ``ruled``: a line belongs above it; ``strong``: others fall under it; ``marked``: the columns whose value
    differs from that of the other groups.
    """

    label: str
    values: tuple[Value, ...]
    rank: int | None = None
    level: int = 0
    ruled: bool = False
    strong: bool = False
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Grid:
    """A table laid out: what stands above, in and under it.

    ``groups`` holds name and base of what columns stand under, in the order of the columns.
    """

    title: str
    base: str
    heading: str
    groups: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    @property
    def ranked(self) -> bool:
        """Whether any row has a rank."""
        return any(row.rank is not None for row in self.rows)

    def texts(self, row: Row) -> list[str]:
        """Write the values of a row as people read them, with a sign where a group differs."""
        return [
            column.text(value) + (DIFFERS if place in row.marked else "")
            for place, (column, value) in enumerate(zip(self.columns, row.values, strict=True))
        ]

    def spans(self) -> list[tuple[int | None, int]]:
        """Return the runs of columns under one group, as (group, how many columns)."""
        runs: list[tuple[int | None, int]] = []
        for column in self.columns:
            if runs and runs[-1][0] == column.group:
                runs[-1] = (column.group, runs[-1][1] + 1)
            else:
                runs.append((column.group, 1))
        return runs


def theme_grid(table: ThemeTable, *, title: str = "", note: str = "") -> Grid:
    """Lay out a theme table: the total first, then the groups; columns without any value are left out.

    Parameters
    ----------
    title
        What stands above it; without one the question.
    note
        A line of one's own under it, before the others.
    """
    lines = table.lines()
    total, per_group = _total_columns(table, lines), _group_columns(table, lines)
    groups = [(group, base_text(n)) for group, n in table.bases()]
    if groups:
        groups.insert(0, (_("Totaal"), base_text(table.n_base)))
    columns = [replace(column, group=0 if groups else None) for column, _value in total]
    for number in range(1, len(groups)):
        columns += [replace(column, group=number) for column, _value in per_group]
    parents, marks = {line.parent for line in lines}, cell_marks(table)
    percent = next(place for place, (column, _value) in enumerate(per_group) if column.kind is Kind.PERCENT)

    def marked(line: ThemeLine) -> frozenset[int]:
        return frozenset(
            len(total) + number * len(per_group) + percent
            for number, cell in enumerate(line.cells)
            if (line.code, cell.group) in marks and not cell.suppressed
        )

    return Grid(
        title=title or title_line(table),
        base=base_line(table),
        heading=table.heading,
        groups=tuple(groups),
        columns=tuple(columns),
        rows=tuple(
            Row(
                label=line.label,
                values=(
                    *(value(line) for _column, value in total),
                    *(value(cell) for cell in line.cells for _column, value in per_group),
                ),
                rank=None if line.level else line.rank,
                level=line.level,
                ruled=before is not None and before.block != line.block,
                strong=line.code in parents,
                marked=marked(line),
            )
            for before, line in zip([None, *lines], lines, strict=False)
        ),
        notes=(*([note] if note else []), *table.notes),
    )


def base_text(n: int) -> str:
    """Say what percentages are of."""
    return f"N = {format_number(n)}"


def _total_columns(
    table: ThemeTable, lines: Sequence[ThemeLine]
) -> list[tuple[Column, Callable[[ThemeLine], Value]]]:
    """Return the columns about everybody, each with how its value is found in a line."""
    decimals = table.spec.decimals
    percent = Column("%", Kind.PERCENT, decimals)
    columns: list[tuple[Column, Callable[[ThemeLine], Value]]] = [
        (Column(_("passages") if table.passages else "n", Kind.COUNT), lambda line: _or_hidden(line, line.n)),
        (percent, lambda line: _or_hidden(line, line.percent)),
    ]
    if has_margins(table):
        columns.append((_margin(table), lambda line: _or_hidden(line, _ends(line.low, line.high, decimals))))
    if has_machine(table):
        columns.append((Column(_("alleen model"), Kind.COUNT), lambda line: _or_hidden(line, line.n_machine)))
    if table.passages:
        columns += [
            (Column(_("rapporten"), Kind.COUNT), lambda line: _or_hidden(line, line.n_documents)),
            (percent, lambda line: _or_hidden(line, line.percent_documents)),
        ]
    if any(line.alpha is not None for line in lines):
        columns.append((Column("α", Kind.FIGURE, FIGURE_DECIMALS), lambda line: line.alpha))
    return columns


def _or_hidden(line: ThemeLine, value: Value) -> Value:
    """Show that a total is hidden, because a hidden cell would follow from it."""
    return HIDDEN if line.n is None else value


def _group_columns(
    table: ThemeTable, lines: Sequence[ThemeLine]
) -> list[tuple[Column, Callable[[ThemeCell], Value]]]:
    """Return the columns of one group, each with how its value is found in a cell."""
    decimals = table.spec.decimals
    columns: list[tuple[Column, Callable[[ThemeCell], Value]]] = [
        (
            Column(_("passages") if table.passages else "n", Kind.COUNT),
            lambda cell: HIDDEN if cell.suppressed else cell.n,
        ),
        (Column("%", Kind.PERCENT, decimals), lambda cell: HIDDEN if cell.suppressed else cell.percent),
    ]
    if any(cell.low is not None for line in lines for cell in line.cells):
        columns.append((_margin(table), lambda cell: _ends(cell.low, cell.high, decimals)))
    if table.passages:
        columns.append(
            (
                Column(_("rapporten"), Kind.COUNT),
                lambda cell: HIDDEN if cell.suppressed else cell.n_documents,
            )
        )
    return columns


def _margin(table: ThemeTable) -> Column:
    return Column(margin_head(table), Kind.INTERVAL, table.spec.decimals, percent=True)


def _ends(low: float | None, high: float | None, decimals: int) -> tuple[float, float] | None:
    return ends(in_percent(low), in_percent(high), decimals)
