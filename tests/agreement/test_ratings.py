"""Laying codings out as arrays."""

from tests.agreement.builders import ratings

FIRST, SECOND = {1: "ab", 2: "a", 3: "", 7: "a"}, {1: "a", 2: "a", 3: "b", 8: "a"}


def test_only_what_two_read_counts_and_units_of_a_respondent_stand_together() -> None:
    laid = ratings(FIRST, SECOND, clusters={1: 10, 2: 20, 3: 10, 7: 30, 8: 40})
    assert laid.read.all()
    assert laid.clusters.tolist() == [0, 0, 1]
    assert laid.given[:, 0].astype(int).tolist() == [[1, 1, 0, 0], [0, 0, 0, 0], [1, 0, 0, 0]]
    assert laid.given[:, 1].astype(int).tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [1, 0, 0, 0]]


def test_read_by_some_of_more_coders() -> None:
    laid = ratings(FIRST, SECOND, {7: "b"})
    assert laid.read.astype(int).tolist() == [[1, 1, 0], [1, 1, 0], [1, 1, 0], [1, 0, 1]]
    assert laid.given[3].astype(int).tolist() == [[1, 0, 0, 0], [0, 0, 0, 0], [0, 1, 0, 0]]


def test_one_code_each() -> None:
    assert ratings({1: "a", 2: ""}, {1: "b", 2: "b"}).one_code_each
    assert not ratings(FIRST, SECOND).one_code_each
    assert not ratings({1: ""}, {1: ""}).one_code_each


def test_nothing_in_common() -> None:
    laid = ratings({1: "a"}, {2: "a"})
    assert laid.given.shape == (0, 2, 4)
    assert laid.n_clusters == 0
