"""How sure a share is: intervals for a share of what was read, also out of a finite whole or with weights.

All shares and limits are fractions between 0 and 1, all intervals 95%. A share of nothing is NaN, and
everything between 0 and 1 is possible.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coding.errors import CodingError
from coding.i18n import ngettext
from coding.intervals import wilson

Floats = NDArray[np.float64]

TAIL = 0.025
FEW = (
    5  # below so many with or without the theme, the normal distribution behind Wilson's interval is far off
)


class Interval(NamedTuple):
    """An estimate with the limits of its interval; arrays of one shape."""

    estimate: Floats
    low: Floats
    high: Floats


class WeightSums(NamedTuple):
    """What the interval of a weighted share needs to know; arrays that broadcast.

    ``weight`` and ``square`` are the sums of w and w² over the n respondents of the base, ``hit_weight`` and
    ``hit_square`` over those who have the theme.
    """

    hit_weight: ArrayLike
    hit_square: ArrayLike
    weight: ArrayLike
    square: ArrayLike
    n: ArrayLike


def share_interval(hits: ArrayLike, n: ArrayLike, *, population: ArrayLike | None = None) -> Interval:
    """Return the share of hits among n, exact where it is rare (or nearly all), else Wilson's.

    Parameters
    ----------
    hits, n
        How many of the n have the theme; arrays that broadcast.
    population
        How many there are altogether, when the n are a random sample of them and the share among all is
        meant. When all were read the share is known and the interval has no width.

    Examples
    --------
    >>> found = share_interval(8, 20, population=20)
    >>> float(found.low), float(found.high)
    (0.4, 0.4)
    """
    k, size = _counts(hits, n)
    found = wilson_interval(k, size, population=population)
    rare = np.minimum(k, size - k) < FEW
    # only where it is wanted: the exact interval of a finite population takes its time
    whole = None if population is None else np.broadcast_to(np.asarray(population), size.shape)[rare]
    exact = exact_interval(k[rare], size[rare], population=whole)
    low, high = np.array(found.low), np.array(found.high)
    low[rare], high[rare] = exact.low, exact.high
    return Interval(found.estimate, low, high)


def wilson_interval(hits: ArrayLike, n: ArrayLike, *, population: ArrayLike | None = None) -> Interval:
    """Return Wilson's score interval, with the finite-population correction where the population is given.

    Wilson (1927, JASA 22) finds the shares P with (p - P)² ≤ z² V(P). For a sample without replacement V(P)
    is P(1-P)/n · (N-n)/(N-1) (Cochran 1977, Sampling Techniques, theorem 3.2), so n becomes the effective
    n(N-1)/(N-n). What was read bounds the share as well: at least ``hits`` of N have the theme, at most N
    less those read without it.
    """
    k, size = _counts(hits, n)
    estimate = _share(k, size)
    if population is None:
        return Interval(estimate, *_wilson(k, size))
    whole = _population(population, size)
    unread = whole - size
    effective = np.divide(size * (whole - 1), unread, out=np.zeros_like(size), where=unread > 0)
    low, high = _wilson(np.nan_to_num(estimate) * effective, effective)
    known = np.divide(k, whole, out=np.zeros_like(k), where=whole > 0)
    possible = np.divide(k + unread, whole, out=np.ones_like(k), where=whole > 0)
    return Interval(estimate, np.maximum(low, known), np.minimum(high, possible))


def exact_interval(hits: ArrayLike, n: ArrayLike, *, population: ArrayLike | None = None) -> Interval:
    """Return the exact interval: Clopper-Pearson's, or the hypergeometric one for a finite population.

    Each limit is the outermost share under which what was found, or more (or less) of it, has a chance of
    more than 2.5%. Clopper & Pearson (1934, Biometrika 26); finite populations: Buonaccorsi (1987, The
    American Statistician 41). It covers the true share in at least 95% of samples. Without population
    ``hits`` and ``n`` may be effective numbers with a fraction (Korn & Graubard 1998, Survey Methodology 24).
    """
    from scipy.special import betaincinv

    k, size = _counts(hits, n)
    estimate = _share(k, size)
    if population is None:
        inner = (k > 0, k < size)
        low = betaincinv(np.where(inner[0], k, 1), size - k + 1, TAIL)
        high = betaincinv(k + 1, np.where(inner[1], size - k, 1), 1 - TAIL)
        return Interval(estimate, np.where(inner[0], low, 0.0), np.where(inner[1], high, 1.0))
    whole = _population(population, size)
    fewest = _fewest(k, size, whole)
    most = whole - _fewest(size - k, size, whole)
    divisor = np.maximum(whole, 1)
    return Interval(
        estimate, np.where(size > 0, fewest / divisor, 0.0), np.where(size > 0, most / divisor, 1.0)
    )


def weighted_share(sums: WeightSums) -> Interval:
    """Return the weighted share, its interval on the number of respondents that the weights leave effective.

    The variance is the linearised one, Σ w²(y-p)² / (Σ w)² (Särndal, Swensson & Wretman 1992, section 5.6),
    and the effective number p(1-p)/variance, at most n, takes the place of n (Korn & Graubard 1998, Survey
    Methodology 24; with Wilson's interval: Kott & Carr 1997, Journal of Official Statistics 13). Where nobody
    or everybody has the theme that variance is zero, and Kish's effective number is taken. With weights of 1
    all is exactly as without.
    """
    hit, hit_square, weight, square, n = np.broadcast_arrays(*(np.asarray(s, dtype=float) for s in sums))
    rest, rest_square = weight - hit, square - hit_square
    inner = (hit > 0) & (rest > 0)
    # p(1-p) over the variance, multiplied out so that weights of 1 give n without a rounding error
    spread = rest * np.divide(hit_square, hit, out=np.zeros_like(hit), where=inner)
    spread += hit * np.divide(rest_square, rest, out=np.zeros_like(hit), where=inner)
    linearised = np.divide(weight**2, spread, out=np.zeros_like(hit), where=inner)
    effective = np.minimum(np.where(inner, linearised, effective_n(weight, square)), n)
    per_weight = np.divide(effective, weight, out=np.zeros_like(hit), where=weight > 0)
    found = share_interval(hit * per_weight, effective)
    return found._replace(estimate=_share(hit, weight))


def effective_n(weight: ArrayLike, square: ArrayLike) -> Floats:
    """Return Kish's effective number of respondents, (Σw)² / Σw² (1965, Survey Sampling, section 11.7)."""
    total, squares = np.broadcast_arrays(np.asarray(weight, dtype=float), np.asarray(square, dtype=float))
    return np.asarray(np.divide(total**2, squares, out=np.zeros_like(total), where=squares > 0))


def checked_weights(weights: ArrayLike) -> Floats:
    """Return the weights as floats.

    Raises
    ------
    CodingError
        When a weight is missing, zero, negative or infinite: that respondent would silently fall out of the
        base.
    """
    values = np.asarray(weights, dtype=float)
    wrong = int((~(np.isfinite(values) & (values > 0))).sum())
    if wrong:
        raise CodingError(
            ngettext(
                "{count} respondent heeft geen bruikbaar gewicht: leeg, nul of negatief. "
                "Vul een getal groter dan nul in, of maak de tabel zonder weging.",
                "{count} respondenten hebben geen bruikbaar gewicht: leeg, nul of negatief. "
                "Vul bij hen een getal groter dan nul in, of maak de tabel zonder weging.",
                wrong,
            ).format(count=wrong)
        )
    return values


def _counts(hits: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    k, size = np.broadcast_arrays(np.asarray(hits, dtype=float), np.asarray(n, dtype=float))
    if (k < 0).any() or (k > size * (1 + 1e-12)).any():
        raise ValueError("hits must lie between 0 and n")
    return np.minimum(k, size), size


def _population(population: ArrayLike, size: Floats) -> Floats:
    whole = np.broadcast_to(np.asarray(population, dtype=float), size.shape)
    if (whole < size).any():
        raise ValueError("the population is smaller than what was read of it")
    return whole


def _share(hits: Floats, n: Floats) -> Floats:
    return np.divide(hits, n, out=np.full_like(n, np.nan), where=n > 0)


def _wilson(hits: Floats, n: Floats) -> tuple[Floats, Floats]:
    low, high = np.vectorize(wilson, otypes=[float, float])(hits, n)
    return low, high


def _fewest(hits: Floats, n: Floats, population: Floats) -> Floats:
    """Return the smallest number K in the population that gives so many hits or more a chance above 2.5%."""
    from scipy.stats import hypergeom

    low, high = hits.copy(), population - n + hits  # the chance grows with K: halve what is left
    while (low < high).any():
        middle = np.floor((low + high) / 2)
        enough = hypergeom.sf(hits - 1, population, middle, n) > TAIL
        low, high = np.where(enough, low, middle + 1), np.where(enough, middle, high)
    return np.asarray(low)
