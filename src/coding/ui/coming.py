"""What comes in a coder's queue: more of it where it grows, and why each text is in it."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from coding.errors import CodingError
from coding.project import Project
from coding.queueing import Why, reasons_of
from coding.ui.items import Item, in_queue

_log = logging.getLogger(__name__)


class Coming:
    """The way from a project to the texts of one queue.

    Parameters
    ----------
    texts
        Gives every text of the question by its number.
    labels
        What the codes are called, for saying why a text is shown.
    """

    def __init__(
        self,
        project: Project,
        *,
        queue_id: int,
        texts: Callable[[], Mapping[int, Item]],
        labels: Mapping[str, str],
    ) -> None:
        self._project = project
        self._queue_id = queue_id
        self._texts = texts
        self._labels = labels
        self._why: dict[int, Why | None] = {}
        self.grows = project.queueing.grows(queue_id)
        self.more = self.grows
        self._whole = project.queueing.whole(queue_id) if self.grows else None

    def lengthen(self, position: int, n_items: int) -> Sequence[Item] | None:
        """Ask for more, seen from a place in the queue; return all its texts where more came."""
        try:
            came = self._project.queueing.grow(self._queue_id, position=position)
            items = in_queue(self._project, self._queue_id, self._texts())
            self.more = came > 0 or len(items) > n_items  # another tab may have asked before
            self._whole = self._project.queueing.whole(self._queue_id)
        except SQLAlchemyError:
            _log.exception("a queue could not be made longer")
            return None  # asked again with the next message
        except CodingError:
            _log.exception("there is nothing to choose from")
            self.more = False
            return None
        return items if len(items) > n_items else None

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
