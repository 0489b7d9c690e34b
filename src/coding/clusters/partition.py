"""Cutting points into groups, and choosing how many."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

LARGEST_FOR_WARD = 3_000  # beyond this all pairs cost too much; groups are then found by k-means
LARGEST_FOR_KMEANS = 15_000  # beyond this in small batches
LARGEST_SAMPLE = 1_500  # points on which a number of groups is judged


def number_range(n_texts: int) -> range:
    """Return the numbers of groups that a person can still oversee, for so many different texts.

    Examples
    --------
    >>> number_range(30), number_range(200), number_range(5000)
    (range(3, 9), range(6, 21), range(12, 31))
    """
    root = float(n_texts) ** 0.5
    fewest = min(12, max(3, round(0.42 * root)))
    most = min(30, max(fewest + 1, round(1.42 * root)))
    return range(min(fewest, n_texts), min(most, n_texts) + 1)


def _kmeans(n_groups: int, seed: int, n_points: int) -> Any:
    from sklearn.cluster import KMeans, MiniBatchKMeans

    if n_points > LARGEST_FOR_KMEANS:
        return MiniBatchKMeans(n_groups, random_state=seed, n_init=10, batch_size=4096)
    return KMeans(n_groups, random_state=seed, n_init=5)


def method_for(n_points: int) -> str:
    """Name the method for so many points: ``ward``, ``kmeans`` or ``minibatch``."""
    if n_points <= LARGEST_FOR_WARD:
        return "ward"
    return "kmeans" if n_points <= LARGEST_FOR_KMEANS else "minibatch"


class Partition:
    """Cuts points into a given number of groups; shaped as BERTopic wants its cluster model.

    Ward's method for what a survey usually holds (it found real topics better than k-means on a few hundred
    short texts), k-means above that.

    Parameters
    ----------
    n_groups
        How many groups; never more than there are different points.
    seed
        Fixes the outcome of k-means; Ward has no chance in it.
    """

    def __init__(self, n_groups: int, seed: int) -> None:
        self.n_groups = n_groups
        self.seed = seed

    def fit(self, points: "NDArray[float64]", y: None = None) -> Self:  # noqa: ARG002 - BERTopic's signature
        """Find the groups; ``labels_`` holds the group of every point."""
        self.labels_: NDArray[int64]
        if method_for(len(points)) == "ward":
            self.labels_ = _cut(_tree(points), self.n_groups)
        else:
            self.labels_ = _kmeans(self.n_groups, self.seed, len(points)).fit(points).labels_
        return self


def _tree(points: "NDArray[float64]") -> "NDArray[float64]":
    from scipy.cluster.hierarchy import linkage

    tree: NDArray[float64] = linkage(points, "ward")
    return tree


def _cut(tree: "NDArray[float64]", n_groups: int) -> "NDArray[int64]":
    from scipy.cluster.hierarchy import cut_tree

    labels: NDArray[int64] = cut_tree(tree, n_groups).ravel()
    return labels


def choose_number(points: "NDArray[float64]", *, seed: int) -> int:
    """Choose how many groups: the number in range whose groups stand apart best (mean silhouette)."""
    import numpy as np
    from sklearn.metrics import pairwise_distances, silhouette_score

    candidates = number_range(len(np.unique(points, axis=0)))
    if len(candidates) < 2:
        return max(1, candidates.stop - 1)
    rows = np.arange(len(points))
    if len(points) > LARGEST_SAMPLE:
        rows = np.sort(np.random.default_rng(seed).choice(len(points), LARGEST_SAMPLE, replace=False))
    sample = points[rows]
    distances = pairwise_distances(sample)
    np.fill_diagonal(distances, 0.0)
    tree = _tree(sample)
    scores = {}
    for number in candidates:
        labels = _cut(tree, number)
        if 2 <= len(np.unique(labels)) < len(sample):
            scores[number] = float(silhouette_score(distances, labels, metric="precomputed"))
    return best_number(scores) if scores else candidates.start


def best_number(scores: Mapping[int, float]) -> int:
    """Choose from silhouettes per number of groups: the fewest groups that come within 5% of the best.

    On short texts the silhouette tends to keep creeping up, because ever smaller groups are ever tighter;
    a person is better served by fewer.

    Examples
    --------
    >>> best_number({3: 0.2, 4: 0.5, 5: 0.4})
    4
    >>> best_number({6: 0.12, 7: 0.19, 8: 0.25, 9: 0.259, 10: 0.26})
    8
    """
    good_enough = max(scores.values()) - 0.05 * abs(max(scores.values()))
    return min(number for number, score in scores.items() if score >= good_enough)
