import numpy as np
import pytest

from coding.clusters.partition import Partition, best_number, choose_number, method_for, number_range


def _blobs(sizes: list[int], seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Points around far corners of a cube, with the corner each belongs to."""
    generator = np.random.default_rng(seed)
    truth = np.repeat(np.arange(len(sizes)), sizes)
    return 10 * np.eye(len(sizes))[truth] + generator.normal(0, 0.1, (len(truth), len(sizes))), truth


def _same_partition(first: np.ndarray, second: np.ndarray) -> bool:
    pairs = set(zip(first.tolist(), second.tolist(), strict=True))
    return len(pairs) == len(set(first.tolist())) == len(set(second.tolist()))


@pytest.mark.parametrize(("n", "fewest", "most"), [(30, 3, 8), (200, 6, 20), (10_000, 12, 30), (2, 2, 2)])
def test_the_range_suits_a_person(n: int, fewest: int, most: int) -> None:
    assert (number_range(n)[0], number_range(n)[-1]) == (fewest, most)


def test_the_number_that_is_there_is_chosen() -> None:
    points, _truth = _blobs([20, 30, 25, 15, 10])
    assert choose_number(points, seed=1) == 5


def test_of_numbers_that_hardly_differ_the_fewest() -> None:
    assert best_number({3: 0.30, 4: 0.495, 5: 0.5}) == 4
    assert best_number({3: -0.2, 4: -0.1, 5: -0.3}) == 4


@pytest.mark.parametrize(("largest_ward", "largest_kmeans"), [(3000, 15000), (10, 15000), (10, 20)])
def test_every_method_finds_clear_groups(
    largest_ward: int, largest_kmeans: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coding.clusters.partition.LARGEST_FOR_WARD", largest_ward)
    monkeypatch.setattr("coding.clusters.partition.LARGEST_FOR_KMEANS", largest_kmeans)
    points, truth = _blobs([40, 25, 30])
    assert _same_partition(Partition(3, seed=1).fit(points).labels_, truth)


def test_which_method_for_how_many() -> None:
    assert [method_for(n) for n in (200, 10_000, 20_000)] == ["ward", "kmeans", "minibatch"]
