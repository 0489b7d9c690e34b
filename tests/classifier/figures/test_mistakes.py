import numpy as np

from coding.classifier.figures.mistakes import FEWEST_USES, likely_mistakes


def _example() -> tuple[np.ndarray, np.ndarray]:
    """Twenty texts; the first ten have the first code, the second code is used once."""
    labels = np.zeros((20, 2), dtype=bool)
    labels[:10, 0] = True
    labels[0, 1] = True
    return labels, np.where(labels, 0.7, 0.2)


def test_the_surest_disagreement_comes_first() -> None:
    labels, likely = _example()
    likely[3, 0] = 0.04  # given, yet unlikely
    likely[12, 0] = 0.99  # not given, yet all but sure
    likely[15, 0] = 0.85
    likely[16, 0] = 0.79  # not sure enough
    found = likely_mistakes(labels, likely, codes=["a", "b"], segment_ids=list(range(100, 120)))
    assert [(one["segment"], one["given"]) for one in found] == [(112, False), (103, True), (115, False)]
    assert found[0] == {"segment": 112, "code": "a", "probability": 0.99, "given": False}


def test_a_rare_code_is_not_known_well_enough() -> None:
    labels, likely = _example()
    likely[5, 1] = 0.99
    assert likely_mistakes(labels, likely, codes=["a", "b"], segment_ids=list(range(20))) == []
    labels[:FEWEST_USES, 1] = True
    labels[5, 1], labels[FEWEST_USES, 1] = False, True
    [found] = likely_mistakes(labels, likely, codes=["a", "b"], segment_ids=list(range(20)))
    assert (found["segment"], found["code"]) == (5, "b")


def test_what_was_decided_together_is_left_alone() -> None:
    labels, likely = _example()
    likely[12, 0] = 0.99
    assert likely_mistakes(labels, likely, codes=["a", "b"], segment_ids=list(range(20)), settled={12}) == []
