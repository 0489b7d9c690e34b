import numpy as np
import pytest
from scipy.special import expit

from coding.classifier.calibration import best_thresholds, calibrate


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
    labels = np.repeat([[True], [False]], [50, 150], axis=0)
    scores = np.where(labels, -2.0, 2.0)
    probabilities = calibrate(scores, labels).probabilities(np.array([[-2.0], [2.0]]))
    assert probabilities.ravel() == pytest.approx([0.25, 0.25], abs=0.01)


def test_a_code_with_three_uses_is_not_made_certain() -> None:
    labels = np.zeros((100, 2), dtype=bool)
    labels[:3, 0] = labels[:50, 1] = True
    scores = np.random.default_rng(2).normal(np.where(labels, 1.0, -1.0), 1.0)
    scores[:3, 0] = 10.0  # perfect so far, by luck
    probabilities = calibrate(scores, labels).probabilities(scores)
    assert probabilities[:, 0].mean() == pytest.approx(3.5 / 101, abs=0.001)
    assert probabilities.max() < 0.999


def test_where_no_model_could_be_trained_the_share_stands() -> None:
    labels = np.repeat([[True], [False]], [10, 30], axis=0)
    scores = np.full((40, 1), np.nan)
    assert calibrate(scores, labels).probabilities(scores)[0, 0] == pytest.approx(10.5 / 41)


def test_the_threshold_parts_what_can_be_parted() -> None:
    scores = np.column_stack([np.arange(40.0), np.arange(40.0)])
    labels = np.column_stack([np.arange(40) >= 30, np.arange(40) >= 30])
    assert best_thresholds(scores, labels).tolist() == [29.5, 29.5]


def test_a_rare_code_leans_on_the_common_threshold() -> None:
    generator = np.random.default_rng(3)
    labels = np.zeros((200, 2), dtype=bool)
    labels[:100, 0] = labels[:2, 1] = True
    scores = np.where(labels, 1.0, -1.0) + generator.normal(0, 0.01, (200, 2))
    scores[:2, 1] = 50.0
    low, high = best_thresholds(scores, labels)
    assert low == pytest.approx(0, abs=0.1)
    assert high < 5  # its own best would lie halfway to 50
