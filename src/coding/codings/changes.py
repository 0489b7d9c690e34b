"""What changed lately in the codings: cheap enough to ask every few seconds."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from coding.codings.events import chunks
from coding.store import Database
from coding.store.schema import Coder, CodingEvent, Judgement, Question, Segment


class Changes:
    """Tells whoever has codings on screen which of them to read anew.

    Events are written one transaction after another, so that what has a higher number came later.

    Parameters
    ----------
    database
        The project's database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self) -> int:
        """Return the number of the newest event of the project; 0 where nothing was coded yet."""
        with self._database.read() as connection:
            return connection.scalar(select(func.max(CodingEvent.id))) or 0

    def segments(self, question_key: str, *, after: int, coder_id: int | None = None) -> set[int]:
        """Return the segments of a question with an event newer than number ``after``.

        Parameters
        ----------
        coder_id
            Count what this person did only; None: what anybody did.
        """
        query = (
            select(CodingEvent.segment_id)
            .join(Segment, Segment.id == CodingEvent.segment_id)
            .join(Question, Question.id == Segment.question_id)
            .where(Question.key == question_key, CodingEvent.id > after)
            .distinct()
        )
        if coder_id is not None:
            query = query.where(CodingEvent.coder_id == coder_id)
        with self._database.read() as connection:
            return set(connection.scalars(query))

    def readers(
        self, question_key: str, segment_ids: Sequence[int] | None = None
    ) -> dict[int, list[tuple[int, str]]]:
        """Return who read each segment: number and name, by name; segments that nobody read are left out.

        Parameters
        ----------
        segment_ids
            Only these; None: all of the question.
        """
        query = (
            select(Judgement.segment_id, Coder.id, Coder.name)
            .join(Coder, Coder.id == Judgement.coder_id)
            .join(Segment, Segment.id == Judgement.segment_id)
            .join(Question, Question.id == Segment.question_id)
            .where(Question.key == question_key, Judgement.read)
            .order_by(Coder.name)
        )
        parts: Iterable[Sequence[int] | None] = [None] if segment_ids is None else chunks(segment_ids)
        found: dict[int, list[tuple[int, str]]] = {}
        with self._database.read() as connection:
            for part in parts:
                rows = query if part is None else query.where(Judgement.segment_id.in_(part))
                for segment_id, coder_id, name in connection.execute(rows):
                    found.setdefault(segment_id, []).append((coder_id, name))
        return found
