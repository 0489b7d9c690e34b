"""Whole sets of codes: the quick way against the slow one of `alpha`, and by hand."""

import math

import numpy as np
import pytest

from coding.agreement import sets
from coding.agreement.alpha import krippendorff_alpha, masi_distance
from coding.agreement.ratings import Ratings
from tests.agreement.builders import ratings


def random_ratings(seed: int, *, units: int = 40, coders: int = 4, codes: int = 5) -> Ratings:
    generator = np.random.default_rng(seed)
    given = [
        {
            unit: "".join(np.array(list("abcde")[:codes])[generator.random(codes) < 0.4])
            for unit in range(units)
            if generator.random() < 0.7
        }
        for _coder in range(coders)
    ]
    return ratings(*given, codes="abcde"[:codes])


def slow_alpha(laid: Ratings) -> float | None:
    return krippendorff_alpha(
        [
            [
                frozenset(np.flatnonzero(laid.given[unit, coder]).tolist())
                if laid.read[unit, coder]
                else None
                for unit in range(len(laid.read))
            ]
            for coder in range(len(laid.coders))
        ],
        distance=masi_distance,
    ).value


def test_distances_are_those_of_masi() -> None:
    letters = ["", "a", "b", "ab", "bc", "abc"]
    rows = np.array([[float(code in one) for code in "abc"] for one in letters])
    expected = [[masi_distance(frozenset(one), frozenset(other)) for other in letters] for one in letters]
    assert sets.distances(rows, rows) == pytest.approx(np.array(expected))


@pytest.mark.parametrize("seed", range(4))
def test_alpha_of_any_number_of_coders_with_missing_readings(seed: int) -> None:
    laid = random_ratings(seed)
    found = sets.set_figures(laid, np.ones((2, laid.n_clusters)))
    assert found.alpha == pytest.approx(slow_alpha(laid))
    assert found.alpha_drawn == pytest.approx(found.alpha)  # a sample that is the data
    assert found.same_drawn == pytest.approx(found.same)


def test_a_sample_is_the_data_drawn_so_often() -> None:
    laid = random_ratings(7)
    drawn = np.random.default_rng(1).integers(laid.n_clusters, size=laid.n_clusters)
    weights = np.bincount(drawn, minlength=laid.n_clusters).astype(float)
    again = Ratings(laid.codes, laid.coders, laid.read[drawn], laid.given[drawn], np.arange(len(drawn)))
    assert sets.set_figures(laid, weights[None, :]).alpha_drawn[0] == pytest.approx(slow_alpha(again))


def test_same_by_hand() -> None:
    # three readers of unit 1, one pair of three the same; unit 2 the same
    laid = ratings({1: "ab", 2: ""}, {1: "ab", 2: ""}, {1: "a"})
    assert sets.set_figures(laid, np.ones((1, 2))).same == pytest.approx((1 / 3 + 1) / 2)


def test_with_very_many_sets_chance_to_first_order_hardly_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    laid = random_ratings(3, units=600)
    weights = np.random.default_rng(4).multinomial(
        laid.n_clusters, [1 / laid.n_clusters] * laid.n_clusters, 50
    )
    exact = sets.set_figures(laid, weights.astype(float)).alpha_drawn
    monkeypatch.setattr(sets, "EXACT_UP_TO", 1)
    assert sets.set_figures(laid, weights.astype(float)).alpha_drawn == pytest.approx(exact, abs=0.004)


@pytest.mark.parametrize("codes", ["", "a"])
def test_all_the_same_has_no_alpha(codes: str) -> None:
    laid = ratings({1: codes, 2: codes}, {1: codes, 2: codes})
    found = sets.set_figures(laid, np.ones((3, 2)))
    assert found.same == 1
    assert math.isnan(found.alpha)
