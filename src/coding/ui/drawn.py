"""A text as it goes to the browser, kept for as long as nothing about it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from coding.codings import JudgementState
from coding.queueing import Why


class Seen(NamedTuple):
    """What of a text on screen can change: of what it is made, beside the text itself."""

    state: JudgementState
    words: Mapping[str, Sequence[str]] | None  # that led to suggestions
    n_alike: int
    model_id: int | None
    why: Why | None  # it is shown


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
