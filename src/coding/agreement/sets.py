"""Agreement on whole sets of codes: how often they are the same, and alpha with MASI distance."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coding.agreement.alpha import MONOTONE_OVERLAP, MONOTONE_SUBSET
from coding.agreement.coefficients import Floats
from coding.agreement.ratings import Ratings

EXACT_UP_TO = 1500  # different sets; above it a bootstrap sample takes chance to first order
AT_ONCE = 1000  # rows of distances


@dataclass(frozen=True, eq=False)
class SetFigures:
    """Agreement on sets of codes, with the values of the bootstrap samples behind it."""

    same: float
    same_drawn: Floats
    alpha: float
    alpha_drawn: Floats


def distances(first: Floats, second: Floats) -> Floats:
    """Return the MASI distance between sets of codes, all rows of one against all rows of the other.

    Parameters
    ----------
    first, second
        1 where the set holds the code (sets × codes).
    """
    shared = first @ second.T
    sizes, other = first.sum(axis=1)[:, None], second.sum(axis=1)[None, :]
    return _distance(shared, sizes, other)


def _distance(shared: Floats, sizes: Floats, other: Floats) -> Floats:
    union = sizes + other - shared
    smaller = np.minimum(sizes, other)
    weight = np.where(shared == smaller, MONOTONE_SUBSET, MONOTONE_OVERLAP)
    weight[shared == union] = 1
    overlap = np.divide(shared, union, out=np.ones_like(shared), where=union > 0)
    return np.asarray(1 - overlap * weight)


def set_figures(ratings: Ratings, weights: Floats) -> SetFigures:
    """Compare coders on the whole set of codes they gave a unit.

    Parameters
    ----------
    weights
        How often each bootstrap sample drew each cluster (samples × clusters).
    """
    n_clusters = weights.shape[1]
    units = len(ratings.read)
    nothing = np.full(len(weights), np.nan)
    if not units:
        return SetFigures(float("nan"), nothing, float("nan"), nothing)
    readers = ratings.read.sum(axis=1)
    apart, same = np.zeros(units), np.zeros(units)
    for both, distance in _pairs(ratings):
        apart[both] += 2 * distance
        same[both] += 2 * (distance == 0)

    def per_cluster(values: Floats) -> Floats:
        return np.bincount(ratings.clusters, values, minlength=n_clusters).astype(float)

    counted = per_cluster(np.ones(units))
    alike = per_cluster(same / (readers * (readers - 1)))
    n, observed = per_cluster(readers.astype(float)), per_cluster(apart / (readers - 1))
    chance = _Chance(ratings)
    return SetFigures(
        same=float(alike.sum() / counted.sum()),
        same_drawn=(weights @ alike) / (weights @ counted),
        alpha=float(_alpha(observed.sum(), n.sum(), chance.total)),
        alpha_drawn=_alpha(weights @ observed, weights @ n, chance.samples(weights)),
    )


def _pairs(ratings: Ratings) -> Iterator[tuple[NDArray[np.intp], Floats]]:
    """Give for each pair of coders the units both read, and how far apart their sets are."""
    sizes = ratings.given.sum(axis=2).astype(float)
    n_coders = len(ratings.coders)
    for one in range(n_coders):
        for other in range(one + 1, n_coders):
            both = np.flatnonzero(ratings.read[:, one] & ratings.read[:, other])
            shared = (ratings.given[both, one] & ratings.given[both, other]).sum(axis=1).astype(float)
            yield both, _distance(shared, sizes[both, one], sizes[both, other])


def _alpha(observed: Floats, n: Floats, expected: Floats) -> Floats:
    top, bottom = np.broadcast_arrays(observed * (n - 1), expected)
    return np.asarray(1 - np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0))


class _Chance:
    """How far all sets of a question are apart, each against each."""

    def __init__(self, ratings: Ratings) -> None:
        units, coders = np.nonzero(ratings.read)
        given = ratings.given[units, coders]
        packed = np.packbits(given, axis=1)
        _values, first, numbers = np.unique(packed, axis=0, return_index=True, return_inverse=True)
        self._sets = given[first].astype(float)
        self._numbers = numbers.reshape(-1)
        self._clusters = ratings.clusters[units]
        self._used = np.bincount(self._numbers).astype(float)
        self._apart = np.concatenate(
            [distances(rows, self._sets) @ self._used for rows in _blocks(self._sets)]
        )
        self.total = np.asarray(self._used @ self._apart)

    def samples(self, weights: Floats) -> Floats:
        """Return the same of bootstrap samples."""
        n_clusters = weights.shape[1]
        if len(self._sets) > EXACT_UP_TO:
            # What is left out is of the order of 1 / number of clusters; so many sets take many clusters.
            per_cluster = np.bincount(self._clusters, self._apart[self._numbers], minlength=n_clusters)
            return np.asarray(self.total + 2 * ((weights - 1) @ per_cluster))
        used = np.zeros((n_clusters, len(self._sets)))
        np.add.at(used, (self._clusters, self._numbers), 1)
        totals = weights @ used
        return np.asarray(((totals @ distances(self._sets, self._sets)) * totals).sum(axis=1))


def _blocks(sets: Floats) -> Iterator[Floats]:
    return (sets[start : start + AT_ONCE] for start in range(0, len(sets), AT_ONCE))
