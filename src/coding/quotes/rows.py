"""Quotes as they are stored: added, never changed."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select
from sqlalchemy.orm import aliased

from coding.errors import NotFoundError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Code, Document, Question, Quote, Respondent, Segment

_back = aliased(Quote)


class QuoteRow(NamedTuple):
    """A quote that stands, with the whole text it was taken from."""

    id: int
    segment_id: int
    code_id: int
    code: str
    start: int
    end: int
    text: str
    author: str
    created_at: datetime
    question: str
    whole: str
    document_id: int
    title: str
    respondent: str | None

    @property
    def source(self) -> str:
        """Who said it."""
        return source_of(self.respondent, self.document_id)

    def bars(self, source: str, code: str) -> bool:
        """Tell whether this quote stands in the way of another by the same source.

        Who gave an answer is quoted once at all; of a report once per code.
        """
        return self.source == source and (self.respondent is not None or self.code == code)


def source_of(respondent: str | None, document_id: int) -> str:
    """Return who said something: a respondent, the same in every survey, or a report."""
    return f"report {document_id}" if respondent is None else f"respondent {respondent.casefold()}"


def standing(connection: Connection) -> list[QuoteRow]:
    """Return the quotes that were not taken back, oldest first."""
    rows = connection.execute(
        select(
            Quote.id,
            Quote.segment_id,
            Quote.code_id,
            Code.key,
            Quote.start,
            Quote.end,
            Quote.text,
            Quote.author,
            Quote.created_at,
            Question.key,
            Segment.text,
            Segment.document_id,
            Document.title,
            Respondent.key,
        )
        .join(Code, Code.id == Quote.code_id)
        .join(Segment, Segment.id == Quote.segment_id)
        .join(Question, Question.id == Segment.question_id)
        .join(Document, Document.id == Segment.document_id)
        .outerjoin(Respondent, Respondent.id == Document.respondent_id)
        .outerjoin(_back, _back.withdraws_id == Quote.id)
        .where(Quote.withdraws_id.is_(None), _back.id.is_(None))
        .order_by(Quote.id)
    )
    return [QuoteRow._make(row) for row in rows]


def add(connection: Connection, **values: object) -> int:
    """Write a quote within the caller's transaction and return its number."""
    return connection.execute(insert(Quote).values(**values).returning(Quote.id)).scalar_one()


def take_back(connection: Connection, row: QuoteRow, *, author: str) -> None:
    """Write that a quote is taken back."""
    add(
        connection,
        segment_id=row.segment_id,
        code_id=row.code_id,
        start=row.start,
        end=row.end,
        text=row.text,
        withdraws_id=row.id,
        author=author,
    )


def read_segment(database: Database, segment_id: int) -> tuple[str, str]:
    """Return the text of a segment and the key of its question.

    Raises
    ------
    NotFoundError
        When there is none by that number.
    """
    with database.read() as connection:
        row = connection.execute(
            select(Segment.text, Question.key)
            .join(Question, Question.id == Segment.question_id)
            .where(Segment.id == segment_id)
        ).one_or_none()
    if row is None:
        raise NotFoundError(_("Er is geen tekst met nummer {id}.").format(id=segment_id))
    return row.text, row.key
