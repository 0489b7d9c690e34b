"""What waits for a review of personal data."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coding.store.schema.base import Base, utc_now


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
