"""How often people overrule the suggestions on their screen, per code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

PROPOSED = 0.5  # from this probability, as shown, the window draws a suggestion filled


@dataclass(frozen=True)
class Seen:
    """One text that one person judged with suggestions on screen.

    Attributes
    ----------
    shown
        What was on screen: code to probability.
    given
        The codes that person gave it, as it stands now.
    taken
        Those of ``given`` that were taken over from the suggestions.
    """

    shown: Mapping[str, float]
    given: frozenset[str]
    taken: frozenset[str] = frozenset()


def overruling(seen: Iterable[Seen]) -> dict[str, dict[str, Any]]:
    """Count per code what became of the suggestions.

    Returns
    -------
    dict
        By code: ``proposed`` (texts where it was shown at 50% or more), ``kept`` of those that have the
        code, of which ``taken`` taken over; ``overruled`` those that have not; ``missed`` texts that have
        the code while it was shown below 50% or not at all.
    """
    found: dict[str, dict[str, Any]] = {}

    def row(code: str) -> dict[str, Any]:
        return found.setdefault(code, {"proposed": 0, "kept": 0, "taken": 0, "overruled": 0, "missed": 0})

    for one in seen:
        proposed = {code for code, probability in one.shown.items() if shown_as_proposed(probability)}
        for code in proposed:
            counts = row(code)
            counts["proposed"] += 1
            counts["kept" if code in one.given else "overruled"] += 1
            counts["taken"] += code in one.given and code in one.taken
        for code in one.given - proposed:
            row(code)["missed"] += 1
    return found


def shown_as_proposed(probability: float) -> bool:
    """Tell whether a suggestion is drawn filled: what counts is the percentage as one reads it.

    Examples
    --------
    >>> shown_as_proposed(0.496), shown_as_proposed(0.494)
    (True, False)
    """
    return int(100 * probability + 0.5) >= 100 * PROPOSED
