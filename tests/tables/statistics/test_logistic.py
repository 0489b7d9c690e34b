import warnings

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit

from coding.tables.statistics import logistic, sensible_unit

# hours of study and passing: a textbook example, fitted in R with glm(passed ~ hours, family = binomial)
HOURS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5]
PASSED = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1]


def test_as_in_r() -> None:
    """R: Estimate 1.5046, standard error 0.6287, p 0.0167."""
    found = logistic(HOURS, PASSED, unit=1)
    assert found.problem is None
    assert found.odds_ratio == pytest.approx(np.exp(1.5046), abs=1e-3)
    assert found.low == pytest.approx(np.exp(1.5046 - 1.96 * 0.6287), rel=1e-3)
    assert found.high == pytest.approx(np.exp(1.5046 + 1.96 * 0.6287), rel=1e-3)
    assert found.p_value == pytest.approx(0.0167, abs=1e-4)
    assert (found.n, found.n_events) == (20, 10)


def test_large_numbers_against_the_likelihood_itself() -> None:
    rng = np.random.default_rng(2)
    inhabitants = rng.lognormal(10.3, 0.9, 188).round()
    has = rng.random(188) < expit(inhabitants / 50_000 - 1.5)

    def minus_likelihood(at: np.ndarray) -> float:
        score = at[0] + at[1] * inhabitants / 10_000
        return float(np.logaddexp(0, score).sum() - score[has].sum())

    best = minimize(
        minus_likelihood, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-10}
    )
    found = logistic(inhabitants, has, unit=10_000)
    assert found.odds_ratio == pytest.approx(np.exp(best.x[1]), rel=1e-5)


def test_the_unit_only_changes_the_step() -> None:
    one, ten = logistic(HOURS, PASSED, unit=1), logistic(HOURS, PASSED, unit=10)
    assert one.high is not None
    assert ten.high == pytest.approx(one.high**10)
    assert ten.p_value == pytest.approx(one.p_value)
    shuffled = logistic(HOURS[::-1], PASSED[::-1], unit=1)
    assert shuffled.odds_ratio == pytest.approx(one.odds_ratio)


def test_a_missing_number_is_left_out() -> None:
    with_missing = logistic([*HOURS, np.nan, np.inf], [*PASSED, 1, 0], unit=1)
    assert with_missing.n == 20
    assert with_missing.odds_ratio == pytest.approx(logistic(HOURS, PASSED, unit=1).odds_ratio)


@pytest.mark.parametrize(
    ("numbers", "has", "problem"),
    [
        ([], [], "no_variation"),
        ([np.nan, np.nan], [True, False], "no_variation"),
        ([3.0] * 20, [True, False] * 10, "no_variation"),
        (range(20), [False] * 20, "same_answer"),
        (range(20), [True] * 20, "same_answer"),
        (range(20), [True] * 4 + [False] * 16, "few_events"),
        (range(20), [True, False] * 2 + [True] * 14 + [False] * 2, "few_events"),
        (range(20), [False] * 10 + [True] * 10, "separation"),
        (range(20), [True] * 10 + [False] * 10, "separation"),
        ([*range(10), 9, *range(10, 20)], [False] * 10 + [True] * 11, "separation"),  # they touch at 9
    ],
)
def test_what_cannot_be_estimated_says_why_in_silence(
    numbers: list[float], has: list[bool], problem: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = logistic(list(numbers), has)
    assert found.problem == problem
    assert (found.odds_ratio, found.low, found.high, found.p_value) == (None, None, None, None)
    assert capfd.readouterr() == ("", "")


def test_nearly_separated_is_silent_too(capfd: pytest.CaptureFixture[str]) -> None:
    numbers = np.arange(400.0) ** 3
    has = numbers > 200**3
    has[[200, 201]] = [True, False]
    logistic(numbers, has)  # statsmodels is loaded, which itself warns
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = logistic(numbers, has, unit=1e12)
    assert found.problem == "not_converged"  # the odds ratio of such a step is too large a number
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("numbers", "unit"),
    [
        ([12_000, 25_000, 60_000, 70_000], 10_000),
        ([1.2, 2.5, 6.0, 7.0], 1),
        ([0.1, 0.2, 0.3], 0.01),
        ([5, 5], 1),
    ],
)
def test_a_sensible_unit_is_a_power_of_ten_below_the_spread(numbers: list[float], unit: float) -> None:
    assert sensible_unit(numbers) == pytest.approx(unit)
