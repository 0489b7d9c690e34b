"""Lists of segments laid before a coder, with how and how likely each got there."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, null, select

from coding.codings.model import Strategy
from coding.errors import CodingError
from coding.i18n import _
from coding.store.schema import Document, Queue, QueueItem, Segment

AUDIT, DOUBLE = "audit", "double"
"""Purposes of a queue's item: read for valid figures; read by somebody else too. Both without suggestions."""
GROWS = Queue.settings.is_not(null())
"""Whether a queue gets new items while somebody reads."""


def codable_segments(connection: Connection, question_id: int) -> list[int]:
    """Return the segments of a question that are offered for coding, in reading order."""
    statement = (
        select(Segment.id)
        .join(Document, Document.id == Segment.document_id)
        .where(Segment.question_id == question_id, Segment.codable)
        .order_by(Document.id, Segment.ordinal)
    )
    return list(connection.scalars(statement).all())


def find_default_queue(connection: Connection, question_id: int) -> int | None:
    """Return the queue of all segments in order, when it has been laid out."""
    return connection.scalar(
        select(Queue.id)
        .where(
            Queue.question_id == question_id,
            Queue.strategy == Strategy.ORDER.value,
            Queue.coder_id.is_(None),
            ~GROWS,
        )
        .order_by(Queue.id)
        .limit(1)
    )


def missing_items(connection: Connection, queue_id: int, question_id: int) -> list[int]:
    """Return the segments of a question that are not in a queue."""
    present = set(connection.scalars(select(QueueItem.segment_id).where(QueueItem.queue_id == queue_id)))
    return [item for item in codable_segments(connection, question_id) if item not in present]


def default_queue(connection: Connection, question_id: int) -> int:
    """Return the queue of all segments in order; segments that came in later are added at its end."""
    queue_id = find_default_queue(connection, question_id)
    if queue_id is None:
        queue_id = insert_queue(
            connection,
            question_id=question_id,
            coder_id=None,
            title=_("Alles, op volgorde"),
            strategy=Strategy.ORDER,
            seed=None,
        )
    n_present = connection.scalar(
        select(func.count()).select_from(QueueItem).where(QueueItem.queue_id == queue_id)
    )
    missing = missing_items(connection, queue_id, question_id)
    add_items(connection, queue_id, missing, first_position=n_present or 0, probability=None)
    return queue_id


def draw(segment_ids: Sequence[int], *, n: int, seed: int) -> tuple[list[int], float]:
    """Draw a simple random sample without replacement.

    Returns
    -------
    tuple
        The drawn segments in random order, and the probability (n / N) with which each was drawn.

    Raises
    ------
    CodingError
        When more are asked than there are.
    """
    if not 0 < n <= len(segment_ids):
        raise CodingError(
            _("Kies een aantal tussen 1 en {total}; gevraagd is {n}.").format(total=len(segment_ids), n=n)
        )
    import numpy as np

    order = np.random.default_rng(seed).permutation(len(segment_ids))[:n]
    return [segment_ids[i] for i in order], n / len(segment_ids)


def insert_queue(
    connection: Connection,
    *,
    question_id: int,
    coder_id: int | None,
    title: str,
    strategy: Strategy,
    seed: int | None,
) -> int:
    """Write a queue without items and return its number."""
    return connection.execute(
        insert(Queue)
        .values(question_id=question_id, coder_id=coder_id, title=title, strategy=strategy.value, seed=seed)
        .returning(Queue.id)
    ).scalar_one()


def add_items(
    connection: Connection,
    queue_id: int,
    segment_ids: Sequence[int],
    *,
    first_position: int = 0,
    probability: float | None,
) -> None:
    """Append segments to a queue."""
    if segment_ids:
        connection.execute(
            insert(QueueItem),
            [
                {
                    "queue_id": queue_id,
                    "position": position,
                    "segment_id": segment_id,
                    "probability": probability,
                }
                for position, segment_id in enumerate(segment_ids, start=first_position)
            ],
        )
