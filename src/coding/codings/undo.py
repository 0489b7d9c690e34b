"""Taking back: every undo is one more event, and names the event that it takes back."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from coding.codebook import StoredCodebook
from coding.codings.events import Act, NewEvent, current_states, write_events
from coding.codings.model import Action, Origin, UndoResult
from coding.store.schema import Code, CodingEvent, Segment

INVERSE = {
    Action.ADD: Action.REMOVE,
    Action.REMOVE: Action.ADD,
    Action.MARK: Action.UNMARK,
    Action.UNMARK: Action.MARK,
    Action.READ: Action.REOPEN,
    Action.REOPEN: Action.READ,
    Action.FLAG: Action.UNFLAG,
    Action.UNFLAG: Action.FLAG,
    Action.MEMO: Action.MEMO,
}
# A file and a change of the codebook are no acts of a coder; the room that made them takes them back.
_NOT_TAKEN_BACK = [Origin.UNDO.value, Origin.IMPORT.value, Origin.CODEBOOK.value]


def undo_last(
    connection: Connection, *, coder_id: int, question_id: int, codebook: StoredCodebook
) -> UndoResult | None:
    """Take back what still stands of a coder's newest act on a question."""
    undone = select(CodingEvent.undoes_id).where(
        CodingEvent.coder_id == coder_id, CodingEvent.undoes_id.is_not(None)
    )
    newest = connection.execute(
        select(CodingEvent.batch)
        .join(Segment, Segment.id == CodingEvent.segment_id)
        .where(
            CodingEvent.coder_id == coder_id,
            Segment.question_id == question_id,
            CodingEvent.origin.not_in(_NOT_TAKEN_BACK),
            CodingEvent.id.not_in(undone),
        )
        .order_by(CodingEvent.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if newest is None:
        return None
    return take_back(connection, newest, coder_id=coder_id, codebook=codebook)


def take_back(
    connection: Connection,
    batch: str,
    *,
    coder_id: int,
    codebook: StoredCodebook,
    only: Collection[int] | None = None,
    client: str = "",
    revision: int = 0,
) -> UndoResult:
    """Take back what still stands of one act of a coder.

    Parameters
    ----------
    only
        The segments to do it for; ``None``: all that the act changed.
    client, revision
        Name the taking back, where a browser asked for it.
    """
    undone = select(CodingEvent.undoes_id).where(
        CodingEvent.coder_id == coder_id, CodingEvent.undoes_id.is_not(None)
    )
    found = connection.execute(
        select(
            CodingEvent.id,
            CodingEvent.segment_id,
            CodingEvent.action,
            CodingEvent.details,
            Code.key,
        )
        .outerjoin(Code, Code.id == CodingEvent.code_id)
        .where(
            CodingEvent.coder_id == coder_id,
            CodingEvent.batch == batch,
            CodingEvent.origin.not_in(_NOT_TAKEN_BACK),
            CodingEvent.id.not_in(undone),
        )
        .order_by(CodingEvent.id.desc())
    ).all()
    rows = [row for row in found if only is None or row.segment_id in only]
    states = current_states(connection, coder_id, sorted({row.segment_id for row in rows}))
    memos = _memos_before(
        connection, coder_id, [(row.id, row.segment_id) for row in rows if row.action == Action.MEMO]
    )
    # What was done with a code that went up in another since, is taken back from that other.
    codes = {row.key: codebook.content.current_id(row.key) for row in rows if row.key}
    events = [
        NewEvent(
            row.segment_id,
            INVERSE[Action(row.action)],
            Origin.UNDO,
            code=codes.get(row.key),
            code_id=codebook.code_ids[codes[row.key]] if row.key else None,
            memo=memos.get(row.id),
            undoes_id=row.id,
            span=_span(row.details),
        )
        for row in rows
    ]
    name = f"{client}:{revision}" if client else uuid.uuid4().hex
    write_events(connection, Act(coder_id, codebook.version_id, name, client, revision), events, states)
    return UndoResult(
        segments=len(states),
        added=tuple(sorted({str(e.code) for e in events if e.action is Action.ADD})),
        removed=tuple(sorted({str(e.code) for e in events if e.action is Action.REMOVE})),
    )


def _memos_before(connection: Connection, coder_id: int, events: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Return, for each memo event (its id and segment), the memo that stood there before it."""
    before: dict[int, str] = {}
    for event_id, segment_id in events:
        earlier = connection.execute(
            select(CodingEvent.memo)
            .where(
                CodingEvent.coder_id == coder_id,
                CodingEvent.segment_id == segment_id,
                CodingEvent.action == Action.MEMO.value,
                CodingEvent.id < event_id,
            )
            .order_by(CodingEvent.id.desc())
            .limit(1)
        ).scalar_one_or_none()
        before[event_id] = earlier or ""
    return before


# ── undone in a browser, which sends the state it wants ─────────────────────────────────────────


@dataclass(frozen=True)
class _Standing:
    """An event of a coder that nobody took back; ``memo_before`` is what stood there before a memo."""

    id: int
    action: Action
    code_id: int | None
    span: tuple[int, int] | None
    memo_before: str


def naming_what_is_undone(
    connection: Connection, events: Sequence[NewEvent], *, coder_id: int
) -> list[NewEvent]:
    """Say of every event that undoes something what it undoes: the newest that brought it about.

    A browser may have sent several acts as one, so an act of the browser is not always a batch; what is
    taken back is therefore found event by event. Where nothing stands that could be taken back (it was,
    in another window, in the meantime), the event counts as done by hand.
    """
    touched = sorted({event.segment_id for event in events if event.origin is Origin.UNDO})
    standing = {segment_id: _standing(connection, coder_id, segment_id) for segment_id in touched}
    named: list[NewEvent] = []
    for event in events:
        if event.origin is not Origin.UNDO:
            named.append(event)
            continue
        causes = _causes(event, standing[event.segment_id])
        if not causes:
            named.append(replace(event, origin=Origin.HAND))
            continue
        # A memo typed in several goes is taken back go by go.
        memos = [cause.memo_before for cause in causes[:-1]] + [event.memo]
        for cause, memo in zip(causes, memos, strict=True):
            standing[event.segment_id].remove(cause)
            named.append(replace(event, undoes_id=cause.id, memo=memo))
    return named


def _standing(connection: Connection, coder_id: int, segment_id: int) -> list[_Standing]:
    """Return what stands of a coder's acts on a segment, newest first."""
    rows = connection.execute(
        select(
            CodingEvent.id,
            CodingEvent.action,
            CodingEvent.code_id,
            CodingEvent.memo,
            CodingEvent.details,
            CodingEvent.origin,
            CodingEvent.undoes_id,
        )
        .where(CodingEvent.coder_id == coder_id, CodingEvent.segment_id == segment_id)
        .order_by(CodingEvent.id)
    ).all()
    undone = {row.undoes_id for row in rows}
    found: list[_Standing] = []
    memo = ""
    for row in rows:
        if row.id not in undone and row.origin not in _NOT_TAKEN_BACK:
            found.append(_Standing(row.id, Action(row.action), row.code_id, _span(row.details), memo))
        if row.action == Action.MEMO:
            memo = row.memo or ""
    return found[::-1]


def _causes(event: NewEvent, standing: Sequence[_Standing]) -> list[_Standing]:
    """Return which standing events an event takes back, newest first."""
    matching = [
        cause
        for cause in standing
        if (cause.action, cause.code_id, cause.span) == (INVERSE[event.action], event.code_id, event.span)
    ]
    if event.action is not Action.MEMO:
        return matching[:1]
    for n, cause in enumerate(matching, start=1):
        if cause.memo_before == event.memo:
            return matching[:n]
    return matching[:1]


def _span(details: Mapping[str, Any] | None) -> tuple[int, int] | None:
    return (details["start"], details["end"]) if details and "start" in details else None
