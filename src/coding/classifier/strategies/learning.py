"""Strategies by which a classifier learns most: what it doubts, what is unlike anything coded."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import entr

from coding.classifier.strategies.model import Pick, Pool, Reason, picks
from coding.classifier.strategies.plain import Representatives
from coding.classifier.strategies.space import nearness, spread

LOOKED_AT = 20_000  # texts compared with those chosen


def doubt(pool: Pool, places: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return per text how much its reading would teach: doubt about each code, over the uses it has.

    The entropy of each code says how open it is whether the text has it; divided by how often the code was
    met so far, because the tenth use of a code teaches more than its hundredth. Rare codes decide how good
    suggestions are on average over codes.
    """
    assert pool.probabilities is not None
    likely = pool.probabilities[places]
    met = pool.probabilities[pool.coded].sum(axis=0)
    return np.asarray((entr(likely) + entr(1 - likely)) @ (1 / (met + 1)), dtype=np.float64)


@dataclass(frozen=True)
class Uncertain:
    """What the classifier doubts, rare codes before common ones."""

    name: str = "uncertain"

    def pick(self, pool: Pool, n: int, rng: np.random.Generator) -> list[Pick]:
        """Return the most doubtful; without a model the typical ones."""
        if pool.probabilities is None:
            return Representatives().pick(pool, n, rng)
        free = pool.free()
        order = np.argsort(-doubt(pool, free), kind="stable")[:n]
        return picks(free[order], Reason.UNCERTAIN)


@dataclass(frozen=True)
class Disagreement:
    """What several models differ about."""

    name: str = "disagreement"

    def pick(self, pool: Pool, n: int, rng: np.random.Generator) -> list[Pick]:
        """Return what they differ most about; with fewer than two models what one doubts."""
        if pool.committee is None or len(pool.committee) < 2:
            return Uncertain().pick(pool, n, rng)
        free = pool.free()
        mean = np.mean(pool.committee, axis=0)
        met = mean[pool.coded].sum(axis=0)
        spread_out = sum((model[free] - mean[free]) ** 2 for model in pool.committee)
        apart = np.asarray(spread_out @ (1 / (met + 1)))
        return picks(free[np.argsort(-apart, kind="stable")[:n]], Reason.DISAGREEMENT)


@dataclass(frozen=True)
class Diverse:
    """What lies far from all that is coded and from each other, yet not out on its own."""

    name: str = "diverse"

    def pick(self, pool: Pool, n: int, rng: np.random.Generator) -> list[Pick]:
        """Choose one after another the farthest, weighed by how many texts lie in its direction."""
        free = pool.free()
        if len(free) > LOOKED_AT:
            free = np.sort(rng.choice(free, LOOKED_AT, replace=False))
        vectors = pool.vectors[free]
        crowd = np.maximum(vectors @ pool.vectors.mean(axis=0), 0.0)
        near = nearness(vectors, pool.vectors[pool.coded], rng)
        return picks(free[spread(vectors, crowd + 1e-9, near, n)], Reason.DIVERSE)
