import numpy as np
import pytest

from coding.classifier.figures.reliability import reliability


def test_by_hand() -> None:
    probabilities = np.array([[0.05, 0.82], [0.03, 0.88], [0.07, 0.84], [0.05, 1.0]])
    labels = np.array([[0, 1], [0, 1], [1, 0], [0, 1]], dtype=bool)
    found = reliability(probabilities, labels)
    low, eighty, ninety = found["bins"]
    assert (low["low"], low["high"], low["n"]) == (0.0, 0.1, 4)
    assert (low["mean"], low["share"]) == (pytest.approx(0.05), 0.25)
    assert (eighty["n"], eighty["mean"], eighty["share"]) == (
        3,
        pytest.approx(2.54 / 3),
        pytest.approx(2 / 3),
    )
    assert (ninety["n"], ninety["mean"], ninety["share"]) == (1, 1.0, 1.0)  # certainty itself has a place
    apart = [4 * 0.2, 3 * (2.54 / 3 - 2 / 3), 0]
    assert found["error"] == pytest.approx(sum(apart) / 8)
    assert found["error_shown"] == pytest.approx(apart[1] / 4)
    assert found["n"] == 8
    # R: prop.test(1, 4, correct = FALSE)$conf.int
    assert (low["share_low"], low["share_high"]) == (
        pytest.approx(0.0455868, abs=1e-6),
        pytest.approx(0.6993582, abs=1e-6),
    )


def test_nothing_to_compare() -> None:
    found = reliability(np.zeros((0, 2)), np.zeros((0, 2), dtype=bool))
    assert found == {"bins": [], "error": None, "error_shown": None, "n": 0}
