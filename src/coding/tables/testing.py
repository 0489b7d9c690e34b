"""Whether themes differ between the groups of a split, or go with a number."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from coding.tables.counting import ThemeCounts
from coding.tables.groups import Split
from coding.tables.layout import NO_CODE
from coding.tables.model import OVERALL_COLUMNS, REGRESSION_COLUMNS, TEST_COLUMNS, frame_of
from coding.tables.statistics import compare, holm, independence, logistic, sensible_unit
from coding.tables.tally import Floats, Ints, Mask

WHOLE = ""
"""Stands in the code column for a test of the whole table."""


def _tested_lines(counts: ThemeCounts) -> Ints:
    """Return the lines that are tested: codes that are in the base."""
    rows = counts.rows
    return np.flatnonzero((rows["code"] != NO_CODE) & (rows["share"].notna() | rows["n"].isna()))


def _matrix(counts: ThemeCounts, split: Split) -> tuple[Mask, Floats]:
    """Return which units have which line, and which are in which group; only units of the base."""
    n_units = len(counts.in_base)
    has = np.zeros((n_units, len(counts.rows)), dtype=bool)
    has[counts.has] = True
    places = {group: place for place, group in enumerate(split.groups)}
    units = counts.units.merge(split.memberships, on="segment_id")
    inside = np.zeros((n_units, len(split.groups)))
    inside[units["unit"].to_numpy(), units["group"].map(places).to_numpy(dtype="int64")] = 1.0
    return has[counts.in_base], inside[counts.in_base]


def compare_groups(
    counts: ThemeCounts, split: Split, *, minimum_base: int, one_each: bool = False
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Test each theme in each group against the other groups, and in all groups together.

    Who has no value for what is split by plays no part. All tests of one kind are one family for Holm's
    correction; of two groups one test says all, so it counts once.

    Parameters
    ----------
    minimum_base
        A group with fewer is not tested by itself.
    one_each
        Whether everybody is on one line: then all groups together are tested on the whole table at once, a
        single row without a code.

    Returns
    -------
    ``tests`` and ``overall`` of a `ThemeTable`.
    """
    has, inside = _matrix(counts, split)
    known = [place for place, group in enumerate(split.groups) if group != split.unknown]
    there = inside[:, known].any(axis=1)
    has, inside = has[there], inside[there][:, known]
    sizes = inside.sum(axis=0)
    lines = _tested_lines(counts)
    hits = has[:, lines].T.astype(float) @ inside
    large = np.flatnonzero((sizes >= max(1, minimum_base)) & (len(has) - sizes > 0))
    codes = counts.rows["code"].to_numpy(dtype=object)[lines]
    names = np.array([split.groups[place] for place in known], dtype=object)
    tests = _against_others(codes, names, hits, sizes, has[:, lines].sum(axis=0), len(has), large)
    if split.overlapping or len(known) < 2:
        return tests, frame_of(OVERALL_COLUMNS)
    if one_each:
        return tests, _together([WHOLE], [hits])
    return tests, _together(codes.tolist(), [np.stack([own, sizes - own]) for own in hits])


def _against_others(
    codes: Ints, names: Ints, hits: Floats, sizes: Floats, totals: Ints, n: int, large: Ints
) -> pd.DataFrame:
    if not large.size or not len(codes):
        return frame_of(TEST_COLUMNS)
    own, base = hits[:, large], sizes[large]
    found = compare(own, base, totals[:, None] - own, n - base)
    two = len(names) == 2 and len(large) == 2
    corrected = holm(found.p_value[:, :1] if two else found.p_value)
    corrected = np.broadcast_to(corrected, found.p_value.shape)
    frame = pd.DataFrame(
        {
            "code": np.repeat(codes, len(large)),
            "group": np.tile(names[large], len(codes)),
            "test": np.where(found.exact, "fisher", "chi2").ravel(),
            "statistic": found.chi_square.ravel(),
            "df": 1,
            "p": found.p_value.ravel(),
            "p_holm": corrected.ravel(),
            "difference": 100 * found.difference.estimate.ravel(),
            "difference_low": 100 * found.difference.low.ravel(),
            "difference_high": 100 * found.difference.high.ravel(),
            "effect": found.phi.ravel(),
        }
    )
    return frame[frame["p"].notna()].reset_index(drop=True).astype(TEST_COLUMNS)


def _together(codes: Sequence[str], crossed: Sequence[Floats]) -> pd.DataFrame:
    """Test tables of counts, one per code."""
    rows: list[list[object]] = []
    for code, counts in zip(codes, crossed, strict=True):
        found = independence(np.rint(counts))
        if found is not None:
            exact = found.p_exact is not None
            p = found.p_exact if exact else found.p_value
            test = "fisher" if exact else "chi2"
            rows.append([code, found.chi_square, found.df, p, None, found.cramers_v, test])
    frame = frame_of(OVERALL_COLUMNS, rows)
    return frame.assign(p_holm=holm(frame["p"].to_numpy(dtype=float, na_value=np.nan))).astype(
        OVERALL_COLUMNS
    )


def regressions(counts: ThemeCounts, split: Split) -> pd.DataFrame:
    """Return per theme how its odds change with the number that is split by; see ``ThemeTable``."""
    assert split.numbers is not None
    firsts = counts.units.drop_duplicates("unit")["segment_id"]
    numbers = split.numbers.reindex(firsts).to_numpy(dtype=float)[counts.in_base]
    has = np.zeros((len(counts.in_base), len(counts.rows)), dtype=bool)
    has[counts.has] = True
    step = sensible_unit(numbers)
    lines = _tested_lines(counts)
    rows: list[Sequence[object]] = []
    for line in lines:
        found = logistic(numbers, has[counts.in_base, line], unit=step)
        code = counts.rows["code"].iloc[line]
        rows.append(
            [code, found.odds_ratio, found.low, found.high, found.p_value, None, found.n, found.problem]
        )
    frame = frame_of(REGRESSION_COLUMNS, rows)
    corrected = holm(frame["p"].to_numpy(dtype=float, na_value=np.nan))
    return frame.assign(p_holm=corrected).astype(REGRESSION_COLUMNS)
