"""What a proposed and a chosen quote are. Neither says who said it."""

from dataclasses import dataclass
from datetime import datetime

from coding.quotes.background import Background


@dataclass(frozen=True)
class Proposal:
    """Words that would illustrate a code.

    Attributes
    ----------
    start, end
        Code points into ``text``, end exclusive.
    text
        The whole answer or passage, pseudonymised as it is stored.
    shown
        The quote as it would stand in a report.
    typicality
        How near it lies to the middle of the code's texts, a cosine.
    marked
        Whether somebody marked words in it as showing the code.
    background
        What may stand with it; none of a passage of a report.
    warnings
        What might tell who said it, a sentence each.
    """

    segment_id: int
    start: int
    end: int
    text: str
    shown: str
    typicality: float
    marked: bool
    background: Background | None
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class ChosenQuote:
    """A quote that a person chose.

    Attributes
    ----------
    source
        Title of the report; empty of an answer.
    still_coded
        Whether the text still has that code.
    """

    id: int
    question: str
    segment_id: int
    code: str
    label: str
    start: int
    end: int
    text: str
    shown: str
    source: str
    author: str
    created_at: datetime
    still_coded: bool
    background: Background | None
    warnings: tuple[str, ...]
