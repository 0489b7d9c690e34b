"""What coders gave by themselves: their codings as they stood before anything was decided together.

Who adjudicates sees what the others gave, and may change their own coding afterwards. That is their good
right, but it says nothing any more about how far people agree of their own accord.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, or_, select

from coding.codings.model import Action, Origin
from coding.store.schema import Adjudication, Code, Coder, Coding, CodingEvent, Segment

if TYPE_CHECKING:
    import pandas as pd


class Event(NamedTuple):
    """What matters of an event for how things stood at a moment."""

    segment_id: int
    coder_id: int
    coder: str
    action: str
    code: str | None
    origin: str
    created_at: datetime


class Stand(NamedTuple):
    """How one coder stood towards one segment: read or not, and each code with how it came about."""

    read: bool
    codes: dict[str, str]


def replay(events: Iterable[Event], until: Mapping[int, datetime]) -> dict[tuple[int, int, str], Stand]:
    """Return how each coder stood, by segment, coder number and name.

    Parameters
    ----------
    events
        In the order they were written.
    until
        From when on a segment's events no longer count; a change of the codebook always does. A code that
        comes back by an undo keeps the origin it had.
    """
    stands: dict[tuple[int, int, str], Stand] = {}
    origins: dict[tuple[int, int, str], str] = {}
    for event in events:
        end = until.get(event.segment_id)
        if end is not None and event.created_at >= end and event.origin != Origin.CODEBOOK.value:
            continue
        key = (event.segment_id, event.coder_id, event.coder)
        stand = stands.get(key, Stand(read=False, codes={}))
        if event.action in {Action.READ.value, Action.REOPEN.value}:
            stand = Stand(event.action == Action.READ.value, stand.codes)
        elif event.code is not None and event.action == Action.ADD.value:
            place = (event.segment_id, event.coder_id, event.code)
            if event.origin != Origin.UNDO.value:
                origins[place] = event.origin
            stand.codes[event.code] = origins.get(place, event.origin)
        elif event.code is not None and event.action == Action.REMOVE.value:
            stand.codes.pop(event.code, None)
        stands[key] = stand
    return stands


def events_of(connection: Connection, *conditions: ColumnElement[bool]) -> list[Event]:
    """Return events in the order they were written."""
    rows = connection.execute(
        select(
            CodingEvent.segment_id,
            CodingEvent.coder_id,
            Coder.name,
            CodingEvent.action,
            Code.key,
            CodingEvent.origin,
            CodingEvent.created_at,
        )
        .join(Segment, Segment.id == CodingEvent.segment_id)
        .join(Coder, Coder.id == CodingEvent.coder_id)
        .outerjoin(Code, Code.id == CodingEvent.code_id)
        .where(*conditions)
        .order_by(CodingEvent.id)
    )
    return [Event(*row) for row in rows]


def own_codings(
    connection: Connection, question_id: int, *, read: "pd.DataFrame", given: "pd.DataFrame"
) -> "tuple[pd.DataFrame, pd.DataFrame]":
    """Return who read what, and what they gave, before anything was decided together.

    Parameters
    ----------
    read, given
        ``[segment_id, coder_id, coder]`` and ``[segment_id, coder_id, coder, code, origin]`` as things
        stand now.

    Returns
    -------
    tuple
        The same columns.
    """
    import pandas as pd

    decided = (
        select(Adjudication.segment_id, func.min(Adjudication.created_at).label("first"))
        .join(Segment, Segment.id == Adjudication.segment_id)
        .where(Segment.question_id == question_id)
        .group_by(Adjudication.segment_id)
        .subquery()
    )
    came_back = (
        select(Coding.segment_id)
        .join(CodingEvent, CodingEvent.id == Coding.event_id)
        .where(CodingEvent.origin == Origin.UNDO.value)
    )
    rows = events_of(
        connection,
        Segment.question_id == question_id,
        or_(CodingEvent.segment_id.in_(select(decided.c.segment_id)), CodingEvent.segment_id.in_(came_back)),
    )
    if not rows:
        return read, given
    until = {row.segment_id: row.first for row in connection.execute(select(decided))}
    stands = replay(rows, until)
    again = {segment_id for segment_id, _coder_id, _coder in stands}
    new_read = [key for key, stand in stands.items() if stand.read]
    new_given = list(_given(stands))
    return (
        _replaced(read, again, pd.DataFrame(new_read, columns=["segment_id", "coder_id", "coder"])),
        _replaced(
            given,
            again,
            pd.DataFrame(new_given, columns=["segment_id", "coder_id", "coder", "code", "origin"]),
        ),
    )


def _given(stands: Mapping[tuple[int, int, str], Stand]) -> Iterator[tuple[int, int, str, str, str]]:
    for (segment_id, coder_id, coder), stand in stands.items():
        for code, origin in stand.codes.items():
            yield segment_id, coder_id, coder, code, origin


def _replaced(frame: "pd.DataFrame", segments: set[int], new: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    kept = frame.loc[~frame["segment_id"].isin(list(segments)), list(new.columns)]
    filled = [part for part in (kept, new) if len(part)] or [kept]
    return pd.concat(filled).sort_values(["segment_id", "coder_id"], kind="stable", ignore_index=True)
