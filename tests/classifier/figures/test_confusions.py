import numpy as np

from coding.classifier.figures.confusions import EXAMPLES, confusions


def test_by_hand() -> None:
    #                  a  b  c
    given = np.array([[1, 0, 0], [1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 0], [1, 1, 0]], dtype=bool)
    said = np.array([[0, 1, 0], [0, 1, 0], [0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1]], dtype=bool)
    likely = np.array([[0.3, 0.6, 0], [0.1, 0.9, 0], [0.2, 0, 0], [0, 0.9, 0], [0, 0, 0.7], [0.9, 0.2, 0.8]])
    found = confusions(given, said, likely, codes=["a", "b", "c"], segment_ids=[10, 11, 12, 13, 14, 15])
    assert found["pairs"] == [
        # surest about the wrong code first: 11 (.9 - .1) before 10 (.6 - .3)
        {"given": "a", "proposed": "b", "n": 2, "n_given": 4, "segments": [11, 10]},
        {"given": "b", "proposed": "c", "n": 1, "n_given": 2, "segments": [15]},
    ]
    assert found["missed"] == [{"code": "a", "n": 1, "n_all": 4, "segments": [12]}]
    assert found["too_much"] == [{"code": "c", "n": 1, "n_all": 2, "segments": [14]}]


def test_several_on_either_side_count_as_every_pair() -> None:
    given = np.array([[1, 1, 0, 0]], dtype=bool)
    said = np.array([[0, 0, 1, 1]], dtype=bool)
    found = confusions(given, said, np.zeros((1, 4)), codes=list("abcd"), segment_ids=[1])
    pairs = {(one["given"], one["proposed"]) for one in found["pairs"]}
    assert pairs == {("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")}
    assert found["missed"] == found["too_much"] == []


def test_examples_are_few() -> None:
    given, said = np.tile([True, False], (20, 1)), np.tile([False, True], (20, 1))
    found = confusions(given, said, np.zeros((20, 2)), codes=["a", "b"], segment_ids=list(range(20)))
    assert found["pairs"][0]["n"] == 20
    assert len(found["pairs"][0]["segments"]) == EXAMPLES


def test_all_right_confuses_nothing() -> None:
    given = np.eye(3, dtype=bool)
    found = confusions(given, given, given.astype(float), codes=list("abc"), segment_ids=[1, 2, 3])
    assert found == {"pairs": [], "missed": [], "too_much": []}
