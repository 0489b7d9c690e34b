"""Strategies that need no model: in order, by chance, the typical ones first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coding.classifier.strategies.model import Pick, Pool, Reason, picks
from coding.classifier.strategies.space import nearest, partition

MOST_GROUPS = 200  # made here, where nobody stored any
LOOKED_AT = 4_000  # texts that groups are made from


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

    Where no groups are stored, as many are made as texts are coded and wanted together, so that each text
    stands for one group and those of coded texts come last (Hacohen, Dekel & Weinshall, 2022, *TypiClust*).
    """

    name: str = "representatives"

    def pick(self, pool: Pool, n: int, rng: np.random.Generator) -> list[Pick]:
        """Return one text of each group, then a second one of each, until there are ``n``."""
        free = pool.free()
        if not len(free):
            return []
        groups, typicality = self._groups(pool, n, rng)
        mine, coded = groups[free], groups[pool.coded]
        n_groups = int(groups.max(initial=0)) + 1
        sizes = np.bincount(groups[groups >= 0], minlength=n_groups)
        had = np.bincount(coded[coded >= 0], minlength=n_groups)
        order = np.lexsort((-typicality[free], mine))  # stable: the earlier text among equals
        turn = np.zeros(len(free), dtype=np.int64)
        turn[order] = _counted_within(mine[order]) + np.where(mine[order] >= 0, had[mine[order]], 0)
        turn[mine < 0] += len(groups)  # what belongs to no group comes last
        chosen = np.lexsort((mine, -np.where(mine >= 0, sizes[mine], 0), turn))[:n]
        return picks(free[chosen], Reason.TYPICAL)

    def _groups(
        self, pool: Pool, n: int, rng: np.random.Generator
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        if pool.clusters is not None:
            typicality = np.zeros(len(pool.clusters)) if pool.typicality is None else pool.typicality
            return pool.clusters, typicality
        sample = pool.vectors
        if len(sample) > LOOKED_AT:
            sample = sample[np.sort(rng.choice(len(sample), LOOKED_AT, replace=False))]
        n_groups = min(int(pool.coded.sum()) + n, MOST_GROUPS, len(sample))
        return nearest(pool.vectors, partition(sample, n_groups, rng))


def _counted_within(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each of sorted group numbers the how manieth of its group it is, from 0."""
    starts = np.r_[True, groups[1:] != groups[:-1]]
    first = np.maximum.accumulate(np.where(starts, np.arange(len(groups)), 0))
    return np.arange(len(groups)) - first
