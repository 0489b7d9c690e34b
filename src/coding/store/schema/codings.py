"""Who judged what, when: people, events and what follows from them, decisions, notes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from coding.store.schema.base import Base, utc_now


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
