"""Saves that arrive together are stored together: one transaction, and one wait for the disk."""

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from coding.codings.books import CurrentBooks
from coding.codings.judging import store_update
from coding.codings.model import JudgementUpdate, Receipt
from coding.store import Database

MOST = 40  # saves in one transaction: nobody waits long for the others


@dataclass(eq=False)
class _Save:
    """What one coder wants stored, and what became of it."""

    updates: Sequence[JudgementUpdate]
    coder_id: int
    receipts: list[Receipt] = field(default_factory=list)
    problem: BaseException | None = None
    done: bool = False
    called: threading.Event = field(default_factory=threading.Event)  # stored, or next to store


class Saving:
    """Stores what coders decide, for all who wait at once.

    The first who comes stores; who comes while that one waits for its turn or for the disk is stored by
    the next, all in one transaction. Nobody hears that something is stored before it is committed. Where
    one of them is at fault, nothing of that transaction stands, and each is stored by itself.

    Parameters
    ----------
    database
        The project's database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._books = CurrentBooks()
        self._lock = threading.Lock()
        self._waiting: deque[_Save] = deque()
        self._busy = False

    def store(self, updates: Sequence[JudgementUpdate], *, coder_id: int) -> list[Receipt]:
        """Store updates in one transaction and return their receipts, by client and revision."""
        mine = _Save(updates, coder_id)
        with self._lock:
            self._waiting.append(mine)
            first, self._busy = not self._busy, True
        if not first:
            mine.called.wait()
        if not mine.done:
            self._store_waiting()
        if mine.problem is not None:
            raise mine.problem
        return mine.receipts

    def _store_waiting(self) -> None:
        """Store for all who wait, oneself among them, and call the next."""
        taken: list[_Save] = []
        try:
            self._store_together(taken)
        except BaseException as problem:  # noqa: BLE001 - it is raised to all whom it concerns
            for save in taken:
                save.receipts, save.problem = [], problem
            if not taken:  # not even the database could be reached
                self._take(taken, most=1)
                taken[0].problem = problem
            elif len(taken) > 1:
                self._store_apart(taken)
        finally:
            for save in taken:
                save.done = True
            with self._lock:
                self._busy = bool(self._waiting)
                if self._busy:
                    self._waiting[0].called.set()
            for save in taken:
                save.called.set()

    def _store_together(self, taken: list[_Save]) -> None:
        with self._database.write() as connection:
            self._take(taken, most=MOST)  # also who came while we waited for our turn
            self._carry_out(connection, taken)

    def _take(self, taken: list[_Save], *, most: int) -> None:
        with self._lock:
            taken += [self._waiting.popleft() for _n in range(min(most, len(self._waiting)))]

    def _store_apart(self, saves: Sequence[_Save]) -> None:
        for save in saves:
            try:
                with self._database.write() as connection:
                    self._carry_out(connection, [save])
                save.problem = None
            except Exception as problem:  # noqa: BLE001 - it is raised to whom it concerns
                save.receipts, save.problem = [], problem

    def _carry_out(self, connection: Connection, saves: Sequence[_Save]) -> None:
        segments = {update.segment_id for save in saves for update in save.updates}
        codebooks = self._books.of_segments(connection, sorted(segments))
        for save in saves:
            save.receipts = [
                store_update(
                    connection, wanted, coder_id=save.coder_id, codebook=codebooks[wanted.segment_id]
                )
                for wanted in sorted(save.updates, key=lambda item: (item.client, item.revision))
            ]
