"""A text as it goes to the browser, kept for as long as nothing about it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coding.codings import JudgementState
from coding.ui.items import Item

# What of a text on screen can change: its state, the words that led to suggestions, how many are the same.
Seen = tuple[JudgementState, Mapping[str, Sequence[str]] | None, int]


@dataclass(frozen=True)
class Drawn:
    """One text for the browser, and what it was made of."""

    seen: Seen
    doc: dict[str, Any]


def plain_state(state: JudgementState) -> dict[str, Any]:
    """Return a state as the browser reads it.

    Examples
    --------
    >>> plain_state(JudgementState(codes=frozenset({"laat"}), read=True, version=2))["codes"]
    ['laat']
    """
    return {
        "codes": sorted(state.codes),
        "read": state.read,
        "memo": state.memo,
        "version": state.version,
        "flagged": state.flagged,
        "marks": [{"code": mark.code, "start": mark.start, "end": mark.end} for mark in sorted(state.marks)],
    }


def source_path(item: Item) -> list[str]:
    """Return the path to a passage: the report, then its headings."""
    return [part for part in (item.title, *item.headings) if part]
