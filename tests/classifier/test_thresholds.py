import numpy as np
import pytest

from coding.classifier.thresholds import EXPERIENCE, alone_or_not_at_all, best_threshold, best_thresholds


def test_the_threshold_parts_what_can_be_parted() -> None:
    scores = np.arange(40.0)
    assert best_threshold(scores, scores >= 30) == 29.5
    assert best_threshold(scores, np.zeros(40, dtype=bool)) == 0.0


def test_equal_scores_are_never_parted() -> None:
    # yes to all three equals has F1 .8, to the first alone 2/3: but that one cannot be had
    assert best_threshold(np.array([1.0, 1.0, 1.0, 0.0]), np.array([True, True, False, False])) == 0.5


def test_with_many_uses_each_code_has_its_own() -> None:
    scores = np.column_stack([np.arange(4000.0), np.arange(4000.0)])
    labels = np.column_stack([np.arange(4000) >= 1000, np.arange(4000) >= 3000])
    low, high = best_thresholds(scores, labels)
    assert low == pytest.approx(999.5, abs=20)
    assert high == pytest.approx(2999.5, abs=60)


def test_a_rare_code_leans_on_the_common_threshold() -> None:
    generator = np.random.default_rng(3)
    labels = np.zeros((200, 2), dtype=bool)
    labels[:100, 0] = labels[:2, 1] = True
    scores = np.where(labels, 1.0, -1.0) + generator.normal(0, 0.01, (200, 2))
    scores[:2, 1] = 50.0
    low, high = best_thresholds(scores, labels)
    assert low == pytest.approx(0, abs=0.1)
    assert high < 5  # its own best would lie halfway to 50


def test_before_anything_was_coded_experience_stands() -> None:
    assert best_thresholds(np.zeros((0, 2)), np.zeros((0, 2), dtype=bool)).tolist() == [EXPERIENCE] * 2


def test_an_exclusive_code_stands_alone_or_not_at_all() -> None:
    chosen = np.array([[1, 1, 1], [1, 1, 1], [0, 0, 1], [0, 0, 0]], dtype=bool)
    probabilities = np.array([[0.9, 0.8, 0.5], [0.4, 0.3, 0.6], [0.1, 0.2, 0.3], [0.1, 0.1, 0.1]])
    kept = alone_or_not_at_all(chosen, probabilities, [2])
    assert kept.astype(int).tolist() == [[1, 1, 0], [0, 0, 1], [0, 0, 1], [0, 0, 0]]
