import numpy as np
import pytest

from coding.classifier.strategies import NAMES, Order, Pool, Random, Reason, Representatives, by_name
from coding.errors import NotFoundError


def pool_of(n: int, **given: object) -> Pool:
    values = {
        "coded": np.zeros(n, dtype=bool),
        "vectors": np.eye(n),
        "alike": np.arange(n),
        **given,
    }
    return Pool(**values)  # type: ignore[arg-type]


def random() -> np.random.Generator:
    return np.random.default_rng(1)


def places(found: list) -> list[int]:
    return [pick.place for pick in found]


def test_free_are_those_nobody_has_once_per_kind_and_not_kept_for_the_audit() -> None:
    pool = pool_of(
        7,
        coded=np.array([True, False, False, False, False, False, False]),
        alike=np.array([0, 0, 1, 2, 1, 3, 4]),  # 1 says what 0 says; 4 what 2 says
        reserve=np.array([5]),
    )
    assert pool.free().tolist() == [2, 3, 6]


def test_in_order() -> None:
    pool = pool_of(5, coded=np.array([True, False, False, False, False]))
    assert places(Order().pick(pool, 3, random())) == [1, 2, 3]


def test_random_draws_each_as_often_and_says_how_likely() -> None:
    pool = pool_of(6, coded=np.array([True, False, False, False, False, False]))
    times = np.zeros(6)
    for seed in range(2_000):
        found = Random().pick(pool, 2, np.random.default_rng(seed))
        assert {pick.probability for pick in found} == {2 / 5}
        times[places(found)] += 1
    assert times[0] == 0
    assert np.abs(times[1:] / 2_000 - 0.4).max() < 0.04  # three and a half standard errors


def test_random_is_the_same_for_the_same_seed() -> None:
    one, other = (Random().pick(pool_of(50), 50, random()) for _time in range(2))
    assert one == other
    assert sorted(places(one)) == list(range(50))


def test_of_each_group_the_most_typical_the_largest_group_first() -> None:
    pool = pool_of(
        8,
        clusters=np.array([0, 0, 1, 1, 1, 0, 1, -1]),
        typicality=np.array([0.2, 0.9, 0.5, 0.8, 0.1, 0.9, 0.8, 1.0]),
    )
    found = Representatives().pick(pool, 8, random())
    assert places(found) == [3, 1, 6, 5, 2, 0, 4, 7]  # group 1 has four; equals by place; no group: last
    assert {pick.reason for pick in found} == {Reason.TYPICAL}


def test_groups_with_least_coded_come_first() -> None:
    clusters = np.array([0, 0, 0, 0, 1, 1])
    pool = pool_of(6, clusters=clusters, coded=np.array([True, True, False, False, False, False]))
    assert places(Representatives().pick(pool, 3, random())) == [4, 5, 2]


def test_without_stored_groups_they_are_made_and_those_of_coded_texts_come_last() -> None:
    directions = np.repeat(np.eye(3), [10, 6, 4], axis=0)
    coded = np.zeros(20, dtype=bool)
    coded[0] = True
    pool = pool_of(20, vectors=directions, coded=coded)
    found = places(Representatives().pick(pool, 2, random()))
    assert sorted(np.digitize(found, [10, 16])) == [1, 2]


def test_nothing_is_left() -> None:
    pool = pool_of(3, coded=np.ones(3, dtype=bool), probabilities=np.full((3, 2), 0.5))
    assert [by_name(name).pick(pool, 5, random()) for name in NAMES] == [[]] * len(NAMES)


def test_an_unknown_name_says_which_there_are() -> None:
    with pytest.raises(NotFoundError, match="representatives"):
        by_name("best")
