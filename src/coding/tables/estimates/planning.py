"""What reading more would bring; numpy only."""

import numpy as np

from coding.tables.estimates.intervals import wilson
from coding.tables.estimates.sampling import Floats
from coding.tables.estimates.shares import Shares


def planned_half_width(shares: Shares, n_more: int) -> Floats:
    """Return about how wide half of each interval will be once so many more were drawn and read.

    The variance of a draw of n from N goes with 1/n - 1/N; shares, and how well they are predicted, are taken
    to stay as they are. A model that learns from what is read does somewhat better.

    Parameters
    ----------
    n_more
        Units beyond those read; what is left is divided over strata as before.
    """
    n_now, n_all = shares.n_random, shares.n_left
    if n_now + n_more > n_all - 0.5:  # a sum of weights need not come out whole
        return np.zeros(len(shares.share))
    grows = (1 / n_now - 1 / n_all) / (1 / (n_now + n_more) - 1 / n_all)
    low, high = wilson(shares.share, shares.size * grows, confidence=shares.confidence)
    return np.asarray((high - low) / 2, dtype=np.float64)
