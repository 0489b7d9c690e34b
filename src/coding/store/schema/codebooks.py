"""Codebooks, their versions and the steps between them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coding.store.schema.base import Base, utc_now


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
