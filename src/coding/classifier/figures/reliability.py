"""Whether a probability means what it says: of what is called 80% sure, about eight in ten is right."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coding.intervals import wilson

BINS = 10


def reliability(probabilities: NDArray[np.float64], labels: NDArray[np.bool_]) -> dict[str, Any]:
    """Compare how sure the program was with how often people gave the code.

    Parameters
    ----------
    probabilities, labels
        Texts × codes, of codes that were learned, from models that did not know the text.

    Returns
    -------
    dict
        ``bins``: per tenth of the scale that holds anything ``low``, ``high``, ``n``, ``mean`` (what was
        said), ``share`` (what was so) with ``share_low`` and ``share_high``; ``error``: the expected
        calibration error, the distance between the two averaged over all judgements (most of which are near
        0), ``error_shown``: over those of 10% or more, which come on screen; ``n``.
    """
    said, so = probabilities.ravel(), labels.ravel()
    places = np.minimum((said * BINS).astype(int), BINS - 1)
    sizes = np.bincount(places, minlength=BINS)
    sums = np.bincount(places, weights=said, minlength=BINS)
    hits = np.bincount(places, weights=so, minlength=BINS)
    bins = []
    for place in np.nonzero(sizes)[0].tolist():
        n, found = int(sizes[place]), int(hits[place])
        low, high = wilson(found, n)
        bins.append(
            {
                "low": place / BINS,
                "high": (place + 1) / BINS,
                "n": n,
                "mean": float(sums[place] / n),
                "share": found / n,
                "share_low": low,
                "share_high": high,
            }
        )
    apart = np.abs(sums - hits)
    shown = int(sizes[1:].sum())
    return {
        "bins": bins,
        "error": float(apart.sum() / len(said)) if len(said) else None,
        "error_shown": float(apart[1:].sum() / shown) if shown else None,
        "n": len(said),
    }
