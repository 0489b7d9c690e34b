import numpy as np
import pytest
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from coding.errors import InputError
from coding.tables.statistics import change, counted, panel_change, percentage, published


def test_a_counted_change_as_in_statsmodels() -> None:
    found = change(counted(89, 234), counted(143, 242))
    low, high = confint_proportions_2indep(143, 242, 89, 234, method="newcomb", compare="diff")
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.difference == pytest.approx(143 / 242 - 89 / 234)
    assert found.p_value == pytest.approx(proportions_ztest([143, 89], [242, 234])[1])
    assert found.rounding == 0


@pytest.mark.parametrize(("n", "decimals"), [(7, 0), (41, 0), (188, 0), (242, 0), (388, 1), (2000, 0)])
def test_published_percentages_stand_for_all_counts_that_round_to_them(n: int, decimals: int) -> None:
    printed = [percentage(count, n, decimals=decimals) for count in range(n + 1)]
    for percent in {*printed}:
        assert percent is not None
        found = published(percent, n, decimals=decimals)
        fitting = [count for count, value in enumerate(printed) if value == percent]
        assert (found.fewest, found.most) == (fitting[0], fitting[-1])


@pytest.mark.parametrize(("percent", "n"), [(50, 41), (101, 40), (-1, 40), (10, 0)])
def test_percentages_that_cannot_be_are_refused(percent: float, n: int) -> None:
    with pytest.raises(InputError, match="N="):
        published(percent, n)


def test_too_little_prevention_in_2015_and_2017_as_published() -> None:
    """38% of 234 is 88 to 90 respondents, 59% of 242 is 142 or 143: the widest interval of all pairs."""
    found = change(published(38, 234), published(59, 242))
    limits = [
        confint_proportions_2indep(later, 242, earlier, 234, method="newcomb", compare="diff")
        for later in (142, 143)
        for earlier in (88, 89, 90)
    ]
    assert found.low == pytest.approx(min(low for low, _high in limits))
    assert found.high == pytest.approx(max(high for _low, high in limits))
    assert found.difference == pytest.approx(0.21)
    assert found.rounding == pytest.approx(max(143 / 242 - 88 / 234 - 0.21, 0.21 - (142 / 242 - 90 / 234)))
    assert found.p_value == pytest.approx(proportions_ztest([142, 90], [242, 234])[1])


def test_the_same_printed_percentage_is_no_difference() -> None:
    found = change(published(83, 242), published(83, 212))
    assert found.difference == 0
    assert found.p_value is not None
    assert found.p_value > 0.9
    assert found.low < 0 < found.high


def test_a_theme_that_nobody_ever_had_cannot_be_tested() -> None:
    assert change(counted(0, 40), counted(0, 50)).p_value is None


@pytest.mark.parametrize(("cells"), [(30, 4, 12, 50), (30, 20, 40, 50), (10, 1, 0, 5)])
def test_a_panel_as_in_statsmodels(cells: tuple[int, int, int, int]) -> None:
    both, earlier, later, neither = cells
    found = panel_change(*cells)
    exact = earlier + later < 25
    expected = mcnemar(np.array([[both, earlier], [later, neither]]), exact=exact, correction=False)
    assert found.p_value == pytest.approx(expected.pvalue)
    assert found.difference == pytest.approx((later - earlier) / sum(cells))
    assert found.low < found.difference < found.high


def test_a_panel_tells_more_than_two_samples() -> None:
    paired, loose = panel_change(60, 5, 20, 115), change(counted(65, 200), counted(80, 200))
    assert paired.high - paired.low < loose.high - loose.low
    assert paired.difference == pytest.approx(loose.difference)
    assert panel_change(3, 0, 0, 9).p_value is None
