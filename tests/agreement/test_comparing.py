"""Comparing two coders' sets of codes: counts by hand, intervals against published ones."""

import math

import numpy as np
import pandas as pd
import pytest

from coding.agreement.coefficients import cohen_kappa, gwet_ac1, krippendorff_alpha, masi_distance
from coding.agreement.comparing import (
    Comparison,
    compare,
    draw_weights,
    interval,
    masi_alpha,
    overall,
    per_code,
    tables_per_cluster,
)

# segment: codes; segments 7 and 8 were read by one coder only
FIRST = {1: "ab", 2: "a", 3: "", 4: "b", 5: "c", 6: "", 7: "a"}
SECOND = {1: "a", 2: "a", 3: "b", 4: "b", 5: "", 6: "", 8: "a"}
RESPONDENTS = {1: 10, 2: 10, 3: 20, 4: 30, 5: 40, 6: 50, 7: 60, 8: 70}
LABELS = {"a": "Aa", "b": "Bee", "c": "Cee", "d": "Dee"}


def small() -> Comparison:
    return compare(
        {segment: frozenset(codes) for segment, codes in FIRST.items()},
        {segment: frozenset(codes) for segment, codes in SECOND.items()},
        codes=list(LABELS),
        clusters=RESPONDENTS,
    )


def weights(comparison: Comparison, draws: int = 1000, seed: int = 1) -> np.ndarray:
    return draw_weights(int(comparison.clusters.max()) + 1, draws=draws, seed=seed)


def test_only_what_both_read_counts() -> None:
    comparison = small()
    assert comparison.first.shape == (6, 4)
    assert comparison.clusters.tolist() == [0, 0, 1, 2, 3, 4]
    # code a: both in 1 and 2, neither in the other four; code b: both in 4, first only 1, second only 3
    tables = tables_per_cluster(comparison).sum(axis=0)
    assert tables[0].tolist() == [[4, 0], [0, 2]]
    assert tables[1].tolist() == [[3, 1], [1, 1]]
    assert tables[2].tolist() == [[5, 0], [1, 0]]
    assert tables[3].tolist() == [[6, 0], [0, 0]]


def test_per_code_by_hand() -> None:
    comparison = small()
    rows = per_code(comparison, LABELS, weights(comparison)).set_index("code")
    assert list(rows["label"]) == ["Aa", "Bee", "Cee", "Dee"]
    assert rows.loc["a", ["uses_a", "uses_b", "both"]].tolist() == [2, 2, 2]
    assert rows.loc["b", ["uses_a", "uses_b", "both"]].tolist() == [2, 2, 1]
    assert rows.loc["a", "kappa"] == rows.loc["a", "alpha"] == rows.loc["a", "positive"] == 1
    # b: agreement 4/6, chance (2/6)² + (4/6)² = 5/9; kappa = (6/9 - 5/9) / (4/9) = 1/4
    assert rows.loc["b", "percent"] == pytest.approx(4 / 6)
    assert rows.loc["b", "kappa"] == pytest.approx(0.25)
    assert rows.loc["b", "positive"] == pytest.approx(0.5)
    assert rows.loc["b", "low"] < rows.loc["b", "alpha"] < rows.loc["b", "high"]
    # c was used once, by one coder; d by nobody
    assert rows.loc["c", "kappa"] == 0
    assert math.isnan(rows.loc["d", "kappa"])
    assert math.isnan(rows.loc["d", "low"])
    assert rows.loc["d", "percent"] == 1
    assert "geen van beiden" in rows.loc["d", "reason"]
    assert rows["rare"].all()


@pytest.mark.parametrize(("answers", "rare"), [(4, True), (5, False)])
def test_a_code_is_rare_when_used_in_fewer_than_five_answers(answers: int, rare: bool) -> None:
    # both coders use it in all but the last of these answers, and one of them in that one too
    one = {n: frozenset("a" if n < answers else "") for n in range(10)}
    other = {n: frozenset("a" if n < answers - 1 else "") for n in range(10)}
    comparison = compare(one, other, codes=["a"], clusters={n: n for n in range(10)})
    assert per_code(comparison, LABELS, weights(comparison))["rare"][0] == rare


def test_overall_by_hand() -> None:
    comparison = small()
    found = overall(comparison, weights(comparison))
    # 24 judgements: both 3, first only 2 (1b, 5c), second only 1 (3b)
    assert found["percent"] == pytest.approx(21 / 24)
    assert found["positive"] == pytest.approx(6 / 9)
    assert found["same"] == pytest.approx(3 / 6)
    assert found["mean_positive"] == pytest.approx((1 + 0.5 + 0) / 3)  # d was not used and does not count
    assert found["mean_kappa"] == pytest.approx((1 + 0.25 + 0) / 3)
    expected = krippendorff_alpha(
        [[frozenset(given[segment]) for segment in range(1, 7)] for given in (FIRST, SECOND)],
        distance=masi_distance,
    )
    assert found["masi_alpha"] == pytest.approx(expected.value)
    for name in ("percent", "positive", "kappa", "alpha", "ac1", "same", "masi_alpha"):
        assert found[f"{name}_low"] <= found[name] <= found[f"{name}_high"]


def test_alpha_over_sets_in_a_sample_that_is_the_data_is_that_of_the_data() -> None:
    comparison = small()
    value, (low, high) = masi_alpha(comparison, np.ones((3, 5)))
    assert low == pytest.approx(value)
    assert high == pytest.approx(value)


def test_the_bootstrap_gives_the_published_intervals() -> None:
    # [[13,0,0],[0,20,7],[0,4,56]]: kappa .680 to .913, AC1 .764 to .935 by large-sample formulas
    cells = np.array([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    units = np.zeros((100, 3, 3))
    place = np.repeat(np.arange(9), cells.ravel())
    units[np.arange(100), place // 3, place % 3] = 1
    drawn = np.tensordot(draw_weights(100, draws=4000, seed=1), units, axes=1)
    assert interval(cohen_kappa(drawn)) == pytest.approx((0.680, 0.913), abs=0.02)
    assert interval(gwet_ac1(drawn)) == pytest.approx((0.764, 0.935), abs=0.02)
    assert np.nanstd(cohen_kappa(drawn)) == pytest.approx(0.0589, abs=0.004)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    comparison = small()
    frames = [per_code(comparison, LABELS, weights(comparison, seed=seed)) for seed in (1, 1)]
    pd.testing.assert_frame_equal(*frames)
    assert not np.array_equal(weights(comparison, seed=1), weights(comparison, seed=2))


def test_respondents_are_drawn_whole() -> None:
    drawn = draw_weights(7, draws=50, seed=1)
    assert drawn.shape == (50, 7)
    assert (drawn.sum(axis=1) == 7).all()
    # all of one respondent's answers together: with one respondent there is nothing to draw
    sets = {segment: frozenset("a" if segment % 2 else "") for segment in range(10)}
    other = {segment: frozenset("a" if segment % 3 else "") for segment in range(10)}
    comparison = compare(sets, other, codes=["a"], clusters=dict.fromkeys(range(10), 1))
    row = per_code(comparison, LABELS, weights(comparison)).iloc[0]
    assert row["low"] == pytest.approx(row["alpha"])
    assert row["high"] == pytest.approx(row["alpha"])


def test_nothing_in_common_is_a_result_and_not_an_error() -> None:
    comparison = compare({1: frozenset("a")}, {2: frozenset("a")}, codes=["a"], clusters={1: 1, 2: 2})
    empty = draw_weights(0, draws=200, seed=1)
    row = per_code(comparison, LABELS, empty).iloc[0]
    assert math.isnan(row["percent"])
    assert "niets" in row["reason"]
    assert all(math.isnan(value) for value in overall(comparison, empty).values())


@pytest.mark.parametrize("codes", ["", "a"])
def test_all_the_same_is_a_result_and_not_an_error(codes: str) -> None:
    sets = {segment: frozenset(codes) for segment in range(5)}
    comparison = compare(sets, sets, codes=["a"], clusters={segment: segment for segment in sets})
    found = overall(comparison, weights(comparison))
    assert found["percent"] == found["same"] == found["ac1"] == 1
    assert math.isnan(found["kappa"])
    assert math.isnan(found["masi_alpha"])


def test_an_interval_needs_enough_samples_with_a_value() -> None:
    assert interval(np.array([np.nan, np.nan, 0.4]))[0] != interval(np.array([0.4, 0.4, 0.4]))[0]
    assert math.isnan(interval(np.array([np.nan, np.nan, 0.4]))[0])
    assert interval(np.array([np.nan, 0.4, 0.4])) == (0.4, 0.4)
