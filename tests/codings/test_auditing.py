"""The audit as chance sees it: expected values follow from counting, not from the code."""

from collections import Counter
from itertools import permutations

import pytest

from coding.codings.auditing import drawn_order, n_kept, next_draw, sample_size


def test_every_order_comes_as_often() -> None:
    n = 6_000
    orders = Counter(tuple(drawn_order([10, 20, 30], seed)) for seed in range(n))
    assert set(orders) == set(permutations([10, 20, 30]))
    chi_square = sum((times - n / 6) ** 2 / (n / 6) for times in orders.values())
    assert chi_square < 20.5  # 99.9% of the distribution with 5 degrees of freedom


def test_the_seed_and_the_segments_give_the_order_again() -> None:
    order = drawn_order(range(100), 7)
    assert order == drawn_order(reversed(range(100)), 7)
    assert order != drawn_order(range(100), 8)
    assert sorted(order) == list(range(100))


@pytest.mark.parametrize(
    ("n", "share", "kept"), [(100, 0.2, 20), (7, 0.2, 1), (3, 0.5, 2), (1, 0.01, 1), (0, 0.2, 0), (9, 0, 0)]
)
def test_how_many_are_kept(n: int, share: float, kept: int) -> None:
    assert n_kept(n, share) == kept


def test_the_sample_ends_where_somebody_skipped() -> None:
    assert sample_size([True, True, True, True, False], [True, True, False, True, False]) == 2


def test_what_was_read_before_its_turn_does_not_count_yet() -> None:
    assert sample_size([True, False, False], [True, True, False]) == 1


def test_nothing_and_everything() -> None:
    assert sample_size([False, False], [False, True]) == 0
    assert sample_size([False, False], [True, True]) == 2
    assert sample_size([], []) == 0


def test_what_remains_of_a_draw_counts_only_when_all_of_it_was_read() -> None:
    assert sample_size([True, True], [True, False], whole=False) == 0
    assert sample_size([True, False], [True, True], whole=False) == 2


def test_draws_keep_pace() -> None:
    had = [(0, 10), (0, 5)]
    turns = []
    while (place := next_draw(had)) is not None:
        turns.append(place)
        had[place] = (had[place][0] + 1, had[place][1])
    assert turns[:6].count(0) == 4  # two to one
    assert Counter(turns) == {0: 10, 1: 5}


def test_a_sample_whose_texts_were_partly_read_before_is_still_uniform() -> None:
    """Texts 0 to 4 of ten were read beforehand; each text is among the first three turns in 3 of 10 draws."""
    n = 4_000
    times = Counter(segment for seed in range(n) for segment in drawn_order(range(10), seed)[:3])
    assert max(abs(times[segment] / n - 0.3) for segment in range(10)) < 0.03
