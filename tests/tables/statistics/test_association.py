"""Tests of association against scipy and statsmodels, and the published tests of the survey of 2017."""

import numpy as np
import pytest
from scipy.stats import chi2_contingency, contingency, fisher_exact
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.multitest import multipletests

from coding.tables.statistics import compare, holm, independence

# Rows, and the chi-square, df and p that were published. The counts fit the published percentages
# (positioning: 46, 34, 5 and 7% of 188; organisation model: 40, 18, 23 and 14% of 194) with at most 26 G32
# cities, "other" left out. Found by trying all counts (two rows), or by moving respondents about from a
# random table (five). How the degrees of urbanisation divide within a question was not published, nor how
# the answers to question 32 do over the positioning models.
PUBLISHED = {
    "positioning by G32": ([[5, 11, 2, 5], [81, 53, 7, 8]], 12.718, 3, 0.005),
    "positioning by urbanisation": (
        [[5, 0, 0, 2], [14, 18, 0, 1], [20, 13, 1, 2], [24, 24, 7, 3], [23, 9, 1, 5]],
        25.737,
        12,
        0.012,
    ),
    "organisation model by G32": ([[8, 7, 4, 5], [69, 27, 40, 23]], 3.346, 3, 0.341),
    "organisation model by urbanisation": (
        [[5, 0, 1, 1], [12, 5, 8, 10], [14, 10, 12, 3], [27, 14, 14, 6], [19, 5, 9, 7]],
        14.826,
        12,
        0.251,
    ),
    "conflict by positioning": ([[20, 21, 1, 1], [52, 32, 5, 10]], 5.271, 3, 0.153),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_tests(name: str) -> None:
    table, chi_square, df, p_value = PUBLISHED[name]
    found = independence(table)
    assert found is not None
    assert (round(found.chi_square, 3), found.df, round(found.p_value, 3)) == (chi_square, df, p_value)
    assert found.cramers_v == pytest.approx(contingency.association(np.array(table), method="cramer"))


def tables(seed: int, number: int, highest: int) -> np.ndarray:
    """Return hits, n, other hits and other n of random 2x2 tables."""
    rng = np.random.default_rng(seed)
    a, b, c, d = rng.integers(0, highest, (4, number))
    return np.array([a, a + b, c, c + d])


def test_chi_square_where_there_are_many_fisher_where_there_are_few() -> None:
    given = np.hstack([tables(1, 60, 8), tables(2, 60, 60)])
    found = compare(*given)
    both = 0
    for place, (a, n, c, m) in enumerate(given.T):
        table = np.array([[a, n - a], [c, m - c]])
        if (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
            assert np.isnan(found.p_value[place])
            continue
        expected = chi2_contingency(table, correction=False)
        few = expected.expected_freq.min() < 5
        assert found.exact[place] == few
        assert found.chi_square[place] == pytest.approx(expected.statistic)
        assert found.p_value[place] == pytest.approx(
            fisher_exact(table).pvalue if few else expected.pvalue, abs=1e-12
        )
        both += int(few)
    assert 20 < both < 100


def test_fisher_by_hand() -> None:
    """8 respondents, 3 of 4 against 1 of 4: tables with 3, 4, 1 or 0 are as rare, (16+1+16+1)/70."""
    assert float(compare(3, 4, 1, 4).p_value) == pytest.approx(34 / 70)


def test_effect_sizes_as_in_statsmodels() -> None:
    found = compare(15, 26, 40, 150)
    table = Table2x2(np.array([[15, 11], [40, 110]]))
    assert float(found.odds_ratio.estimate) == pytest.approx(table.oddsratio)
    low, high = table.oddsratio_confint()
    assert (float(found.odds_ratio.low), float(found.odds_ratio.high)) == (
        pytest.approx(low),
        pytest.approx(high),
    )
    assert float(found.phi) == pytest.approx(
        contingency.association(np.array([[15, 11], [40, 110]]), method="cramer")
    )
    assert float(found.difference.estimate) == pytest.approx(15 / 26 - 40 / 150)


def test_an_empty_cell_gets_half_a_respondent_everywhere() -> None:
    found = compare(0, 10, 5, 30)
    assert float(found.odds_ratio.estimate) == pytest.approx((0.5 * 25.5) / (10.5 * 5.5))
    assert np.isfinite(found.odds_ratio).all()


def test_group_and_complement_trade_places() -> None:
    given = tables(5, 200, 30)
    one, other = compare(*given), compare(*given[[2, 3, 0, 1]])
    np.testing.assert_allclose(one.p_value, other.p_value)
    np.testing.assert_allclose(one.phi, -other.phi, atol=1e-12)
    np.testing.assert_allclose(one.odds_ratio.estimate, 1 / other.odds_ratio.estimate)


@pytest.mark.parametrize("given", [(0, 0, 3, 10), (0, 10, 0, 10), (10, 10, 5, 5), (0, 0, 0, 0)])
def test_nothing_to_compare(given: tuple[int, int, int, int]) -> None:
    found = compare(*given)
    assert np.isnan(found.p_value)
    assert np.isnan(found.odds_ratio.estimate)
    assert not found.exact


def test_themes_by_groups_at_once() -> None:
    rng = np.random.default_rng(4)
    bases = np.array([30, 60, 90])
    counts = rng.integers(0, 31, (5, 3))
    totals = counts.sum(axis=1, keepdims=True)
    found = compare(counts, bases, totals - counts, 180 - bases)
    assert found.p_value.shape == (5, 3)
    alone = compare(counts[2, 1], 60, totals[2, 0] - counts[2, 1], 120)
    assert found.p_value[2, 1] == alone.p_value
    assert found.difference.low[2, 1] == alone.difference.low


def test_a_whole_table_as_in_scipy_without_its_empty_rows() -> None:
    table = np.array([[20, 30, 10], [0, 0, 0], [25, 10, 15]])
    found = independence(table)
    expected = chi2_contingency(table[[0, 2]], correction=False)
    assert found is not None
    assert (found.chi_square, found.df) == (pytest.approx(expected.statistic), 2)
    assert found.p_value == pytest.approx(expected.pvalue)
    assert found.p_exact is None
    assert found.n == 110
    assert independence([[1, 2], [0, 0]]) is None


def test_small_tables_are_tested_exactly_in_any_order() -> None:
    """Job satisfaction by income (Agresti 2002, table 2.8): R's fisher.test gives p = 0.7827."""
    table = np.array([[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]])
    found = independence(table)
    assert found is not None
    assert found.p_exact == pytest.approx(0.7827, abs=0.02)
    rng = np.random.default_rng(6)
    for _ in range(3):
        shuffled = independence(table[rng.permutation(4)][:, rng.permutation(4)])
        assert shuffled is not None
        assert shuffled.p_exact == found.p_exact
    small = independence([[3, 1], [1, 3]])
    assert small is not None
    assert small.p_exact == pytest.approx(34 / 70)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # fewer people than cells: the one of the first row is in the column of one, by a chance of 1 in 5
        ([[0, 0, 1], [2, 2, 0]], 0.2),
        # 2 of 100,001, over groups of 60, 20 and 20%: all but both in the first group (.36) are as rare
        ([[1, 1, 0], [60_000, 20_000, 19_999]], 0.64),
    ],
)
def test_tables_of_few_and_of_very_many_are_tested_exactly(table: list[list[int]], expected: float) -> None:
    found = independence(table)
    assert found is not None
    assert found.p_exact == pytest.approx(expected, abs=0.015)


def test_a_table_too_large_for_its_chance_to_be_a_number_is_tested() -> None:
    counts = np.random.default_rng(4).multinomial(2_000, np.full(576, 1 / 576)).reshape(24, 24)
    found = independence(counts)
    assert found is not None
    # made without any association: the exact test and the chi-square say about the same
    assert found.p_exact == pytest.approx(found.p_value, abs=0.15)


def test_holm_as_in_statsmodels_leaving_out_what_was_not_tested() -> None:
    rng = np.random.default_rng(8)
    p = rng.random(40) ** 3
    p[[3, 17]] = p[5]
    given = np.insert(p, [0, 11, 40], np.nan)
    found = holm(given)
    assert np.isnan(found[np.isnan(given)]).all()
    np.testing.assert_allclose(found[~np.isnan(given)], multipletests(p, method="holm")[1])
    assert holm([0.01, 0.04, 0.03]).tolist() == [0.03, 0.06, 0.06]
    assert holm([]).size == 0
    assert holm(given.reshape(1, -1)).shape == (1, 43)
