"""Whether a theme goes together with a group: tests on counts, and how strong the association is.

All tests are on unweighted counts, also beside weighted percentages: weights repair who is in the sample,
while what a test asks is whether a difference this large comes about by chance among the respondents there
are.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coding.intervals import Z
from coding.tables.statistics.differences import difference_interval
from coding.tables.statistics.shares import Floats, Interval

SMALL = 5  # expected counts below this make the chi-square distribution a poor approximation
RESAMPLES = 9999
SEED = 20170101


@dataclass(frozen=True, eq=False)
class Comparison:
    """A group against everybody else, for each theme; arrays of one shape, NaN where nothing can be compared.

    Attributes
    ----------
    chi_square
        Pearson's, one degree of freedom, without continuity correction.
    exact
        Whether ``p_value`` is from Fisher's exact test, because an expected count is below 5.
    p_value
        Two-sided, not corrected for the number of themes (see `holm`).
    phi
        From -1 to 1: above zero where the group has the theme more often.
    difference
        Share of the group minus share of the others, a fraction, with Newcombe's interval.
    odds_ratio
        With Woolf's interval; half a respondent is added to each cell where one is empty (Haldane, Anscombe).
    """

    chi_square: Floats
    exact: NDArray[np.bool_]
    p_value: Floats
    phi: Floats
    difference: Interval
    odds_ratio: Interval


def compare(hits: ArrayLike, n: ArrayLike, other_hits: ArrayLike, other_n: ArrayLike) -> Comparison:
    """Compare how often a group has each theme with how often the others have it.

    Parameters
    ----------
    hits, n
        How many of the group have the theme, of how many; integers, arrays that broadcast.
    other_hits, other_n
        The same for the complement: everybody of the base who is not in the group.

    Notes
    ----- Sources: Agresti (2013, Categorical Data Analysis), sections 3.1 (odds ratio), 3.2 (chi-square), 3.5
    (Fisher's exact test, two-sided: all tables at most as likely as the one found).
    """
    from scipy.special import chdtrc

    counts = np.broadcast_arrays(
        *(np.asarray(count, dtype=float) for count in (hits, n, other_hits, other_n))
    )
    a, size, c, other_size = counts
    b, d = size - a, other_size - c
    if (np.stack([a, b, c, d]) < 0).any():
        raise ValueError("counts must lie between 0 and their base")
    total, themed = size + other_size, a + c
    margins = size * other_size * themed * (total - themed)
    testable = margins > 0
    phi = np.divide(a * d - b * c, np.sqrt(margins), out=np.full_like(a, np.nan), where=testable)
    chi_square = total * phi**2
    smallest = np.minimum(size, other_size) * np.minimum(themed, total - themed)
    exact = testable & (smallest < SMALL * total)
    p_value = np.asarray(chdtrc(1, chi_square))
    p_value[exact] = _fisher(a[exact], size[exact], themed[exact], total[exact])
    return Comparison(
        chi_square=chi_square,
        exact=exact,
        p_value=p_value,
        phi=phi,
        difference=difference_interval(a, size, c, other_size),
        odds_ratio=_odds_ratio(a, b, c, d, testable),
    )


def _odds_ratio(a: Floats, b: Floats, c: Floats, d: Floats, testable: NDArray[np.bool_]) -> Interval:
    cells = np.where(testable, np.stack([a, b, c, d]), 1.0)
    cells = cells + np.where((cells == 0).any(axis=0), 0.5, 0.0)
    logarithm = np.log(cells[0] * cells[3] / (cells[1] * cells[2]))
    half = Z * np.sqrt((1 / cells).sum(axis=0))
    limits = (np.exp(logarithm + side * half) for side in (0, -1, 1))
    return Interval(*(np.where(testable, limit, np.nan) for limit in limits))


def _fisher(hits: Floats, n: Floats, themed: Floats, total: Floats) -> Floats:
    """Return Fisher's two-sided p for many tables at once; `scipy.stats.fisher_exact` takes 5 ms each."""
    from scipy.stats import hypergeom

    if not hits.size:
        return hits
    # the count in the smaller row and the smaller column has few possible values
    fewer, few = np.minimum(n, total - n), np.minimum(themed, total - themed)
    in_column = np.where(themed <= total - themed, hits, n - hits)
    found = np.where(n <= total - n, in_column, few - in_column)
    possible = np.arange(int(np.minimum(fewer, few).max()) + 1)[:, np.newaxis]
    chances = hypergeom.pmf(possible, total, few, fewer)
    observed = hypergeom.pmf(found, total, few, fewer)
    as_rare = np.where(chances <= observed * (1 + 1e-7), chances, 0)
    return np.asarray(np.minimum(as_rare.sum(axis=0), 1.0))


@dataclass(frozen=True)
class Independence:
    """Whether the rows and columns of a whole table go together.

    Attributes
    ----------
    chi_square, df, p_value
        Pearson's test without continuity correction; empty rows and columns do not count.
    p_exact
        The exact test of Fisher, Freeman and Halton, only where expected counts are small; above 2x2 by 9,999
        random tables with the same margins, from a fixed seed.
    cramers_v
        From 0 to 1.
    n
        How many there are in the table.
    """

    chi_square: float
    df: int
    p_value: float
    p_exact: float | None
    cramers_v: float
    n: int


def independence(table: ArrayLike) -> Independence | None:
    """Test whether the rows of a table of counts (a theme, an answer) go together with its columns (groups).

    Every respondent stands in one cell. Small expected counts: one below 1, or more than a fifth of them
    below 5 (Cochran 1954, Biometrics 10); in a 2x2 table one below 5.

    Returns
    -------
    Independence or None
        None where fewer than two rows or columns hold anybody.
    """
    from scipy.special import chdtrc

    counts = np.asarray(table, dtype=np.int64)
    if counts.ndim != 2 or (counts < 0).any():
        raise ValueError("a table of counts has two dimensions and no negative numbers")
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    if min(counts.shape) < 2:
        return None
    n = int(counts.sum())
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / n
    chi_square = float(((counts - expected) ** 2 / expected).sum())
    df = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    few = (expected < SMALL).mean()
    small = few > 0 if counts.size == 4 else few > 0.2 or expected.min() < 1
    return Independence(
        chi_square=chi_square,
        df=df,
        p_value=float(chdtrc(df, chi_square)),
        p_exact=_freeman_halton(counts) if small else None,
        cramers_v=float(np.sqrt(chi_square / (n * (min(counts.shape) - 1)))),
        n=n,
    )


def _freeman_halton(counts: NDArray[np.int64]) -> float:
    from scipy.stats import fisher_exact, random_table

    if counts.size == 4:
        return float(fisher_exact(counts).pvalue)
    # margins in order of size: the random tables, and so p, do not depend on the order of rows and columns
    ordered = counts[np.argsort(counts.sum(axis=1))][:, np.argsort(counts.sum(axis=0))]
    # scipy's own random test does not work with fewer respondents than cells, nor with very many, and chances
    # of large tables are too small for a number: hence their logarithms
    drawing = random_table(ordered.sum(axis=1), ordered.sum(axis=0), seed=np.random.default_rng(SEED))
    as_rare = drawing.logpmf(drawing.rvs(RESAMPLES)) <= drawing.logpmf(ordered) + 1e-7
    return (1 + int(as_rare.sum())) / (1 + RESAMPLES)


def holm(p_values: ArrayLike) -> Floats:
    """Return p-values corrected for their number (Holm 1979, Scandinavian Journal of Statistics 6).

    A missing one (NaN: nothing was tested) stays missing and does not count. All of the array is one family.
    """
    p = np.asarray(p_values, dtype=float)
    adjusted = np.full(p.shape, np.nan)
    tested = np.isfinite(p)
    values = p[tested]
    order = np.argsort(values, kind="stable")
    steps = np.maximum.accumulate(values[order] * np.arange(values.size, 0, -1))
    corrected = np.empty_like(values)
    corrected[order] = np.minimum(steps, 1.0)
    adjusted[tested] = corrected
    return adjusted
