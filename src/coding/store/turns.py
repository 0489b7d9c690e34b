"""Writers of one program take turns, in the order in which they came."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A queue before one door.

    A database lets whoever asks at the right moment go first: with twenty coders one may wait for seconds
    while others pass several times. SQLite even sleeps between two tries.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()

    def __len__(self) -> int:
        """How many are at work or waiting."""
        return len(self._waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn and keep it for as long as the block lasts."""
        mine = threading.Event()
        with self._lock:
            self._waiting.append(mine)
            self._call_first()
        try:
            mine.wait()
            yield
        finally:
            with self._lock:
                self._waiting.remove(mine)
                self._call_first()

    def _call_first(self) -> None:
        if self._waiting:
            self._waiting[0].set()
