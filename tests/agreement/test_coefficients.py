"""Coefficients against published examples and values reckoned by hand (see the comment at each)."""

import math
from collections.abc import Hashable, Sequence

import numpy as np
import pytest

from coding.agreement.coefficients import (
    cohen_kappa,
    gwet_ac1,
    jaccard,
    krippendorff_alpha,
    masi_distance,
    nominal_alpha,
    percent_agreement,
    positive_agreement,
    undefined_reason,
)

# Krippendorff's example of four coders and twelve units; 0 is not judged.
FOUR_CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
]
THREE_CATEGORIES = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]


def ratings() -> list[list[int | None]]:
    return [[value or None for value in coder] for coder in FOUR_CODERS]


def table(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[list[int]]:
    values = sorted({*first, *second}, key=str)
    pairs = list(zip(first, second, strict=True))
    return [[pairs.count((one, other)) for other in values] for one in values]


def binary(both: int, only_first: int, only_second: int, n: int) -> list[list[int]]:
    return [[n - both - only_first - only_second, only_second], [only_first, both]]


def ordinal(first: Hashable, second: Hashable) -> float:
    """Krippendorff's ordinal metric on the frequencies of the pairable values of the example."""
    # value 1 to 5 in units that two or more coders judged: 9, 13, 10, 5, 3 of 40
    frequencies = {1: 9, 2: 13, 3: 10, 4: 5, 5: 3}
    low, high = sorted([int(str(first)), int(str(second))])
    between = sum(frequencies[value] for value in range(low, high + 1))
    return (between - (frequencies[low] + frequencies[high]) / 2) ** 2


def test_four_coders_with_missing_judgements() -> None:
    assert krippendorff_alpha(ratings()).value == pytest.approx(0.7434, abs=5e-5)


def test_other_distances_on_the_same_example() -> None:
    def as_interval(first: Hashable, second: Hashable) -> float:
        return float(int(str(first)) - int(str(second))) ** 2

    def as_ratio(first: Hashable, second: Hashable) -> float:
        one, other = int(str(first)), int(str(second))
        return ((one - other) / (one + other)) ** 2

    assert krippendorff_alpha(ratings(), distance=ordinal).value == pytest.approx(0.8154, abs=5e-5)
    assert krippendorff_alpha(ratings(), distance=as_interval).value == pytest.approx(0.8491, abs=5e-5)
    assert krippendorff_alpha(ratings(), distance=as_ratio).value == pytest.approx(0.7974, abs=5e-5)


def test_two_coders_ten_units() -> None:
    first, second = "0100000010", "1110010000"
    assert krippendorff_alpha([first, second]).value == pytest.approx(0.0952, abs=5e-5)
    assert float(nominal_alpha(table(first, second))) == pytest.approx(0.0952, abs=5e-5)
    assert float(percent_agreement(table(first, second))) == pytest.approx(0.60)


def test_two_coders_twelve_units() -> None:
    first, second = "aabbdcccedda", "babbbcccedDd".lower()
    assert krippendorff_alpha([first, second]).value == pytest.approx(0.6920, abs=5e-5)
    assert float(nominal_alpha(table(first, second))) == pytest.approx(0.6920, abs=5e-5)


def test_a_table_of_three_categories() -> None:
    assert float(cohen_kappa(THREE_CATEGORIES)) == pytest.approx(0.7964, abs=5e-5)
    assert float(gwet_ac1(THREE_CATEGORIES)) == pytest.approx(0.849, abs=5e-4)
    # Scott's pi, .7962, is what alpha becomes without its correction for few units
    n, alpha = 100, float(nominal_alpha(THREE_CATEGORIES))
    assert 1 - (1 - alpha) * 2 * n / (2 * n - 1) == pytest.approx(0.7962, abs=5e-5)


@pytest.mark.parametrize(("both", "each", "kappa"), [(250, 500, 0.000), (15, 20, 0.745), (0, 100, -0.111)])
def test_kappa_has_the_right_chance_term(both: int, each: int, kappa: float) -> None:
    cells = binary(both, each - both, each - both, 1000)
    assert float(cohen_kappa(cells)) == pytest.approx(kappa, abs=5e-4)


def test_a_rare_code_drives_kappa_and_alpha_to_nought() -> None:
    cells = binary(0, 1, 1, 50)
    assert float(percent_agreement(cells)) == pytest.approx(0.96)
    assert float(gwet_ac1(cells)) == pytest.approx(0.958, abs=5e-4)
    assert float(nominal_alpha(cells)) == pytest.approx(-0.010, abs=5e-4)
    assert float(cohen_kappa(cells)) == pytest.approx(-0.020, abs=5e-4)
    assert float(positive_agreement(cells)) == 0


def test_positive_agreement_by_hand() -> None:
    assert float(positive_agreement(binary(15, 5, 3, 100))) == pytest.approx(30 / 38)


def test_many_tables_at_once_are_as_each_by_itself() -> None:
    generator = np.random.default_rng(3)
    tables = generator.integers(0, 9, size=(4, 5, 2, 2))
    for function in (percent_agreement, positive_agreement, cohen_kappa, gwet_ac1, nominal_alpha):
        together = function(tables)
        assert together.shape == (4, 5)
        assert together[2, 3] == pytest.approx(float(function(tables[2, 3])), nan_ok=True)


def test_alpha_of_two_coders_is_the_general_one() -> None:
    generator = np.random.default_rng(5)
    for _round in range(20):
        first, second = generator.integers(0, 3, size=(2, 15)).tolist()
        general = krippendorff_alpha([first, second]).value
        assert float(nominal_alpha(table(first, second))) == pytest.approx(general)


@pytest.mark.parametrize(
    ("cells", "percent", "positive", "kappa", "alpha", "ac1", "reason"),
    [
        ([[0, 0], [0, 0]], math.nan, math.nan, math.nan, math.nan, math.nan, "niets dat beiden lazen"),
        ([[9, 0], [0, 0]], 1, math.nan, math.nan, math.nan, 1, "geen van beiden"),
        ([[0, 0], [0, 9]], 1, 1, math.nan, math.nan, 1, "overal"),
        ([[0, 0], [0, 1]], 1, 1, math.nan, math.nan, 1, "overal"),
        # one always, the other never: chance explains everything, kappa 0; alpha 1 - 9·17/(2·81) by hand
        ([[0, 9], [0, 0]], 0, 0, 0, 1 - 17 / 18 * 2, -1, ""),
        ([[0, 1], [0, 0]], 0, 0, 0, 0, -1, ""),
        ([[5, 0], [0, 5]], 1, 1, 1, 1, 1, ""),
    ],
)
def test_degenerate_tables_have_a_defined_result(
    cells: list[list[int]],
    percent: float,
    positive: float,
    kappa: float,
    alpha: float,
    ac1: float,
    reason: str,
) -> None:
    functions = (percent_agreement, positive_agreement, cohen_kappa, nominal_alpha, gwet_ac1)
    for function, expected in zip(functions, (percent, positive, kappa, alpha, ac1), strict=True):
        assert float(function(cells)) == pytest.approx(expected, nan_ok=True), function.__name__
    assert reason in undefined_reason(cells)
    assert bool(undefined_reason(cells)) == bool(reason)


def test_one_category_only_gives_no_coefficient_and_no_error() -> None:
    assert math.isnan(float(gwet_ac1([[7]])))
    assert math.isnan(float(cohen_kappa([[7]])))


@pytest.mark.parametrize(
    ("judgements", "reason"),
    [
        ([[1, 1], [1, 1]], "gelijk"),
        ([[None, 1], [1, None]], "niets"),
        ([[], []], "niets"),
        ([], "niets"),
        ([[1, 2]], "niets"),
    ],
)
def test_alpha_without_a_value_says_why(judgements: list[list[int | None]], reason: str) -> None:
    found = krippendorff_alpha(judgements)
    assert found.value is None
    assert reason in found.reason


@pytest.mark.parametrize(
    ("first", "second", "overlap", "distance"),
    [
        ("ab", "ab", 1, 0),
        ("a", "b", 0, 1),
        ("a", "ab", 0.5, 1 - 0.5 * 2 / 3),
        ("ab", "bc", 1 / 3, 1 - 1 / 3 * 1 / 3),
        ("", "", 1, 0),
        ("", "a", 0, 1),
    ],
)
def test_overlap_of_sets(first: str, second: str, overlap: float, distance: float) -> None:
    one, other = frozenset(first), frozenset(second)
    assert jaccard(one, other) == jaccard(other, one) == pytest.approx(overlap)
    assert masi_distance(one, other) == masi_distance(other, one) == pytest.approx(distance)


def test_alpha_over_sets_by_hand() -> None:
    # units: {a}/{a,b} and {b}/{b}; values a, ab, b once, once, twice.
    # distances: a-ab 2/3, ab-b 2/3, a-b 1. Observed 2·(2/3) of 4. Expected over ordered pairs:
    # 2·(1·1·2/3) + 2·(1·2·2/3) + 2·(1·2·1) = 4/3 + 8/3 + 4 = 8 of 12. Alpha = 1 - (1/3) / (2/3) = .5
    a, ab, b = frozenset("a"), frozenset("ab"), frozenset("b")
    assert krippendorff_alpha([[a, b], [ab, b]], distance=masi_distance).value == pytest.approx(0.5)
