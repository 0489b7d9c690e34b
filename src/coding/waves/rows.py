"""Series of waves and earlier figures as they are stored: added, never changed."""

from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.orm import aliased

from coding.store.schema import EarlierFigure as StoredFigure
from coding.store.schema import WavePart, WaveSeries
from coding.waves.model import EarlierFigure, Part, Series

_back = aliased(StoredFigure)


def newest_series(connection: Connection) -> list[Series]:
    """Return every series as it stands, by name."""
    newest = select(func.max(WaveSeries.id)).group_by(WaveSeries.name)
    rows = connection.execute(
        select(WaveSeries).where(WaveSeries.id.in_(newest)).order_by(WaveSeries.name)
    ).all()
    parts: dict[int, list[Part]] = {}
    for part in connection.execute(select(WavePart).order_by(WavePart.series_id, WavePart.position)):
        parts.setdefault(part.series_id, []).append(Part(part.label, part.question, part.survey))
    return [
        Series(
            id=row.id,
            name=row.name,
            number=row.number,
            title=row.title,
            parts=tuple(parts[row.id]),
            retired=bool(row.retired),
            author=row.author,
            created_at=row.created_at,
        )
        for row in rows
    ]


def add_series(connection: Connection, parts: tuple[Part, ...], **values: Any) -> None:
    """Write a version of a series within the caller's transaction."""
    number = connection.execute(insert(WaveSeries).values(**values).returning(WaveSeries.id)).scalar_one()
    connection.execute(
        insert(WavePart),
        [
            {
                "series_id": number,
                "position": place,
                "label": part.label,
                "question": part.question,
                "survey": part.survey,
            }
            for place, part in enumerate(parts)
        ],
    )


def standing_figures(connection: Connection) -> list[EarlierFigure]:
    """Return the figures that were not taken back, oldest first."""
    rows = connection.execute(
        select(
            StoredFigure.id,
            StoredFigure.series,
            StoredFigure.wave,
            StoredFigure.code,
            StoredFigure.label,
            StoredFigure.percent,
            StoredFigure.decimals,
            StoredFigure.n,
            StoredFigure.source,
            StoredFigure.author,
            StoredFigure.created_at,
        )
        .outerjoin(_back, _back.withdraws_id == StoredFigure.id)
        .where(StoredFigure.withdraws_id.is_(None), _back.id.is_(None))
        .order_by(StoredFigure.id)
    )
    return [EarlierFigure(*row) for row in rows]


def add_figure(connection: Connection, **values: Any) -> int:
    """Write a figure within the caller's transaction and return its number."""
    return connection.execute(insert(StoredFigure).values(**values).returning(StoredFigure.id)).scalar_one()
