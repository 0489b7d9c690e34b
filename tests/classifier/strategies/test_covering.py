import numpy as np

from coding.classifier.strategies import Pool
from coding.classifier.strategies.covering import GROUPED, LOOKED_AT, cover


def corners(*sizes: int, coded: list[int] = ()) -> Pool:  # type: ignore[assignment]
    """Texts in as many directions as sizes, each direction its own group."""
    vectors = np.repeat(np.eye(len(sizes)), sizes, axis=0)
    n = len(vectors)
    return Pool(coded=np.isin(np.arange(n), coded), vectors=vectors, alike=np.arange(n))


def chosen(pool: Pool, n: int, value: np.ndarray | None = None) -> list[int]:
    free = pool.free()
    worth = np.ones(len(free)) if value is None else value[free]
    return cover(pool, free, worth, n, np.random.default_rng(1)).tolist()


def corner(pool: Pool, places: list[int]) -> list[int]:
    return pool.vectors[places].argmax(axis=1).tolist()


def test_large_corners_first_and_those_with_less_coded() -> None:
    pool = corners(30, 20, 10, 5)
    assert corner(pool, chosen(pool, 4)) == [0, 1, 2, 3]
    pool = corners(30, 20, 10, 5, coded=[0, 30])  # the roots of these, over 4, 4, 1 and 1
    assert corner(pool, chosen(pool, 2)) == [2, 3]


def test_what_is_worth_most_comes_forward_the_earliest_of_equals() -> None:
    pool = corners(4, 4)
    value = np.array([1.0, 3.0, 3.0, 2.0, 1.0, 1.0, 1.0, 1.0])
    assert sorted(chosen(pool, 2, value)) == [1, 4]


def test_all_are_chosen_once_when_more_are_asked_than_there_are_groups() -> None:
    pool = corners(3, 2, coded=[1])
    assert sorted(chosen(pool, 10)) == [0, 2, 3, 4]


def test_texts_of_which_nothing_is_known_come_too() -> None:
    pool = Pool(coded=np.zeros(3, dtype=bool), vectors=np.zeros((3, 5)), alike=np.arange(3))
    assert sorted(chosen(pool, 3)) == [0, 1, 2]


def test_worth_nothing_is_still_there() -> None:
    pool = corners(2, 2)
    assert sorted(chosen(pool, 4, np.zeros(4))) == [0, 1, 2, 3]


def test_of_very_many_texts_a_part_is_looked_at() -> None:
    assert GROUPED < LOOKED_AT
    pool = corners(LOOKED_AT, LOOKED_AT // 2, LOOKED_AT // 4)
    found = chosen(pool, 30)
    assert len(set(found)) == 30
    assert set(corner(pool, found)) == {0, 1, 2}
