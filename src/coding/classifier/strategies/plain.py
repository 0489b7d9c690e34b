"""Strategies that need no model: in order, by chance, the typical ones first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coding.classifier.strategies.covering import cover
from coding.classifier.strategies.model import Pick, Pool, Reason, picks


@dataclass(frozen=True)
class Order:
    """As they stand in the file."""

    name: str = "order"

    def pick(self, pool: Pool, n: int, rng: np.random.Generator) -> list[Pick]:  # noqa: ARG002
        """Return the first ``n``."""
        return picks(pool.free()[:n], Reason.ORDER)


@dataclass(frozen=True)
class Random:
    """A simple random sample of what is left."""

    name: str = "random"

    def pick(self, pool: Pool, n: int, rng: np.random.Generator) -> list[Pick]:
        """Draw ``n``, each with probability n / N."""
        free = pool.free()
        drawn = rng.permutation(free)[:n]
        return picks(drawn, Reason.RANDOM, len(drawn) / len(free) if len(free) else None)


@dataclass(frozen=True)
class Representatives:
    """What is typical of each group of similar texts: large groups first, those with least coded first.

    Where no groups are stored, `cover` makes as many as are needed.
    """

    name: str = "representatives"

    def pick(self, pool: Pool, n: int, rng: np.random.Generator) -> list[Pick]:
        """Return one text of each group, then a second one of each, until there are ``n``."""
        free = pool.free()
        if pool.clusters is None:
            return picks(cover(pool, free, np.ones(len(free)), n, rng), Reason.TYPICAL)
        typicality = np.zeros(len(pool.clusters)) if pool.typicality is None else pool.typicality
        mine, coded = pool.clusters[free], pool.clusters[pool.coded]
        n_groups = int(pool.clusters.max(initial=0)) + 1
        sizes = np.bincount(pool.clusters[pool.clusters >= 0], minlength=n_groups)
        had = np.bincount(coded[coded >= 0], minlength=n_groups)
        order = np.lexsort((-typicality[free], mine))  # stable: the earlier text among equals
        turn = np.zeros(len(free), dtype=np.int64)
        turn[order] = _counted_within(mine[order]) + np.where(mine[order] >= 0, had[mine[order]], 0)
        turn[mine < 0] += len(pool.clusters)  # what belongs to no group comes last
        chosen = np.lexsort((mine, -np.where(mine >= 0, sizes[mine], 0), turn))[:n]
        return picks(free[chosen], Reason.TYPICAL)


def _counted_within(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each of sorted group numbers the how manieth of its group it is, from 0."""
    starts = np.r_[True, groups[1:] != groups[:-1]]
    first = np.maximum.accumulate(np.where(starts, np.arange(len(groups)), 0))
    return np.arange(len(groups)) - first
