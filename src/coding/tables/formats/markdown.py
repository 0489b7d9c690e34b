"""Tables in Markdown."""

import re

from coding.tables.grid import Grid, Kind

_MARKS = re.compile(r"([\\`*_{}\[\]|~#$])")


def grid_markdown(grid: Grid) -> str:
    """Write a table in Markdown; text from outside is no mark-up and no HTML."""
    heads = [_head(grid, number) for number in range(len(grid.columns))]
    sides = [":--" if column.kind is Kind.WORD else "--:" for column in grid.columns]
    rank = ([""], ["--:"]) if grid.ranked else ([], [])
    out = [
        f"**{escape(grid.title)}** ({escape(grid.base)})",
        "",
        _line([*rank[0], escape(grid.heading), *heads]),
        f"|{'|'.join([*rank[1], ':--', *sides])}|",
    ]
    for row in grid.rows:
        place = [str(row.rank or "")] if grid.ranked else []
        label = "&emsp;" * row.level + (f"**{escape(row.label)}**" if row.strong else escape(row.label))
        values = list(map(escape, grid.texts(row)))
        out.append(_line([*place, label, *values]))
    return "\n".join([*out, "", *(f"- {escape(note)}" for note in grid.notes)]) + "\n"


def escape(text: str) -> str:
    """Write text so that Markdown and HTML show it as it is, on one line."""
    safe = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _head(grid: Grid, number: int) -> str:
    """Name a column; Markdown has no heads over several columns, so a group is named above its first."""
    column = grid.columns[number]
    first = number == 0 or grid.columns[number - 1].group != column.group
    if column.group is None or not first:
        return escape(column.head)
    group, base = grid.groups[column.group]
    return f"{escape(group)} ({escape(base)}): {escape(column.head)}"
