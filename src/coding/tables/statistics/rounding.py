"""Whole percentages as they are printed: halves away from zero, reckoned on the exact fraction."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def percentages(counts: ArrayLike, bases: ArrayLike, *, decimals: int = 0) -> NDArray[np.float64]:
    """Return counts as percentages of their bases, rounded half up; NaN where the base is zero.

    Parameters
    ----------
    counts, bases
        Arrays that broadcast. Integers are reckoned on as integers, so that 12.5 is exactly 12.5 and becomes
        13. Floats are sums of weights: see `round_half_up`.
    decimals
        How many digits behind the point.

    Examples
    --------
    >>> percentages([22, 23, 0], [176, 200, 0])
    array([13., 12., nan])
    """
    n, base = np.broadcast_arrays(np.asarray(counts), np.asarray(bases))
    scale = 10**decimals
    known = base > 0
    divisor = np.where(known, base, 1)
    if n.dtype.kind in "iub" and base.dtype.kind in "iub":
        wide = divisor.astype(np.int64)
        rounded = (200 * scale * n.astype(np.int64) + wide) // (2 * wide) / scale
    else:
        rounded = round_half_up(100 * n / divisor, decimals=decimals)
    return np.where(known, rounded, np.nan)


def percentage(count: float, base: float, *, decimals: int = 0) -> float | None:
    """Return one percentage as `percentages` does, an integer without decimals; None where the base is zero.

    Examples
    --------
    >>> percentage(22, 176), percentage(1, 3, decimals=1), percentage(0, 0)
    (13, 33.3, None)
    """
    value = float(percentages(count, base, decimals=decimals))
    if np.isnan(value):
        return None
    return value if decimals else int(value)


def round_half_up(values: ArrayLike, *, decimals: int = 0) -> NDArray[np.float64]:
    """Return floats rounded, halves away from zero: a fall of 2.5 points is printed like a rise of 2.5.

    Sums of weights carry noise in their last digits (0.1 + 0.2 is not 0.3), which must not decide over a
    half: the values are first rounded to nine digits behind the last one kept.

    Examples
    --------
    >>> round_half_up([12.499999999999998, -2.5, 0.4])
    array([13., -3.,  0.])
    """
    scaled = np.round(np.asarray(values, dtype=float) * 10**decimals, 9)
    return np.asarray(np.copysign(np.floor(np.abs(scaled) + 0.5), scaled) / 10**decimals)
