"""The one place where events are written and current codings follow from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from coding.codings import marks
from coding.codings.model import FLAG, MEMO, READ, Action, JudgementState, MarkedSpan, Origin
from coding.store.schema import Code, Coding, CodingEvent, Judgement, utc_now

T = TypeVar("T")
CHUNK = 500  # bound values per statement stay well under every database's limit

# Said once: making a statement costs more than carrying it out, and these are carried out at every key.
_JUDGEMENTS = select(
    Judgement.segment_id, Judgement.read, Judgement.memo, Judgement.version, Judgement.flagged
).where(
    Judgement.coder_id == bindparam("coder_id"),
    Judgement.segment_id.in_(bindparam("segment_ids", expanding=True)),
)
_CODES = (
    select(Coding.segment_id, Code.key)
    .join(Code, Code.id == Coding.code_id)
    .where(
        Coding.coder_id == bindparam("coder_id"),
        Coding.segment_id.in_(bindparam("segment_ids", expanding=True)),
    )
)
_ADD_EVENTS = insert(CodingEvent).returning(CodingEvent.id, sort_by_parameter_order=True)
_ADD_CODINGS = insert(Coding)
_ADD_JUDGEMENTS = insert(Judgement)


@dataclass(frozen=True)
class NewEvent:
    """One event to be written; ``code`` is a permanent code id, ``code_id`` its number.

    ``span``: of a mark, where it begins and ends.
    """

    segment_id: int
    action: Action
    origin: Origin
    code: str | None = None
    code_id: int | None = None
    memo: str | None = None
    undoes_id: int | None = None
    model_id: int | None = None
    queue_id: int | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True)
class Act:
    """What a group of events has in common: they are one act of one person."""

    coder_id: int
    codebook_version_id: int
    batch: str
    client: str = ""
    revision: int = 0


def chunks(items: Sequence[T]) -> Iterable[Sequence[T]]:
    """Divide a list into parts that fit in one statement."""
    return (items[i : i + CHUNK] for i in range(0, len(items), CHUNK))


def current_states(
    connection: Connection, coder_id: int, segment_ids: Sequence[int]
) -> dict[int, JudgementState]:
    """Return the stored state of each segment for one coder, also of those never judged."""
    states = dict.fromkeys(segment_ids, JudgementState())
    for part in chunks(list(states)):
        for row in connection.execute(_JUDGEMENTS, {"coder_id": coder_id, "segment_ids": list(part)}):
            states[row.segment_id] = JudgementState(
                read=row.read, memo=row.memo, version=row.version, flagged=row.flagged
            )
        # Nothing is coded or marked without a judgement, and most texts of a window have none yet.
        judged = [segment_id for segment_id in part if states[segment_id].version]
        if not judged:
            continue
        codes: dict[int, set[str]] = {}
        for segment_id, key in connection.execute(_CODES, {"coder_id": coder_id, "segment_ids": judged}):
            codes.setdefault(segment_id, set()).add(key)
        for segment_id, keys in codes.items():
            states[segment_id] = replace(states[segment_id], codes=frozenset(keys))
        for segment_id, spans in marks.current_marks(connection, coder_id, judged).items():
            states[segment_id] = replace(states[segment_id], marks=spans)
    return states


def differences(
    before: JudgementState,
    *,
    segment_id: int,
    codes: frozenset[str],
    read: bool,
    memo: str,
    origins: Mapping[str, Origin],
    default_origin: Origin,
    flagged: bool | None = None,
    marked: frozenset[MarkedSpan] | None = None,
) -> list[NewEvent]:
    """Return the events that lead from a stored state to a wanted one.

    Marks that go with their code are left to `write_events`.

    Parameters
    ----------
    flagged, marked
        ``None`` leaves them as they are.
    """

    def event(action: Action, aspect: str, **more: Any) -> NewEvent:
        return NewEvent(segment_id, action, origins.get(aspect, default_origin), **more)

    wanted = before.marks if marked is None else marked
    codes = codes if marked is None else codes | {mark.code for mark in marked}
    gone = sorted(mark for mark in before.marks - wanted if mark.code in codes)
    new = sorted(wanted - before.marks)
    events = [event(Action.UNMARK, mark.aspect, code=mark.code, span=(mark.start, mark.end)) for mark in gone]
    events += [event(Action.REMOVE, code, code=code) for code in sorted(before.codes - codes)]
    events += [event(Action.ADD, code, code=code) for code in sorted(codes - before.codes)]
    events += [event(Action.MARK, mark.aspect, code=mark.code, span=(mark.start, mark.end)) for mark in new]
    if memo != before.memo:
        events.append(event(Action.MEMO, MEMO, memo=memo))
    if flagged is not None and flagged != before.flagged:
        events.append(event(Action.FLAG if flagged else Action.UNFLAG, FLAG))
    if read != before.read:
        events.append(event(Action.READ if read else Action.REOPEN, READ))
    return events


def with_consequences(events: Sequence[NewEvent], states: Mapping[int, JudgementState]) -> list[NewEvent]:
    """Add what follows from events: the marks of a code go with it, and the code of a mark is given."""
    now = dict(states)
    whole: list[NewEvent] = []
    for event in events:
        state = now[event.segment_id]
        added: list[NewEvent] = []
        if event.action is Action.REMOVE:
            lost = sorted(mark for mark in state.marks if mark.code == event.code)
            added = [replace(event, action=Action.UNMARK, span=(m.start, m.end)) for m in lost]
        elif event.action is Action.MARK and event.code not in state.codes:
            added = [replace(event, action=Action.ADD, span=None)]
        for step in (*added, event):
            now[step.segment_id] = _applied(now[step.segment_id], step)
            whole.append(step)
    return whole


def write_events(
    connection: Connection, act: Act, events: Sequence[NewEvent], states: dict[int, JudgementState]
) -> dict[int, JudgementState]:
    """Append events and bring codings, marks and judgements in line, in the caller's transaction.

    Parameters
    ----------
    events
        In the order they happened; codes already resolved to ``code_id``. What follows from them is
        added (`with_consequences`).
    states
        The stored state of every segment touched.

    Returns
    -------
    dict
        The new state of every segment touched.

    Raises
    ------
    InputError
        When a mark lies outside its text.
    """
    if not events:
        return {}
    events = with_consequences(events, states)
    now = utc_now()
    quotes = marks.quotes(connection, [(e.segment_id, *e.span) for e in events if e.span is not None])
    rows = [_event_row(event, act, now, quotes) for event in events]
    event_ids: list[int] = []
    for part in chunks(rows):
        event_ids += connection.scalars(_ADD_EVENTS, list(part))
    _apply_to_codings(connection, act.coder_id, events, event_ids, states)
    _apply_to_marks(connection, act.coder_id, events, event_ids, quotes)
    after = {event.segment_id: states[event.segment_id] for event in events}
    for event in events:
        after[event.segment_id] = _applied(after[event.segment_id], event)
    after = {segment_id: replace(state, version=state.version + 1) for segment_id, state in after.items()}
    _store_judgements(connection, act, after, states, now)
    return after


def _event_row(event: NewEvent, act: Act, now: datetime, quotes: marks.Quotes) -> dict[str, object]:
    details = None
    if event.span is not None:
        start, end = event.span
        details = {"start": start, "end": end, "quote": quotes[event.segment_id, start, end]}
    return {
        "segment_id": event.segment_id,
        "coder_id": act.coder_id,
        "action": event.action.value,
        "code_id": event.code_id,
        "memo": event.memo,
        "details": details,
        "origin": event.origin.value,
        "batch": act.batch,
        "undoes_id": event.undoes_id,
        "codebook_version_id": act.codebook_version_id,
        "model_id": event.model_id,
        "queue_id": event.queue_id,
        "created_at": now,
    }


def _applied(state: JudgementState, event: NewEvent) -> JudgementState:
    if event.action is Action.ADD and event.code:
        return replace(state, codes=state.codes | {event.code})
    if event.action is Action.REMOVE and event.code:
        return replace(state, codes=state.codes - {event.code})
    if event.action is Action.MEMO:
        return replace(state, memo=event.memo or "")
    if event.action in {Action.MARK, Action.UNMARK} and event.code and event.span:
        mark = frozenset({MarkedSpan(event.code, *event.span)})
        return replace(state, marks=state.marks | mark if event.action is Action.MARK else state.marks - mark)
    if event.action in {Action.FLAG, Action.UNFLAG}:
        return replace(state, flagged=event.action is Action.FLAG)
    return replace(state, read=event.action is Action.READ)


def _apply_to_codings(
    connection: Connection,
    coder_id: int,
    events: Sequence[NewEvent],
    event_ids: Sequence[int],
    before: Mapping[int, JudgementState],
) -> None:
    """Replay adds and removes; the last event on a segment and code decides."""
    last = {
        (event.segment_id, event.code_id): (event.action, event_id)
        for event, event_id in zip(events, event_ids, strict=True)
        if event.action in {Action.ADD, Action.REMOVE}
    }
    standing = {(e.segment_id, e.code_id) for e in events if e.code in before[e.segment_id].codes}
    by_code: dict[int, list[int]] = {}
    for segment_id, code_id in last.keys() & standing:
        by_code.setdefault(code_id or 0, []).append(segment_id)
    for code_id, segment_ids in by_code.items():
        for part in chunks(segment_ids):
            connection.execute(
                delete(Coding).where(
                    Coding.coder_id == coder_id, Coding.code_id == code_id, Coding.segment_id.in_(part)
                )
            )
    added = [
        {"segment_id": segment_id, "coder_id": coder_id, "code_id": code_id, "event_id": event_id}
        for (segment_id, code_id), (action, event_id) in last.items()
        if action is Action.ADD
    ]
    if added:
        connection.execute(_ADD_CODINGS, added)


def _apply_to_marks(
    connection: Connection,
    coder_id: int,
    events: Sequence[NewEvent],
    event_ids: Sequence[int],
    quotes: marks.Quotes,
) -> None:
    """Replay marks; the last event on a segment, code and stretch decides."""
    last = {
        (event.segment_id, event.code_id or 0, *event.span): (event.action, event_id)
        for event, event_id in zip(events, event_ids, strict=True)
        if event.span is not None
    }
    marks.remove(connection, coder_id, list(last))
    standing = {place: event_id for place, (action, event_id) in last.items() if action is Action.MARK}
    marks.insert_marks(connection, coder_id, standing, quotes)


def _store_judgements(
    connection: Connection,
    act: Act,
    after: dict[int, JudgementState],
    before: dict[int, JudgementState],
    now: datetime,
) -> None:
    new = []
    for segment_id, state in after.items():
        values: dict[str, Any] = {
            "read": state.read,
            "memo": state.memo,
            "flagged": state.flagged,
            "version": state.version,
            "client": act.client,
            "client_revision": act.revision,
            "updated_at": now,
        }
        if before[segment_id].version == 0:
            new.append(
                values
                | {
                    "segment_id": segment_id,
                    "coder_id": act.coder_id,
                    "first_read_at": now if state.read else None,
                }
            )
            continue
        where = (Judgement.segment_id == segment_id) & (Judgement.coder_id == act.coder_id)
        if state.read:
            values["first_read_at"] = func.coalesce(Judgement.first_read_at, now)
        connection.execute(update(Judgement).where(where).values(**values))
    if new:
        connection.execute(_ADD_JUDGEMENTS, new)
