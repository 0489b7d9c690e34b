"""Lists of segments laid before a coder, and the division of work."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coding.store.schema.base import Base, utc_now


class Queue(Base):
    """A list of segments laid before a coder.

    ``strategy``: order, random, cluster, uncertain, hand, division, and the ways of `LearningQueues`.
    ``settings``: of a queue that grows while somebody reads; none where it was laid out at once.
    """

    __tablename__ = "queue"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    coder_id: Mapped[int | None] = mapped_column(ForeignKey("coder.id"))
    title: Mapped[str]
    strategy: Mapped[str] = mapped_column(String(20))
    seed: Mapped[int | None]
    settings: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class QueueItem(Base):
    """One segment's place in a queue and the probability with which it was drawn (none: not by chance).

    ``purpose``: empty, double (somebody else codes it too, neither sees the other), audit (read without
    suggestions, for valid figures). ``reason``: why it comes (`coding.classifier.strategies.Reason`), and
    ``model_id`` the model whose predictions chose it.
    """

    __tablename__ = "queue_item"
    queue_id: Mapped[int] = mapped_column(ForeignKey("queue.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    probability: Mapped[float | None]
    purpose: Mapped[str] = mapped_column(String(20), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(20), default="", server_default="")
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))


class AuditDraw(Base):
    """All texts of a question, or of one coder's part of it, in an order drawn by chance.

    The first ``n_reserve`` are kept for the audit. ``coder_id``: whose part it is; none: nobody's own. The
    seed, with the segments by number, gives the same order again.
    """

    __tablename__ = "audit_draw"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    coder_id: Mapped[int | None] = mapped_column(ForeignKey("coder.id"))
    seed: Mapped[int]
    share: Mapped[float]
    n_population: Mapped[int]
    n_reserve: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class AuditItem(Base):
    """The place of a segment in a draw, from 1; when its turn came, read already or not (none: not yet)."""

    __tablename__ = "audit_item"
    draw_id: Mapped[int] = mapped_column(ForeignKey("audit_draw.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    taken_at: Mapped[datetime | None]


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
