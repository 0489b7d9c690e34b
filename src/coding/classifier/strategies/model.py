"""What a strategy looks at, and what it says of each text it picks."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Reason(StrEnum):
    """Why a text comes before a coder."""

    ORDER = "order"
    RANDOM = "random"
    AUDIT = "audit"
    TYPICAL = "typical"
    UNCERTAIN = "uncertain"
    DIVERSE = "diverse"
    DISAGREEMENT = "disagreement"
    REST = "rest"


@dataclass(frozen=True)
class Pool:
    """What a strategy may look at; every array has one row per text of the question.

    Attributes
    ----------
    coded
        Read already, or laid before somebody.
    vectors
        Where a text lies (`place_texts`); rows of length 1, or 0 where nothing is known of a text.
    alike
        A number shared by identical texts.
    probabilities
        Texts × codes, calibrated; None before the first model.
    clusters, typicality
        The group of each text (-1: none) and how typical it is of that (0 to 1); None: not grouped.
    committee
        Models × texts × codes: what several models say.
    reserve
        Places of texts that are kept for the audit and did not have their turn, in the order in which they
        were drawn: only the audit takes from these. None: there is no such draw.
    """

    coded: NDArray[np.bool_]
    vectors: NDArray[np.float64]
    alike: NDArray[np.int64]
    probabilities: NDArray[np.float64] | None = None
    clusters: NDArray[np.int64] | None = None
    typicality: NDArray[np.float64] | None = None
    committee: NDArray[np.float64] | None = None
    reserve: NDArray[np.int64] | None = None

    def free(self) -> NDArray[np.int64]:
        """Return the places that may be picked: the first of each kind of text that nobody has yet."""
        n_kinds = int(self.alike.max(initial=-1)) + 1
        had = np.zeros(n_kinds, dtype=bool)
        had[self.alike[self.coded]] = True
        open_ = ~self.coded & ~had[self.alike]
        if self.reserve is not None:
            open_[self.reserve] = False
        places = np.nonzero(open_)[0]
        first = np.unique(self.alike[places], return_index=True)[1]
        return places[np.sort(first)]

    def with_coded(self, places: NDArray[np.int64]) -> "Pool":
        """Return the pool as it is once these texts were picked too."""
        coded = self.coded.copy()
        coded[places] = True
        return replace(self, coded=coded)


@dataclass(frozen=True)
class Pick:
    """One text to lay before a coder.

    ``probability``: with which it was drawn by chance; None: it was not.
    """

    place: int
    reason: Reason
    probability: float | None = None


class Strategy(Protocol):
    """A way to choose which texts come next."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        ...

    def pick(self, pool: Pool, n: int, rng: np.random.Generator) -> list[Pick]:
        """Return at most ``n`` texts in the order in which they should be read; none comes twice."""
        ...


def picks(places: NDArray[np.int64], reason: Reason, probability: float | None = None) -> list[Pick]:
    """Return one pick per place."""
    return [Pick(place, reason, probability) for place in places.tolist()]
