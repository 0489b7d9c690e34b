"""Estimated shares against figures worked out by hand, limiting cases, and coverage over many draws."""

import numpy as np
import pytest

from coding.tables.estimates import (
    Predictions,
    Readings,
    Tuned,
    estimate,
    estimate_by_hand,
    planned_half_width,
    tune,
)


def simple(labels: list[int], *, n_units: int, rows: list[int] | None = None) -> Readings:
    """A simple random sample and one theme."""
    n = len(labels)
    return Readings(
        n_units,
        np.arange(n) if rows is None else np.array(rows),
        np.array(labels, dtype=bool)[:, None],
        np.full(n, n_units / n),
        np.zeros(n, dtype=np.int64),
    )


def test_by_hand_the_share_is_that_of_the_sample() -> None:
    found = estimate_by_hand(simple([1, 0, 0, 1, 0, 0, 0, 0, 0, 0], n_units=40))
    assert found.share.tolist() == [pytest.approx(0.2)]
    # variance: (1 - 10/40) x (10/9 x 0.16) / 10 = 0.013333; size p(1-p)/v = 12, trusted for 2 in 3; without
    # predictions 10 / (1 - 10/40) = 13.333; 1 / (2/3 / 12 + 1/3 / 13.333) = 12.4138; t of 9 degrees 2.262157
    assert found.size[0] == pytest.approx(12.41379 * (1.959964 / 2.262157) ** 2, rel=1e-5)


def test_the_estimate_of_ppi_with_its_weight() -> None:
    labels = [1, 1, 0, 0, 1, 0, 0, 0]
    predicted = np.array([0.9, 0.6, 0.2, 0.1, 0.4, 0.3, 0.1, 0.2, *[0.5] * 4, *[0.1] * 8])
    readings, predictions = simple(labels, n_units=20), Predictions(predicted[:, None])
    tuned = tune(readings, predictions)
    slope = np.polyfit(predicted[:8], labels, 1)[0]
    assert tuned.themes[0] == pytest.approx(min(1, slope))
    weight = 0.5
    found = estimate(readings, predictions, Tuned(np.array([weight])))
    # mean of all predictions 5.6 / 20; mean of 1 - 0.45, 1 - 0.3, -0.1, -0.05, 1 - 0.2, -0.15, -0.05, -0.1
    assert found.share[0] == pytest.approx(
        0.5 * 0.28 + (0.55 + 0.7 - 0.1 - 0.05 + 0.8 - 0.15 - 0.05 - 0.1) / 8
    )
    errors = np.array(labels) - weight * predicted[:8]
    variance = (1 - 8 / 20) * errors.var(ddof=1) / 8 * 7 / 6
    share = found.share[0]
    per_unit = 3 / 4 * variance / (share * (1 - share)) + 1 / 4 * (1 - 8 / 20) / 8
    assert found.size[0] == pytest.approx((1.959964 / 2.364624) ** 2 / per_unit, rel=1e-5)


def test_good_predictions_leave_next_to_no_doubt() -> None:
    truth = np.random.default_rng(1).random(2_000) < 0.3
    rows = np.random.default_rng(2).choice(2_000, 300, replace=False)
    readings = simple(truth[rows].tolist(), n_units=2_000, rows=rows.tolist())
    predictions = Predictions(truth.astype(float)[:, None])
    tuned = tune(readings, predictions)
    found = estimate(readings, predictions, tuned)
    assert tuned.themes[0] == pytest.approx(1)
    assert found.share[0] == pytest.approx(truth.mean())
    assert found.half_width[0] < 0.15 * estimate_by_hand(readings).half_width[0]


def test_useless_predictions_do_no_harm() -> None:
    rng = np.random.default_rng(3)
    truth, noise = rng.random(2_000) < 0.3, rng.random((2_000, 1))
    readings = simple(truth[:300].tolist(), n_units=2_000)
    tuned = tune(readings, Predictions(noise))
    found, by_hand = estimate(readings, Predictions(noise), tuned), estimate_by_hand(readings)
    assert tuned.themes[0] < 0.1
    assert found.share[0] == pytest.approx(by_hand.share[0], abs=0.01)
    assert found.half_width[0] == pytest.approx(by_hand.half_width[0], rel=0.02)
    same = Predictions(np.full((2_000, 1), 0.7))
    assert tune(readings, same).themes.tolist() == [0]


def test_predictions_that_say_the_opposite_count_for_nothing() -> None:
    readings = simple([1, 1, 0, 0, 0, 0], n_units=12)
    against = Predictions(np.array([0.0, 0.1, 0.9, 0.8, 0.9, 0.7, *[0.5] * 6])[:, None])
    assert tune(readings, against).themes.tolist() == [0]


def test_when_all_was_read_there_is_no_doubt() -> None:
    found = estimate_by_hand(simple([1, 0, 0, 1, 0], n_units=5))
    assert (found.share[0], found.low[0], found.high[0]) == (0.4, 0.4, 0.4)


def test_strata_count_for_their_size() -> None:
    # 30 units of which 3 read, 1 with the theme; 10 of which 5 read, 4 with it: (30/3 + 10 x 4/5) / 40
    readings = Readings(
        40,
        np.arange(8),
        np.array([1, 0, 0, 1, 1, 1, 1, 0], dtype=bool)[:, None],
        np.array([10.0] * 3 + [2.0] * 5),
        np.array([1] * 3 + [2] * 5),
    )
    found = estimate_by_hand(readings)
    assert found.share[0] == pytest.approx(18 / 40)
    # per stratum N² (1 - n/N) s²/n: 900 x 0.9 x (1/3) / 3 = 90 and 100 x 0.5 x 0.2 / 5 = 2
    ones = readings.labels.astype(float)
    assert readings.covariance(ones, ones)[0] == pytest.approx(92)


def test_unequal_probabilities_weigh_as_horvitz_and_thompson_do() -> None:
    # drawn with probability 1/2, 1/4, 1/4: the two that have the theme stand for 2 + 4 of 10
    readings = Readings(
        10,
        np.arange(3),
        np.array([[1], [1], [0]], dtype=bool),
        np.array([2.0, 4.0, 4.0]),
        np.zeros(3, dtype=int),
    )
    assert estimate_by_hand(readings).share[0] == pytest.approx(0.6)
    # free 1/2, 3/4, 3/4; weighted 2, 4, 0, mean (1 + 3) / 2 = 2: 3/2 x (0 + 3/4 x 4 + 3/4 x 4) = 9
    ones = readings.labels.astype(float)
    assert readings.covariance(ones, ones)[0] == pytest.approx(9)


def test_a_stratum_with_one_unit_varies_with_another() -> None:
    readings = Readings(
        20,
        np.arange(5),
        np.array([[1], [0], [1], [0], [1]], dtype=bool),
        np.full(5, 4.0),
        np.array([1, 1, 1, 2, 3]),
    )
    assert readings.groups.tolist() == [1, 1, 1, 2, 2]
    assert readings.degrees_of_freedom == 3


def test_what_was_certain_speaks_for_itself_alone() -> None:
    # four read beforehand, all with the theme; of the other sixteen four were drawn, one with it
    readings = Readings(
        20,
        np.arange(8),
        np.array([1, 1, 1, 1, 1, 0, 0, 0], dtype=bool)[:, None],
        np.array([1.0] * 4 + [4.0] * 4),
        np.array([0] * 4 + [1] * 4),
    )
    assert estimate_by_hand(readings).share[0] == pytest.approx((4 + 16 / 4) / 20)


def test_no_interval_goes_beyond_what_is_known() -> None:
    # nine units have it for certain, read otherwise than by the draw: at least 9 of 20, at most 20 - 2
    readings = Readings(
        20,
        np.arange(13),
        np.array([1] * 9 + [1, 1, 0, 0], dtype=bool)[:, None],
        np.array([0.0] * 9 + [5.0] * 4),
        np.zeros(13, dtype=np.int64),
    )
    found = estimate_by_hand(readings)
    assert found.low[0] == pytest.approx(11 / 20)
    assert found.high[0] <= 18 / 20
    assert found.n_drawn == 4


def test_a_theme_nobody_gave_has_an_upper_limit_that_predictions_cannot_lower() -> None:
    readings = simple([0] * 100, n_units=1_000)
    predictions = Predictions(np.full((1_000, 1), 0.001))
    found = estimate(readings, predictions, tune(readings, predictions))
    by_hand = estimate_by_hand(readings)
    assert (found.share[0], found.low[0]) == (0, 0)
    assert found.high[0] == pytest.approx(by_hand.high[0], rel=0.01)
    assert found.high[0] > 0.029  # with 100 of 1,000 read and 0 found, 29 in 1,000 has a chance of 5% (exact)


def test_a_part_is_estimated_from_its_own_units() -> None:
    readings = simple([1, 0, 1, 1, 0, 0, 0, 1], n_units=16)
    inside = np.zeros(16, dtype=bool)
    inside[[0, 1, 2, 3, 8, 9]] = True
    predicted = np.full((16, 1), 0.5)
    predicted[[8, 9]] = 0.6
    part = readings.part(inside)
    assert part.n_units == 6
    assert part.rows.tolist() == [0, 1, 2, 3]
    found = estimate(part, Predictions(predicted).part(inside), Tuned(np.array([1.0])))
    # mean of the part's predictions (4 x 0.5 + 1.2) / 6, and of 1 - 0.5, -0.5, 0.5, 0.5
    assert found.share[0] == pytest.approx(3.2 / 6 + 0.25)


def test_without_exclusive_answers_the_base_is_estimated_too() -> None:
    # ten of forty read; two say "none": of the eight others three have the theme
    base = np.array([1] * 8 + [0] * 2, dtype=bool)
    readings = simple([1, 1, 1, 0, 0, 0, 0, 0, 0, 0], n_units=40)
    found = estimate_by_hand(readings, base=base)
    assert found.share[0] == pytest.approx(3 / 8)
    alone = estimate_by_hand(simple([1, 1, 1, 0, 0, 0, 0, 0], n_units=32))
    assert found.half_width[0] == pytest.approx(alone.half_width[0], rel=0.06)
    # predictions of the base that are right make it 24 of 40 for certain
    known = np.array([1.0] * 8 + [0.0] * 2 + [1.0] * 16 + [0.0] * 14)
    predictions = Predictions(np.zeros((40, 1)), known)
    tuned = tune(readings, predictions, base=base)
    assert tuned.base == pytest.approx(1)
    assert estimate(readings, predictions, tuned, base=base).share[0] == pytest.approx(0.3 / 0.6)


def test_nothing_drawn_gives_no_number() -> None:
    readings = Readings(5, np.arange(1), np.ones((1, 1), dtype=bool), np.zeros(1), np.zeros(1, dtype=int))
    assert np.isnan(estimate_by_hand(readings).share).all()


def test_reading_more_makes_it_narrower_as_a_larger_sample_would_be() -> None:
    half = estimate_by_hand(simple([1] * 60 + [0] * 140, n_units=2_000))
    larger = estimate_by_hand(simple([1] * 105 + [0] * 245, n_units=2_000))
    assert planned_half_width(half, 150)[0] == pytest.approx(larger.half_width[0], rel=0.01)
    assert planned_half_width(half, 1_800).tolist() == [0]
    # eleven weights of 14/11 add up to a hair more than 14; with the other three all is read
    assert planned_half_width(estimate_by_hand(simple([1] * 4 + [0] * 7, n_units=14)), 3).tolist() == [0]


def test_intervals_hold_in_nineteen_of_twenty_draws_and_are_narrower() -> None:
    rng = np.random.default_rng(7)
    chances = rng.beta(0.3, 1.5, size=(1_500, 6)) * np.array([1.0, 0.8, 0.5, 0.2, 0.1, 0.05])
    truth = rng.random(chances.shape) < chances
    covered, ratios = [], []
    for _draw in range(200):
        rows = rng.choice(1_500, 200, replace=False)
        readings = Readings(1_500, rows, truth[rows], np.full(200, 7.5), np.zeros(200, dtype=np.int64))
        predictions = Predictions(chances)
        found = estimate(readings, predictions, tune(readings, predictions))
        covered.append((found.low <= truth.mean(axis=0)) & (truth.mean(axis=0) <= found.high))
        ratios.append(found.half_width / estimate_by_hand(readings).half_width)
    assert np.mean(covered) == pytest.approx(0.95, abs=0.02)
    assert np.mean(covered, axis=0).min() > 0.9
    assert np.mean(ratios, axis=0)[0] < 0.85
