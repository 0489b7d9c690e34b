"""Which cells of a cross table to hide, so that no small number can be read, or reckoned back from the rest.

What a reader has: the totals of the themes, the bases of the groups and every cell that is shown (a
percentage with its base is a count). The groups of a variable add up to the total, so a lone hidden cell is
the total less the others. A net is at least each of its children, at most their sum. Cells are hidden in four
steps:

1. small cells, and cells of groups too small to show;
2. beside them further cells of the row, until at least one respondent could be moved between two hidden cells
   without any shown figure changing (so that no hidden cell has one possible value) and together they are no
   small cell;
3. where a net and its children fix each other, the same cells in the whole family: then any two respondents
   of different hidden groups could change places;
4. where a variable has one group only, the total with it.

The terms and the idea of secondary suppression: Willenborg & De Waal (2001, Elements of Statistical
Disclosure Control), chapters 6 and 7. A row in which nobody (or everybody) has the theme is shown as it is:
its total says all.

Not guarded against: what another table of the same study shows of the same answers (another split, an earlier
run).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Suppression:
    """What to hide; count, percentage and interval of a hidden cell alike.

    Attributes
    ----------
    cells
        Themes x groups.
    totals
        Themes: the total column; only where a variable has a single group that is not empty.
    small
        Those of ``cells`` that are small themselves; the others are hidden to protect these.
    """

    cells: Mask
    totals: Mask
    small: Mask


def suppress(
    counts: ArrayLike,
    bases: ArrayLike,
    totals: ArrayLike,
    total_base: int,
    *,
    minimum: int,
    minimum_base: int = 0,
    parents: Sequence[int | None] | None = None,
    variables: Sequence[Sequence[int]] | None = None,
    hide_zero: bool = False,
) -> Suppression:
    """Choose the cells of a cross table to hide.

    Parameters
    ----------
    counts
        Themes x groups: how many of the group have the theme.
    bases
        How many are in each group.
    totals, total_base
        How many have each theme altogether, and out of how many. Who is in no group of a variable counts
        here.
    minimum
        Counts from 1 to minimum - 1 are small, and so are counts that leave so few of the group without the
        theme.
    minimum_base
        A group of fewer is hidden as a whole.
    parents
        For each theme the row of its net, or None.
    variables
        For each variable the columns of its groups, of which every respondent is in one at most; all columns
        are one variable when not given. Groups that overlap do not add up: leave them out, only their small
        cells are hidden.
    hide_zero
        Hide zeros (nobody of the group has the theme, or everybody) as well, except in rows where the total
        is so.
    """
    n, base = np.asarray(counts, dtype=np.int64), np.asarray(bases, dtype=np.int64)
    total = np.asarray(totals, dtype=np.int64)
    _check(n, base, total, total_base)
    groups = variables if variables is not None else [range(n.shape[1])]
    families = _families(len(n), parents)
    open_rows = (total > 0) & (total < total_base)
    small = _small(n, base, minimum, hide_zero) | ((base > 0) & (base < minimum_base))
    small &= open_rows[:, np.newaxis]
    cells, totals_hidden = small.copy(), np.zeros(len(n), dtype=bool)
    for columns in groups:
        part = _Part.of(n, base, total, total_base, columns, minimum)
        hidden = np.pad(cells[:, columns], ((0, 0), (0, 1)))
        hidden[:, -1] = part.base[-1] > 0  # who is in no group is shown nowhere
        for family in families:
            if not _protect(part, hidden, family, open_rows):
                totals_hidden[family] = True
        cells[:, columns] = hidden[:, :-1]
    totals_hidden &= open_rows
    cells[totals_hidden] = base > 0
    return Suppression(cells=cells, totals=totals_hidden, small=small)


@dataclass(frozen=True, eq=False)
class _Part:
    """The columns of one variable, and behind them a column for who is in none of its groups."""

    n: Ints
    base: Ints
    minimum: int

    @classmethod
    def of(
        cls, n: Ints, base: Ints, total: Ints, total_base: int, columns: Sequence[int], minimum: int
    ) -> "_Part":
        chosen = list(columns)
        rest, rest_base = total - n[:, chosen].sum(axis=1), total_base - base[chosen].sum()
        if rest_base < 0 or (rest < 0).any() or (rest > rest_base).any():
            raise ValueError("the groups of a variable add up to more (or less) than the totals allow")
        return cls(np.column_stack([n[:, chosen], rest]), np.append(base[chosen], rest_base), minimum)

    def large_enough(self, row: int, hidden: Mask) -> bool:
        """Tell whether the hidden cells of a row are together no small cell, as far as its total is none."""
        n, without = self.n[row], self.base - self.n[row]
        return all(
            part[hidden].sum() == 0 or part[hidden].sum() >= min(self.minimum, part.sum())
            for part in (n, without)
        )


def _check(n: Ints, base: Ints, total: Ints, total_base: int) -> None:
    if n.shape != (len(total), len(base)):
        raise ValueError("counts are themes x groups, with a base for each group and a total for each theme")
    if (n < 0).any() or (n > base).any() or (total < 0).any() or (total > total_base).any():
        raise ValueError("counts must lie between 0 and their base")


def _families(n_themes: int, parents: Sequence[int | None] | None) -> list[list[int]]:
    """Return the rows of each net, the net first; a theme outside a net is a family of its own."""
    above = list(parents) if parents is not None else [None] * n_themes
    members: dict[int, list[int]] = {row: [row] for row, net in enumerate(above) if net is None}
    for row, net in enumerate(above):
        if net is not None:
            members[net].append(row)
    return list(members.values())


def _small(n: Ints, base: Ints, minimum: int, hide_zero: bool) -> Mask:
    without = base - n
    fewest = 0 if hide_zero else 1
    small = ((n >= fewest) & (n < minimum)) | ((without >= fewest) & (without < minimum))
    return small & (base > 0)


def _protect(part: _Part, hidden: Mask, family: list[int], open_rows: Mask) -> bool:
    """Hide further cells of a family, in place, until none can be reckoned back; False if that cannot be."""
    touched = [row for row in family if hidden[row, :-1].any()]
    found = [_row_protected(part, hidden[row], row, family) for row in touched]
    alone = [cells for cells in found if cells is not None]
    if len(alone) == len(touched):
        for row, cells in zip(touched, alone, strict=True):
            hidden[row] = cells
        return True
    together = _family_protected(part, np.logical_or.reduce(hidden[touched]), touched, family)
    if together is None:
        return False
    for row in family:
        if open_rows[row] and _varies(part, row, together):
            hidden[row] = together
    return True


def _row_protected(part: _Part, hidden: Mask, row: int, family: list[int]) -> Mask | None:
    """Return the cells of one row to hide, all other rows being known to the reader."""
    more, fewer = _room(part, row, family)

    def protected(cells: Mask) -> bool:
        up, down = cells & more, cells & fewer
        movable = (up & (down.sum() > down)) | (down & (up.sum() > up))
        return bool(movable[:-1][cells[:-1]].all()) and part.large_enough(row, cells)

    return _extended(hidden, part.n[row], part.base > 0, protected)


def _room(part: _Part, row: int, family: list[int]) -> tuple[Mask, Mask]:
    """Return in which cells of a row one more, and one fewer, would go with its net or its children."""
    n, net, children = part.n, family[0], family[1:]
    more, fewer = n[row] < part.base, n[row] > 0
    if not children:
        return more, fewer
    apart = n[net] != n[children].sum(axis=0)  # where a net is the sum of its children, it may be known to be
    if row == net:
        return more & apart, fewer & (n[net] > n[children].max(axis=0))
    return more & (n[row] < n[net]), fewer & apart


def _family_protected(part: _Part, hidden: Mask, touched: list[int], family: list[int]) -> Mask | None:
    """Return the groups to hide in a whole family, so that respondents of these groups may change places."""

    def protected(cells: Mask) -> bool:
        return cells.sum() > 1 and all(
            _varies(part, row, cells) and part.large_enough(row, cells) for row in touched
        )

    return _extended(hidden & (part.base > 0), part.n[family].sum(axis=0), part.base > 0, protected)


def _varies(part: _Part, row: int, cells: Mask) -> bool:
    """Tell whether some respondents in these cells have the theme and others do not."""
    return bool(0 < part.n[row][cells].sum() < part.base[cells].sum())


def _extended(start: Mask, cost: Ints, usable: Mask, protected: Callable[[Mask], bool]) -> Mask | None:
    """Add cells until protected: the cheapest that does it alone, else the cheapest that holds anybody."""
    cells = start.copy()
    while not protected(cells):
        left = np.flatnonzero(usable & ~cells)
        if not left.size:
            return None
        left = left[np.argsort(cost[left], kind="stable")]
        enough = (column for column in left if protected(cells | (np.arange(cells.size) == column)))
        inhabited = left[cost[left] > 0]
        cells[next(enough, inhabited[0] if inhabited.size else left[0])] = True
    return cells
