import numpy as np
import pytest
from scipy.special import expit

from coding.classifier.calibration import Calibration, calibrate, highest_other, own_offsets, shares_of


def test_probabilities_mean_what_they_say() -> None:
    generator = np.random.default_rng(0)
    truth = expit(generator.normal(-1, 2, (4000, 3)))
    labels = generator.random(truth.shape) < truth
    scores = 3 * np.log(truth / (1 - truth)) + 5  # far too sure of itself, and shifted
    probabilities = calibrate(scores[:2000], labels[:2000]).probabilities(scores[2000:])
    for low in np.arange(0, 1, 0.2):
        inside = (probabilities >= low) & (probabilities < low + 0.2)
        assert inside.sum() > 100
        assert probabilities[inside].mean() == pytest.approx(labels[2000:][inside].mean(), abs=0.04)


def test_scores_that_say_nothing_give_the_share_of_the_code() -> None:
    generator = np.random.default_rng(1)
    labels = generator.random((500, 2)) < [0.1, 0.4]
    probabilities = calibrate(generator.normal(size=(500, 2)), labels).probabilities(np.array([[-3.0, 3.0]]))
    assert probabilities[0] == pytest.approx([0.1, 0.4], abs=0.08)


def test_scores_that_say_the_opposite_are_not_turned_round() -> None:
    labels = np.repeat([[True], [False]], [500, 1500], axis=0)
    scores = np.where(labels, -2.0, 2.0)
    low, high = calibrate(scores, labels).probabilities(np.array([[-2.0], [2.0]])).ravel()
    assert low == high == pytest.approx(0.25, abs=0.01)


def test_a_code_with_three_uses_is_not_made_certain() -> None:
    labels = np.zeros((100, 2), dtype=bool)
    labels[:3, 0] = labels[:50, 1] = True
    scores = np.random.default_rng(2).normal(np.where(labels, 0.6, 0.1), 0.1)
    scores[:3, 0] = 1.0  # perfect so far, by luck
    probabilities = calibrate(scores, labels).probabilities(scores)
    assert probabilities[3:, 0].mean() < 0.05
    assert probabilities[:, 0].sum() == pytest.approx(3, abs=1)


def test_where_texts_have_one_code_a_strong_rival_makes_a_code_less_likely() -> None:
    generator = np.random.default_rng(4)
    truth = generator.integers(0, 4, 400)
    labels = np.arange(4) == truth[:, None]
    scores = 0.25 * labels + generator.normal(0.2, 0.12, labels.shape)
    found = calibrate(scores, labels)
    assert found.rivalry < -1
    alone, beside = found.probabilities(np.array([[0.4, 0.1, 0.1, 0.1], [0.4, 0.5, 0.1, 0.1]]))[:, 0]
    assert alone > 2 * beside
    assert found.in_competition(np.array([[0.4, 0.5, 0.1, 0.1]]))[0, 0] < 0.4


def test_highest_other_counts_equals_and_needs_another_code() -> None:
    assert highest_other(np.array([[0.5, 0.5, 0.1]])).tolist() == [[0.5, 0.5, 0.5]]
    assert highest_other(np.array([[0.7], [0.2]])).tolist() == [[0.0], [0.0]]


def test_before_anything_was_coded_experience_stands() -> None:
    nothing = calibrate(np.zeros((0, 3)), np.zeros((0, 3), dtype=bool))
    low, high = nothing.probabilities(np.array([[0.0, 0.0, 0.0], [0.5, 0.0, 0.0]]))[:, 0]
    assert low < 0.1
    assert high > 0.5


def test_shares_are_drawn_to_their_mean_as_long_as_little_was_coded() -> None:
    labels = np.zeros((4, 2), dtype=bool)
    labels[:, 0] = True
    few = shares_of(labels)
    many = shares_of(np.repeat(labels, 100, axis=0))
    assert 0.5 < few[0] < many[0]
    assert many == pytest.approx([1, 0], abs=0.01)


def test_own_offsets_make_probabilities_average_to_the_share() -> None:
    base = np.random.default_rng(5).normal(0, 3, (300, 4))
    shares = np.array([0.001, 0.2, 0.5, 0.99])
    offsets = own_offsets(base, shares)
    assert expit(base + offsets).mean(axis=0) == pytest.approx(shares, abs=1e-4)
    assert own_offsets(np.zeros((0, 2)), np.array([0.1, 0.2])).tolist() == [0.0, 0.0]


def test_a_calibration_is_a_logistic_curve() -> None:
    curve = Calibration(2.0, -1.0, np.array([0.5, 0.0]))
    # logistic(2 * .3 - 1 * .1 + .5) and logistic(2 * .1 - 1 * .3)
    assert curve.probabilities(np.array([[0.3, 0.1]]))[0] == pytest.approx([0.731059, 0.475021], abs=1e-6)
