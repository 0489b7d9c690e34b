"""Intervals of shares against statsmodels and scipy, and their coverage over every possible sample."""

import numpy as np
import pytest
from scipy.stats import beta, binom, hypergeom
from statsmodels.stats.proportion import proportion_confint

from coding.errors import CodingError
from coding.tables.statistics import (
    Interval,
    WeightSums,
    checked_weights,
    effective_n,
    exact_interval,
    share_interval,
    weighted_share,
    wilson_interval,
)


def sums(weights: np.ndarray, has: np.ndarray) -> WeightSums:
    return WeightSums(
        (weights * has).sum(), (weights**2 * has).sum(), weights.sum(), (weights**2).sum(), weights.size
    )


@pytest.mark.parametrize(("method", "name"), [(wilson_interval, "wilson"), (exact_interval, "beta")])
def test_without_a_population_as_in_statsmodels(method: object, name: str) -> None:
    hits = np.arange(42)
    found = method(hits, 41 + 0 * hits)  # type: ignore[operator]  # one of the two functions above
    low, high = proportion_confint(hits, 41, method=name)
    np.testing.assert_allclose(found.low, low, atol=1e-12)
    np.testing.assert_allclose(found.high, high, atol=1e-12)


def test_rare_and_nearly_all_are_exact_the_others_wilson() -> None:
    hits = np.array([0, 4, 5, 36, 37, 41])
    found, exact, wilson = (method(hits, 41) for method in (share_interval, exact_interval, wilson_interval))
    rare = np.array([True, True, False, False, True, True])
    assert (found.low == np.where(rare, exact.low, wilson.low)).all()
    assert (found.high == np.where(rare, exact.high, wilson.high)).all()


def test_finite_population_by_hand() -> None:
    """50 of 100 out of 200: effective n = 100 · 199 / 100 = 199, so Wilson's of 99.5 out of 199."""
    found = wilson_interval(50, 100, population=200)
    low, high = proportion_confint(99.5, 199, method="wilson")
    assert (float(found.low), float(found.high)) == (pytest.approx(low), pytest.approx(high))


def test_exact_finite_population_against_every_possible_number() -> None:
    """The limits are the first and last number under which the sample is in no tail of 2.5%."""
    whole, n = 60, 25
    possible = np.arange(whole + 1)
    for hits in range(n + 1):
        fits = (hypergeom.sf(hits - 1, whole, possible, n) > 0.025) & (
            hypergeom.cdf(hits, whole, possible, n) > 0.025
        )
        found = exact_interval(hits, n, population=whole)
        expected = possible[fits & (possible >= hits) & (possible <= whole - n + hits)]
        assert (found.low * whole, found.high * whole) == (
            pytest.approx(expected[0]),
            pytest.approx(expected[-1]),
        )


@pytest.mark.parametrize("method", [share_interval, wilson_interval, exact_interval])
def test_all_read_leaves_no_uncertainty(method: object) -> None:
    hits = np.arange(31)
    found = method(hits, 30, population=30)  # type: ignore[operator]
    np.testing.assert_allclose(found.low, hits / 30)
    np.testing.assert_allclose(found.high, hits / 30)


@pytest.mark.parametrize("method", [share_interval, wilson_interval, exact_interval])
def test_a_large_population_is_no_population(method: object) -> None:
    hits = np.array([0, 3, 40, 97])
    finite, infinite = method(hits, 100, population=10**8), method(hits, 100)  # type: ignore[operator]
    np.testing.assert_allclose(finite.low, infinite.low, atol=1e-5)
    np.testing.assert_allclose(finite.high, infinite.high, atol=1e-5)


@pytest.mark.parametrize("population", [None, 500])
def test_intervals_hold_the_estimate_and_shrink(population: int | None) -> None:
    n = np.array([10, 20, 50, 100, 200, 500])
    for tenths in range(11):
        found = share_interval(n * tenths // 10, n, population=population)
        assert (found.low <= found.estimate + 1e-12).all()
        assert (found.estimate <= found.high + 1e-12).all()
        assert (found.low >= 0).all()
        assert (found.high <= 1).all()
        for method in (wilson_interval, exact_interval):
            narrower = method(n * tenths // 10, n, population=population)
            assert (np.diff(narrower.high - narrower.low) < 0).all(), (tenths, method)


def test_nothing_read_says_nothing() -> None:
    for population in (None, 40):
        found = share_interval(0, 0, population=population)
        assert np.isnan(found.estimate)
        assert (float(found.low), float(found.high)) == (0, 1)


def coverage(found: Interval, chances: np.ndarray, share: float) -> float:
    inside = (found.low <= share + 1e-12) & (share <= found.high + 1e-12)
    return float(chances[inside].sum())


def test_coverage_of_samples_out_of_an_endless_population() -> None:
    hits, shares = np.arange(177), np.linspace(0.01, 0.99, 197)
    chances = [binom.pmf(hits, 176, share) for share in shares]
    found, exact = share_interval(hits, 176), exact_interval(hits, 176)
    covered = [coverage(found, chance, share) for chance, share in zip(chances, shares, strict=True)]
    assert 0.945 < np.mean(covered) < 0.955
    assert min(covered) > 0.93
    covered = [coverage(exact, chance, share) for chance, share in zip(chances, shares, strict=True)]
    assert min(covered) >= 0.95


def test_coverage_of_samples_out_of_a_finite_population() -> None:
    whole, n = 400, 120
    hits = np.arange(n + 1)
    found, exact = (method(hits, n, population=whole) for method in (share_interval, exact_interval))
    numbers = np.arange(1, whole, 3)
    chances = [hypergeom.pmf(hits, whole, number, n) for number in numbers]
    covered = [
        coverage(found, chance, number / whole) for chance, number in zip(chances, numbers, strict=True)
    ]
    assert 0.945 < np.mean(covered) < 0.97
    assert min(covered) > 0.92
    covered = [
        coverage(exact, chance, number / whole) for chance, number in zip(chances, numbers, strict=True)
    ]
    assert min(covered) >= 0.95


def test_weights_by_hand() -> None:
    """p = 3/10; variance = (.49 + .09 + 4·.49 + 4·.09 + 16·.09) / 100 = .0434; effective n = .21 / .0434."""
    given = sums(np.array([1.0, 1, 2, 2, 4]), np.array([1, 0, 1, 0, 0]))
    found = weighted_share(given)
    effective = 0.21 / 0.0434
    assert float(found.estimate) == pytest.approx(0.3)
    assert float(found.low) == pytest.approx(beta.ppf(0.025, 0.3 * effective, 0.7 * effective + 1))
    assert float(found.high) == pytest.approx(beta.ppf(0.975, 0.3 * effective + 1, 0.7 * effective))
    assert effective_n(given.weight, given.square) == pytest.approx(100 / 26)


def test_weights_in_a_larger_sample_give_wilson_on_the_effective_number() -> None:
    rng = np.random.default_rng(7)
    weights, has = rng.uniform(0.5, 3, 300), rng.random(300) < 0.4
    found = weighted_share(sums(weights, has))
    share = np.average(has, weights=weights)
    variance = (weights**2 * (has - share) ** 2).sum() / weights.sum() ** 2
    effective = share * (1 - share) / variance
    low, high = proportion_confint(share * effective, effective, method="wilson")
    assert effective < 300
    assert (float(found.low), float(found.high)) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("weight", [1.0, 0.25, 8.0])
def test_equal_weights_change_nothing_at_all(weight: float) -> None:
    """To the last digit, where the sums of weights are exact (1, and powers of two)."""
    hits = np.arange(177.0)
    given = WeightSums(weight * hits, weight**2 * hits, weight * 176, weight**2 * 176, 176)
    plain, found = share_interval(hits, 176), weighted_share(given)
    for one, other in zip(plain, found, strict=True):
        assert (one == other).all()


def test_nobody_has_it_with_weights_uses_kish() -> None:
    weights = np.array([1.0, 2, 3, 4])
    found = weighted_share(sums(weights, np.zeros(4)))
    assert float(found.estimate) == 0
    assert float(found.high) == pytest.approx(1 - 0.025 ** (30 / 100))  # Clopper-Pearson of 0 out of 100/30
    found = weighted_share(sums(weights, np.ones(4)))
    assert (float(found.estimate), float(found.high)) == (1, 1)


def test_order_of_respondents_does_not_matter() -> None:
    rng = np.random.default_rng(3)
    weights, has = rng.uniform(0.5, 3, 200), rng.random(200) < 0.2
    order = rng.permutation(200)
    one, other = weighted_share(sums(weights, has)), weighted_share(sums(weights[order], has[order]))
    np.testing.assert_allclose(one, other)


@pytest.mark.parametrize("wrong", [np.nan, 0.0, -1.0, np.inf])
def test_a_weight_that_cannot_be_is_refused(wrong: float) -> None:
    with pytest.raises(CodingError, match="2 respondenten hebben geen bruikbaar gewicht"):
        checked_weights([1.0, wrong, 2.0, wrong])
    with pytest.raises(CodingError, match="1 respondent heeft"):
        checked_weights([1.0, wrong])
    assert checked_weights([1, 2]).tolist() == [1.0, 2.0]


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and n"):
        share_interval(5, 4)
    with pytest.raises(ValueError, match="population"):
        share_interval(1, 4, population=3)
