"""Which answers teach most: those the program doubts about."""

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def most_uncertain(suggestions: "pd.DataFrame", candidates: Collection[int], *, n: int) -> list[int]:
    """Return the segments whose likeliest doubt is largest: a code with a probability close to one half.

    Parameters
    ----------
    suggestions
        ``[segment_id, code, probability]``.
    candidates
        Segments that may be chosen. Those without any suggestion come last, in the order given.
    n
        How many.
    """
    doubt: dict[int, float] = dict.fromkeys(candidates, 0.0)
    for segment, probability in zip(suggestions["segment_id"], suggestions["probability"], strict=True):
        if segment in doubt:
            doubt[segment] = max(doubt[segment], 1 - abs(2 * float(probability) - 1))
    return sorted(doubt, key=lambda segment: -doubt[segment])[:n]
