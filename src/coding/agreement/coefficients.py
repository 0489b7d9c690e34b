"""Coefficients of agreement, by value.

Two coders' judgements of the same units are a square table: rows are the first coder's categories, columns
the second's. For one code that is ``[[neither, only second], [only first, both]]``. All functions take any
number of such tables at once (shape ``(..., k, k)``) and give NaN where a coefficient has no value: nothing
can be said about chance when every judgement is the same. `undefined_reason` says why.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coding.i18n import _

Floats = NDArray[np.float64]
Distance = Callable[[Hashable, Hashable], float]

MONOTONE_SUBSET, MONOTONE_OVERLAP = 2 / 3, 1 / 3


@dataclass(frozen=True)
class Coefficient:
    """A value, or ``None`` with the reason why there is none."""

    value: float | None
    reason: str = ""


def _ratio(over: ArrayLike, under: ArrayLike) -> Floats:
    """Divide; NaN where the denominator is zero."""
    top, bottom = np.broadcast_arrays(np.asarray(over, dtype=float), np.asarray(under, dtype=float))
    result = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=result, where=bottom != 0)
    return result


def _margins(tables: ArrayLike) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the number of units, of equal judgements, and both coders' totals per category."""
    cells = np.asarray(tables, dtype=float)
    equal = np.trace(cells, axis1=-2, axis2=-1)
    return cells.sum(axis=(-2, -1)), equal, cells.sum(axis=-1), cells.sum(axis=-2)


def percent_agreement(tables: ArrayLike) -> Floats:
    """Return the share of equal judgements, 0 to 1."""
    n, equal, _first, _second = _margins(tables)
    return _ratio(equal, n)


def positive_agreement(tables: ArrayLike) -> Floats:
    """Return ``2a / (2a + b + c)``: of all uses of the code, those both coders gave; unused gives NaN."""
    cells = np.asarray(tables, dtype=float)
    both = 2 * cells[..., 1, 1]
    return _ratio(both, both + cells[..., 0, 1] + cells[..., 1, 0])


def cohen_kappa(tables: ArrayLike) -> Floats:
    """Return Cohen's kappa: chance from each coder's own use of the categories."""
    n, equal, first, second = _margins(tables)
    # whole numbers up to the division, so that "all by chance" is found exactly
    chance = (first * second).sum(axis=-1)
    return _ratio(n * equal - chance, n * n - chance)


def gwet_ac1(tables: ArrayLike) -> Floats:
    """Return Gwet's AC1: chance from how evenly the categories are used; stable for rare codes."""
    n, equal, first, second = _margins(tables)
    share = _ratio(first + second, 2 * n[..., None])
    chance = _ratio((share * (1 - share)).sum(axis=-1), share.shape[-1] - 1)
    return _ratio(_ratio(equal, n) - chance, 1 - chance)


def nominal_alpha(tables: ArrayLike) -> Floats:
    """Return Krippendorff's alpha (nominal) of two coders who both judged every unit."""
    n, equal, first, second = _margins(tables)
    expected = (2 * n) ** 2 - ((first + second) ** 2).sum(axis=-1)
    return 1 - _ratio((n - equal) * 2 * (2 * n - 1), expected)


def undefined_reason(table: ArrayLike) -> str:
    """Say why kappa and alpha have no value for one code; empty when they have."""
    cells = np.asarray(table)
    if not cells.sum():
        return _("er is niets dat beiden lazen")
    if cells[0, 0] == cells.sum():
        return _("door geen van beiden gebruikt")
    if cells[1, 1] == cells.sum():
        return _("door beiden overal gebruikt")
    return ""


def nominal(first: Hashable, second: Hashable) -> float:
    """Return 0 for equal values, else 1."""
    return float(first != second)


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the overlap of two sets of codes, 0 to 1; two empty sets are equal.

    Examples
    --------
    >>> jaccard(frozenset("a"), frozenset("ab")), jaccard(frozenset(), frozenset())
    (0.5, 1.0)
    """
    union = first | second
    return len(first & second) / len(union) if union else 1.0


def masi_distance(first: Hashable, second: Hashable) -> float:
    """Return the distance between two sets of codes (Passonneau's MASI).

    1 minus the overlap weighted by how the sets relate: equal 1, one inside the other 2/3, overlapping 1/3.

    Examples
    --------
    >>> masi_distance(frozenset("a"), frozenset("a")), masi_distance(frozenset("a"), frozenset("b"))
    (0.0, 1.0)
    """
    assert isinstance(first, frozenset)
    assert isinstance(second, frozenset)
    if first == second:
        return 0.0
    inside = first <= second or second <= first
    return 1 - jaccard(first, second) * (MONOTONE_SUBSET if inside else MONOTONE_OVERLAP)


def distances(values: Sequence[Hashable], distance: Distance) -> Floats:
    """Return the distance between all pairs of values."""
    square = np.zeros((len(values), len(values)))
    for row, first in enumerate(values):
        for column in range(row):
            square[row, column] = square[column, row] = distance(first, values[column])
    return square


def alpha_of_coincidences(coincidences: ArrayLike, square: Floats) -> Floats:
    """Return alpha from how often each pair of values met in a unit (shape ``(..., k, k)``)."""
    met = np.asarray(coincidences, dtype=float)
    totals = met.sum(axis=-1)
    n = totals.sum(axis=-1)
    expected = ((totals @ square) * totals).sum(axis=-1)  # a value's distance to itself is zero
    return 1 - _ratio((met * square).sum(axis=(-2, -1)) * (n - 1), expected)


def krippendorff_alpha(
    ratings: Sequence[Sequence[Hashable | None]], *, distance: Distance = nominal
) -> Coefficient:
    """Return Krippendorff's alpha of any number of coders.

    Parameters
    ----------
    ratings
        A sequence per coder with a value per unit; ``None`` is not judged. Units that fewer than two
        coders judged do not count.
    distance
        How far two values are apart: `nominal`, `masi_distance`, or one's own.
    """
    units = [[value for value in unit if value is not None] for unit in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    if not units:
        return Coefficient(None, _("er is niets dat beiden lazen"))
    values = list(dict.fromkeys(value for unit in units for value in unit))
    if len(values) == 1:
        return Coefficient(None, _("alle oordelen zijn gelijk"))
    place = {value: number for number, value in enumerate(values)}
    met = np.zeros((len(values), len(values)))
    for unit in units:
        counts = np.bincount([place[value] for value in unit], minlength=len(values))
        met += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    alpha = float(alpha_of_coincidences(met, distances(values, distance)))
    if np.isnan(alpha):
        return Coefficient(None, _("alle oordelen zijn gelijk"))
    return Coefficient(alpha)
