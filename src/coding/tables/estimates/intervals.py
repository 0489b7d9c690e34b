"""Intervals around estimated shares that hold for rare themes too; numpy, and scipy for quantiles."""

import numpy as np

from coding.tables.estimates.sampling import Floats

CONFIDENCE = 0.95
PRIOR_READ = 1.0
"""So many units with a theme speak for predictions being no help: a variance out of few is not trusted."""


def effective_size(
    share: Floats,
    variance: Floats,
    nominal: float,
    fewest: Floats,
    *,
    degrees_of_freedom: int,
    confidence: float,
) -> Floats:
    """Return how large a simple random sample, with replacement, would be as sure: p(1-p) / variance.

    From a handful of units with the theme the variance is hardly known, and looks too small more often than
    too large. So what each unit adds is averaged with what it would add without predictions, the latter
    counting for one such unit. The quantile of t comes in as Korn and Graubard (1998) do it.

    Parameters
    ----------
    share, variance
        Per theme.
    nominal
        The size that the draw is worth without predictions; infinite where all was read.
    fewest
        Per theme how many units drawn have it, or have it not, whichever is less.
    degrees_of_freedom
        Of the variance.
    confidence
        Of the interval that will come of it.
    """
    from scipy.special import ndtri, stdtrit

    worth = 0.0 if np.isinf(nominal) else 1 / nominal
    spread = share * (1 - share)
    own = np.divide(variance, spread, out=np.full(spread.shape, worth), where=spread > 0)
    trust = fewest / (fewest + PRIOR_READ)
    per_unit = trust * own + (1 - trust) * worth
    above = (1 + confidence) / 2
    quantiles = float(ndtri(above)) / float(stdtrit(degrees_of_freedom, above))
    size = np.divide(1.0, per_unit, out=np.full(per_unit.shape, np.inf), where=per_unit > 0)
    return np.asarray(size * quantiles**2, dtype=np.float64)


def wilson(share: Floats, size: Floats, *, confidence: float) -> tuple[Floats, Floats]:
    """Return Wilson's interval (1927) around shares from samples of a size, which need not be whole.

    Where nothing was found the one of 95% goes from 0 to 3.8 / (n + 3.8), somewhat beyond the exact one-sided
    limit 3 / n.
    """
    from scipy.special import ndtri

    square = float(ndtri((1 + confidence) / 2)) ** 2 / size  # 0 for an infinite size
    middle = (share + square / 2) / (1 + square)
    half = np.sqrt(share * (1 - share) * square + square * square / 4) / (1 + square)
    return np.maximum(0.0, middle - half), np.minimum(1.0, middle + half)
