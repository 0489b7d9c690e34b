"""Who came first goes first, and a failure lets the next one in."""

import threading
from collections.abc import Callable

import pytest

from coding.store.turns import Turns


def _start(turns: Turns, work: Callable[[], None]) -> threading.Thread:
    """Start a thread and return once it stands in line."""
    before = len(turns)
    thread = threading.Thread(target=work)
    thread.start()
    while len(turns) == before:
        pass
    return thread


def test_writers_go_in_the_order_in_which_they_came():
    turns, gone = Turns(), []

    def write(number: int) -> None:
        with turns.turn():
            gone.append(number)

    with turns.turn():
        threads = [_start(turns, lambda number=number: write(number)) for number in range(20)]
        assert gone == []
    for thread in threads:
        thread.join()
    assert gone == list(range(20))
    assert len(turns) == 0


def test_a_writer_that_fails_makes_room():
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    with turns.turn():
        assert len(turns) == 1
