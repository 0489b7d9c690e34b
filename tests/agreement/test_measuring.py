"""Every figure of laid-out ratings: counts by hand, intervals against published ones."""

import math

import numpy as np
import pandas as pd
import pytest

from coding.agreement.coefficients import ClusterSums, cohen_kappa, gwet_ac1
from coding.agreement.measuring import draw_weights, interval, measure, pairs
from coding.agreement.model import Figures
from coding.agreement.ratings import Ratings
from tests.agreement.builders import ratings
from tests.agreement.examples import FOUR_CODERS, THREE_CATEGORIES

# unit: codes; units 7 and 8 were read by one coder only
FIRST = {1: "ab", 2: "a", 3: "", 4: "b", 5: "c", 6: "", 7: "a"}
SECOND = {1: "a", 2: "a", 3: "b", 4: "b", 5: "", 6: "", 8: "a"}
RESPONDENTS = {1: 10, 2: 10, 3: 20, 4: 30, 5: 40, 6: 50, 7: 60, 8: 70}
LABELS = {"a": "Aa", "b": "Bee", "c": "Cee", "d": "Dee"}


def small() -> Ratings:
    return ratings(FIRST, SECOND, clusters=RESPONDENTS)


def measured(laid: Ratings, *, draws: int = 500, seed: int = 1) -> Figures:
    return measure(laid, labels={code: LABELS.get(code, code) for code in laid.codes}, draws=draws, seed=seed)


def test_per_code_by_hand() -> None:
    found = measured(small())
    assert (found.n_units, found.n_respondents, found.n_readings, found.n_codings) == (6, 5, 12, 9)
    rows = found.per_code.set_index("code")
    assert list(rows["label"]) == ["Aa", "Bee", "Cee", "Dee"]
    assert rows[["uses", "used_in", "shared_by_all"]].values.tolist() == [
        [4, 2, 2],
        [4, 3, 1],
        [1, 1, 0],
        [0, 0, 0],
    ]
    assert found.uses.values.tolist() == [[2, 2], [2, 2], [1, 0], [0, 0]]
    assert rows.loc["a", "kappa"] == rows.loc["a", "alpha"] == rows.loc["a", "positive"] == 1
    # b: agreement 4/6, chance (2/6)² + (4/6)² = 5/9; kappa = (6/9 - 5/9) / (4/9) = 1/4
    assert rows.loc["b", "percent"] == pytest.approx(4 / 6)
    assert rows.loc["b", "kappa"] == pytest.approx(0.25)
    assert rows.loc["b", "positive"] == pytest.approx(0.5)
    assert rows.loc["b", "alpha_low"] < rows.loc["b", "alpha"] < rows.loc["b", "alpha_high"]
    # c was used once, by one coder; d by nobody
    assert rows.loc["c", "kappa"] == pytest.approx(0)
    assert math.isnan(rows.loc["d", "kappa"])
    assert math.isnan(rows.loc["d", "alpha_low"])
    assert rows.loc["d", "percent"] == 1
    assert "niemand" in rows.loc["d", "reason"]
    assert rows["rare"].all()


@pytest.mark.parametrize(("answers", "rare"), [(4, True), (5, False)])
def test_a_code_is_rare_when_used_in_fewer_than_five_answers(answers: int, rare: bool) -> None:
    # both coders use it in all but the last of these answers, and one of them in that one too
    one = {n: "a" if n < answers else "" for n in range(10)}
    other = {n: "a" if n < answers - 1 else "" for n in range(10)}
    assert measured(ratings(one, other, codes="a")).per_code["rare"][0] == rare


def test_overall_by_hand() -> None:
    found = measured(small()).overall
    # 24 judgements: both 3, first only 2 (1b, 5c), second only 1 (3b)
    assert found["percent"] == pytest.approx(21 / 24)
    assert found["positive"] == pytest.approx(6 / 9)
    assert found["same"] == pytest.approx(3 / 6)
    assert found["mean_positive"] == pytest.approx((1 + 0.5 + 0) / 3)  # d was not used and does not count
    assert found["mean_kappa"] == pytest.approx((1 + 0.25 + 0) / 3)
    assert "whole_kappa" not in found  # somebody gave two codes
    for name in ("percent", "positive", "kappa", "alpha", "ac1", "same", "masi_alpha"):
        assert found[f"{name}_low"] <= found[name] <= found[f"{name}_high"]


def test_with_one_code_each_a_unit_is_one_judgement_out_of_all_codes() -> None:
    cells = [(one, other, n) for one, row in enumerate(THREE_CATEGORIES) for other, n in enumerate(row)]
    given = [(one, other) for one, other, n in cells for _time in range(n)]
    laid = ratings(
        {unit: "abc"[one] for unit, (one, _other) in enumerate(given)},
        {unit: "abc"[other] for unit, (_one, other) in enumerate(given)},
    )
    found = measured(laid, draws=2000).overall
    assert found["whole_kappa"] == pytest.approx(0.7964, abs=5e-5)
    assert found["whole_ac1"] == pytest.approx(0.849, abs=5e-4)
    # the published intervals are large-sample formulas
    assert (found["whole_kappa_low"], found["whole_kappa_high"]) == pytest.approx((0.680, 0.913), abs=0.02)
    assert (found["whole_ac1_low"], found["whole_ac1_high"]) == pytest.approx((0.764, 0.935), abs=0.02)


def test_four_coders_with_missing_readings() -> None:
    coders = [
        {unit: "abcde"[value - 1] for unit, value in enumerate(coder) if value} for coder in FOUR_CODERS
    ]
    found = measured(ratings(*coders, codes="abcde"))
    assert found.n_units == 11
    assert found.overall["whole_alpha"] == pytest.approx(0.7434, abs=5e-5)
    assert found.overall["masi_alpha"] == pytest.approx(0.7434, abs=5e-5)  # single codes: MASI is nominal
    assert found.overall["same"] == pytest.approx(0.81818, abs=5e-6)


def test_none_is_a_category_where_it_occurs() -> None:
    # the two coders of ten units: 1 is the code, 0 read and none
    laid = ratings(
        {unit: "a" * int(value) for unit, value in enumerate("0100000010")},
        {unit: "a" * int(value) for unit, value in enumerate("1110010000")},
    )
    found = measured(laid).overall
    assert found["whole_alpha"] == pytest.approx(0.0952, abs=5e-5)
    assert found["same"] == pytest.approx(0.60)


def test_pairs_by_hand() -> None:
    found = pairs(ratings(FIRST, SECOND, {1: "ab", 9: "a"}))
    assert found[["coder_a", "coder_b", "n_double"]].values.tolist() == [
        ["coder 0", "coder 1", 6],
        ["coder 0", "coder 2", 1],
        ["coder 1", "coder 2", 1],
    ]
    assert found["percent"].tolist() == pytest.approx([21 / 24, 1, 3 / 4])
    assert found["same"].tolist() == [0.5, 1, 0]


def test_a_pair_has_the_figures_of_the_two_measured() -> None:
    laid = small()
    row = pairs(laid).iloc[0]
    overall = measured(laid).overall
    for name in ("same", "percent", "positive", "kappa", "alpha", "ac1"):
        assert row[name] == pytest.approx(overall[name])


def test_the_bootstrap_gives_the_published_standard_error() -> None:
    cells = [(one, other, n) for one, row in enumerate(THREE_CATEGORIES) for other, n in enumerate(row)]
    judged = np.array([(one, other) for one, other, n in cells for _time in range(n)])
    given = (judged[:, :, None] == [1, 2])[:, :, None, :]
    sums = ClusterSums(np.ones((100, 2), dtype=bool), given, np.arange(100))
    drawn = sums.samples(draw_weights(100, draws=4000, seed=1))
    assert np.nanstd(cohen_kappa(drawn)) == pytest.approx(0.0589, abs=0.004)
    assert interval(gwet_ac1(drawn)[:, 0]) == pytest.approx((0.764, 0.935), abs=0.02)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    one, other = measured(small()), measured(small())
    pd.testing.assert_frame_equal(one.per_code, other.per_code)
    assert one.overall == other.overall
    weights = [draw_weights(5, draws=10, seed=seed) for seed in (1, 2)]
    assert not np.array_equal(*weights)


def test_respondents_are_drawn_whole() -> None:
    drawn = draw_weights(7, draws=50, seed=1)
    assert drawn.shape == (50, 7)
    assert (drawn.sum(axis=1) == 7).all()
    # all of one respondent's answers together: with one respondent there is nothing to draw
    one = {unit: "a" if unit % 2 else "" for unit in range(10)}
    other = {unit: "a" if unit % 3 else "" for unit in range(10)}
    row = measured(ratings(one, other, codes="a", clusters=dict.fromkeys(range(10), 1))).per_code.iloc[0]
    assert row["alpha_low"] == pytest.approx(row["alpha"])
    assert row["alpha_high"] == pytest.approx(row["alpha"])


def test_nothing_in_common_is_a_result_and_not_an_error() -> None:
    found = measured(ratings({1: "a"}, {2: "a"}))
    assert found.n_units == found.n_respondents == 0
    assert math.isnan(found.per_code["percent"][0])
    assert "niets" in found.per_code["reason"][0]
    assert all(math.isnan(value) for value in found.overall.values())


@pytest.mark.parametrize("codes", ["", "a"])
def test_all_the_same_is_a_result_and_not_an_error(codes: str) -> None:
    found = measured(ratings(*([dict.fromkeys(range(5), codes)] * 3), codes="a"))
    assert found.overall["percent"] == found.overall["same"] == found.overall["ac1"] == 1
    assert math.isnan(found.overall["kappa"])
    assert math.isnan(found.overall["masi_alpha"])


def test_an_interval_needs_enough_samples_with_a_value() -> None:
    assert math.isnan(interval(np.array([np.nan, np.nan, 0.4]))[0])
    assert interval(np.array([np.nan, 0.4, 0.4])) == (0.4, 0.4)
