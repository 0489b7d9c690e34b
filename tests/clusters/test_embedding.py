import numpy as np

from coding.clusters.embedding import by_neighbours, embed


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
