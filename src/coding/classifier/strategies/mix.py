"""The default: typical texts until there is a model, then what it doubts, and always a part by chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coding.classifier.strategies.covering import cover
from coding.classifier.strategies.learning import doubt
from coding.classifier.strategies.model import Pick, Pool, Reason, picks
from coding.classifier.strategies.plain import Representatives

TYPICAL_FIRST = 40  # coded texts up to which typical ones come: so few teach a model little to doubt with


@dataclass(frozen=True)
class Mix:
    """Typical texts first; then batches of what is doubtful and unlike the rest; a part by chance.

    Parameters
    ----------
    audit
        The share drawn by chance, for figures that hold: from the pool's reserve in its order (how likely
        that was, the draw knows), else a simple random sample of what is left.
    """

    audit: float = 0.2
    typical_first: int = TYPICAL_FIRST
    name: str = "mix"

    def pick(self, pool: Pool, n: int, rng: np.random.Generator) -> list[Pick]:
        """Return ``n`` texts, those by chance evenly spread between the others."""
        drawn = self._by_chance(pool, _share(n, self.audit, rng), rng)
        rest = pool.with_coded(np.array([one.place for one in drawn], dtype=np.int64))
        return _woven(self._chosen(rest, n - len(drawn), rng), drawn)

    def _by_chance(self, pool: Pool, n: int, rng: np.random.Generator) -> list[Pick]:
        if pool.reserve is None:
            free = pool.free()
            places = rng.permutation(free)[:n]
            return picks(places, Reason.AUDIT, len(places) / len(free) if len(free) else None)
        return picks(pool.reserve[:n], Reason.AUDIT)

    def _chosen(self, pool: Pool, n: int, rng: np.random.Generator) -> list[Pick]:
        if pool.probabilities is None or pool.coded.sum() < self.typical_first:
            return Representatives().pick(pool, n, rng)
        free = pool.free()
        return picks(cover(pool, free, doubt(pool, free), n, rng), Reason.UNCERTAIN)


def _share(n: int, share: float, rng: np.random.Generator) -> int:
    """Round up or down by chance, so that on the long run the share is met with batches of any size."""
    whole = int(n * share)
    return whole + int(rng.random() < n * share - whole)


def _woven(chosen: list[Pick], drawn: list[Pick]) -> list[Pick]:
    """Lay the drawn ones evenly between the chosen ones."""
    total = len(chosen) + len(drawn)
    at: NDArray[np.int64] = np.floor((np.arange(len(drawn)) + 0.5) * total / max(len(drawn), 1)).astype(int)
    places, others = set(at.tolist()), iter(chosen)
    mine = iter(drawn)
    return [next(mine) if place in places else next(others) for place in range(total)]
