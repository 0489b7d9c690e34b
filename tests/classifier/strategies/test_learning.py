import numpy as np
import pytest

from coding.classifier.strategies import NAMES, Disagreement, Diverse, Pool, Reason, Uncertain, by_name
from coding.classifier.strategies.learning import doubt


def random() -> np.random.Generator:
    return np.random.default_rng(1)


def places(found: list) -> list[int]:
    return [pick.place for pick in found]


def pool_of(probabilities: list[list[float]], coded: list[int], **given: object) -> Pool:
    n = len(probabilities)
    values = {"vectors": np.eye(n), "alike": np.arange(n), **given}
    return Pool(coded=np.isin(np.arange(n), coded), probabilities=np.array(probabilities), **values)  # type: ignore[arg-type]


# Code 0 was met by about three of the coded texts, code 1 by none.
KNOWN = [[1.0, 0.0], [1.0, 0.0], [1.0, 0.0]]


def test_doubt_by_value() -> None:
    """Entropy in nats: ln 2 for one in two, .5004 for one in five; code 0 was met three times."""
    pool = pool_of([*KNOWN, [0.5, 0.0], [0.5, 0.2], [1.0, 0.0]], [0, 1, 2])
    assert doubt(pool, np.array([3, 4, 5])) == pytest.approx([0.6931 / 4, 0.6931 / 4 + 0.5004, 0], abs=1e-4)


def test_doubt_about_a_rare_code_goes_before_doubt_about_a_common_one() -> None:
    pool = pool_of([*KNOWN, [0.5, 0.0], [0.0, 0.1], [0.99, 0.0], [0.0, 0.1]], [0, 1, 2])
    found = Uncertain().pick(pool, 3, random())
    assert places(found) == [4, 6, 3]  # .325, .325 (equal: by place), .173, .014
    assert {(pick.reason, pick.probability) for pick in found} == {(Reason.UNCERTAIN, None)}


def test_without_a_model_typical_texts() -> None:
    pool = Pool(coded=np.zeros(4, dtype=bool), vectors=np.eye(4), alike=np.arange(4))
    for name in ("uncertain", "disagreement", "mix"):
        found = by_name(name).pick(pool, 1, random())
        assert found[0].reason in {Reason.TYPICAL, Reason.AUDIT}


def test_what_models_differ_about() -> None:
    probabilities = [[0.5], [0.5], [0.5], [0.5]]
    committee = np.array([[[0.5], [0.1], [0.5], [0.3]], [[0.5], [0.9], [0.5], [0.7]]])
    pool = pool_of(probabilities, [0], committee=committee)
    found = Disagreement().pick(pool, 2, random())
    assert places(found) == [1, 3]
    assert found[0].reason is Reason.DISAGREEMENT


def test_with_one_model_there_is_nothing_to_differ_about() -> None:
    pool = pool_of([[0.1], [0.5]], [], committee=np.array([[[0.1], [0.5]]]))
    assert Disagreement().pick(pool, 1, random())[0] == Uncertain().pick(pool, 1, random())[0]


def test_far_from_what_is_coded_and_from_each_other() -> None:
    east, north, west = [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]
    pool = Pool(
        coded=np.array([True, False, False, False, False, False]),
        vectors=np.array([east, east, north, north, west, [0.0, 0.0, 0.0]]),
        alike=np.arange(6),
    )
    found = Diverse().pick(pool, 3, random())
    assert places(found)[:2] == [2, 4]  # north is more crowded; the second north is near the first
    assert 1 not in places(found)[:2]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_and_none_comes_twice(name: str) -> None:
    made = np.random.default_rng(7)
    vectors = made.normal(size=(300, 8))
    pool = Pool(
        coded=made.random(300) < 0.1,
        vectors=vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
        alike=made.integers(0, 250, 300),
        probabilities=made.random((300, 5)),
        committee=made.random((3, 300, 5)),
    )
    one, other = (by_name(name).pick(pool, 40, random()) for _time in range(2))
    assert one == other
    kinds = pool.alike[places(one)].tolist()
    assert len(kinds) == len(set(kinds)) == 40
    assert not set(kinds) & set(pool.alike[pool.coded].tolist())


@pytest.mark.parametrize("name", NAMES)
def test_no_strategy_but_the_audit_takes_from_the_reserve(name: str) -> None:
    made = np.random.default_rng(3)
    reserve = made.permutation(100)[:20]
    pool = Pool(
        coded=np.zeros(100, dtype=bool),
        vectors=np.eye(100),
        alike=np.arange(100),
        probabilities=made.random((100, 4)),
        committee=made.random((2, 100, 4)),
        reserve=reserve,
    )
    found = by_name(name).pick(pool, 60, random())
    assert all((pick.place in reserve) == (pick.reason is Reason.AUDIT) for pick in found)
