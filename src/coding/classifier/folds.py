"""Dividing coded texts into parts, so that each part can be judged by a model that never saw it."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray


def number_of_folds(n_groups: int) -> int:
    """Return how many parts: ten when texts are few and each is needed for training, five otherwise."""
    return max(2, min(10 if n_groups <= 300 else 5, n_groups))


def linked_groups(*keys: Sequence[Hashable]) -> NDArray[np.int64]:
    """Give texts that share a value in any of the keys the same number, by way of others too.

    Examples
    --------
    >>> linked_groups(["a", "b", "b", "c"], [1, 1, 2, 3]).tolist()
    [0, 0, 0, 1]
    """
    parent = list(range(len(keys[0])))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for key in keys:
        first: dict[Hashable, int] = {}
        for row, value in enumerate(key):
            here, there = root(row), root(first.setdefault(value, row))
            parent[max(here, there)] = min(here, there)
    numbers: dict[int, int] = {}
    return np.array(
        [numbers.setdefault(root(row), len(numbers)) for row in range(len(parent))], dtype=np.int64
    )


def divide(
    labels: NDArray[np.bool_], groups: NDArray[np.int64], n_folds: int, *, seed: int
) -> NDArray[np.int64]:
    """Give every text the number of its part; groups stay whole, rare codes are spread first.

    Parameters
    ----------
    labels
        Texts × codes.
    groups
        Texts with the same number are never in different parts.
    n_folds
        How many parts.
    seed
        Fixes the order among equals.
    """
    n_groups = int(groups.max()) + 1 if len(groups) else 0
    uses = np.zeros((n_groups, labels.shape[1]))
    np.add.at(uses, groups, labels)
    sizes = np.bincount(groups, minlength=n_groups)
    totals = uses.sum(axis=0)
    order = np.random.default_rng(seed).permutation(n_groups)
    rarest = np.where(uses > 0, totals, np.inf).min(axis=1, initial=np.inf)
    order = order[np.argsort(rarest[order], kind="stable")]
    wanted_uses = np.tile(totals / n_folds, (n_folds, 1))
    wanted_size = np.full(n_folds, sizes.sum() / n_folds)
    fold_of = np.zeros(n_groups, dtype=np.int64)
    for group in order:
        weights = np.where(uses[group] > 0, 1 / np.maximum(totals, 1), 0.0)
        need = np.round(wanted_uses @ weights, 9)
        fold = max(range(n_folds), key=lambda part: (need[part], wanted_size[part], -part))
        fold_of[group] = fold
        wanted_uses[fold] -= uses[group]
        wanted_size[fold] -= sizes[group]
    return fold_of[groups]
