"""Coefficients against published examples and values reckoned by hand (see the comment at each)."""

import math
from collections.abc import Hashable, Sequence
from itertools import combinations

import numpy as np
import pytest

from coding.agreement.coefficients import (
    COEFFICIENTS,
    ClusterSums,
    Sums,
    cohen_kappa,
    gwet_ac1,
    nominal_alpha,
    of_table,
    percent_agreement,
    pooled,
    positive_agreement,
)
from tests.agreement.examples import FOUR_CODERS, THREE_CATEGORIES, binary

Judgements = Sequence[Sequence[int | None]]


def table(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[list[int]]:
    values = sorted({*first, *second}, key=str)
    pairs = list(zip(first, second, strict=True))
    return [[pairs.count((one, other)) for other in values] for one in values]


def sums_of(judgements: Judgements) -> Sums:
    """The sums of a sequence per coder, None where the coder did not judge; for one code."""
    cells = np.array(judgements, dtype=object).T
    kept = cells[(cells != None).sum(axis=1) > 1]  # noqa: E711 - element by element
    values = sorted(set(kept[kept != None]))  # noqa: E711
    given = np.stack([kept == value for value in values[1:]], axis=2)[:, :, None, :]
    sums = ClusterSums(kept != None, given, np.arange(len(kept))).total()  # noqa: E711
    return pooled(sums)


def test_four_coders_with_missing_judgements() -> None:
    # Krippendorff's example of four coders and twelve units
    sums = sums_of([[value or None for value in coder] for coder in FOUR_CODERS])
    assert float(nominal_alpha(sums)) == pytest.approx(0.7434, abs=5e-5)
    # irrCAC gives .77544 for AC1 and .81818 for agreement on these data
    assert float(percent_agreement(sums)) == pytest.approx(0.81818, abs=5e-6)
    assert float(gwet_ac1(sums)) == pytest.approx(0.775, abs=2e-3)


def test_kappa_of_more_coders_takes_chance_as_the_mean_of_pairs() -> None:
    # Conger 1980: with nothing missing, (mean agreement - mean chance) / (1 - mean chance) over all pairs
    judgements = [[1, 2, 3, 3, 2, 1, 2, 2], [1, 2, 3, 1, 2, 2, 2, 1], [1, 1, 3, 3, 2, 3, 2, 2]]
    agreed, chance = [], []
    for one, other in combinations(judgements, 2):
        agreed.append(sum(a == b for a, b in zip(one, other, strict=True)) / 8)
        chance.append(sum(one.count(value) * other.count(value) for value in (1, 2, 3)) / 64)
    expected = (np.mean(agreed) - np.mean(chance)) / (1 - np.mean(chance))
    assert float(cohen_kappa(sums_of(judgements))) == pytest.approx(expected)


def test_more_coders_by_hand() -> None:
    # three coders, four units: 111, 110, 100, 000; the fourth coder read the last two: 1 and 0
    sums = sums_of([[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [None, None, 1, 0]])
    # equal pairs: 3/3, 1/3, 2/6, 6/6
    assert float(percent_agreement(sums)) == pytest.approx((1 + 1 / 3 + 1 / 3 + 1) / 4)
    # uses met uses: 3·2/2, 2·1/2, 2·1/3, 0 of 3 + 2 + 2 + 0 uses
    assert float(positive_agreement(sums)) == pytest.approx((3 + 1 + 2 / 3) / 7)
    # share of uses: 1, 2/3, 1/2, 0; chance 2·π(1 - π)
    share = (1 + 2 / 3 + 1 / 2) / 4
    chance = 2 * share * (1 - share)
    assert float(gwet_ac1(sums)) == pytest.approx((2 / 3 - chance) / (1 - chance))


def test_two_coders_ten_units() -> None:
    first, second = "0100000010", "1110010000"
    assert float(nominal_alpha(of_table(table(first, second)))) == pytest.approx(0.0952, abs=5e-5)
    assert float(percent_agreement(of_table(table(first, second)))) == pytest.approx(0.60)


def test_two_coders_twelve_units() -> None:
    first, second = "aabbdcccedda", "babbbcccedDd".lower()
    assert float(nominal_alpha(of_table(table(first, second)))) == pytest.approx(0.6920, abs=5e-5)


def test_a_table_of_three_categories() -> None:
    assert float(cohen_kappa(of_table(THREE_CATEGORIES))) == pytest.approx(0.7964, abs=5e-5)
    assert float(gwet_ac1(of_table(THREE_CATEGORIES))) == pytest.approx(0.849, abs=5e-4)
    # Scott's pi, .7962, is what alpha becomes without its correction for few units
    n, alpha = 100, float(nominal_alpha(of_table(THREE_CATEGORIES)))
    assert 1 - (1 - alpha) * 2 * n / (2 * n - 1) == pytest.approx(0.7962, abs=5e-5)


@pytest.mark.parametrize(("both", "each", "kappa"), [(250, 500, 0.000), (15, 20, 0.745), (0, 100, -0.111)])
def test_kappa_has_the_right_chance_term(both: int, each: int, kappa: float) -> None:
    cells = binary(both, each - both, each - both, 1000)
    assert float(cohen_kappa(of_table(cells))) == pytest.approx(kappa, abs=5e-4)


def test_a_rare_code_drives_kappa_and_alpha_to_nought() -> None:
    cells = binary(0, 1, 1, 50)
    assert float(percent_agreement(of_table(cells))) == pytest.approx(0.96)
    assert float(gwet_ac1(of_table(cells))) == pytest.approx(0.958, abs=5e-4)
    assert float(nominal_alpha(of_table(cells))) == pytest.approx(-0.010, abs=5e-4)
    assert float(cohen_kappa(of_table(cells))) == pytest.approx(-0.020, abs=5e-4)
    assert float(positive_agreement(of_table(cells))) == 0


def test_positive_agreement_by_hand() -> None:
    assert float(positive_agreement(of_table(binary(15, 5, 3, 100)))) == pytest.approx(30 / 38)


def test_many_tables_at_once_are_as_each_by_itself() -> None:
    tables = np.random.default_rng(3).integers(0, 9, size=(4, 5, 2, 2))
    for function in COEFFICIENTS.values():
        together = function(of_table(tables))
        assert together.shape == (4, 5)
        assert together[2, 3] == pytest.approx(float(function(of_table(tables[2, 3]))), nan_ok=True)


def test_judgements_of_two_coders_give_what_their_table_gives() -> None:
    generator = np.random.default_rng(5)
    for _round in range(20):
        first, second = generator.integers(0, 2, size=(2, 15)).tolist()
        one, other = sums_of([first, second]), of_table(table(first, second))
        for function in COEFFICIENTS.values():
            assert float(function(one)) == pytest.approx(float(function(other)), nan_ok=True)


def test_samples_are_sums_of_clusters() -> None:
    generator = np.random.default_rng(2)
    read = np.ones((6, 2), dtype=bool)
    given = generator.random((6, 2, 3, 1)) < 0.5
    clusters = np.array([0, 0, 1, 2, 2, 2])
    sums = ClusterSums(read, given, clusters)
    twice_the_first = sums.samples(np.array([[2.0, 0.0, 1.0]]))
    rows = [0, 1, 0, 1, 3, 4, 5]
    by_hand = ClusterSums(read[rows], given[rows], np.arange(7)).total()
    for function in COEFFICIENTS.values():
        assert function(twice_the_first)[0] == pytest.approx(function(by_hand), nan_ok=True)


@pytest.mark.parametrize(
    ("cells", "percent", "positive", "kappa", "alpha", "ac1"),
    [
        ([[0, 0], [0, 0]], math.nan, math.nan, math.nan, math.nan, math.nan),
        ([[9, 0], [0, 0]], 1, math.nan, math.nan, math.nan, 1),
        ([[0, 0], [0, 9]], 1, 1, math.nan, math.nan, 1),
        ([[0, 0], [0, 1]], 1, 1, math.nan, math.nan, 1),
        # one always, the other never: chance explains everything, kappa 0; alpha 1 - 9·17/(2·81) by hand
        ([[0, 9], [0, 0]], 0, 0, 0, 1 - 17 / 18 * 2, -1),
        ([[0, 1], [0, 0]], 0, 0, 0, 0, -1),
        ([[5, 0], [0, 5]], 1, 1, 1, 1, 1),
    ],
)
def test_degenerate_tables_have_a_defined_result(
    cells: list[list[int]],
    percent: float,
    positive: float,
    kappa: float,
    alpha: float,
    ac1: float,
) -> None:
    functions = (percent_agreement, positive_agreement, cohen_kappa, nominal_alpha, gwet_ac1)
    for function, expected in zip(functions, (percent, positive, kappa, alpha, ac1), strict=True):
        assert float(function(of_table(cells))) == pytest.approx(expected, nan_ok=True), function.__name__


def test_one_category_only_gives_no_coefficient_and_no_error() -> None:
    assert math.isnan(float(gwet_ac1(of_table([[7]]))))
    assert math.isnan(float(cohen_kappa(of_table([[7]]))))
