"""Choosing texts that together stand for all: each in a corner of the space where little was coded."""

import numpy as np
from numpy.typing import NDArray

from coding.classifier.strategies.model import Pool
from coding.classifier.strategies.space import nearest, partition

MOST_GROUPS = 300
GROUPED = 4_000  # texts that groups are made from at most, and coded ones counted
LOOKED_AT = 20_000  # texts that are chosen from at most


def cover(
    pool: Pool, free: NDArray[np.int64], value: NDArray[np.float64], n: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Choose ``n`` of the free texts, one per group of similar ones.

    As many groups are made as texts are coded and wanted together (Hacohen, Dekel & Weinshall, 2022,
    *TypiClust*). Within each the text comes forward that is worth most and lies nearest to its centre; of
    those first the ones of large groups where little was coded.

    Parameters
    ----------
    free
        Places that may be chosen.
    value
        What each of those is worth by itself, at least 0.
    """
    if not len(free):
        return free
    kept = _some(np.arange(len(free)), LOOKED_AT, rng)
    free, value = free[kept], value[kept]
    sample = pool.vectors[_some(np.arange(len(pool.vectors)), GROUPED, rng)]
    coded = pool.vectors[_some(np.nonzero(pool.coded)[0], GROUPED, rng)]
    n_groups = min(int(pool.coded.sum()) + n, MOST_GROUPS, len(sample))
    centres = partition(sample, n_groups, rng)
    sizes = np.bincount(nearest(sample, centres)[0], minlength=n_groups)
    had = np.bincount(nearest(coded, centres)[0], minlength=n_groups)
    mine, near = nearest(pool.vectors[free], centres)
    worth = value * np.maximum(near, 0.0) ** 2
    chosen: list[int] = []
    left = np.ones(len(free), dtype=bool)
    while len(chosen) < min(n, len(free)):
        rows = np.nonzero(left)[0]
        order = rows[np.lexsort((-worth[rows], mine[rows]))]  # stable: the earlier text among equals
        best = order[np.r_[True, mine[order][1:] != mine[order][:-1]]]  # the first of each group
        merit = np.sqrt(sizes[mine[best]]) * worth[best] / (1 + had[mine[best]]) ** 2
        first = best[np.argsort(-merit, kind="stable")[: n - len(chosen)]]
        chosen += first.tolist()
        left[first] = False
        had += np.bincount(mine[first], minlength=n_groups)
    return free[np.array(chosen, dtype=np.int64)]


def _some(places: NDArray[np.int64], n: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return all places, or a random part where there are more than ``n``; in their order."""
    return places if len(places) <= n else np.sort(rng.choice(places, n, replace=False))
