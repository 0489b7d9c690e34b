import numpy as np

from coding.classifier.folds import divide, linked_groups, number_of_folds


def test_links_go_through_others() -> None:
    texts = ["a", "b", "c", "a", "d"]
    documents = [1, 1, 2, 2, 3]  # a and b by document 1, a and c by document 2
    assert linked_groups(texts, documents).tolist() == [0, 0, 0, 0, 1]


def test_groups_stay_whole_and_parts_are_of_a_size() -> None:
    groups = np.repeat(np.arange(50), 2)
    labels = np.random.default_rng(0).random((100, 4)) < 0.3
    folds = divide(labels, groups, 5, seed=1)
    assert (folds[::2] == folds[1::2]).all()
    assert np.bincount(folds, minlength=5).min() >= 14
    assert (divide(labels, groups, 5, seed=1) == folds).all()


def test_a_rare_code_is_spread() -> None:
    labels = np.zeros((60, 2), dtype=bool)
    labels[:5, 0] = True
    labels[:40, 1] = True
    folds = divide(labels, np.arange(60), 5, seed=3)
    assert sorted(folds[:5].tolist()) == [0, 1, 2, 3, 4]
    assert np.bincount(folds[:40]).tolist() == [8, 8, 8, 8, 8]


def test_number_of_folds() -> None:
    assert [number_of_folds(n) for n in (1, 2, 8, 176, 5000)] == [2, 2, 8, 10, 5]
