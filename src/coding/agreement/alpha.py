"""Krippendorff's alpha with any distance between judgements, by value (`sets`: its quick form)."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from coding.i18n import _

Distance = Callable[[Hashable, Hashable], float]

MONOTONE_SUBSET, MONOTONE_OVERLAP = 2 / 3, 1 / 3


@dataclass(frozen=True)
class Coefficient:
    """A value, or ``None`` with the reason why there is none."""

    value: float | None
    reason: str = ""


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

    Examples
    --------
    >>> krippendorff_alpha(["0100000010", "1110010000"]).value
    0.09523809523809523
    """
    units = [[value for value in unit if value is not None] for unit in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    if not units:
        return Coefficient(None, _("er is niets dat twee of meer lazen"))
    values = list(dict.fromkeys(value for unit in units for value in unit))
    place = {value: number for number, value in enumerate(values)}
    met = np.zeros((len(values), len(values)))
    for unit in units:
        counts = np.bincount([place[value] for value in unit], minlength=len(values))
        met += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    square = np.array([[distance(first, second) for second in values] for first in values])
    totals = met.sum(axis=0)
    expected = float(totals @ square @ totals)
    if expected == 0:
        return Coefficient(None, _("alle oordelen zijn gelijk"))
    return Coefficient(1 - float((met * square).sum()) * (float(totals.sum()) - 1) / expected)
