"""Which texts illustrate a code best, and differ among themselves; no database here."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIKENESS = 0.3
"""How much it counts against a text that it resembles one that was taken before."""


def typicality(vectors: "NDArray[np.floating]", centre_of: "NDArray[np.floating]") -> "NDArray[np.floating]":
    """Return how near each text lies to the middle of all, as a cosine between -1 and 1.

    Parameters
    ----------
    vectors
        n × d, rows of length 1 (or 0 where no word is known).
    centre_of
        m × d: the texts that the middle is of.
    """
    import numpy as np

    centre = centre_of.mean(axis=0)
    length = float(np.linalg.norm(centre))
    return vectors @ (centre / length) if length else np.zeros(len(vectors))


def pick(
    vectors: "NDArray[np.floating]",
    scores: "NDArray[np.floating]",
    sources: Sequence[Hashable],
    *,
    n: int,
) -> list[int]:
    """Choose texts one after another: high scores, unlike those before, one of each source.

    Maximal marginal relevance (Carbonell & Goldstein 1998, SIGIR, pp. 335-336). Of equal ones the first.

    Parameters
    ----------
    vectors
        n × d, rows of length 1 or 0.
    scores
        How good each is by itself.
    sources
        Who said it.

    Returns
    -------
    list
        Row numbers, best first.
    """
    import numpy as np

    nearest = np.zeros(len(scores))
    open_ = np.ones(len(scores), dtype=bool)
    rows = np.arange(len(scores))
    of_source: dict[Hashable, list[int]] = {}
    for row, source in enumerate(sources):
        of_source.setdefault(source, []).append(row)
    chosen: list[int] = []
    while len(chosen) < n and open_.any():
        worth = (1 - LIKENESS) * scores - LIKENESS * nearest
        best = int(rows[open_][worth[open_].argmax()])
        chosen.append(best)
        open_[of_source[sources[best]]] = False
        nearest = np.maximum(nearest, vectors @ vectors[best])
    return chosen
