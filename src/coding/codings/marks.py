"""The table of marked words: what stands there, and what the text says at a mark."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select

from coding.codings.model import MarkedSpan
from coding.errors import InputError
from coding.i18n import _
from coding.store.schema import Code, Mark, Segment

Place = tuple[int, int, int, int]  # segment, number of the code, start, end
Quotes = Mapping[tuple[int, int, int], str]  # by segment, start and end
_CHUNK = 500  # bound values per statement
_MARKS = (
    select(Mark.segment_id, Code.key, Mark.start, Mark.end)
    .join(Code, Code.id == Mark.code_id)
    .where(
        Mark.coder_id == bindparam("coder_id"),
        Mark.segment_id.in_(bindparam("segment_ids", expanding=True)),
    )
)


def current_marks(
    connection: Connection, coder_id: int, segment_ids: Sequence[int]
) -> dict[int, frozenset[MarkedSpan]]:
    """Return the marks of one coder per segment; segments without are left out."""
    found: dict[int, set[MarkedSpan]] = defaultdict(set)
    for segment_id, code, start, end in connection.execute(
        _MARKS, {"coder_id": coder_id, "segment_ids": list(segment_ids)}
    ):
        found[segment_id].add(MarkedSpan(code, start, end))
    return {segment_id: frozenset(spans) for segment_id, spans in found.items()}


def quotes(connection: Connection, spans: Sequence[tuple[int, int, int]]) -> Quotes:
    """Return what the texts say at each (segment, start, end).

    Raises
    ------
    InputError
        When one is empty or lies outside its text.
    """
    segment_ids = sorted({segment_id for segment_id, _start, _end in spans})
    texts: dict[int, str] = {}
    for first in range(0, len(segment_ids), _CHUNK):
        wanted = segment_ids[first : first + _CHUNK]
        rows = connection.execute(select(Segment.id, Segment.text).where(Segment.id.in_(wanted)))
        texts |= {row.id: row.text for row in rows}
    found = {}
    for segment_id, start, end in spans:
        text = texts[segment_id]
        if not 0 <= start < end <= len(text):
            raise InputError(
                _(
                    "Tekst {id} heeft {n} tekens; een markering van {start} tot {end} past daar niet in."
                ).format(id=segment_id, n=len(text), start=start, end=end)
            )
        found[segment_id, start, end] = text[start:end]
    return found


def remove(connection: Connection, coder_id: int, places: Sequence[Place]) -> None:
    """Take marks away where they stand."""
    for segment_id, code_id, start, end in places:
        connection.execute(
            delete(Mark).where(
                Mark.segment_id == segment_id,
                Mark.coder_id == coder_id,
                Mark.code_id == code_id,
                Mark.start == start,
                Mark.end == end,
            )
        )


def insert_marks(connection: Connection, coder_id: int, standing: Mapping[Place, int], texts: Quotes) -> None:
    """Write marks, each with the event that set it."""
    rows = [
        {
            "segment_id": segment_id,
            "coder_id": coder_id,
            "code_id": code_id,
            "start": start,
            "end": end,
            "quote": texts[segment_id, start, end],
            "event_id": event_id,
        }
        for (segment_id, code_id, start, end), event_id in standing.items()
    ]
    if rows:
        connection.execute(insert(Mark), rows)
