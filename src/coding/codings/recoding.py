"""What a step of a codebook does to codings: what it would touch, carrying over to another code, and back.

A person's coding changes here only where a code went up in another, and then for everybody alike, as events
of origin ``codebook`` in each coder's own name.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, func, select

from coding.codebook import CodebookContent, StoredCodebook
from coding.codings.events import Act, NewEvent, current_states, differences, write_events
from coding.codings.judging import with_code_ids
from coding.codings.model import Action, JudgementState, MarkedSpan, Origin
from coding.i18n import _, format_number, ngettext
from coding.store.schema import Code, Coding, CodingEvent

if TYPE_CHECKING:
    import pandas as pd

Pair = tuple[int, int]  # coder, segment


@dataclass(frozen=True)
class Touched:
    """How much work hangs on the codes of a step.

    Attributes
    ----------
    codings
        Codes given: one per answer, coder and code.
    answers, coders
        On how many texts, by how many people.
    beside_exclusive
        Texts on which the step puts a code that stands alone beside another.
    """

    codings: int = 0
    answers: int = 0
    coders: int = 0
    beside_exclusive: int = 0

    def sentence(self) -> str:
        """Say it to who is about to do it."""
        if not self.codings:
            return _("Met deze code is nog niets gecodeerd.")
        texts = ngettext("{n} tekst", "{n} teksten", self.answers).format(n=format_number(self.answers))
        people = ngettext("{n} codeur", "{n} codeurs", self.coders).format(n=format_number(self.coders))
        said = ngettext(
            "Dit raakt {n} codering: {texts}, {people}.",
            "Dit raakt {n} coderingen: {texts}, {people}.",
            self.codings,
        ).format(n=format_number(self.codings), texts=texts, people=people)
        if self.beside_exclusive:
            said += " " + ngettext(
                "Let op: bij {n} tekst komt een code die alleen hoort te staan naast een andere.",
                "Let op: bij {n} teksten komt een code die alleen hoort te staan naast een andere.",
                self.beside_exclusive,
            ).format(n=format_number(self.beside_exclusive))
        return said

    def to_dict(self) -> dict[str, int]:
        """Return plain data, for the log."""
        return asdict(self)


def touched(
    connection: Connection, stored: StoredCodebook, codes: Collection[str], after: CodebookContent
) -> Touched:
    """Count what hangs on some codes, and where the state after a step puts an exclusive code beside another.

    Parameters
    ----------
    stored
        The codebook as it stands.
    codes
        The codes the step is about.
    after
        The codebook after the step.
    """
    given = _given_beside(connection, [stored.code_ids[code] for code in codes if code in stored.code_ids])
    own = given[given["code"].isin(list(codes))]
    now = _contradicting(given, stored.content)
    then = _contradicting(given.assign(code=given["code"].map(after.current_id)), after)
    return Touched(
        codings=len(own),
        answers=own["segment_id"].nunique(),
        coders=own["coder_id"].nunique(),
        beside_exclusive=len({segment for _coder, segment in then - now}),
    )


def _given_beside(connection: Connection, code_ids: Sequence[int]) -> "pd.DataFrame":
    """Return all codes of every coder and segment that has one of some codes: coder_id, segment_id, code."""
    import pandas as pd

    columns = ["coder_id", "segment_id", "code"]
    pairs = (
        select(Coding.coder_id, Coding.segment_id).where(Coding.code_id.in_(code_ids)).distinct().subquery()
    )
    rows = connection.execute(
        select(Coding.coder_id, Coding.segment_id, Code.key)
        .join(pairs, and_(pairs.c.coder_id == Coding.coder_id, pairs.c.segment_id == Coding.segment_id))
        .join(Code, Code.id == Coding.code_id)
    ).all()
    return pd.DataFrame(rows, columns=columns)


def _contradicting(given: "pd.DataFrame", content: CodebookContent) -> set[Pair]:
    """Return where a code that stands alone stands beside another."""
    once = given.drop_duplicates()
    alone = [code.id for code in content.codes if code.exclusive]
    counts = once.assign(alone=once["code"].isin(alone)).groupby(["coder_id", "segment_id"])["alone"]
    wrong = counts.agg(["size", "any"])
    return set(wrong.index[(wrong["size"] > 1) & wrong["any"].astype(bool)])


def holders(connection: Connection, code_ids: Collection[int]) -> dict[int, list[int]]:
    """Return which segments each coder gave one of some codes, in order."""
    found: dict[int, list[int]] = {}
    rows = connection.execute(
        select(Coding.coder_id, Coding.segment_id)
        .where(Coding.code_id.in_(code_ids))
        .distinct()
        .order_by(Coding.coder_id, Coding.segment_id)
    )
    for coder_id, segment_id in rows:
        found.setdefault(coder_id, []).append(segment_id)
    return found


def carry_over(
    connection: Connection, version: StoredCodebook, merged: Mapping[str, str], *, batch: str
) -> None:
    """Give everybody who has a merged code the code it went up in, marks included, in the same place."""
    target = {code: version.content.current_id(code) for code in merged}
    for coder_id, segments in holders(connection, [version.code_ids[code] for code in merged]).items():
        states = current_states(connection, coder_id, segments)
        events = [
            event
            for segment_id, state in states.items()
            for event in _changed(
                segment_id,
                state,
                codes=frozenset(target.get(code, code) for code in state.codes),
                marks=frozenset(replace(mark, code=target.get(mark.code, mark.code)) for mark in state.marks),
            )
        ]
        act = Act(coder_id, version.version_id, batch)
        write_events(connection, act, with_code_ids(events, version.code_ids), states)


def bring_back(
    connection: Connection, version: StoredCodebook, *, done: str, step: CodebookContent, batch: str
) -> None:
    """Take back what `carry_over` did.

    Where the coder has decided about the code since (took it away, gave it anew, marked words), that stays.

    Parameters
    ----------
    done
        The batch of `carry_over`.
    step
        The codebook as it stood right after it.
    """
    moves = _moves(connection, done)
    ends = {step.current_id(code) for move in moves.values() for code in move.removed}
    decided = _decided_since(connection, done, [version.code_ids[code] for code in ends])
    for coder_id in sorted({coder for coder, _segment in moves}):
        mine = {segment: move for (coder, segment), move in moves.items() if coder == coder_id}
        states = current_states(connection, coder_id, sorted(mine))
        events: list[NewEvent] = []
        for segment_id, move in mine.items():
            state = states[segment_id]
            end_of = {
                code: end
                for code in move.removed
                if (end := step.current_id(code)) in state.codes
                and (coder_id, segment_id, end) not in decided
            }
            gone = move.added & set(end_of.values())
            events += _changed(
                segment_id,
                state,
                codes=(state.codes - gone) | set(end_of),
                marks=frozenset(
                    mark for mark in state.marks if mark not in move.marked or mark.code not in gone
                )
                | {mark for mark in move.unmarked if mark.code in end_of},
            )
        act = Act(coder_id, version.version_id, batch)
        write_events(connection, act, with_code_ids(events, version.code_ids), states)


def _changed(
    segment_id: int, state: JudgementState, *, codes: frozenset[str], marks: frozenset[MarkedSpan]
) -> list[NewEvent]:
    return differences(
        state,
        segment_id=segment_id,
        codes=codes,
        read=state.read,
        memo=state.memo,
        marked=marks,
        origins={},
        default_origin=Origin.CODEBOOK,
    )


@dataclass(frozen=True)
class _Move:
    """What one batch did to the codes and marks of one coder on one segment."""

    added: frozenset[str]
    removed: frozenset[str]
    marked: frozenset[MarkedSpan]
    unmarked: frozenset[MarkedSpan]


def _moves(connection: Connection, batch: str) -> dict[Pair, _Move]:
    codes: dict[Pair, dict[str, set[str]]] = {}
    marks: dict[Pair, dict[str, set[MarkedSpan]]] = {}
    for row in connection.execute(
        select(
            CodingEvent.coder_id, CodingEvent.segment_id, CodingEvent.action, CodingEvent.details, Code.key
        )
        .join(Code, Code.id == CodingEvent.code_id)
        .where(CodingEvent.batch == batch)
        .order_by(CodingEvent.id)
    ):
        pair = (row.coder_id, row.segment_id)
        codes.setdefault(pair, {Action.ADD: set(), Action.REMOVE: set()})
        marks.setdefault(pair, {Action.MARK: set(), Action.UNMARK: set()})
        if row.details is None:
            codes[pair][row.action].add(row.key)
        else:
            marks[pair][row.action].add(MarkedSpan(row.key, row.details["start"], row.details["end"]))
    return {
        pair: _Move(
            added=frozenset(codes[pair][Action.ADD]),
            removed=frozenset(codes[pair][Action.REMOVE]),
            marked=frozenset(marks[pair][Action.MARK]),
            unmarked=frozenset(marks[pair][Action.UNMARK]),
        )
        for pair in codes
    }


def _decided_since(connection: Connection, batch: str, code_ids: Sequence[int]) -> set[tuple[int, int, str]]:
    """Return where coders themselves decided about codes after a batch: coder, segment, code."""
    last = select(func.max(CodingEvent.id)).where(CodingEvent.batch == batch).scalar_subquery()
    rows = connection.execute(
        select(CodingEvent.coder_id, CodingEvent.segment_id, Code.key)
        .join(Code, Code.id == CodingEvent.code_id)
        .where(
            CodingEvent.id > last,
            CodingEvent.code_id.in_(code_ids),
            CodingEvent.origin != Origin.CODEBOOK.value,
        )
    )
    return {(row.coder_id, row.segment_id, row.key) for row in rows}
