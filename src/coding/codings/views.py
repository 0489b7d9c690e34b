"""Reading back who judged what, as data frames."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, func, select

from coding.codings.combining import combine
from coding.codings.decisions import standing
from coding.codings.events import chunks
from coding.codings.readings import plain_readings
from coding.store import Database, question_id
from coding.store.schema import (
    Code,
    Coder,
    Coding,
    CodingEvent,
    Judgement,
    Mark,
    Question,
    Queue,
    QueueItem,
    Segment,
)

if TYPE_CHECKING:
    import pandas as pd


class CodingViews:
    """What has been judged, derived from the events; nothing here writes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def _question_id(self, connection: Connection, question_key: str) -> int:
        return question_id(connection, question_key)

    def _frame(self, statement: Select[*tuple[Any, ...]]) -> "pd.DataFrame":
        import pandas as pd

        with self._database.read() as connection:
            result = connection.execute(statement)
            # of rows that are no plain tuples pandas first asks each whether it is one of its own kinds
            return pd.DataFrame([tuple(row) for row in result], columns=list(result.keys()))

    def coders(self) -> "pd.DataFrame":
        """Return the people of the project: id, name, role, active."""
        return self._frame(select(Coder.id, Coder.name, Coder.role, Coder.active).order_by(Coder.name))

    def judgements(self, question_key: str) -> "pd.DataFrame":
        """Return one row per coder and segment judged.

        Columns: segment_id, coder_id, coder, role, read, flagged, memo, version, first_read_at.
        """
        return self._frame(
            select(
                Judgement.segment_id,
                Judgement.coder_id,
                Coder.name.label("coder"),
                Coder.role,
                Judgement.read,
                Judgement.flagged,
                Judgement.memo,
                Judgement.version,
                Judgement.first_read_at,
            )
            .join(Segment, Segment.id == Judgement.segment_id)
            .join(Question, Question.id == Segment.question_id)
            .join(Coder, Coder.id == Judgement.coder_id)
            .where(Question.key == question_key)
            .order_by(Judgement.segment_id, Judgement.coder_id)
        )

    def read_by(self, question_key: str, *, coder_id: int) -> set[int]:
        """Return the segments of a question that somebody has read."""
        with self._database.read() as connection:
            return set(
                connection.scalars(
                    select(Judgement.segment_id)
                    .join(Segment, Segment.id == Judgement.segment_id)
                    .where(
                        Segment.question_id == self._question_id(connection, question_key),
                        Judgement.coder_id == coder_id,
                        Judgement.read,
                    )
                )
            )

    def text_lengths(self, question_key: str, segment_ids: Sequence[int]) -> dict[int, int]:
        """Return how many code points each text has; what is not of the question is left out."""
        lengths: dict[int, int] = {}
        with self._database.read() as connection:
            for part in chunks(segment_ids):
                rows = connection.execute(
                    select(Segment.id, Segment.text)
                    .join(Question, Question.id == Segment.question_id)
                    .where(Question.key == question_key, Segment.id.in_(part))
                )
                lengths |= {row.id: len(row.text) for row in rows}
        return lengths

    def codings(self, question_key: str) -> "pd.DataFrame":
        """Return one row per coder, segment and code: segment_id, coder_id, coder, code, origin."""
        return self._frame(
            select(
                Coding.segment_id,
                Coding.coder_id,
                Coder.name.label("coder"),
                Code.key.label("code"),
                CodingEvent.origin,
            )
            .join(Segment, Segment.id == Coding.segment_id)
            .join(Question, Question.id == Segment.question_id)
            .join(Coder, Coder.id == Coding.coder_id)
            .join(Code, Code.id == Coding.code_id)
            .join(CodingEvent, CodingEvent.id == Coding.event_id)
            .where(Question.key == question_key)
            .order_by(Coding.segment_id, Coding.coder_id, Code.id)
        )

    def marks(self, question_key: str) -> "pd.DataFrame":
        """Return one row per mark: segment_id, coder_id, coder, code, start, end, quote.

        ``start`` and ``end`` are code points into the segment's text, end exclusive.
        """
        return self._frame(
            select(
                Mark.segment_id,
                Mark.coder_id,
                Coder.name.label("coder"),
                Code.key.label("code"),
                Mark.start,
                Mark.end,
                Mark.quote,
            )
            .join(Segment, Segment.id == Mark.segment_id)
            .join(Question, Question.id == Segment.question_id)
            .join(Coder, Coder.id == Mark.coder_id)
            .join(Code, Code.id == Mark.code_id)
            .where(Question.key == question_key)
            .order_by(Mark.segment_id, Mark.coder_id, Mark.start, Mark.end, Code.id)
        )

    def combined(self, question_key: str, *, coder: str | None = None) -> "pd.DataFrame":
        """Return one coding of each segment that was read, for tables and for training.

        Where several people read a segment, what they decided together counts, else what all of them gave;
        where they differ and nothing was decided the lead's coding, else that of who read it first.

        Parameters
        ----------
        coder
            Use only this person's codings, as they gave them.

        Returns
        -------
        DataFrame
            segment_id, coder, code, basis; one row per code, and one with code None where the segment was
            read and no code applies. ``basis`` is a value of `Basis`: training leaves ``unresolved`` out.
        """
        with self._database.read() as connection:
            number = self._question_id(connection, question_key)
            read, given = plain_readings(connection, number)
            decided = standing(connection, number)
        if coder is not None:
            read, decided = read[read["coder"] == coder], decided.iloc[:0]
        return combine(read, given, decided)

    def progress(self, question_key: str) -> "pd.DataFrame":
        """Return how far each coder is: coder_id, coder, n_read, n_codings."""
        judged = self.judgements(question_key)
        judged = judged[judged["read"].astype(bool)]
        counts = judged.groupby(["coder_id", "coder"], as_index=False).agg(n_read=("segment_id", "size"))
        given = self.codings(question_key).groupby("coder_id").size().rename("n_codings")
        counts = counts.merge(given, on="coder_id", how="left")
        return counts.assign(n_codings=counts["n_codings"].fillna(0).astype(int))

    def history(self, segment_id: int) -> "pd.DataFrame":
        """Return every event on a segment, oldest first.

        Columns: id, coder, action, code, memo, details (of a mark: start, end, quote), origin, created_at,
        codebook_version_id, undoes_id.
        """
        return self._frame(
            select(
                CodingEvent.id,
                Coder.name.label("coder"),
                CodingEvent.action,
                Code.key.label("code"),
                CodingEvent.memo,
                CodingEvent.details,
                CodingEvent.origin,
                CodingEvent.created_at,
                CodingEvent.codebook_version_id,
                CodingEvent.undoes_id,
            )
            .join(Coder, Coder.id == CodingEvent.coder_id)
            .outerjoin(Code, Code.id == CodingEvent.code_id)
            .where(CodingEvent.segment_id == segment_id)
            .order_by(CodingEvent.id)
        )

    def queues(self, question_key: str) -> "pd.DataFrame":
        """Return the queues of a question: id, title, strategy, coder_id, seed, created_at, n_items."""
        return self._frame(
            select(
                Queue.id,
                Queue.title,
                Queue.strategy,
                Queue.coder_id,
                Queue.seed,
                Queue.created_at,
                func.count(QueueItem.segment_id).label("n_items"),
            )
            .join(Question, Question.id == Queue.question_id)
            .outerjoin(QueueItem, QueueItem.queue_id == Queue.id)
            .where(Question.key == question_key)
            .group_by(Queue.id, Queue.title, Queue.strategy, Queue.coder_id, Queue.seed, Queue.created_at)
            .order_by(Queue.id)
        )

    def queue_segments(self, queue_id: int) -> "pd.DataFrame":
        """Return a queue's segments in order: segment_id, position, probability, text, page, headings."""
        return self._frame(
            select(
                QueueItem.segment_id,
                QueueItem.position,
                QueueItem.probability,
                Segment.text,
                Segment.page,
                Segment.headings,
            )
            .join(Segment, Segment.id == QueueItem.segment_id)
            .where(QueueItem.queue_id == queue_id)
            .order_by(QueueItem.position)
        )

    def unassisted(self, question_key: str, *, coder_id: int) -> set[int]:
        """Return the segments that a coder reads without suggestions: coded double, or drawn for an audit."""
        with self._database.read() as connection:
            return set(
                connection.scalars(
                    select(QueueItem.segment_id)
                    .join(Queue, Queue.id == QueueItem.queue_id)
                    .where(
                        Queue.question_id == self._question_id(connection, question_key),
                        Queue.coder_id.is_(None) | (Queue.coder_id == coder_id),
                        QueueItem.purpose != "",
                    )
                )
            )
