"""Hiding cells of a table whose rows and columns both add up: a closed question with one answer each."""

import numpy as np

from coding.tables.tally import Ints, Mask


def hide_both_ways(counts: Ints, hidden: Mask) -> Mask:
    """Return further cells to hide, until none can be reckoned back from the totals of rows and columns.

    A reader knows every total and every cell that is shown. A hidden cell can have another value when there
    is a round trip along hidden cells, by turns one more and one fewer, that leaves all totals as they are
    and no count below zero (a cycle in the residual network of a transportation problem; Willenborg & De Waal
    2001, Elements of Statistical Disclosure Control, chapter 7).

    Parameters
    ----------
    counts
        Answers × groups.
    hidden
        What has to be hidden by itself; not changed.
    """
    cells = hidden.copy()
    while (exposed := _first_exposed(counts, cells)) is not None:
        more = _cheapest(counts, cells, *exposed)
        if more is None:
            return cells
        cells[more] = True
    return cells


def _first_exposed(counts: Ints, cells: Mask) -> tuple[int, int] | None:
    for row, column in np.argwhere(cells):
        if not _can_vary(counts, cells, int(row), int(column)):
            return int(row), int(column)
    return None


def _can_vary(counts: Ints, cells: Mask, row: int, column: int) -> bool:
    """Tell whether one more, or one fewer, in a cell can be made up for by other hidden cells."""
    others = cells.copy()
    others[row, column] = False
    one_more = _reaches(counts, others, row, column, first_fewer=True)
    one_fewer = counts[row, column] > 0 and _reaches(counts, others, row, column, first_fewer=False)
    return one_more or one_fewer


def _reaches(counts: Ints, cells: Mask, row: int, column: int, *, first_fewer: bool) -> bool:
    """Tell whether a path of hidden cells leads from a row to a column, by turns fewer and more."""
    along_row = cells & (counts > 0) if first_fewer else cells
    along_column = cells if first_fewer else cells & (counts > 0)
    rows, columns = {row}, set[int]()
    todo = [row]
    while todo:
        here = todo.pop()
        for there in np.flatnonzero(along_row[here]).tolist():
            if there == column:
                return True
            if there not in columns:
                columns.add(there)
                new = set(np.flatnonzero(along_column[:, there]).tolist()) - rows
                rows |= new
                todo += new
    return False


def _cheapest(counts: Ints, cells: Mask, row: int, column: int) -> tuple[int, int] | None:
    """Return the next cell to hide: in the row, then in the column, of which one is alone; the smallest."""
    in_row = [(row, int(place)) for place in np.flatnonzero(~cells[row])]
    in_column = [(int(place), column) for place in np.flatnonzero(~cells[:, column])]
    anywhere = [(int(one), int(other)) for one, other in np.argwhere(~cells)]
    alone = [in_row if cells[row].sum() == 1 else [], in_column if cells[:, column].sum() == 1 else []]
    for choice in (*alone, in_row, in_column, anywhere):
        if choice:
            # a cell that holds nobody gives no room to move
            return min(choice, key=lambda cell: (counts[cell] == 0, counts[cell], cell))
    return None
