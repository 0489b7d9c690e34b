"""What people keep of results, append-only: recipes of tables, their runs, waves, earlier figures, quotes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from coding.store.schema.base import Base, utc_now


class TableRecipe(Base):
    """One version of a saved recipe of a table; of a name the highest ``number`` holds.

    ``spec``: as `TableSpec.to_dict` gives it. ``retired``: no longer listed; what was made with it stays.
    """

    __tablename__ = "table_recipe"
    __table_args__ = (UniqueConstraint("name", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    title: Mapped[str]
    spec: Mapped[dict[str, Any]]
    retired: Mapped[bool] = mapped_column(default=False, server_default=false())
    author: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class TableRun(Base):
    """A table as it came out once. ``result``: its figures; ``state``: what they rested on."""

    __tablename__ = "table_run"
    id: Mapped[int] = mapped_column(primary_key=True)
    recipe_id: Mapped[int] = mapped_column(ForeignKey("table_recipe.id"), index=True)
    result: Mapped[dict[str, Any]]
    state: Mapped[dict[str, Any]]
    author: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class WaveSeries(Base):
    """One version of a series of waves; of a name the highest ``number`` holds."""

    __tablename__ = "wave_series"
    __table_args__ = (UniqueConstraint("name", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    title: Mapped[str]
    retired: Mapped[bool] = mapped_column(default=False, server_default=false())
    author: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class WavePart(Base):
    """A wave of a series, in order: its question here; none where only published figures are known.

    ``question``: its key, of a closed question that of its variable, with its ``survey``.
    """

    __tablename__ = "wave_part"
    series_id: Mapped[int] = mapped_column(ForeignKey("wave_series.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(60))
    question: Mapped[str | None] = mapped_column(String(100))
    survey: Mapped[str | None] = mapped_column(String(60))


class EarlierFigure(Base):
    """A published percentage of an earlier wave; a row with ``withdraws_id`` takes an earlier row back.

    ``series``: the name of the series. ``code``: the code it is about, or empty; then ``label`` says it.
    ``percent``: as published, with ``decimals`` decimals. ``n``: what it is a percentage of.
    """

    __tablename__ = "earlier_figure"
    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(String(100), index=True)
    wave: Mapped[str] = mapped_column(String(60))
    code: Mapped[str] = mapped_column(String(100))
    label: Mapped[str]
    percent: Mapped[float]
    decimals: Mapped[int]
    n: Mapped[int]
    source: Mapped[str]
    withdraws_id: Mapped[int | None] = mapped_column(ForeignKey("earlier_figure.id"))
    author: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Quote(Base):
    """Words chosen to illustrate a code; a row with ``withdraws_id`` takes an earlier row back.

    ``start`` and ``end`` are code points into the segment's text, end exclusive; ``text`` is what stands
    there, as a check.
    """

    __tablename__ = "quote"
    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    withdraws_id: Mapped[int | None] = mapped_column(ForeignKey("quote.id"))
    author: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
