"""Whether what was read of a question is a random sample of it."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from coding.codings import Strategy, audit_sample
from coding.store import plain_rows
from coding.store.schema import AuditDraw, Queue, QueueItem


def is_random_sample(
    connection: Connection, question_id: int, *, every: Collection[int], read: Collection[int]
) -> bool:
    """Tell whether the segments that were read are a random sample, and nothing but that.

    They are when they are the first so many of an order drawn by chance from all there is: that of the audit,
    or of a list in random order.
    """
    wanted = set(read)
    if not wanted:
        return False
    if connection.scalar(select(AuditDraw.id).where(AuditDraw.question_id == question_id).limit(1)):
        draws = audit_sample(connection, question_id)
        one = len(draws) == 1 and int(draws["N"].iloc[0]) == len(every)
        if one and set(draws["segments"].iloc[0]) == wanted:
            return True
    queues = connection.execute(
        select(QueueItem.queue_id, func.count().label("n"), func.max(QueueItem.probability).label("chance"))
        .join(Queue, Queue.id == QueueItem.queue_id)
        .where(Queue.question_id == question_id, Queue.strategy == Strategy.RANDOM.value)
        .group_by(QueueItem.queue_id)
    ).all()
    # the number drawn over the probability is how many there were to draw from
    whole = [row.queue_id for row in queues if row.chance and round(row.n / row.chance) == len(every)]
    return any(set(_first(connection, queue_id, len(wanted))) == wanted for queue_id in whole)


def _first(connection: Connection, queue_id: int, n: int) -> Sequence[int]:
    statement = select(QueueItem.segment_id).where(QueueItem.queue_id == queue_id)
    return [segment for (segment,) in plain_rows(connection, statement.order_by(QueueItem.position).limit(n))]
