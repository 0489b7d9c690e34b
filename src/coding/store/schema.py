"""The tables of a project.

Text is immutable, events are append-only, current codings are derived from events in the same
transaction (``docs/store.md``). A change here needs a migration in ``migrations/versions``.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def utc_now() -> datetime:
    """Return the present moment, in UTC and aware of it."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        bytes: LargeBinary,
        str: Text,
    }


class Setting(Base):
    """A project setting: language model, interface language, name of the project."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    value: Mapped[dict[str, Any]]


# ── what came in ────────────────────────────────────────────────────────────────────────────────


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
    """What is coded together: an open question, or a collection of reports. ``kind``: open, reports."""

    __tablename__ = "question"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    survey: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str]
    codebook_id: Mapped[int | None] = mapped_column(ForeignKey("codebook.id"))
    position: Mapped[int]


class Respondent(Base):
    """Who answered; in this field mostly a municipality."""

    __tablename__ = "respondent"
    __table_args__ = (UniqueConstraint("survey", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    survey: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(300))


class Variable(Base):
    """A closed question or background variable. ``kind``: category, number."""

    __tablename__ = "variable"
    __table_args__ = (UniqueConstraint("survey", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    survey: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(100))
    label: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    levels: Mapped[list[Any]]  # category: values in their order; number: lower bounds of the classes above
    position: Mapped[int]


class RespondentValue(Base):
    """One respondent's value on one variable; a missing value has no row. Numbers in Python notation."""

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


# ── what waits for a review of personal data ────────────────────────────────────────────────────


class PseudonymBatch(Base):
    """A file whose texts wait until somebody looked at what is replaced in them. ``kind``: survey, report.

    ``state``: waiting, released, discarded. ``payload`` holds what was read from the file, texts and all,
    and is emptied on release; ``kept`` the file itself under a passphrase, only where that was asked for.
    """

    __tablename__ = "pseudonym_batch"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    mapping_sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20))
    payload: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]]  # replaced per kind, known on release
    kept: Mapped[bytes | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class PseudonymText(Base):
    """One text as it came, gone on release. ``place`` counts from 0 within the batch.

    ``belongs`` says whose text it is (within it a person keeps one number); ``label`` where it stands, for
    people.
    """

    __tablename__ = "pseudonym_text"
    __table_args__ = (UniqueConstraint("batch_id", "place"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("pseudonym_batch.id"))
    place: Mapped[int]
    belongs: Mapped[str]
    label: Mapped[str]
    text: Mapped[str]


class PseudonymFinding(Base):
    """A stretch that is replaced when ``accepted``; ``decided`` once a person said so. Gone on release."""

    __tablename__ = "pseudonym_finding"
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("pseudonym_batch.id"), index=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("pseudonym_text.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(20))
    accepted: Mapped[bool]
    decided: Mapped[bool]


class PseudonymEvent(Base):
    """Who decided what about personal data, append-only; never the words themselves.

    ``action``: stage, accept, reject, add, undo, release, discard, show, destroy. ``details`` holds numbers:
    which findings, and how they stood before.
    """

    __tablename__ = "pseudonym_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("pseudonym_batch.id"), index=True)
    action: Mapped[str] = mapped_column(String(20))
    who: Mapped[str]
    details: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


# ── what the machine makes of it ────────────────────────────────────────────────────────────────


class Analysis(Base):
    """Tokens of one text by one pipeline; shared by all segments with that text."""

    __tablename__ = "analysis"
    text_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    pipeline: Mapped[str] = mapped_column(String(200), primary_key=True)
    tokens: Mapped[list[Any]]  # [start, end, lemma, part of speech, counts as content (0/1)] per token


class ClusterRun(Base):
    """One clustering of a question, kept as it came out; never silently computed again."""

    __tablename__ = "cluster_run"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    pipeline: Mapped[str]
    settings: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Cluster(Base):
    """A group of similar segments and the words that set it apart."""

    __tablename__ = "cluster"
    run_id: Mapped[int] = mapped_column(ForeignKey("cluster_run.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]
    words: Mapped[list[Any]]  # [word, weight], heaviest first
    size: Mapped[int]


class ClusterMember(Base):
    """Where a segment was placed: its cluster, its spot on the map, how typical it is (0 to 1)."""

    __tablename__ = "cluster_member"
    run_id: Mapped[int] = mapped_column(ForeignKey("cluster_run.id"), primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), primary_key=True)
    number: Mapped[int]
    x: Mapped[float]
    y: Mapped[float]
    typicality: Mapped[float]


class Model(Base):
    """A trained classifier of a question, with what it learned from and how good it is on held-out text."""

    __tablename__ = "model"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    codebook_version_id: Mapped[int] = mapped_column(ForeignKey("codebook_version.id"))
    pipeline: Mapped[str]
    settings: Mapped[dict[str, Any]]
    metrics: Mapped[dict[str, Any]]
    payload: Mapped[bytes]  # skops
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Suggestion(Base):
    """How likely a model finds a code for a segment (0 to 1)."""

    __tablename__ = "suggestion"
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"), primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True)
    probability: Mapped[float]


# ── codebooks ───────────────────────────────────────────────────────────────────────────────────


class Codebook(Base):
    """A codebook; what it says stands in its versions."""

    __tablename__ = "codebook"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)


class CodebookVersion(Base):
    """One saved state of a codebook; never overwritten."""

    __tablename__ = "codebook_version"
    __table_args__ = (UniqueConstraint("codebook_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    codebook_id: Mapped[int] = mapped_column(ForeignKey("codebook.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    author: Mapped[str]
    reason: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Code(Base):
    """The permanent identity of a code within its codebook."""

    __tablename__ = "code"
    __table_args__ = (UniqueConstraint("codebook_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    codebook_id: Mapped[int] = mapped_column(ForeignKey("codebook.id"))
    key: Mapped[str] = mapped_column(String(100))


class CodebookChange(Base):
    """One step in the life of a codebook, append-only, and the version it led to.

    ``kind``: add, rename, redefine, move, merge, split, retire, restore, edit (several at once), undo.
    ``details``: the codes it is about, and how they stood before. ``batch``: the coding events it brought
    about. ``undoes_id``: the step that this one takes back.
    """

    __tablename__ = "codebook_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    codebook_id: Mapped[int] = mapped_column(ForeignKey("codebook.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("codebook_version.id"))
    kind: Mapped[str] = mapped_column(String(20))
    details: Mapped[dict[str, Any]]
    author: Mapped[str]
    reason: Mapped[str]
    batch: Mapped[str] = mapped_column(String(64))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("codebook_change.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


# ── who judged what, when ───────────────────────────────────────────────────────────────────────


class Coder(Base):
    """A person who codes; deactivated, never deleted. ``role``: coder, lead, analyst, reader.

    ``login`` is what a sign-in server calls this person; none on one's own machine.
    """

    __tablename__ = "coder"
    __table_args__ = (Index("ix_coder_login", "login", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    active: Mapped[bool] = mapped_column(default=True)
    login: Mapped[str | None] = mapped_column(String(300))


class TeamEvent(Base):
    """What changed about a person, append-only. ``action``: add, role, login, active.

    ``author``: who did it, where known; ``details``: ``before`` and ``after``.
    """

    __tablename__ = "team_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    action: Mapped[str] = mapped_column(String(20))
    author: Mapped[str]
    details: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class CodingEvent(Base):
    """One judgement, append-only.

    ``action``: add, remove (a code); mark, unmark (words that show a code); read, reopen (the segment);
    flag, unflag (to talk over); memo.
    ``details``: of a mark ``start``, ``end`` (code points into the segment's text) and ``quote``.
    ``origin``: hand, suggestion, bulk, import, codebook, undo.
    ``batch``: events that were one act of a person, and are undone together.
    """

    __tablename__ = "coding_event"
    __table_args__ = (Index("ix_coding_event_segment_id_coder_id", "segment_id", "coder_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"))
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"))
    action: Mapped[str] = mapped_column(String(20))
    code_id: Mapped[int | None] = mapped_column(ForeignKey("code.id"))
    memo: Mapped[str | None]
    details: Mapped[dict[str, Any] | None]
    origin: Mapped[str] = mapped_column(String(20))
    batch: Mapped[str] = mapped_column(String(64), index=True)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("coding_event.id"))
    codebook_version_id: Mapped[int] = mapped_column(ForeignKey("codebook_version.id"))
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))
    queue_id: Mapped[int | None] = mapped_column(ForeignKey("queue.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Judgement(Base):
    """How one coder stands towards one segment now; derived from the events.

    ``read`` with no codings means: read, and no code applies; ``flagged``: to be talked over. ``version``
    counts accepted writes; ``client`` and ``client_revision`` name the last one, so that a repeat arrives
    once.
    """

    __tablename__ = "judgement"
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), primary_key=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), primary_key=True)
    read: Mapped[bool]
    flagged: Mapped[bool] = mapped_column(default=False, server_default=false())
    memo: Mapped[str]
    version: Mapped[int]
    client: Mapped[str] = mapped_column(String(64), default="")
    client_revision: Mapped[int] = mapped_column(default=0)
    first_read_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)


class Coding(Base):
    """A code one coder gives one segment now; derived from the events."""

    __tablename__ = "coding"
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), primary_key=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("coding_event.id"))


class Mark(Base):
    """Words of a segment that one coder marked as showing a code; derived from the events.

    ``start`` and ``end`` are code points into the segment's text, end exclusive; ``quote`` is what stands
    there, as a check.
    """

    __tablename__ = "mark"
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), primary_key=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    end: Mapped[int] = mapped_column(primary_key=True)
    quote: Mapped[str]
    event_id: Mapped[int] = mapped_column(ForeignKey("coding_event.id"))


class Adjudication(Base):
    """What was decided where coders differ, append-only; the coders' own codings stay as they are.

    ``action``: apply, not (the code does not apply), discuss, withdraw (what was decided before). The newest
    row on a segment and code holds. ``batch``: rows that were one act.
    """

    __tablename__ = "adjudication"
    __table_args__ = (Index("ix_adjudication_segment_id_code_id", "segment_id", "code_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"))
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("coder.id"))
    action: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str]
    batch: Mapped[str] = mapped_column(String(64))
    codebook_version_id: Mapped[int] = mapped_column(ForeignKey("codebook_version.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class CodeNote(Base):
    """What somebody noted at a code, append-only. ``kind``: memo, clarify (the definition must be clearer).

    ``segment_id``: the text that gave rise to it. ``closes_id``: this row closes an earlier one.
    """

    __tablename__ = "code_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("coder.id"))
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str]
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id"))
    closes_id: Mapped[int | None] = mapped_column(ForeignKey("code_note.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Queue(Base):
    """A list of segments laid before a coder. ``strategy``: order, random, cluster, uncertain, hand."""

    __tablename__ = "queue"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    coder_id: Mapped[int | None] = mapped_column(ForeignKey("coder.id"))
    title: Mapped[str]
    strategy: Mapped[str] = mapped_column(String(20))
    seed: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class QueueItem(Base):
    """One segment's place in a queue and the probability with which it was drawn (none: not by chance).

    ``purpose``: empty, double (somebody else codes it too, neither sees the other), audit (read without
    suggestions, for valid figures).
    """

    __tablename__ = "queue_item"
    queue_id: Mapped[int] = mapped_column(ForeignKey("queue.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    probability: Mapped[float | None]
    purpose: Mapped[str] = mapped_column(String(20), default="", server_default="")


class Division(Base):
    """One division of a question's work over coders, drawn with a seed; never changed afterwards.

    ``settings``: who takes part, the share coded twice, which segments it divided.
    """

    __tablename__ = "division"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    author: Mapped[str]
    seed: Mapped[int]
    settings: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class DivisionPart(Base):
    """The queue that one coder got in a division."""

    __tablename__ = "division_part"
    division_id: Mapped[int] = mapped_column(ForeignKey("division.id"), primary_key=True)
    queue_id: Mapped[int] = mapped_column(ForeignKey("queue.id"), primary_key=True)
