from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coding.clusters.embedding import by_neighbours, embed


class Meanings:
    """Vectors of which the test says what they are."""

    name = "proef-1"

    def __init__(self, vectors: dict[str, tuple[float, float]]) -> None:
        self.vectors = vectors

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self.vectors[text] for text in texts], dtype=np.float32)


def test_like_texts_lie_nearer_than_unlike_ones_and_typos_do_too() -> None:
    texts = ["lange wachtlijsten", "wachtlijsten te lang", "wachtlijtsen", "de huisarts belt nooit"]
    lemmas = [
        ["lang", "wachtlijst"],
        ["wachtlijst", "lang"],
        ["wachtlijtsen"],
        ["huisarts", "bellen", "nooit"],
    ]
    points = embed(texts, lemmas, seed=1)
    cosines = points @ points.T
    assert np.allclose(np.diag(cosines), 1)
    assert cosines[0, 1] > cosines[0, 2] > cosines[0, 3]


def test_what_means_the_same_lies_near_though_no_word_is_shared() -> None:
    texts = ["wachttijd", "lange rij", "huisarts belt"]
    lemmas = [["wachttijd"], ["lang", "rij"], ["huisarts", "bellen"]]
    meanings = Meanings({"wachttijd": (1, 0), "lange rij": (0.8, 0.6), "huisarts belt": (0, 1)})
    apart = embed(texts, lemmas, seed=1)
    assert abs(apart[0] @ apart[1]) < 0.05
    points = embed(texts, lemmas, model=meanings, seed=1)
    assert np.allclose(np.linalg.norm(points, axis=1), 1)
    # Words and meaning count for half each: no word in common, a cosine of .8 between the meanings.
    assert abs(points[0] @ points[1] - 0.4) < 0.05
    assert abs(points[0] @ points[2]) < 0.05


def test_a_text_of_unknown_words_keeps_its_place_by_its_own_words() -> None:
    texts = ["xqz", "xqz xqz", "huisarts belt"]
    lemmas = [["xqz"], ["xqz", "xqz"], ["huisarts", "bellen"]]
    points = embed(
        texts, lemmas, model=Meanings({"xqz": (0, 0), "xqz xqz": (0, 0), "huisarts belt": (0, 1)}), seed=1
    )
    assert np.allclose(np.linalg.norm(points, axis=1), 1)
    assert points[0] @ points[1] > 0.5
    assert abs(points[0] @ points[2]) < 0.05


def test_one_text_and_none() -> None:
    assert embed(["werkdruk"], [["werkdruk"]], seed=1).shape[0] == 1
    assert embed([], [], seed=1).shape[0] == 0


def test_neighbours_come_together_even_in_a_graph_in_pieces() -> None:
    generator = np.random.default_rng(0)
    points = np.concatenate([np.eye(40)[axis] + generator.normal(0, 0.05, (20, 40)) for axis in (0, 1)])
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    before = points.copy()
    moved = by_neighbours(points, seed=1)
    centres = moved[:20].mean(axis=0), moved[20:].mean(axis=0)
    right = [np.linalg.norm(row - centres[0]) < np.linalg.norm(row - centres[1]) for row in moved]
    assert right == [True] * 20 + [False] * 20
    assert (points == before).all()
    assert (by_neighbours(points, seed=1) == moved).all()


def test_a_handful_of_points_is_left_as_it_is() -> None:
    points = np.eye(5)
    assert by_neighbours(points, seed=1) is points
