"""How sure a share is: Wilson's interval."""

from math import sqrt

Z = 1.959963984540054  # of a normal distribution, 2.5% lies above it


def wilson(hits: float, n: float) -> tuple[float, float]:
    """Return Wilson's 95% interval around a share; everything is possible where there are no trials.

    Parameters
    ----------
    hits, n
        How often it was so, of how many. ``n`` may be a number of texts that a sample is worth.

    Examples
    --------
    >>> low, high = wilson(8, 10)
    >>> round(low, 3), round(high, 3)
    (0.49, 0.943)
    """
    if n <= 0:
        return 0.0, 1.0
    share, square = hits / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)
