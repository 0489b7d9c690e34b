"""What was read of a queue: counts follow every change."""

import pytest

from coding.ui.items import Item
from coding.ui.reading import Reading


@pytest.fixture
def reading() -> Reading:
    """Four texts of which the first, third and fourth say the same; the second was read."""
    items = [
        Item(segment_id=10 + place, text="", title=None, headings=(), page=None, group=group)
        for place, group in enumerate([0, 1, 0, 0])
    ]
    return Reading(items, read={11, 99})


def test_it_begins_with_what_was_read(reading):
    assert (reading.n, reading.first_unread(), reading.as_digits()) == (1, 0, "0100")
    assert [reading[place] for place in range(4)] == [False, True, False, False]


def test_equal_texts_count_the_others_that_were_not_read(reading):
    assert [reading.n_alike(place) for place in range(4)] == [2, 0, 2, 2]
    reading[0] = True
    assert [reading.n_alike(place) for place in range(4)] == [2, 0, 1, 1]


def test_noting_the_same_twice_changes_nothing_and_back_is_back(reading):
    reading[0] = True
    reading[0] = True
    assert (reading.n, reading.first_unread(), reading.as_digits()) == (2, 2, "1100")
    reading[0] = False
    assert (reading.n, reading.n_alike(2), reading.as_digits()) == (1, 2, "0100")


def test_what_lies_ahead_is_what_was_not_read_from_here_on(reading):
    assert [reading.n_ahead(place) for place in range(5)] == [3, 2, 2, 1, 0]


def test_all_read_ends_at_the_end(reading):
    for place in range(4):
        reading[place] = True
    assert (reading.first_unread(), reading.n) == (4, 4)
    assert Reading([], read=set()).first_unread() == 0
