import numpy as np
import pytest

from coding.classifier.quality import quality


def test_by_hand() -> None:
    #                  a  b  c
    labels = np.array([[1, 0, 1], [1, 1, 0], [0, 1, 0], [1, 0, 0]], dtype=bool)
    decided = np.array([[1, 0, 0], [1, 0, 0], [1, 1, 0], [0, 0, 0]], dtype=bool)
    found = quality(
        labels, decided, codes=["a", "b", "c"], names={"a": "A", "b": "B", "c": "C"}, learned=[0, 1]
    )
    a, b, c = found["per_code"]
    assert (a["n"], a["precision"], a["recall"], a["f1"]) == (3, 2 / 3, 2 / 3, pytest.approx(2 / 3))
    assert (b["n"], b["precision"], b["recall"], b["f1"]) == (2, 1.0, 0.5, pytest.approx(2 / 3))
    assert c == {"code": "c", "label": "C", "n": 1, "precision": None, "recall": None, "f1": None}
    assert found["micro_precision"] == 3 / 4
    assert found["micro_recall"] == 3 / 6  # the use of c, never learned, is missed
    assert found["micro_f1"] == pytest.approx(2 * 3 / (4 + 6))
    assert found["macro_f1"] == pytest.approx(2 / 3)
    assert found["n_learned"] == 2


def test_nothing_proposed_has_no_precision_and_counts_as_zero() -> None:
    labels = np.array([[True], [False]])
    found = quality(labels, np.zeros_like(labels), codes=["a"], names={"a": "A"}, learned=[0])
    assert found["per_code"][0] == {
        "code": "a",
        "label": "A",
        "n": 1,
        "precision": None,
        "recall": 0.0,
        "f1": 0.0,
    }
    assert found["macro_f1"] == found["micro_f1"] == 0.0
