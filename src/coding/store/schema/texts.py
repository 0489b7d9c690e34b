"""What came in: files, questions, respondents, documents and their segments."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coding.store.schema.base import Base, utc_now


class SourceFile(Base):
    """A file as it came, kept whole. ``kind``: survey, report, codings."""

    __tablename__ = "source_file"
    __table_args__ = (UniqueConstraint("sha256", "mapping_sha256"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    mapping_sha256: Mapped[str] = mapped_column(String(64), default="")
    content: Mapped[bytes]
    mapping: Mapped[dict[str, Any]]
    report: Mapped[dict[str, Any]]
    author: Mapped[str] = mapped_column(default="", server_default="")  # who brought it in, where known
    imported_at: Mapped[datetime] = mapped_column(default=utc_now)


class Question(Base):
    """What is coded together: an open question, or a collection of reports. ``kind``: open, reports.

    ``asked_if``: the conditions under which it was put to somebody, all of which must hold, as
    ``{"variable": key, "values": [...]}`` (no values: whatever was answered there). An empty list: everybody
    was asked; none: it is not known who was.
    """

    __tablename__ = "question"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    survey: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str]
    codebook_id: Mapped[int | None] = mapped_column(ForeignKey("codebook.id"))
    position: Mapped[int]
    asked_if: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))


class Respondent(Base):
    """Who answered; in this field mostly a municipality."""

    __tablename__ = "respondent"
    __table_args__ = (UniqueConstraint("survey", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    survey: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(300))


class Variable(Base):
    """A closed question or background variable.

    ``kind``: category, number, multiple (several answers at once), ranked (several, the first comes first).
    ``asked_if``: as of a `Question`.
    """

    __tablename__ = "variable"
    __table_args__ = (UniqueConstraint("survey", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    survey: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(100))
    label: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    levels: Mapped[list[Any]]  # values in their order; of a number the lower bounds of the classes above
    position: Mapped[int]
    asked_if: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))


class RespondentValue(Base):
    """One respondent's value on one variable; a missing value has no row.

    Numbers are in Python notation; several answers at once are a JSON list, which may be empty.
    """

    __tablename__ = "respondent_value"
    respondent_id: Mapped[int] = mapped_column(ForeignKey("respondent.id"), primary_key=True)
    variable_id: Mapped[int] = mapped_column(ForeignKey("variable.id"), primary_key=True)
    value: Mapped[str]


class Document(Base):
    """An answer (one segment) or a report (many). Its text never changes."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("question_id", "respondent_id"),
        Index("ix_document_respondent_id", "respondent_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    respondent_id: Mapped[int | None] = mapped_column(ForeignKey("respondent.id"))
    source_file_id: Mapped[int] = mapped_column(ForeignKey("source_file.id"))
    title: Mapped[str]
    text: Mapped[str]
    details: Mapped[dict[str, Any]]  # report: year, organisation and the like


class Segment(Base):
    """What is coded: a whole answer, or a passage of a report.

    ``start`` and ``end`` are Unicode code points into the document's text, end exclusive.
    ``kind``: answer, paragraph, heading, list, footnote, toc, table, furniture; only the first, second
    and fourth are offered for coding (``codable``).
    """

    __tablename__ = "segment"
    __table_args__ = (
        UniqueConstraint("document_id", "ordinal"),
        Index("ix_segment_question_id", "question_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    ordinal: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    text_sha256: Mapped[str] = mapped_column(String(64), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    codable: Mapped[bool]
    page: Mapped[int | None]
    headings: Mapped[list[Any]]
