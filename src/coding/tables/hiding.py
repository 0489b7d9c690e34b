"""Hiding small cells of a finished table, with everything that would give them away."""

from dataclasses import replace

import numpy as np
import pandas as pd

from coding.tables.both_ways import hide_both_ways
from coding.tables.groups import Split
from coding.tables.model import ThemeTable
from coding.tables.statistics import suppress
from coding.tables.tally import Ints, Mask

CELL = ["n", "percent", "share", "low", "high", "n_documents"]
TOTAL = ["n", "percent", "share", "low", "high", "n_documents", "percent_documents", "n_machine", "rank"]


def hide_small(table: ThemeTable, split: Split, *, one_each: bool = False) -> ThemeTable:
    """Return the table without its small cells, and without what they could be reckoned back from.

    Percentages, intervals and tests go with a cell: each of them gives its number away.

    Parameters
    ----------
    one_each
        Whether everybody is on one line, so that columns add up as well.
    """
    cells, totals = _hidden(table, split)
    if one_each and not split.overlapping:
        cells = hide_both_ways(_counts(table), cells)
    hidden = cells.ravel()
    groups = table.groups.assign(suppressed=hidden)
    groups.loc[hidden, CELL] = pd.NA
    rows = table.rows.copy()
    rows.loc[totals, TOTAL] = pd.NA
    touched = rows["code"][np.asarray(cells.any(axis=1))]
    gone = pd.MultiIndex.from_frame(groups.loc[hidden, ["code", "group"]])
    tested = pd.MultiIndex.from_frame(table.tests[["code", "group"]])
    return replace(
        table,
        rows=rows,
        groups=groups,
        tests=table.tests[~tested.isin(gone)].reset_index(drop=True),
        overall=table.overall[~table.overall["code"].isin(touched)].reset_index(drop=True),
    )


def _hidden(table: ThemeTable, split: Split) -> tuple[Mask, Mask]:
    """Return which cells (lines × groups) and which totals to hide."""
    rows, bases = table.rows, table.group_bases
    counts = _counts(table)
    totals = rows["n"].to_numpy(dtype="int64")
    cells, hidden_totals = np.zeros(counts.shape, dtype=bool), np.zeros(len(rows), dtype=bool)
    # what is left out of the base is counted among all there is
    in_base = rows["share"].notna().to_numpy()
    for lines, base, whole in (
        (np.flatnonzero(in_base), bases["n_base"], table.n_base),
        (np.flatnonzero(~in_base), bases["n_answered"], table.n_answered),
    ):
        places = {code: place for place, code in enumerate(rows["code"].iloc[lines])}
        found = suppress(
            counts[lines],
            base.to_numpy(dtype="int64"),
            totals[lines],
            whole,
            minimum=table.spec.suppress_below,
            parents=[places.get(parent) for parent in rows["parent"].iloc[lines]],
            variables=[] if split.overlapping else None,
        )
        cells[lines], hidden_totals[lines] = found.cells, found.totals
    return cells, hidden_totals


def _counts(table: ThemeTable) -> Ints:
    """Return lines × groups."""
    n = table.groups["n"].to_numpy(dtype="int64")
    return n.reshape(len(table.rows), len(table.group_bases))
