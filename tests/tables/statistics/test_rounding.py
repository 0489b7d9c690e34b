from fractions import Fraction

import numpy as np
import pytest

from coding.tables.statistics import percentage, percentages, round_half_up


@pytest.mark.parametrize(
    ("count", "base", "decimals", "expected"),
    [
        (22, 176, 0, 13),  # 12.5 exactly; Python's round gives 12
        (1, 8, 1, 12.5),
        (1, 16, 1, 6.3),  # 6.25
        (23, 200, 0, 12),  # 11.5; 0.115 * 100 is 11.500000000000002, and 0.285 * 100 28.499999999999996
        (57, 200, 0, 29),
        (2, 3, 2, 66.67),
        (0, 7, 0, 0),
        (7, 7, 0, 100),
    ],
)
def test_halves_go_up_on_the_exact_fraction(count: int, base: int, decimals: int, expected: float) -> None:
    assert percentage(count, base, decimals=decimals) == expected


def test_a_share_of_nothing_has_no_percentage() -> None:
    assert percentage(0, 0) is None
    assert np.isnan(percentages([0, 0.0], [0, 0.0])).all()


def test_every_count_rounds_as_the_fraction_does() -> None:
    base = np.arange(1, 201)[:, np.newaxis]
    count = np.minimum(np.arange(201), base)
    found = percentages(count, base, decimals=1)
    for (row, column), value in np.ndenumerate(found):
        exact = Fraction(1000 * int(count[row, column]), row + 1) + Fraction(1, 2)
        assert value == (exact.numerator // exact.denominator) / 10, (row, column)


def test_noise_of_adding_weights_does_not_decide_over_a_half() -> None:
    weight = sum([0.1] * 5)  # 0.5; 0.1 + 0.1 + 0.1 is 0.30000000000000004
    assert percentage(weight / 4, 1.0) == 13
    assert percentage(0.1 + 0.1 + 0.1, 2.4) == 13  # 12.5
    assert percentage(0.125 - 1e-15, 1.0) == 13


def test_weights_of_one_round_as_counts() -> None:
    count = np.arange(177)
    assert (percentages(count, 176 + 0 * count) == percentages(count * 1.0, 176.0 + 0 * count)).all()


def test_a_fall_rounds_as_a_rise() -> None:
    assert round_half_up([2.5, -2.5, -0.4, 1.25]).tolist() == [3, -3, 0, 1]
    assert round_half_up(-1.25, decimals=1) == -1.3
