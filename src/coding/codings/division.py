"""Dividing a question's work over people, and how far each of them is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Exists, and_, case, exists, func, insert, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from coding.codings import queues
from coding.codings.dividing import Part, Plan, draw_division
from coding.codings.events import chunks
from coding.codings.model import Strategy
from coding.codings.queues import DOUBLE
from coding.errors import CodingError, NotFoundError
from coding.i18n import _, format_number, ngettext
from coding.store import Database, unknown_question
from coding.store.schema import (
    Coder,
    DivisionPart,
    Judgement,
    Question,
    Queue,
    QueueItem,
    Segment,
)
from coding.store.schema import Division as DivisionRow

if TYPE_CHECKING:
    import pandas as pd

DEFAULT_SHARE = 0.2
REPORTS = "reports"


@dataclass(frozen=True)
class Proposal:
    """A division as it would be stored: drawn, but not yet given out."""

    question: str
    plan: Plan
    names: dict[int, str]
    settings: dict[str, object]
    seed: int

    def sentence(self) -> str:
        """Say who gets how many, and how many are read by two."""
        sizes = {self.names[part.coder_id]: len(part.segments) for part in self.plan.parts}
        if len(set(sizes.values())) == 1:
            n = next(iter(sizes.values()))
            text = (
                ngettext("{names} krijgt {n} tekst", "{names} krijgt {n} teksten", n)
                if len(sizes) == 1
                else ngettext("{names} krijgen elk {n} tekst", "{names} krijgen elk {n} teksten", n)
            ).format(names=_listed(list(sizes)), n=format_number(n))
        else:
            text = _listed(
                [
                    ngettext("{name} krijgt {n} tekst", "{name} krijgt {n} teksten", n).format(
                        name=name, n=format_number(n)
                    )
                    for name, n in sizes.items()
                ]
            )
        n_doubles = len(self.plan.doubles)
        if not n_doubles:
            return _("{who}; niets wordt door twee gelezen.").format(who=text)
        return ngettext(
            "{who}; {n} tekst wordt door twee gelezen, zonder dat de een de ander ziet.",
            "{who}; {n} teksten worden door twee gelezen, zonder dat de een de ander ziet.",
            n_doubles,
        ).format(who=text, n=format_number(n_doubles))


def _listed(words: Sequence[str]) -> str:
    return (
        words[0]
        if len(words) == 1
        else _("{first} en {last}").format(first=", ".join(words[:-1]), last=words[-1])
    )


class Divisions:
    """How the work of each question was divided. A division is drawn once and never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def propose(
        self,
        question_key: str,
        coder_ids: Sequence[int],
        *,
        share: float = DEFAULT_SHARE,
        seed: int = 1,
        read_too: bool = False,
        whole_documents: bool | None = None,
        same_texts_together: bool = True,
    ) -> Proposal:
        """Draw a division without storing it.

        What was divided before stays as it was drawn: only texts that nobody has are divided. What somebody
        had who stopped, and did not read, is divided again.

        Parameters
        ----------
        share
            Which part two people read, 0 to 1.
        read_too
            Divide texts that somebody read already, too.
        whole_documents
            One coder per report or answer of several parts; by default for reports.
        same_texts_together
            Identical answers go to the same person.

        Raises
        ------
        CodingError
            When there is nothing to divide, or not enough people.
        """
        with self._database.read() as connection:
            question = connection.execute(
                select(Question.id, Question.kind).where(Question.key == question_key)
            ).one_or_none()
            if question is None:
                raise unknown_question(connection, question_key)
            names = _active_names(connection, coder_ids)
            segments = _waiting(connection, question.id, read_too=read_too)
            placed = {
                row.id: (row.document_id, row.text_sha256)
                for part in chunks(segments)
                for row in connection.execute(
                    select(Segment.id, Segment.document_id, Segment.text_sha256).where(Segment.id.in_(part))
                )
            }
        whole = question.kind == REPORTS if whole_documents is None else whole_documents
        plan = draw_division(
            segments,
            list(names),
            share=share,
            seed=seed,
            documents={segment: document for segment, (document, _text) in placed.items()} if whole else None,
            texts={segment: text for segment, (_doc, text) in placed.items()}
            if same_texts_together
            else None,
        )
        settings: dict[str, object] = {
            "coders": sorted(names),
            "share": share,
            "read_too": read_too,
            "whole_documents": whole,
            "same_texts_together": same_texts_together,
            "segments": sorted(segments),
        }
        return Proposal(question_key, plan, names, settings, seed)

    def divide(self, proposal: Proposal, *, author: str) -> int:
        """Give everybody their part as a queue of their own; return the number of the division.

        Raises
        ------
        CodingError
            When part of it was divided or read in the meantime; then nothing is stored.
        """
        with self._database.write() as connection:
            question_id = connection.scalar(select(Question.id).where(Question.key == proposal.question))
            assert question_id is not None
            _active_names(connection, list(proposal.names))
            read_too = bool(proposal.settings["read_too"])
            if sorted(_waiting(connection, question_id, read_too=read_too)) != proposal.settings["segments"]:
                raise CodingError(
                    _("Intussen is er iets verdeeld, gelezen of bijgekomen. Kijk opnieuw, en verdeel dan.")
                )
            division_id = connection.execute(
                insert(DivisionRow)
                .values(
                    question_id=question_id, author=author, seed=proposal.seed, settings=proposal.settings
                )
                .returning(DivisionRow.id)
            ).scalar_one()
            for part in proposal.plan.parts:
                if part.segments:
                    _store_part(connection, division_id, question_id, part, proposal)
        return division_id

    def waiting(self, question_key: str, *, read_too: bool = False) -> int:
        """Return how many texts of a question nobody has yet."""
        with self._database.read() as connection:
            question_id = connection.scalar(select(Question.id).where(Question.key == question_key))
            return len(_waiting(connection, question_id or 0, read_too=read_too))

    def queue_of(self, question_key: str, coder_id: int) -> int | None:
        """Return the queue of a person's own part: the first with something unread, else the last."""
        unread = func.sum(case((Judgement.read, 0), else_=1))
        with self._database.read() as connection:
            rows = connection.execute(
                select(Queue.id, unread.label("unread"))
                .join(DivisionPart, DivisionPart.queue_id == Queue.id)
                .join(Question, Question.id == Queue.question_id)
                .join(QueueItem, QueueItem.queue_id == Queue.id)
                .outerjoin(
                    Judgement,
                    and_(Judgement.segment_id == QueueItem.segment_id, Judgement.coder_id == coder_id),
                )
                .where(Question.key == question_key, Queue.coder_id == coder_id)
                .group_by(Queue.id)
                .order_by(Queue.id)
            ).all()
        for row in rows:
            if row.unread:
                return int(row.id)
        return int(rows[-1].id) if rows else None

    def blind(self, question_key: str, coder_id: int) -> set[int]:
        """Return what somebody must not see others' codings of: double, and not read by them yet."""
        own = (
            select(QueueItem.segment_id)
            .join(Queue, Queue.id == QueueItem.queue_id)
            .join(Question, Question.id == Queue.question_id)
            .where(
                Question.key == question_key,
                Queue.coder_id == coder_id,
                QueueItem.purpose == DOUBLE,
                ~_read_by(coder_id),
            )
        )
        with self._database.read() as connection:
            return set(connection.scalars(own))

    def divisions(self, question_key: str) -> "pd.DataFrame":
        """Return what was divided: id, author, seed, share, n_segments, n_double, created_at."""
        import pandas as pd

        n_double = (
            select(func.count(func.distinct(QueueItem.segment_id)))
            .join(DivisionPart, DivisionPart.queue_id == QueueItem.queue_id)
            .where(DivisionPart.division_id == DivisionRow.id, QueueItem.purpose == DOUBLE)
            .scalar_subquery()
        )
        with self._database.read() as connection:
            rows = connection.execute(
                select(DivisionRow, n_double.label("n_double"))
                .join(Question, Question.id == DivisionRow.question_id)
                .where(Question.key == question_key)
                .order_by(DivisionRow.id)
            ).all()
        return pd.DataFrame(
            [
                {
                    "id": row.id,
                    "author": row.author,
                    "seed": row.seed,
                    "share": row.settings["share"],
                    "n_segments": len(row.settings["segments"]),
                    "n_double": row.n_double,
                    "created_at": row.created_at,
                }
                for row in rows
            ],
            columns=["id", "author", "seed", "share", "n_segments", "n_double", "created_at"],
        )

    def progress(self, question_key: str) -> "pd.DataFrame":
        """Return how far everybody is with what they were given.

        Columns: coder_id, coder, n_items, n_read, n_left, per_day (texts read on a day they read any; none
        before the first) and days_left (at that pace). Only texts of their own part count.
        """
        import pandas as pd

        with self._database.read() as connection:
            rows = connection.execute(
                select(
                    Coder.id,
                    Coder.name,
                    QueueItem.segment_id,
                    Judgement.read,
                    Judgement.first_read_at,
                )
                .select_from(DivisionPart)
                .join(Queue, Queue.id == DivisionPart.queue_id)
                .join(Question, Question.id == Queue.question_id)
                .join(QueueItem, QueueItem.queue_id == Queue.id)
                .join(Coder, Coder.id == Queue.coder_id)
                .outerjoin(
                    Judgement,
                    and_(Judgement.segment_id == QueueItem.segment_id, Judgement.coder_id == Coder.id),
                )
                .where(Question.key == question_key)
                .order_by(Coder.name, QueueItem.segment_id)
            ).all()
        given: dict[tuple[int, str], dict[int, datetime | None]] = {}
        for row in rows:
            given.setdefault((row.id, row.name), {})[row.segment_id] = row.first_read_at if row.read else None
        return pd.DataFrame(
            [
                {"coder_id": number, "coder": name, **_pace(list(moments.values()))}
                for (number, name), moments in given.items()
            ],
            columns=["coder_id", "coder", "n_items", "n_read", "n_left", "per_day", "days_left"],
        )


def _pace(moments: Sequence[datetime | None]) -> dict[str, float | None]:
    """Return the figures of one person; None is a text not read yet."""
    days = [moment.astimezone().date() for moment in moments if moment is not None]
    left = len(moments) - len(days)
    per_day = len(days) / len(set(days)) if days else None
    return {
        "n_items": len(moments),
        "n_read": len(days),
        "n_left": left,
        "per_day": per_day,
        "days_left": math.ceil(left / per_day) if per_day else None,
    }


# ── in the database ─────────────────────────────────────────────────────────────────────────────


def _active_names(connection: Connection, coder_ids: Sequence[int]) -> dict[int, str]:
    """Return the names of those who would take part, in their order; all must be active."""
    names = {}
    for coder_id in dict.fromkeys(coder_ids):
        row = connection.execute(select(Coder.name, Coder.active).where(Coder.id == coder_id)).one_or_none()
        if row is None:
            raise NotFoundError(_("Persoon {id} doet niet mee in dit project.").format(id=coder_id))
        if not row.active:
            raise CodingError(_("{name} doet niet meer mee; kies een ander.").format(name=row.name))
        names[coder_id] = row.name
    return names


def _read_by(coder_id: InstrumentedAttribute[int] | int) -> Exists:
    """Whether somebody read the segment of a queue's item."""
    return exists().where(
        Judgement.segment_id == QueueItem.segment_id, Judgement.coder_id == coder_id, Judgement.read
    )


def _waiting(connection: Connection, question_id: int, *, read_too: bool) -> list[int]:
    """Return the segments that nobody has: not in the part of who still works, nor read by whose it was."""
    divided = set(
        connection.scalars(
            select(QueueItem.segment_id)
            .join(Queue, Queue.id == QueueItem.queue_id)
            .join(DivisionPart, DivisionPart.queue_id == Queue.id)
            .join(Coder, Coder.id == Queue.coder_id)
            .where(Queue.question_id == question_id, or_(Coder.active, _read_by(Coder.id)))
        )
    )
    if not read_too:
        divided |= set(
            connection.scalars(
                select(Judgement.segment_id)
                .join(Segment, Segment.id == Judgement.segment_id)
                .where(Segment.question_id == question_id, Judgement.read)
            )
        )
    return [item for item in queues.codable_segments(connection, question_id) if item not in divided]


def _store_part(
    connection: Connection, division_id: int, question_id: int, part: Part, proposal: Proposal
) -> None:
    queue_id = queues.insert_queue(
        connection,
        question_id=question_id,
        coder_id=part.coder_id,
        title=_("Deel van {name}, {date}").format(
            name=proposal.names[part.coder_id], date=f"{datetime.now().astimezone():%d-%m-%Y}"
        ),
        strategy=Strategy.DIVISION,
        seed=proposal.seed,
    )
    connection.execute(insert(DivisionPart).values(division_id=division_id, queue_id=queue_id))
    connection.execute(
        insert(QueueItem),
        [
            {
                "queue_id": queue_id,
                "position": position,
                "segment_id": segment,
                "probability": proposal.plan.probability if segment in part.doubles else None,
                "purpose": DOUBLE if segment in part.doubles else "",
            }
            for position, segment in enumerate(part.segments)
        ],
    )
