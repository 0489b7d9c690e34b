"""Which units stand for which, from draws and readings laid out by hand."""

import numpy as np

from coding.tables.estimates.frame import Frame, Order, Places, frame_of


def frame(orders: list[Order], read: set[int], pieces: list[int] | None = None) -> Frame:
    units = np.repeat(np.arange(len(pieces)), pieces) if pieces else np.arange(10)
    return frame_of(Places(np.arange(10), units), orders, {number: {"a"} for number in read}, ["a"])


def weights(found: Frame) -> dict[int, float]:
    return dict(zip(found.readings.rows.tolist(), found.readings.weights.tolist(), strict=True))


ORDER = [7, 3, 9, 0, 5, 1, 2, 4, 6, 8]


def test_the_sample_is_what_was_read_up_to_the_first_that_was_not() -> None:
    order = Order(ORDER, [True] * 4 + [False] * 6, True, set())
    found = frame([order], {7, 3, 9, 5})
    assert weights(found) == {3: 10 / 3, 5: 0.0, 7: 10 / 3, 9: 10 / 3}
    assert found.n_uncovered == 0


def test_what_was_read_before_the_draw_stands_for_itself() -> None:
    order = Order(ORDER, [True] * 4 + [False] * 6, True, {3, 6})
    found = frame([order], {7, 3, 9, 0, 6})
    assert weights(found) == {0: 8 / 3, 3: 1.0, 6: 1.0, 7: 8 / 3, 9: 8 / 3}


def test_what_was_read_after_the_draw_in_another_way_stands_for_nothing() -> None:
    order = Order(ORDER, [True] * 2 + [False] * 8, True, set())
    assert weights(frame([order], {7, 3, 1, 2, 4})) == {1: 0.0, 2: 0.0, 3: 5.0, 4: 0.0, 7: 5.0}


def test_everything_read_is_certain() -> None:
    order = Order(ORDER, [False] * 10, True, set())
    found = frame([order], set(ORDER))
    assert set(found.readings.weights.tolist()) == {1.0}
    assert frame([], set(ORDER)).n_uncovered == 0


def test_a_draw_that_lost_texts_counts_once_what_it_kept_was_read() -> None:
    kept = Order([7, 3], [True, True], False, set())
    rest = Order([9, 0, 5, 1, 2, 4, 6, 8], [True] * 4 + [False] * 4, True, set())
    assert frame([kept, rest], {7, 9, 0, 5, 1}).n_uncovered == 2
    found = frame([kept, rest], {7, 3, 9, 0, 5, 1})
    assert found.n_uncovered == 0
    assert weights(found) == {7: 1.0, 3: 1.0, 9: 2.0, 0: 2.0, 5: 2.0, 1: 2.0}


def test_texts_that_were_never_drawn_are_not_covered() -> None:
    order = Order([7, 3, 9, 0], [True] * 2 + [False] * 2, True, set())
    assert frame([order], {7, 3, 5}).n_uncovered == 5


def test_a_unit_in_pieces_has_its_turn_with_its_first() -> None:
    order = Order(ORDER, [True] * 8 + [False] * 2, True, set())
    # first pieces are drawn as 0, 5, 2, 4, 8; of the unit that begins with 2 the second piece is unread
    found = frame([order], {0, 1, 2, 4, 5, 6, 7}, [2, 2, 1, 3, 2])
    assert found.pieces
    assert weights(found) == {0: 2.5, 2: 0.0, 3: 2.5}
    assert np.array_equal(found.readings.labels, np.ones((3, 1), dtype=bool))
