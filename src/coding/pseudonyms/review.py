"""Deciding about what was found: one decision per string, for every place where it stands."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coding.pseudonyms.findings import Finding

_SHOWN_CONTEXT = 160  # signs on either side of a place
_LOOSE_ACCENTS = "\u0300-\u036f"


@dataclass(frozen=True)
class Placed:
    """A finding in its text, as it stands now."""

    id: int
    text_id: int
    finding: Finding
    accepted: bool
    decided: bool


@dataclass(frozen=True)
class Group:
    """All places of one string: they get one decision.

    Attributes
    ----------
    string
        As it stands at the first place.
    accepted
        Whether it will be replaced.
    decided
        Whether a person said so.
    """

    kind: str
    string: str
    accepted: bool
    decided: bool
    places: tuple[Placed, ...]


def groups(placed: Iterable[Placed], texts: Mapping[int, str]) -> list[Group]:
    """Put findings with the same string together, in order of the first place."""
    found: dict[tuple[str, str], list[Placed]] = {}
    for place in placed:
        string = place.finding.text(texts[place.text_id])
        found.setdefault((place.finding.kind, same_string(string)), []).append(place)
    return [
        Group(
            kind=kind,
            string=places[0].finding.text(texts[places[0].text_id]),
            accepted=places[0].accepted,
            decided=places[0].decided,
            places=tuple(places),
        )
        for (kind, _string), places in found.items()
    ]


def same_string(string: str) -> str:
    """Return what two strings share that get one decision: case, blanks and loose accents do not matter."""
    return " ".join(unicodedata.normalize("NFC", string).casefold().split())


def occurrences(string: str, texts: Mapping[int, str]) -> list[tuple[int, int, int]]:
    r"""Find a string as whole words in all texts, whatever its case: text id, start, end.

    An accent may be one with its letter or a sign of its own.

    Examples
    --------
    >>> occurrences("andré", {1: "Hallo Andre\u0301!", 2: "Andréa"})
    [(1, 6, 12)]
    """
    words = r"\s+".join(
        "|".join({re.escape(unicodedata.normalize(form, word)) for form in ("NFC", "NFD")}).join(("(?:", ")"))
        for word in string.split()
    )
    pattern = re.compile(rf"(?<!\w){words}(?![\w{_LOOSE_ACCENTS}])", re.IGNORECASE)
    return [
        (text_id, match.start(), match.end())
        for text_id, text in texts.items()
        for match in pattern.finditer(text)
    ]


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a place, cut at a blank where it is long."""
    before, after = text[max(0, start - _SHOWN_CONTEXT) : start], text[end : end + _SHOWN_CONTEXT]
    if start > _SHOWN_CONTEXT:
        before = "… " + before.partition(" ")[2]
    if end + _SHOWN_CONTEXT < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after
