"""The difference between two shares, with its interval: of two groups, or of the same respondents twice.

Shares, differences and limits are fractions; intervals are 95%.
"""

import numpy as np
from numpy.typing import ArrayLike

from coding.tables.statistics.shares import Floats, Interval, wilson_interval


def difference_interval(hits: ArrayLike, n: ArrayLike, other_hits: ArrayLike, other_n: ArrayLike) -> Interval:
    """Return the first share minus the other, of independent groups, with Newcombe's hybrid score interval.

    Newcombe (1998, Statistics in Medicine 17:873-890), method 10. NaN where one of the groups is empty.
    """
    one, other = wilson_interval(hits, n), wilson_interval(other_hits, other_n)
    return _combined(one, other, np.zeros(np.broadcast_shapes(one.estimate.shape, other.estimate.shape)))


def paired_difference_interval(
    both: ArrayLike, first_only: ArrayLike, second_only: ArrayLike, neither: ArrayLike
) -> Interval:
    """Return the first share minus the second, of the same respondents, with Newcombe's interval for pairs.

    Newcombe (1998, Statistics in Medicine 17:2635-2650), method 10: as for independent groups, less what the
    two shares have in common (their correlation phi, with a continuity correction where it is positive).

    Parameters
    ----------
    both, first_only, second_only, neither
        How many had the theme both times, only the first or only the second time, or never.
    """
    a, b, c, d = (np.asarray(count, dtype=float) for count in (both, first_only, second_only, neither))
    n = a + b + c + d
    product = (a + b) * (c + d) * (a + c) * (b + d)
    surplus = a * d - b * c
    surplus = np.where(surplus > 0, np.maximum(surplus - n / 2, 0), surplus)
    phi = np.divide(surplus, np.sqrt(product), out=np.zeros_like(n), where=product > 0)
    return _combined(wilson_interval(a + b, n), wilson_interval(a + c, n), phi)


def _combined(one: Interval, other: Interval, phi: Floats) -> Interval:
    """Square the distances to the limits and add them, less twice their product times the correlation."""
    difference = one.estimate - other.estimate
    below, above = one.estimate - one.low, one.high - one.estimate
    other_below, other_above = other.estimate - other.low, other.high - other.estimate
    down = np.sqrt(np.maximum(below**2 - 2 * phi * below * other_above + other_above**2, 0))
    up = np.sqrt(np.maximum(above**2 - 2 * phi * above * other_below + other_below**2, 0))
    return Interval(difference, difference - down, difference + up)
