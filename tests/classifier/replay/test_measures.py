import numpy as np
import pytest
from sklearn.metrics import f1_score

from coding.classifier.replay.measures import (
    MEASURES,
    coverage_at_precision,
    measures,
    micro_and_macro_f1,
    recall_at,
    sample_f1,
)


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    labels = rng.random((60, 5)) < 0.3
    probabilities = np.clip(0.4 * labels + rng.random((60, 5)) * 0.6, 0, 1)
    return labels, probabilities >= 0.5, probabilities


def test_f1_is_that_of_scikit_learn(drawn) -> None:
    labels, decisions, _probabilities = drawn
    micro, macro = micro_and_macro_f1(labels, decisions)
    assert micro == pytest.approx(f1_score(labels, decisions, average="micro"))
    assert macro == pytest.approx(f1_score(labels, decisions, average="macro"))
    expected = f1_score(labels, decisions, average="samples", zero_division=1)
    assert sample_f1(labels, decisions) == pytest.approx(expected)


def test_a_code_that_does_not_occur_is_no_part_of_macro_f1() -> None:
    labels = np.array([[1, 0], [0, 0]], dtype=bool)
    decisions = np.array([[1, 1], [0, 1]], dtype=bool)
    assert micro_and_macro_f1(labels, decisions) == (0.5, 1.0)  # 2 * 1 / (1 + 3)


def test_recall_among_the_first() -> None:
    labels = np.array([[1, 0, 1], [0, 0, 0], [0, 1, 0]], dtype=bool)
    probabilities = np.array([[0.9, 0.5, 0.1], [0.1, 0.2, 0.3], [0.4, 0.4, 0.1]])
    assert recall_at(probabilities, labels, 2) == pytest.approx(2 / 3)  # the first of equals
    assert recall_at(probabilities, labels, 1) == pytest.approx(1 / 3)


def test_coverage_is_the_largest_share_not_the_first() -> None:
    # right, wrong, then forty right: .95 is lost at the second and regained at the end (41 of 42)
    probabilities = np.linspace(0.99, 0.6, 42)[:, None]
    labels = np.ones((42, 1), dtype=bool)
    labels[1] = False
    everything = np.ones((42, 1), dtype=bool)
    assert coverage_at_precision(probabilities, labels, everything, 0.95) == 1.0
    assert coverage_at_precision(probabilities[:5], labels[:5], everything[:5], 0.95) == pytest.approx(0.2)
    assert coverage_at_precision(probabilities, ~labels & False, everything, 0.95) == 0.0


def test_all_of_them_and_nothing_to_measure(drawn) -> None:
    assert set(measures(*drawn)) == set(MEASURES)
    nothing = measures(np.zeros((0, 3), dtype=bool), np.zeros((0, 3), dtype=bool), np.zeros((0, 3)))
    assert all(value == 0 for value in nothing.values())
