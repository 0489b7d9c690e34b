"""Krippendorff's alpha with any distance, against published examples and by hand."""

from collections.abc import Hashable

import pytest

from coding.agreement.alpha import jaccard, krippendorff_alpha, masi_distance
from tests.agreement.examples import FOUR_CODERS


def ratings() -> list[list[int | None]]:
    return [[value or None for value in coder] for coder in FOUR_CODERS]


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


def test_two_coders() -> None:
    assert krippendorff_alpha(["0100000010", "1110010000"]).value == pytest.approx(0.0952, abs=5e-5)
    assert krippendorff_alpha(["aabbdcccedda", "babbbccceddd"]).value == pytest.approx(0.6920, abs=5e-5)


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
