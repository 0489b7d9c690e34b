"""What a browser says it did in the list: read with distrust, before anything is written.

A message comes from outside: from another version of this program, another tab, or a hand-made one.
Nothing in here touches a database, and nothing a browser sends can make it fail.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coding.codings import BulkChange, BulkKind
from coding.ui.components.incoming import clean_text, client_name, whole_number

MAX_ACTS = 50
MAX_SEGMENTS = 200_000
MAX_COLUMNS = 100
LONGEST_SEARCH = 200
LONGEST_NAME = 100  # of a code or variable, as in the database


@dataclass(frozen=True)
class GridAct:
    """One change to many answers, or the undoing of one.

    Attributes
    ----------
    client, revision
        The name of the act: sent again, it is the same act.
    change
        What to do; None: undo the act ``undoes``.
    versions
        The answers, each with the version that was on screen.
    """

    client: str
    revision: int
    change: BulkChange | None
    undoes: tuple[str, int] | None
    versions: Mapping[int, int]


@dataclass(frozen=True)
class Search:
    """What to look for; ``number`` tells the answer which search it is about.

    ``literal``: in the texts too long to be in the browser whole; else words in any form, in all texts.
    """

    number: int
    text: str
    literal: bool = False


@dataclass(frozen=True)
class GridMessage:
    """One message of a browser.

    Attributes
    ----------
    sequence
        Number of the message; it goes back with the answer.
    have
        The table that the browser has already.
    near
        Whether it knows which of its answers are nearly the same.
    after
        The newest event of which it knows what came of it.
    acts
        Everything not yet seen confirmed, in the order it was done.
    search
        Words whose answers are asked for.
    columns
        The variables on screen.
    """

    sequence: int
    have: str
    near: bool = False
    after: int = 0
    acts: tuple[GridAct, ...] = ()
    search: Search | None = None
    columns: tuple[str, ...] = ()


def parse_message(raw: object, *, scope: str) -> GridMessage | None:
    """Read a browser's message.

    Parameters
    ----------
    raw
        Anything at all.
    scope
        Project, question, coder and queue on screen; a message about another is not for us.

    Returns
    -------
    GridMessage or None
        None where there is no message for this scope. Acts that make no sense are left out.
    """
    if not isinstance(raw, Mapping) or raw.get("scope") != scope:
        return None
    acts, have, columns = raw.get("acts"), raw.get("have"), raw.get("columns")
    read = [_act(entry) for entry in acts[:MAX_ACTS]] if isinstance(acts, list) else []
    return GridMessage(
        sequence=whole_number(raw.get("seq"), largest=2**53) or 0,
        have=have if isinstance(have, str) else "",
        near=raw.get("near") is True,
        after=whole_number(raw.get("after"), largest=2**53) or 0,
        acts=tuple(sorted((act for act in read if act), key=lambda act: (act.client, act.revision))),
        search=_search(raw.get("search")),
        columns=tuple(_names(columns)),
    )


def _act(raw: object) -> GridAct | None:
    if not isinstance(raw, Mapping):
        return None
    client, revision = client_name(raw.get("client")), whole_number(raw.get("revision"))
    if client is None or not revision:
        return None
    versions = _versions(raw.get("segments"), raw.get("versions"))
    if not versions:
        return None
    if raw.get("kind") == "undo":
        undone = whole_number(raw.get("undoes"))
        return GridAct(client, revision, None, (client, undone), versions) if undone else None
    change = _change(raw.get("kind"), raw.get("code"))
    return GridAct(client, revision, change, None, versions) if change else None


def _change(kind: object, code: object) -> BulkChange | None:
    if not isinstance(kind, str) or kind not in set(BulkKind):
        return None
    if kind == BulkKind.READ_NONE:
        return BulkChange(BulkKind.READ_NONE)
    if not isinstance(code, str) or not 0 < len(code) <= LONGEST_NAME:
        return None
    return BulkChange(BulkKind(kind), code)


def _versions(segments: object, versions: object) -> dict[int, int]:
    if not isinstance(segments, list) or not isinstance(versions, list):
        return {}
    if len(segments) != len(versions) or len(segments) > MAX_SEGMENTS:
        return {}
    read = {}
    for raw_segment, raw_version in zip(segments, versions, strict=True):
        segment, version = whole_number(raw_segment), whole_number(raw_version)
        if not segment or version is None:
            return {}  # half an act is another act than the one that was seen beforehand
        read[segment] = version
    return read


def _search(raw: object) -> Search | None:
    if not isinstance(raw, Mapping):
        return None
    number, text = whole_number(raw.get("number")), raw.get("text")
    if number is None or not isinstance(text, str):
        return None
    return Search(number, clean_text(text)[:LONGEST_SEARCH], literal=raw.get("how") == "literal")


def _names(raw: object) -> Iterator[str]:
    for name in raw[:MAX_COLUMNS] if isinstance(raw, list) else []:
        if isinstance(name, str) and len(name) <= LONGEST_NAME:
            yield name
