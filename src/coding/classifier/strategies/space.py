"""Where texts lie: groups around centres, and how near texts are to what was chosen before."""

import numpy as np
from numpy.typing import NDArray

ROUNDS = 8
COMPARED = 256  # texts that others are compared with at most: one more row costs a pass over all
AT_ONCE = 20_000


def partition(vectors: NDArray[np.float64], n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the centres of ``n`` groups (spherical k-means), each of length 1 or 0."""
    centres = _scattered(vectors, n, rng)
    for _round in range(ROUNDS):
        groups, _near = nearest(vectors, centres)
        moved = centres.copy()
        order = np.argsort(groups, kind="stable")
        filled, starts = np.unique(groups[order], return_index=True)
        moved[filled] = unit(np.add.reduceat(vectors[order], starts))
        if np.allclose(moved, centres):
            break
        centres = moved
    return centres


def _scattered(vectors: NDArray[np.float64], n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Choose ``n`` different rows by chance, those far from the ones before likelier (k-means++)."""
    chosen = np.zeros(n, dtype=np.int64)
    far, left = np.ones(len(vectors)), np.ones(len(vectors), dtype=bool)
    for turn in range(n):
        chances = np.cumsum(np.where(left, far, 0.0))
        if chances[-1] <= 0:
            chances = np.cumsum(left, dtype=np.float64)
        chosen[turn] = np.searchsorted(chances, rng.random() * chances[-1], side="right")
        left[chosen[turn]] = False
        far = np.minimum(far, np.maximum(1 - vectors @ vectors[chosen[turn]], 0.0))
    return vectors[chosen].copy()


def unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bring rows to length 1; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0))


def nearest(
    vectors: NDArray[np.float64], centres: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return for each text which centre is nearest, and how near (cosine)."""
    places, nears = np.empty(len(vectors), dtype=np.int64), np.empty(len(vectors))
    for start in range(0, len(vectors), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        near = vectors[part] @ centres.T
        places[part] = near.argmax(axis=1)
        nears[part] = near[np.arange(len(near)), places[part]]
    return places, nears


def nearness(
    vectors: NDArray[np.float64], others: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return how near each text is to the nearest of others (cosine, 0 where there are none).

    Of many others a random part is looked at: then nearly every text has a near one anyway.
    """
    if not len(others):
        return np.zeros(len(vectors))
    if len(others) > COMPARED:
        others = others[np.sort(rng.choice(len(others), COMPARED, replace=False))]
    return np.maximum(nearest(vectors, others)[1], 0.0)


def spread(
    vectors: NDArray[np.float64], value: NDArray[np.float64], near: NDArray[np.float64], n: int
) -> NDArray[np.int64]:
    """Choose ``n`` rows one after another, each for its value and its distance to all chosen before.

    Parameters
    ----------
    value
        What a row is worth by itself, at least 0.
    near
        How near each is to what was there before (0 to 1).
    """
    near, chosen = near.copy(), np.zeros(min(n, len(vectors)), dtype=np.int64)
    left = np.ones(len(vectors), dtype=bool)
    for turn in range(len(chosen)):
        worth = np.where(left, value * (1 - near), -1.0)
        best = int(worth.argmax())  # the first among equals
        chosen[turn], left[best] = best, False
        near = np.maximum(near, vectors @ vectors[best])
    return chosen
