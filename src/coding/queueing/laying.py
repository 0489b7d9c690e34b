"""Laying a chosen batch before a coder: one short transaction that looks once more, and never lays twice."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, func, insert, select

from coding.classifier.strategies.model import Reason
from coding.codings.audit_draws import Taken, take
from coding.codings.events import chunks
from coding.codings.queues import AUDIT, DOUBLE
from coding.queueing.choosing import Batch
from coding.queueing.standing import laid_elsewhere
from coding.store.schema import Judgement, QueueItem


def lay(connection: Connection, queue: Any, batch: Batch) -> int:
    """Write a batch at the end of a queue and return how many texts came.

    Nothing is written when the queue grew since the batch was chosen. What somebody else got or read in the
    meantime is left out. A turn in the audit whose text was read already passes without a text.
    """
    present = connection.scalars(select(QueueItem.segment_id).where(QueueItem.queue_id == queue.id)).all()
    if len(present) != batch.n_before:
        return 0
    had = set(present)
    taken = iter(_turns(connection, queue, batch))
    gone = _gone(connection, queue, batch)
    rows: list[dict[str, Any]] = []

    def put(segment: int, reason: str, probability: float | None, purpose: str) -> None:
        had.add(segment)
        rows.append(
            {
                "queue_id": queue.id,
                "position": batch.n_before + len(rows),
                "segment_id": segment,
                "probability": probability,
                "purpose": DOUBLE if segment in batch.doubles else purpose,
                "reason": reason,
                "model_id": batch.model_id if reason in _BY_MODEL else None,
            }
        )

    def put_turn(turn: Taken | None) -> None:
        if (
            turn
            and turn.segment_id not in had
            and not _read(connection, queue, turn.segment_id, batch.doubles)
        ):
            put(turn.segment_id, Reason.AUDIT.value, turn.probability, AUDIT)

    for one in batch.chosen:
        if one.segment_id is None:
            put_turn(next(taken, None))
        elif one.segment_id not in had and one.segment_id not in gone:
            put(one.segment_id, one.reason, one.probability, "")
    if batch.short:
        wanted = len(batch.chosen) + batch.short
        while len(rows) < wanted:
            more = take(connection, queue.question_id, owner=batch.owner, n=wanted - len(rows))
            for turn in more:
                put_turn(turn)
            if not more:
                break
        if len(rows) < wanted:
            for segment in batch.left:
                if segment not in had and segment not in gone:
                    put(segment, Reason.REST.value, None, "")
    if rows:
        connection.execute(insert(QueueItem), rows)
    return len(rows)


_BY_MODEL = {Reason.UNCERTAIN.value, Reason.DISAGREEMENT.value}


def _turns(connection: Connection, queue: Any, batch: Batch) -> Iterator[Taken]:
    """Give as many texts their turn as the batch has places for the audit."""
    n = sum(one.segment_id is None for one in batch.chosen)
    return iter(take(connection, queue.question_id, owner=batch.owner, n=n) if n else [])


def _gone(connection: Connection, queue: Any, batch: Batch) -> set[int]:
    """Return what was read, or laid before somebody else, since the batch was chosen."""
    wanted = [one.segment_id for one in batch.chosen if one.segment_id is not None] + list(batch.left)
    single = [segment for segment in wanted if segment not in batch.doubles]
    gone: set[int] = set()
    for part in chunks(single):
        gone.update(
            connection.scalars(
                select(Judgement.segment_id).where(Judgement.segment_id.in_(part), Judgement.read)
            )
        )
    return gone | (laid_elsewhere(connection, queue.question_id, queue.coder_id) & set(single))


def _read(connection: Connection, queue: Any, segment: int, doubles: Collection[int]) -> bool:
    """Tell whether a text was read: by this coder, where somebody else reads it too; else by anybody."""
    statement = (
        select(func.count()).select_from(Judgement).where(Judgement.segment_id == segment, Judgement.read)
    )
    if segment in doubles:
        statement = statement.where(Judgement.coder_id == queue.coder_id)
    return bool(connection.scalar(statement))
