import numpy as np
import pytest
from scipy.stats import binom
from statsmodels.stats.proportion import confint_proportions_2indep

from coding.tables.statistics import difference_interval, paired_difference_interval


@pytest.mark.parametrize(
    ("a", "n", "b", "m"), [(56, 70, 48, 80), (9, 10, 3, 10), (0, 20, 3, 50), (5, 5, 0, 9)]
)
def test_independent_shares_as_in_statsmodels(a: int, n: int, b: int, m: int) -> None:
    found = difference_interval(a, n, b, m)
    low, high = confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff")
    assert float(found.estimate) == pytest.approx(a / n - b / m)
    assert (float(found.low), float(found.high)) == (pytest.approx(low), pytest.approx(high))


def test_independent_shares_as_published() -> None:
    """Newcombe (1998, Statistics in Medicine 17:873), table II, method 10: 56/70 - 48/80 and 9/10 - 3/10."""
    found = difference_interval([56, 9], [70, 10], [48, 3], [80, 10])
    assert np.round(found.low, 4).tolist() == [0.0524, 0.1705]
    assert np.round(found.high, 4).tolist() == [0.3339, 0.8090]


@pytest.mark.parametrize(
    ("cells", "low", "high"),
    [
        ((1, 1, 7, 12), -0.507, -0.026),  # Fagerland, Lydersen & Laake (2014, Statistics in Medicine 33)
        ((14, 5, 0, 22), 0.011, 0.226),  # Altman et al. (2000, Statistics with Confidence), table 6.2
    ],
)
def test_paired_shares_as_published(cells: tuple[int, ...], low: float, high: float) -> None:
    found = paired_difference_interval(*cells)
    assert (round(float(found.low), 3), round(float(found.high), 3)) == (low, high)


def test_swapping_the_two_turns_the_sign() -> None:
    rng = np.random.default_rng(1)
    n, m = rng.integers(1, 60, (2, 200))
    a, b = rng.integers(0, n + 1), rng.integers(0, m + 1)
    one, other = difference_interval(a, n, b, m), difference_interval(b, m, a, n)
    np.testing.assert_allclose(one.low, -other.high, atol=1e-12)
    cells = rng.integers(0, 20, (4, 200)) + np.array([[1], [0], [0], [0]])
    one, other = paired_difference_interval(*cells), paired_difference_interval(*cells[[0, 2, 1, 3]])
    np.testing.assert_allclose(one.low, -other.high, atol=1e-12)


def test_intervals_hold_the_difference_within_bounds() -> None:
    rng = np.random.default_rng(2)
    cells = rng.integers(0, 15, (4, 500)) + np.array([[0], [0], [0], [1]])
    n = cells.sum(axis=0)
    for found in (paired_difference_interval(*cells), difference_interval(cells[0], n, cells[1], n)):
        assert (found.low <= found.estimate + 1e-12).all()
        assert (found.estimate <= found.high + 1e-12).all()
        assert (found.low >= -1).all()
        assert (found.high <= 1).all()


def test_an_empty_group_has_no_difference() -> None:
    assert all(np.isnan(part) for part in difference_interval(0, 0, 3, 10))


def test_coverage_by_adding_up_every_pair_of_samples() -> None:
    n, m = 26, 150
    first, second = np.meshgrid(np.arange(n + 1), np.arange(m + 1), indexing="ij")
    found = difference_interval(first, n, second, m)
    covered = []
    for p in (0.05, 0.1, 0.25, 0.5, 0.8):
        for q in (0.05, 0.15, 0.3, 0.6):
            chances = np.outer(binom.pmf(np.arange(n + 1), n, p), binom.pmf(np.arange(m + 1), m, q))
            covered.append(chances[(found.low <= p - q) & (p - q <= found.high)].sum())
    assert 0.94 < np.mean(covered) < 0.98
    assert min(covered) > 0.92
