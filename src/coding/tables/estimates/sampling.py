"""What was read of a population, and how far sums over it vary from one draw to another; numpy only."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Readings:
    """The units of a population that people read, and how each came to be read.

    Attributes
    ----------
    n_units
        Units of the population, read or not (N).
    rows
        Places in the population of what was read (R).
    labels
        R × themes: whether the theme was given.
    weights
        Per unit read 1 / its probability to be drawn. 1: certain, whatever was drawn. 0: read otherwise than
        by the draw; such a unit says nothing of others, but what it has is known.
    strata
        Per unit read the number of the part of the population that it was drawn from.
    """

    n_units: int
    rows: Ints
    labels: Bools
    weights: Floats
    strata: Ints

    @cached_property
    def sampled(self) -> Bools:
        """Tell which of what was read counts: drawn by chance, or certain."""
        return self.weights > 0

    @cached_property
    def by_chance(self) -> Bools:
        """Tell which of what was read was drawn by chance."""
        return self.weights > 1

    @cached_property
    def groups(self) -> Ints:
        """Per unit read the stratum within which it varies.

        A stratum of which one unit was drawn tells nothing of how it varies, so it goes with another one,
        which makes the variance somewhat too large (collapsed strata; Wolter 2007, 2.5).
        """
        numbers, counts = np.unique(self.strata[self.by_chance], return_counts=True)
        alone = numbers[counts == 1]
        if not len(alone) or len(numbers) == 1:
            return self.strata
        others = numbers[counts > 1]
        partner = others[0] if len(others) and len(alone) == 1 else alone[0]
        return np.where(np.isin(self.strata, alone), partner, self.strata)

    @property
    def degrees_of_freedom(self) -> int:
        """Return how many units vary freely: drawn by chance, less one per stratum; at least 1."""
        drawn = self.by_chance
        return max(1, int(drawn.sum()) - len(np.unique(self.groups[drawn])))

    def part(self, inside: Bools) -> "Readings":
        """Return what was read of a part of the population, as far as shares within it are concerned.

        How many units of a part each stratum holds was left to chance, so there it varies as one whole.

        Parameters
        ----------
        inside
            Per unit of the population whether it is in the part.
        """
        mine = inside[self.rows]
        return replace(
            self,
            n_units=int(inside.sum()),
            rows=(np.cumsum(inside) - 1)[self.rows[mine]],
            labels=self.labels[mine],
            weights=self.weights[mine],
            strata=np.zeros(int(mine.sum()), dtype=np.int64),
        )

    def covariance(self, first: Floats, second: Floats) -> Floats:
        """Estimate how two weighted sums over what was drawn vary together, per column.

        For simple random sampling within strata this is the textbook N² (1 - n/N) s² / n per stratum, summed;
        with unequal probabilities Deville's approximation (Tillé 2006, 7.5.1), which needs no joint ones.

        Parameters
        ----------
        first, second
            Units read × columns; 0 where a unit plays no part.
        """
        found = np.zeros(first.shape[1])
        for group in np.unique(self.groups[self.by_chance]):
            mine = self.by_chance & (self.groups == group)
            free = 1 - 1 / self.weights[mine]
            centred = [
                sums - free @ sums / free.sum()
                for sums in (self.weights[mine, None] * values[mine] for values in (first, second))
            ]
            n_drawn = len(free)
            found += n_drawn / max(1, n_drawn - 1) * (free @ (centred[0] * centred[1]))
        return found
