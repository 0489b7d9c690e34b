"""Which texts are picked, with vectors in two dimensions."""

import numpy as np
import pytest

from coding.quotes.ranking import pick, typicality

EAST, NORTH, BOTH = [1.0, 0.0], [0.0, 1.0], [np.sqrt(0.5), np.sqrt(0.5)]


def test_typical_is_near_the_middle() -> None:
    found = typicality(np.array([EAST, BOTH, [0.0, 0.0]]), np.array([EAST, NORTH]))
    assert found == pytest.approx([np.sqrt(0.5), 1.0, 0.0])
    assert typicality(np.array([EAST]), np.zeros((2, 2))).tolist() == [0.0]


def test_the_best_first_and_one_of_each_source() -> None:
    vectors = np.array([EAST, EAST, NORTH])
    assert pick(vectors, np.array([0.9, 1.0, 0.5]), ["x", "x", "y"], n=5) == [1, 2]


def test_what_resembles_an_earlier_one_waits() -> None:
    vectors = np.array([EAST, EAST, NORTH])
    # the second is as good as the first and the same: 0.7 * 1 - 0.3 < 0.7 * 0.6
    assert pick(vectors, np.array([1.0, 1.0, 0.6]), ["x", "y", "z"], n=2) == [0, 2]
    # unless the other is that much worse: 0.7 * 0.5 < 0.4
    assert pick(vectors, np.array([1.0, 1.0, 0.5]), ["x", "y", "z"], n=2) == [0, 1]
