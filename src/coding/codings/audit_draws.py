"""The draws of the audit as they are kept, and whose turn it is.

A text belongs to the newest draw that holds it. Texts that come in later get a draw of their own. So do texts
that get another owner by a division of work: what the old draw keeps was read, or soon will be, and counts
as read to the end, so that every part is sampled by itself.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from coding.codings.auditing import drawn_order, n_kept, next_draw, sample_size
from coding.codings.queues import AUDIT, codable_segments
from coding.store import Database
from coding.store.schema import (
    AuditDraw,
    AuditItem,
    Coder,
    DivisionPart,
    Judgement,
    Queue,
    QueueItem,
    Segment,
    utc_now,
)

if TYPE_CHECKING:
    import pandas as pd


@dataclass
class Draw:
    """One draw: its texts in the order drawn, without those that a later draw holds."""

    id: int
    coder_id: int | None
    n_population: int
    n_reserve: int
    seed: int
    drawn_at: datetime
    segments: list[int] = field(default_factory=list)
    taken: list[bool] = field(default_factory=list)
    kept: list[bool] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether it still has all its texts."""
        return len(self.segments) == self.n_population

    @property
    def waiting(self) -> list[int]:
        """Return what is kept for the audit and did not have its turn, in order."""
        rows = zip(self.segments, self.taken, self.kept, strict=True)
        return [segment for segment, taken, kept in rows if kept and not taken]


class Taken(NamedTuple):
    """A text whose turn in the audit came, and the probability with which it was kept for that."""

    segment_id: int
    probability: float


def read_segments(connection: Connection, question_id: int) -> set[int]:
    """Return the segments of a question that anybody has read."""
    statement = (
        select(Judgement.segment_id)
        .join(Segment, Segment.id == Judgement.segment_id)
        .where(Segment.question_id == question_id, Judgement.read)
    )
    return set(connection.scalars(statement).all())


def parts(connection: Connection, question_id: int) -> dict[int, list[int]]:
    """Return who has each segment by a division of work, the first one first.

    Who stopped keeps what they read.
    """
    read = (
        select(Judgement.segment_id)
        .where(
            Judgement.segment_id == QueueItem.segment_id, Judgement.coder_id == Queue.coder_id, Judgement.read
        )
        .exists()
    )
    rows = connection.execute(
        select(QueueItem.segment_id, Queue.coder_id)
        .join(Queue, Queue.id == QueueItem.queue_id)
        .join(DivisionPart, DivisionPart.queue_id == Queue.id)
        .join(Coder, Coder.id == Queue.coder_id)
        .where(Queue.question_id == question_id, or_(Coder.active, read))
        .order_by(Queue.id, QueueItem.position)
    )
    holders: dict[int, list[int]] = {}
    for segment_id, coder_id in rows:
        if coder_id is not None:
            holders.setdefault(segment_id, []).append(coder_id)
    return holders


def draws_of(connection: Connection, question_id: int) -> list[Draw]:
    """Return the draws of a question, oldest first."""
    found = {
        row.id: Draw(row.id, row.coder_id, row.n_population, row.n_reserve, row.seed, row.created_at)
        for row in connection.execute(
            select(AuditDraw).where(AuditDraw.question_id == question_id).order_by(AuditDraw.id)
        )
    }
    rows = connection.execute(
        select(AuditItem.draw_id, AuditItem.segment_id, AuditItem.rank, AuditItem.taken_at.is_not(None))
        .join(AuditDraw, AuditDraw.id == AuditItem.draw_id)
        .where(AuditDraw.question_id == question_id)
        .order_by(AuditItem.draw_id, AuditItem.rank)
    ).all()
    newest = {segment_id: draw_id for draw_id, segment_id, _rank, _taken in rows}
    for draw_id, segment_id, rank, taken in rows:
        draw = found[draw_id]
        if newest[segment_id] == draw_id:
            draw.segments.append(segment_id)
            draw.taken.append(bool(taken))
            draw.kept.append(rank <= draw.n_reserve)
    return list(found.values())


def ensure_draws(database: Database, question_id: int, *, share: float, seed: int) -> list[Draw]:
    """Draw what was not drawn yet, and again what got another owner, or fell away with somebody, since.

    Returns all draws of the question.
    """
    with database.read() as connection:
        draws = draws_of(connection, question_id)
        if not _to_draw(connection, question_id, draws):
            return draws
    with database.write() as connection:
        draws = draws_of(connection, question_id)
        groups = _to_draw(connection, question_id, draws)
        for number, owner in enumerate(sorted(groups, key=lambda coder_id: coder_id or 0)):
            _insert(connection, question_id, owner, groups[owner], share, seed + len(draws) + number)
        return draws_of(connection, question_id)


def _to_draw(connection: Connection, question_id: int, draws: Sequence[Draw]) -> dict[int | None, list[int]]:
    """Return the segments to draw, by owner.

    A draw that loses a text nobody read is drawn anew with all that nobody read: what remains of it would
    be no sample. It loses one to whoever got it by a division, or with who stopped before reading it.
    """
    owners = {segment: holders[0] for segment, holders in parts(connection, question_id).items()}
    drawn = {segment for draw in draws for segment in draw.segments}
    wanted = [item for item in codable_segments(connection, question_id) if item not in drawn]
    settled = read_segments(connection, question_id) | _laid_for_audit(connection, question_id)
    for draw in draws:
        rows = zip(draw.segments, draw.taken, strict=True)
        free = {segment: taken for segment, taken in rows if segment not in settled}
        if any(taken or owners.get(segment) != draw.coder_id for segment, taken in free.items()):
            wanted += free
    groups: dict[int | None, list[int]] = defaultdict(list)
    for segment in wanted:
        groups[owners.get(segment)].append(segment)
    return groups


def _laid_for_audit(connection: Connection, question_id: int) -> set[int]:
    """Return what lies before somebody who takes part, for the audit."""
    statement = (
        select(QueueItem.segment_id)
        .join(Queue, Queue.id == QueueItem.queue_id)
        .join(Coder, Coder.id == Queue.coder_id)
        .where(Queue.question_id == question_id, QueueItem.purpose == AUDIT, Coder.active)
    )
    return set(connection.scalars(statement).all())


def _insert(
    connection: Connection,
    question_id: int,
    owner: int | None,
    segments: Collection[int],
    share: float,
    seed: int,
) -> None:
    draw_id = connection.execute(
        insert(AuditDraw)
        .values(
            question_id=question_id,
            coder_id=owner,
            seed=seed,
            share=share,
            n_population=len(segments),
            n_reserve=n_kept(len(segments), share),
        )
        .returning(AuditDraw.id)
    ).scalar_one()
    rows = [
        {"draw_id": draw_id, "rank": rank, "segment_id": segment, "taken_at": None}
        for rank, segment in enumerate(drawn_order(segments, seed), start=1)
    ]
    connection.execute(insert(AuditItem), rows)


def take(connection: Connection, question_id: int, *, owner: int | None, n: int) -> list[Taken]:
    """Give the next ``n`` texts of an owner's draws their turn; fewer where the reserve is at its end.

    A text that was read already has its turn like any other: to pass it by would make a sample that ends
    with an unread text each time.
    """
    draws = connection.execute(
        select(AuditDraw.id, AuditDraw.n_reserve, AuditDraw.n_population)
        .where(AuditDraw.question_id == question_id, AuditDraw.coder_id.is_not_distinct_from(owner))
        .order_by(AuditDraw.id)
    ).all()
    waiting = [_waiting(connection, draw.id, draw.n_reserve, n) for draw in draws]
    had = [
        (draw.n_reserve - n_left, draw.n_reserve)
        for draw, (n_left, _next) in zip(draws, waiting, strict=True)
    ]
    found: list[Taken] = []
    while len(found) < n and (place := next_draw(had)) is not None:
        draw, [rank, segment_id] = draws[place], waiting[place][1].pop(0)
        had[place] = (had[place][0] + 1, had[place][1])
        connection.execute(
            update(AuditItem)
            .where(AuditItem.draw_id == draw.id, AuditItem.rank == rank)
            .values(taken_at=utc_now())
        )
        found.append(Taken(segment_id, draw.n_reserve / draw.n_population))
    return found


def _waiting(
    connection: Connection, draw_id: int, n_reserve: int, n: int
) -> tuple[int, list[tuple[int, int]]]:
    """Return how many of a draw's reserve still wait for their turn, and the first ``n``: rank, segment."""
    later = aliased(AuditItem)
    waits = (
        AuditItem.draw_id == draw_id,
        AuditItem.rank <= n_reserve,
        AuditItem.taken_at.is_(None),
        ~select(later.rank).where(later.segment_id == AuditItem.segment_id, later.draw_id > draw_id).exists(),
    )
    n_left = connection.scalar(select(func.count()).select_from(AuditItem).where(*waits))
    rows = connection.execute(
        select(AuditItem.rank, AuditItem.segment_id).where(*waits).order_by(AuditItem.rank).limit(n)
    )
    return int(n_left or 0), [(row.rank, row.segment_id) for row in rows]


def audit_sample(connection: Connection, question_id: int) -> "pd.DataFrame":
    """Return one row per draw; see `LearningQueues.audit_sample`."""
    import pandas as pd

    read = read_segments(connection, question_id)
    names: Mapping[int | None, str] = {
        row.id: row.name for row in connection.execute(select(Coder.id, Coder.name))
    }
    rows = []
    for draw in draws_of(connection, question_id):
        if draw.segments:
            was_read = [segment in read for segment in draw.segments]
            m = sample_size(draw.taken, was_read, whole=draw.whole)
            rows.append(
                {
                    "stratum": draw.id,
                    "coder": names.get(draw.coder_id),
                    "seed": draw.seed,
                    "N": len(draw.segments),
                    "reserve": sum(draw.kept),
                    "turns": sum(draw.taken),
                    "m": m,
                    "segments": draw.segments[:m],
                }
            )
    return pd.DataFrame(rows, columns=["stratum", "coder", "seed", "N", "reserve", "turns", "m", "segments"])
