import numpy as np
import pytest

from coding.classifier.strategies import Mix, Pool, Reason


def random() -> np.random.Generator:
    return np.random.default_rng(1)


def pool_of(n: int, **given: object) -> Pool:
    values = {"coded": np.zeros(n, dtype=bool), "vectors": np.eye(n), "alike": np.arange(n), **given}
    return Pool(**values)  # type: ignore[arg-type]


def test_a_fifth_is_drawn_by_chance_between_the_others() -> None:
    found = Mix().pick(pool_of(100), 10, random())
    assert [place for place, pick in enumerate(found) if pick.reason is Reason.AUDIT] == [2, 7]
    assert sum(pick.reason is Reason.TYPICAL for pick in found) == 8
    assert {pick.probability for pick in found if pick.reason is Reason.AUDIT} == {0.02}


def test_the_audit_takes_from_the_reserve_in_its_order_whatever_a_text_says() -> None:
    coded = np.zeros(20, dtype=bool)
    coded[[7, 3]] = True
    alike = np.arange(20)
    alike[11] = 3  # says what a coded text says: still a text of the draw
    pool = pool_of(20, coded=coded, alike=alike, reserve=np.array([11, 7, 0, 5]))
    found = Mix(audit=0.5).pick(pool, 4, random())
    assert [pick.place for pick in found if pick.reason is Reason.AUDIT] == [11, 7]  # a turn is a turn


def test_small_batches_meet_the_share_on_the_long_run() -> None:
    rng = random()
    n_drawn = 0
    for _turn in range(500):
        found = Mix().pick(pool_of(40), 3, rng)
        n_drawn += sum(pick.reason is Reason.AUDIT for pick in found)
    assert n_drawn / 1_500 == pytest.approx(0.2, abs=0.03)


def test_doubtful_and_unlike_each_other() -> None:
    """Four texts say nearly the same and three of those are the most doubtful: one of them is enough."""
    vectors = np.repeat(np.eye(2), [4, 4], axis=0)
    probabilities = np.array([[0.1], [0.5], [0.49], [0.48], [0.01], [0.2], [0.0], [0.1]])
    pool = pool_of(8, vectors=vectors, probabilities=probabilities)
    found = Mix(audit=0, typical_first=0).pick(pool, 2, random())
    assert [pick.place for pick in found] == [1, 5]
    assert {pick.reason for pick in found} == {Reason.UNCERTAIN}


def test_few_coded_texts_teach_too_little_to_doubt_with() -> None:
    pool = pool_of(50, probabilities=np.full((50, 2), 0.5), coded=np.arange(50) < 10)
    assert {pick.reason for pick in Mix(audit=0).pick(pool, 5, random())} == {Reason.TYPICAL}
