import numpy as np
import pytest
from scipy.sparse import csr_matrix

from coding.classifier.strategies.placing import DIMENSIONS, _directions, place_texts

SOME = ["bus te laat", "BUS te laat!", "kaartje duur", "kaartje erg duur", "...", "zomer"]


def test_rows_have_length_one_or_nothing_is_known_of_them() -> None:
    vectors = np.array([[1.0, 0], [2, 0], [0, 3], [0, 1], [0, 0], [0, 0]])
    found = place_texts(SOME, vectors)
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 1, 1, 1, 0, 0])  # zomer: one text uses it


def test_the_same_words_lie_together_also_without_vectors() -> None:
    found = place_texts(SOME, np.zeros((6, 2)))
    near = found @ found.T
    assert near[0, 1] == pytest.approx(1)  # capitals and marks do not count
    assert near[2, 3] > 0.9
    assert abs(near[0, 2]) < 1e-9


def test_meaning_alone_where_no_words_are_shared() -> None:
    found = place_texts(["trein", "spoor", "kaas"], np.array([[1.0, 0], [0.8, 0.6], [0, 1]]))
    assert (found @ found.T)[0] == pytest.approx([1, 0.8, 0])


def test_the_directions_are_those_of_a_full_decomposition() -> None:
    made = np.random.default_rng(3)
    low = made.normal(size=(300, 5)) @ made.normal(size=(5, 200))
    found = _directions(csr_matrix(low))
    left, sizes, _right = np.linalg.svd(low, full_matrices=False)
    full = left[:, :5] * sizes[:5]
    full /= np.linalg.norm(full, axis=1, keepdims=True)
    assert found.shape == (300, DIMENSIONS)
    assert np.abs(found @ found.T - full @ full.T).max() < 1e-6  # the same but for turning


def test_nothing_at_all() -> None:
    assert place_texts([], np.zeros((0, 4))).shape[0] == 0
    assert (place_texts(["", "a"], np.zeros((2, 1))) == 0).all()


def test_the_same_texts_lie_the_same() -> None:
    vectors = np.random.default_rng(1).normal(size=(6, 3))
    assert (place_texts(SOME, vectors) == place_texts(SOME, vectors)).all()
