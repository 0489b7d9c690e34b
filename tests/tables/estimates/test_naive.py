"""Counting predictions."""

import numpy as np
import pytest

from coding.tables.estimates import Readings, count_predictions


def test_readings_count_as_read_and_the_rest_as_predicted() -> None:
    readings = Readings(
        5, np.array([0, 2]), np.array([[1], [0]], dtype=bool), np.full(2, 2.5), np.zeros(2, dtype=np.int64)
    )
    found = count_predictions(readings, np.array([[0.0], [0.9], [1.0], [0.4], [0.2]]))
    assert found.expected[0] == pytest.approx((1 + 0.9 + 0.4 + 0.2) / 5)
    assert found.decided[0] == pytest.approx(2 / 5)
