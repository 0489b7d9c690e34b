"""How a coder stands towards a question: what is theirs, what was read, what lies before whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, select

from coding.codings.audit_draws import parts, read_segments
from coding.codings.queues import GROWS, codable_segments
from coding.store.schema import Coder, Judgement, Queue, QueueItem, Segment


@dataclass(frozen=True)
class Standing:
    """What matters for what may be laid before one coder.

    Attributes
    ----------
    scope
        What is theirs to read: their part of a division, else all that is nobody's part, in reading order.
    own_part
        Whether they have a part.
    doubles
        What somebody else must read too.
    in_queue
        What lies in this queue already.
    mine, anybody
        What this coder, and what anybody has read.
    elsewhere
        What lies in a queue that grows for somebody else who takes part.
    """

    scope: tuple[int, ...]
    own_part: bool
    doubles: frozenset[int]
    in_queue: frozenset[int]
    mine: frozenset[int]
    anybody: frozenset[int]
    elsewhere: frozenset[int]

    @cached_property
    def waiting(self) -> frozenset[int]:
        """What is theirs and can still be laid before them."""
        of_others = (self.anybody | self.elsewhere) - self.doubles
        return frozenset(self.scope) - self.in_queue - self.mine - of_others

    @cached_property
    def known(self) -> frozenset[int]:
        """What was read, or lies before somebody."""
        return self.anybody | self.in_queue | self.elsewhere

    @property
    def done(self) -> int:
        """How many texts of theirs were read: double ones by this coder, others by anybody."""
        return len((self.mine | (self.anybody - self.doubles)).intersection(self.scope))


def look(
    connection: Connection,
    question_id: int,
    *,
    coder_id: int,
    in_queue: Sequence[int],
) -> Standing:
    """Find out how a coder stands towards a question now."""
    holders = parts(connection, question_id)
    own = {segment for segment, people in holders.items() if coder_id in people}
    codable = codable_segments(connection, question_id)
    mine = connection.scalars(
        select(Judgement.segment_id)
        .join(Segment, Segment.id == Judgement.segment_id)
        .where(Segment.question_id == question_id, Judgement.coder_id == coder_id, Judgement.read)
    ).all()
    return Standing(
        scope=tuple(item for item in codable if (item in own if own else item not in holders)),
        own_part=bool(own),
        doubles=frozenset(segment for segment in own if len(set(holders[segment])) > 1),
        in_queue=frozenset(in_queue),
        mine=frozenset(mine),
        anybody=frozenset(read_segments(connection, question_id)),
        elsewhere=laid_elsewhere(connection, question_id, coder_id),
    )


def laid_elsewhere(connection: Connection, question_id: int, coder_id: int) -> frozenset[int]:
    """Return what lies in queues that grow for others who take part."""
    return frozenset(
        connection.scalars(
            select(QueueItem.segment_id)
            .join(Queue, Queue.id == QueueItem.queue_id)
            .join(Coder, Coder.id == Queue.coder_id)
            .where(
                Queue.question_id == question_id,
                GROWS,
                Queue.coder_id != coder_id,
                Coder.active,
            )
        ).all()
    )
