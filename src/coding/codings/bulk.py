"""One change to many segments at once: seen beforehand, done as one act, taken back as one."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import Connection, func, select

from coding.codebook import Codebooks, StoredCodebook
from coding.codings.events import Act, NewEvent, current_states, differences, write_events
from coding.codings.judging import segments_of_question, with_code_ids
from coding.codings.model import JudgementState, Origin
from coding.codings.undo import take_back
from coding.errors import CodingError, NotFoundError
from coding.i18n import _
from coding.store import Database, question_id
from coding.store.schema import CodingEvent


class BulkKind(StrEnum):
    """What is done to every segment."""

    GIVE = "give"
    TAKE = "take"
    READ_NONE = "none"


@dataclass(frozen=True)
class BulkChange:
    """One change: give a code, take a code away, or note that a segment was read and no code applies.

    Attributes
    ----------
    code
        The code to give or take; None for `BulkKind.READ_NONE`.
    """

    kind: BulkKind
    code: str | None = None

    def __post_init__(self) -> None:
        """Refuse a change that says too little or too much."""
        if (self.code is None) != (self.kind is BulkKind.READ_NONE):
            raise CodingError(_("Kies een code om te geven of weg te halen."))


@dataclass(frozen=True)
class BulkResult:
    """What a change did to many segments, or would do.

    Attributes
    ----------
    touched
        How many change.
    unchanged
        How many are already as wanted.
    skipped
        How many take a person: an exclusive code would come to stand beside another, or a segment with codes
        would become one without.
    stale
        The segments that changed since they were looked at; they are left as they are.
    """

    touched: int
    unchanged: int = 0
    skipped: int = 0
    stale: tuple[int, ...] = ()


class BulkCoding:
    """Changes many segments of a question for one coder.

    Parameters
    ----------
    database
        The project's database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def preview(
        self, question_key: str, segment_ids: Sequence[int], change: BulkChange, *, coder_id: int
    ) -> BulkResult:
        """Tell what `apply` would do, without doing it."""
        codebook = Codebooks(self._database).for_question(question_key)
        with self._database.read() as connection:
            return _plan(current_states(connection, coder_id, list(segment_ids)), change, codebook)[1]

    def apply(
        self,
        question_key: str,
        segment_ids: Sequence[int],
        change: BulkChange,
        *,
        coder_id: int,
        queue_id: int | None = None,
        versions: Mapping[int, int] | None = None,
        client: str = "",
        revision: int = 0,
    ) -> BulkResult:
        """Change many segments, as one act that is undone as one; given a code, they count as read.

        Parameters
        ----------
        queue_id
            The queue through which the segments came before the coder.
        versions
            The versions the coder was looking at; what has another version by now is left alone.
        client, revision
            Name this act once and for all: sent again, it does nothing.

        Raises
        ------
        NotFoundError
            When the code is not in the codebook, or a segment does not belong to the question.
        """
        codebook = Codebooks(self._database).for_question(question_key)
        batch = f"{client}:{revision}" if client else uuid.uuid4().hex
        with self._database.write() as connection:
            segments = segments_of_question(connection, segment_ids, question_id(connection, question_key))
            if client:
                done = _segments_of_batch(connection, batch, coder_id)
                if done:
                    return BulkResult(done)
            states = current_states(connection, coder_id, segments)
            stale = _stale(states, versions)
            fresh = {segment: state for segment, state in states.items() if segment not in stale}
            events, planned = _plan(fresh, change, codebook)
            act = Act(coder_id, codebook.version_id, batch, client, revision)
            write_events(connection, act, with_code_ids(events, codebook.code_ids, queue_id=queue_id), fresh)
        return BulkResult(planned.touched, planned.unchanged, planned.skipped, tuple(sorted(stale)))

    def undo(
        self,
        question_key: str,
        act: tuple[str, int],
        *,
        coder_id: int,
        versions: Mapping[int, int],
        client: str,
        revision: int,
    ) -> BulkResult:
        """Take back an act of this coder, where nothing happened since; itself an act with a name.

        Parameters
        ----------
        act
            The client and revision of the act to take back.
        versions
            The segments, each with the version the coder was looking at; what has another version by now
            is left alone.
        """
        codebook = Codebooks(self._database).for_question(question_key)
        batch = f"{client}:{revision}"
        with self._database.write() as connection:
            segments = segments_of_question(connection, list(versions), question_id(connection, question_key))
            done = _segments_of_batch(connection, batch, coder_id)
            if done:
                return BulkResult(done)
            stale = _stale(current_states(connection, coder_id, segments), versions)
            undone = take_back(
                connection,
                f"{act[0]}:{act[1]}",
                coder_id=coder_id,
                codebook=codebook,
                only=set(segments) - stale,
                client=client,
                revision=revision,
            )
        return BulkResult(
            undone.segments, len(segments) - len(stale) - undone.segments, 0, tuple(sorted(stale))
        )


def _stale(states: Mapping[int, JudgementState], versions: Mapping[int, int] | None) -> set[int]:
    if versions is None:
        return set()
    return {segment for segment, state in states.items() if versions.get(segment) != state.version}


def _plan(
    states: Mapping[int, JudgementState], change: BulkChange, codebook: StoredCodebook
) -> tuple[list[NewEvent], BulkResult]:
    """Work out what a change does to each segment."""
    change = _in_current_code(change, codebook)
    exclusive = {entry.id for entry in codebook.content.codes if entry.exclusive}
    events: list[NewEvent] = []
    touched = unchanged = skipped = 0
    for segment_id, state in states.items():
        codes, read = _wanted(state, change)
        if (codes, read) == (state.codes, state.read):
            unchanged += 1
        elif _takes_a_person(state, change, exclusive):
            skipped += 1
        else:
            touched += 1
            events += differences(
                state,
                segment_id=segment_id,
                codes=codes,
                read=read,
                memo=state.memo,
                origins=dict.fromkeys(codes ^ state.codes, Origin.BULK),
                default_origin=Origin.BULK,
            )
    return events, BulkResult(touched, unchanged, skipped)


def _in_current_code(change: BulkChange, codebook: StoredCodebook) -> BulkChange:
    """Read a code that went up in another as that other: a window may be older than the codebook."""
    if change.code is None:
        return change
    if change.code not in codebook.content:
        raise NotFoundError(_("Code '{code}' staat niet in het codeboek.").format(code=change.code))
    code = codebook.content.code(codebook.content.current_id(change.code))
    if code.retired and change.kind is BulkKind.GIVE:
        raise CodingError(
            _("De code '{code}' is vervallen en wordt niet meer gegeven.").format(code=code.label)
        )
    return replace(change, code=code.id)


def _wanted(state: JudgementState, change: BulkChange) -> tuple[frozenset[str], bool]:
    if change.kind is BulkKind.GIVE:
        return state.codes | {str(change.code)}, True
    if change.kind is BulkKind.TAKE:
        return state.codes - {str(change.code)}, state.read
    return frozenset(), True


def _takes_a_person(state: JudgementState, change: BulkChange, exclusive: set[str]) -> bool:
    if change.kind is BulkKind.GIVE:
        others = state.codes - {str(change.code)}
        return bool(others) and (change.code in exclusive or not others.isdisjoint(exclusive))
    return change.kind is BulkKind.READ_NONE and bool(state.codes)


def _segments_of_batch(connection: Connection, batch: str, coder_id: int) -> int:
    """Return how many segments an act changed; 0 when it did not arrive yet."""
    return int(
        connection.scalar(
            select(func.count(func.distinct(CodingEvent.segment_id))).where(
                CodingEvent.batch == batch, CodingEvent.coder_id == coder_id
            )
        )
        or 0
    )
