"""Which texts of a queue a coder has read; kept up to date, because it is asked at every key."""

from collections import Counter
from collections.abc import Collection, Sequence

from coding.ui.items import Item


class Reading:
    """What one coder has read of one queue.

    Parameters
    ----------
    items
        The texts of the queue, in order.
    read
        The segments read so far.

    Examples
    --------
    >>> item = Item(segment_id=4, text="Te laat", title=None, headings=(), page=None)
    >>> reading = Reading([item], read={4})
    >>> reading.n, reading.first_unread(), reading.as_digits()
    (1, 1, '1')
    """

    def __init__(self, items: Sequence[Item], *, read: Collection[int]) -> None:
        self._groups = [item.group for item in items]
        self._read = bytearray(item.segment_id in read for item in items)
        self._unread = Counter(
            group for group, is_read in zip(self._groups, self._read, strict=True) if not is_read
        )

    def __getitem__(self, place: int) -> bool:
        """Whether the text at a place was read."""
        return bool(self._read[place])

    def __setitem__(self, place: int, read: bool) -> None:
        """Note whether the text at a place was read."""
        if self._read[place] != read:
            self._read[place] = read
            self._unread[self._groups[place]] += -1 if read else 1

    @property
    def n(self) -> int:
        """How many texts were read."""
        return self._read.count(1)

    def n_ahead(self, place: int) -> int:
        """Return how many texts from a place on were not read."""
        return self._read.count(0, place)

    def first_unread(self) -> int:
        """Return the place of the first text not read yet; the end of the queue when all are."""
        place = self._read.find(0)
        return len(self._read) if place < 0 else place

    def n_alike(self, place: int) -> int:
        """Return how many other texts say the same and were not read yet."""
        return self._unread[self._groups[place]] - (not self._read[place])

    def as_digits(self) -> str:
        """Return a 1 for each text that was read and a 0 for each that was not."""
        return self._read.translate(_DIGITS).decode()


_DIGITS = b"01" + bytes(254)
