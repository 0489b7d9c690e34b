"""What the machine makes of it: analyses, groups, models, suggestions."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coding.store.schema.base import Base, utc_now


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
    """A trained classifier of a question, with what it learned from and how good it is on held-out text.

    ``origin``: hand, auto. ``snapshot``: zlib-compressed JSON of what it learned from, with which it can be
    made again. ``payload``: skops; none where it was let go to save room.
    """

    __tablename__ = "model"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    codebook_version_id: Mapped[int] = mapped_column(ForeignKey("codebook_version.id"))
    pipeline: Mapped[str]
    settings: Mapped[dict[str, Any]]
    metrics: Mapped[dict[str, Any]]
    author: Mapped[str] = mapped_column(default="", server_default="")
    origin: Mapped[str] = mapped_column(String(20), default="hand", server_default="hand")
    snapshot: Mapped[bytes | None]
    payload: Mapped[bytes | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class ModelChoice(Base):
    """Which model of a question suggests, append-only: the newest row holds. No model: always the newest."""

    __tablename__ = "model_choice"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))
    author: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Suggestion(Base):
    """How likely a model finds a code for a segment (0 to 1)."""

    __tablename__ = "suggestion"
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"), primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True)
    probability: Mapped[float]
