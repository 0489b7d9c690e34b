"""What comes in a coder's queue: more of it where it grows, and why each text is in it."""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from coding.errors import CodingError
from coding.project import Project
from coding.queueing import Whole, Why, reasons_of
from coding.ui.items import Item, in_queue

_log = logging.getLogger(__name__)
PATIENCE_SECONDS = 2.0  # where nothing is left to read; after that the browser asks again
# Choosing takes a few tenths of a second: for one queue after another, beside the coding.
_beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="growing")


@dataclass(frozen=True)
class _Grown:
    """A queue after it was asked to grow: all its texts, and how far the whole is."""

    items: Sequence[Item]
    whole: Whole


class Coming:
    """The way from a project to the texts of one queue.

    Parameters
    ----------
    texts
        Gives every text of the question by its number.
    labels
        What the codes are called, for saying why a text is shown.
    beside
        Where more is chosen, so that no key waits for it.
    """

    def __init__(
        self,
        project: Project,
        *,
        queue_id: int,
        texts: Callable[[], Mapping[int, Item]],
        labels: Mapping[str, str],
        beside: Executor = _beside,
    ) -> None:
        self._project = project
        self._queue_id = queue_id
        self._texts = texts
        self._labels = labels
        self._beside = beside
        self._growth: Future[_Grown] | None = None
        self._asked_with = 0  # unread texts ahead when it was asked for
        self._why: dict[int, Why | None] = {}
        self.grows = project.queueing.grows(queue_id)
        self.more = self.grows
        self._whole = project.queueing.whole(queue_id) if self.grows else None

    def lengthen(self, position: int, n_items: int, n_ahead: int) -> Sequence[Item] | None:
        """Ask for more, seen from a place in the queue; return all its texts where more came by now.

        Parameters
        ----------
        n_items
            How many texts of it the coder has.
        n_ahead
            How many of those were not read from that place on; where there are none it waits a moment.
        """
        if self._growth is None:
            self._asked_with = n_ahead
            self._growth = self._beside.submit(self._grow, position, self._texts())
        if not n_ahead:
            wait([self._growth], timeout=PATIENCE_SECONDS)
        if not self._growth.done():
            return None
        growth, self._growth = self._growth, None
        try:
            grown = growth.result()
        except SQLAlchemyError:
            _log.exception("a queue could not be made longer")
            return None  # asked again with the next message
        except CodingError:
            _log.exception("there is nothing to choose from")
            self.more = False
            return None
        self._whole = grown.whole
        if len(grown.items) > n_items:  # another tab may have asked before
            return grown.items
        if self._asked_with != n_ahead:  # it says nothing about now: enough lay ahead, maybe
            return self.lengthen(position, n_items, n_ahead)
        self.more = False
        return None

    def _grow(self, position: int, texts: Mapping[int, Item]) -> _Grown:
        queueing = self._project.queueing
        queueing.grow(self._queue_id, position=position)
        return _Grown(in_queue(self._project, self._queue_id, texts), queueing.whole(self._queue_id))

    def facts(self) -> dict[str, Any]:
        """Return what the browser must know: whether more will come, and how far the whole is."""
        if self._whole is None:
            return {"grows": False, "more": False}
        return {
            "grows": True,
            "more": self.more,
            "whole": self._whole.total,
            "elsewhere": self._whole.elsewhere,
        }

    def why(self, segment_ids: Sequence[int]) -> dict[int, Why]:
        """Return why texts are shown; left out where there is nothing to tell."""
        missing = [segment for segment in segment_ids if segment not in self._why]
        if missing:
            found = reasons_of(self._project.database, self._queue_id, missing, labels=self._labels)
            self._why.update({segment: found.get(segment) for segment in missing})
        return {segment: why for segment in segment_ids if (why := self._why[segment]) is not None}
