"""What the browser says it has not seen confirmed: read with distrust, before anything is written.

A journal comes from outside: from another version of this program, another tab, or a hand-made
message. Nothing in here touches a database, and nothing a browser sends can make it fail.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coding.codings import JudgementUpdate, MarkedSpan, Origin
from coding.ui.components.incoming import clean_text, client_name, whole_number

MAX_ENTRIES = 2000
MAX_MEMO = 10_000
MAX_CODES = 200
MAX_MARKS = 500
_ORIGINS = {"hand": Origin.HAND, "suggestion": Origin.SUGGESTION, "undo": Origin.UNDO}


@dataclass(frozen=True)
class AlikeAct:
    """That the same answers get the same judgement too, or that this is taken back.

    ``revision`` names the giving, also when it is taken back.
    """

    revision: int
    undo: bool


@dataclass(frozen=True)
class Entry:
    """One answer's wanted state, and the question it belongs to."""

    question: str
    update: JudgementUpdate
    alike: AlikeAct | None = None


@dataclass(frozen=True)
class Journal:
    """One message of a browser.

    Attributes
    ----------
    sequence
        Number of the message; it goes back with the answer, so that the browser knows it arrived.
    position
        Where in the queue the coder is, counted from 0.
    entries
        Everything not yet seen confirmed, also of tabs that were closed.
    """

    sequence: int
    position: int
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Known:
    """What exists, of one question: an entry about anything else is refused."""

    codes: Collection[str]
    exclusive: Collection[str] = field(default_factory=frozenset)
    queues: Collection[int] = field(default_factory=frozenset)
    models: Collection[int] = field(default_factory=frozenset)


def parse_journal(raw: object, *, scope: str) -> Journal | None:
    """Read a browser's message.

    Parameters
    ----------
    raw
        Anything at all.
    scope
        Project, question, coder and queue on screen; a message about another is not for us.

    Returns
    -------
    Journal or None
        None where there is no message for this scope. Entries that make no sense are left out.
    """
    if not isinstance(raw, Mapping) or raw.get("scope") != scope:
        return None
    return Journal(
        sequence=whole_number(raw.get("seq"), largest=2**53) or 0,
        position=whole_number(raw.get("position")) or 0,
        entries=tuple(_entries(raw.get("journals"))),
    )


def problem(entry: Entry, known: Known, *, length: int | None) -> str | None:
    """Tell why an entry cannot be stored (``answer``, ``code``, ``exclusive``, ``mark``); None: it can.

    Parameters
    ----------
    length
        How many code points the text has; None where there is no such text.
    """
    marks = entry.update.marks or frozenset()
    codes = entry.update.codes | {mark.code for mark in marks}
    if length is None:
        return "answer"
    if any(code not in known.codes for code in codes):
        return "code"
    if len(codes) > 1 and any(code in known.exclusive for code in codes):
        return "exclusive"
    if any(mark.end > length for mark in marks):
        return "mark"
    return None


def _entries(journals: object) -> Iterator[Entry]:
    left = MAX_ENTRIES
    for journal in journals if isinstance(journals, list) else []:
        if not isinstance(journal, Mapping):
            continue
        client = client_name(journal.get("client"))
        question, entries = journal.get("question"), journal.get("entries")
        if client is None or not isinstance(question, str) or not isinstance(entries, list):
            continue
        for raw in entries[:left]:
            update = _update(raw, client)
            if update is not None:
                left -= 1
                yield Entry(question, update, _alike(raw.get("alike")))


def _update(raw: object, client: str) -> JudgementUpdate | None:
    if not isinstance(raw, Mapping):
        return None
    segment_id, revision, base = (whole_number(raw.get(name)) for name in ("segment", "revision", "base"))
    codes, read, memo = raw.get("codes"), raw.get("read"), raw.get("memo")
    if not segment_id or not revision or base is None:
        return None
    if not isinstance(read, bool) or not isinstance(memo, str):
        return None
    if (
        not isinstance(codes, list)
        or len(codes) > MAX_CODES
        or not all(isinstance(code, str) for code in codes)
    ):
        return None
    flagged, marks = raw.get("flagged"), _marks(raw.get("marks"))
    if not isinstance(flagged, bool | None) or (marks is None and raw.get("marks") is not None):
        return None
    origins = raw.get("origins")
    return JudgementUpdate(
        segment_id=segment_id,
        codes=frozenset(codes),
        read=read,
        memo=clean_text(memo)[:MAX_MEMO],
        origins=_read_origins(origins) if isinstance(origins, Mapping) else {},
        base_version=base,
        client=client,
        revision=revision,
        model_id=whole_number(raw.get("model")) or None,
        queue_id=whole_number(raw.get("queue")) or None,
        flagged=flagged,  # none: written by a version that knew of no flags and marks
        marks=marks,
    )


def _alike(raw: object) -> AlikeAct | None:
    if not isinstance(raw, Mapping):
        return None
    for name, undo in (("give", False), ("undo", True)):
        if revision := whole_number(raw.get(name)):
            return AlikeAct(revision, undo)
    return None


def _marks(raw: object) -> frozenset[MarkedSpan] | None:
    """Return the marks of an entry; None where there are none at all, or one makes no sense."""
    if not isinstance(raw, list) or len(raw) > MAX_MARKS:
        return None
    found = set()
    for one in raw:
        if not isinstance(one, Mapping):
            return None
        code, start, end = one.get("code"), whole_number(one.get("start")), whole_number(one.get("end"))
        if not isinstance(code, str) or start is None or end is None or start >= end:
            return None
        found.add(MarkedSpan(code, start, end))
    return frozenset(found)


def _read_origins(raw: Mapping[object, object]) -> dict[str, Origin]:
    """A browser can say: by hand, from a suggestion, undone. Not: in bulk, imported."""
    return {
        code: _ORIGINS[origin]
        for code, origin in raw.items()
        if isinstance(code, str) and isinstance(origin, str) and origin in _ORIGINS
    }


def journal_in(state: Mapping[str, Any] | None) -> object:
    """Return the journal in a component's state, whatever that state is."""
    return state.get("journal") if isinstance(state, Mapping) else None
