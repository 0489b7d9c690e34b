"""Drawing a division: everything once, the asked share twice, evenly, by chance and repeatably."""

from collections import Counter
from itertools import combinations

import pytest

from coding.codings.dividing import Plan, draw_division, pair_order
from coding.errors import CodingError

SHAPES = [
    (n, k, share)
    for k in (2, 3, 4, 5, 7, 8, 19, 20)
    for n in (k, 57, 200)
    for share in (0.0, 0.1, 0.2, 0.5, 1.0)
]


def readers(plan: Plan) -> dict[int, list[int]]:
    """Return who reads each segment."""
    found: dict[int, list[int]] = {}
    for part in plan.parts:
        for segment in part.segments:
            found.setdefault(segment, []).append(part.coder_id)
    return found


@pytest.mark.parametrize(("n", "k", "share"), SHAPES)
def test_everything_is_read_and_the_share_by_two_different_people(n: int, k: int, share: float) -> None:
    segments = [10 * i + 3 for i in range(n)]
    plan = draw_division(segments, range(1, k + 1), share=share, seed=4)
    found = readers(plan)
    assert sorted(found) == segments
    assert all(len(set(people)) == len(people) for people in found.values())
    twice = {segment for segment, people in found.items() if len(people) == 2}
    assert {len(people) for people in found.values()} <= {1, 2}
    assert twice == plan.doubles
    assert abs(len(twice) - share * n) <= 0.5
    assert all(part.doubles == set(part.segments) & twice for part in plan.parts)


@pytest.mark.parametrize(("n", "k", "share"), SHAPES)
def test_people_and_pairs_get_equally_much(n: int, k: int, share: float) -> None:
    plan = draw_division(range(n), range(k), share=share, seed=9)
    sizes = [len(part.segments) for part in plan.parts]
    assert max(sizes) - min(sizes) <= 1
    found = readers(plan)
    pairs = Counter(tuple(sorted(found[segment])) for segment in plan.doubles)
    shared = [pairs[pair] for pair in combinations(range(k), 2)]
    assert max(shared) - min(shared) <= 1


@pytest.mark.parametrize("k", range(2, 24))
def test_no_prefix_of_the_pairs_burdens_one_person(k: int) -> None:
    pairs = pair_order(list(range(k)))
    assert {frozenset(pair) for pair in pairs} == {frozenset(pair) for pair in combinations(range(k), 2)}
    assert len(pairs) == k * (k - 1) // 2
    load = dict.fromkeys(range(k), 0)
    for pair in pairs:
        for person in pair:
            load[person] += 1
        assert max(load.values()) - min(load.values()) <= 1


def test_the_same_seed_divides_alike_whatever_the_order_of_rows() -> None:
    plan = draw_division(range(50), [3, 1, 2], share=0.2, seed=8)
    assert draw_division(list(reversed(range(50))), [1, 2, 3], share=0.2, seed=8) == plan
    assert draw_division(range(50), [3, 1, 2], share=0.2, seed=9) != plan


def test_every_segment_is_as_likely_to_be_read_twice() -> None:
    # 400 draws of 3 out of 10: the count of each is binomial(400, .3), 120 with a deviation of 9.2.
    times = Counter(
        segment
        for seed in range(400)
        for segment in draw_division(range(10), [1, 2, 3], share=0.3, seed=seed).doubles
    )
    assert draw_division(range(10), [1, 2, 3], share=0.3, seed=0).probability == 0.3
    assert all(abs(times[segment] - 120) < 4 * 9.2 for segment in range(10))


def test_everybody_is_as_likely_to_read_a_segment() -> None:
    who = Counter(
        part.coder_id
        for seed in range(300)
        for part in draw_division(range(7), [1, 2, 3], share=0, seed=seed).parts
        if 0 in part.segments
    )
    assert all(abs(who[person] - 100) < 4 * 8.2 for person in (1, 2, 3))


def test_doubles_stand_between_the_others() -> None:
    [first, _second] = draw_division(range(200), [1, 2], share=0.2, seed=1).parts
    places = [place for place, segment in enumerate(first.segments) if segment in first.doubles]
    assert places[0] < 20
    assert places[-1] > len(first.segments) - 20


def test_documents_stay_whole_and_in_order() -> None:
    documents = {segment: segment // 5 for segment in range(100)}
    plan = draw_division(range(100), [1, 2, 3], share=0.2, seed=2, documents=documents)
    found = readers(plan)
    for document in range(20):
        assert len({tuple(found[segment]) for segment in range(5 * document, 5 * document + 5)}) == 1
    assert len({documents[segment] for segment in plan.doubles}) == 4
    assert plan.probability == 0.2
    for part in plan.parts:
        for place, segment in enumerate(part.segments):
            assert segment % 5 == 0 or part.segments[place - 1] == segment - 1
    sizes = [len(part.segments) for part in plan.parts]
    assert max(sizes) - min(sizes) <= 5


def test_the_same_words_go_to_one_person_unless_that_is_more_than_their_part() -> None:
    texts = {
        segment: "nee" if segment < 40 else "soms" if segment < 50 else segment for segment in range(100)
    }
    plan = draw_division(range(100), [1, 2, 3, 4], share=0.2, seed=3, texts=texts)
    found = readers(plan)
    assert len(set.intersection(*(set(found[segment]) for segment in range(40, 50)))) == 1
    assert len({found[segment][0] for segment in range(40)}) == 4  # 40 of 120 is more than a quarter
    sizes = [len(part.segments) for part in plan.parts]
    assert max(sizes) - min(sizes) <= 1
    assert len(plan.doubles) == 20


@pytest.mark.parametrize(
    ("segments", "coders", "share", "message"),
    [
        ([], [1], 0, "niets meer te verdelen"),
        ([1], [], 0, "Kies wie er meedoen"),
        ([1], [1], 0.2, "pas met twee mensen"),
        ([1], [1, 2], 1.2, "tussen 0 en 100 procent"),
    ],
)
def test_what_cannot_be_divided_is_said(segments, coders, share, message) -> None:
    with pytest.raises(CodingError, match=message):
        draw_division(segments, coders, share=share, seed=1)
