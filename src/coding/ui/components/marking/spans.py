"""What was marked in a text: from a browser's offsets to whole words, and to the pieces that are drawn."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coding.pseudonyms import Placed

GONE, STAYS, CHOSEN, PLAIN = "gone", "stays", "chosen", ""
_EDGES = " \t\r\n\u00a0,;:!?()[]\"'“”‘’„«»…"


@dataclass(frozen=True)
class Marked:
    """A stretch of one text, in Unicode code points, end exclusive."""

    text_id: int
    start: int
    end: int


def code_points(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the code points of a stretch a browser counted in UTF-16; half a sign becomes the whole one.

    Returns
    -------
    tuple or None
        None when there is no such stretch in the text.

    Examples
    --------
    >>> code_points("😀 Jan", 3, 6)
    (2, 5)
    >>> code_points("😀 Jan", 1, 3)
    (0, 2)
    """
    units = text.encode("utf-16-le")
    if not 0 <= start < end <= len(units) // 2:
        return None

    def before(unit: int) -> str:
        return units[: 2 * unit].decode("utf-16-le", errors="ignore")  # ignores half a sign at the end

    last = before(end)
    return len(before(start)), len(last) + (len(last.encode("utf-16-le")) < 2 * end)


def whole_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the whole words in a stretch that was dragged over, without the punctuation around them.

    Examples
    --------
    >>> whole_words("bij Jansen, toen", 5, 11)
    (4, 10)
    """
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and (text[end - 1] in _EDGES or _ends_sentence(text, start, end)):
        end -= 1
    if start == end:
        return None
    while start > 0 and (_in_word(text[start - 1]) or unicodedata.combining(text[start])):
        start -= 1
    while end < len(text) and _in_word(text[end]):
        end += 1
    return start, end


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or unicodedata.combining(sign) != 0


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Tell whether a full stop ends a sentence: not behind a lone letter, which is an initial."""
    initial = end - start > 1 and _in_word(text[end - 2]) and (end < 3 or not _in_word(text[end - 3]))
    return text[end - 1] == "." and not initial


def pieces(text: str, places: Sequence[Placed], chosen: Marked | None) -> list[tuple[str, str]]:
    """Cut a text where its look changes; together the pieces are the text.

    Parameters
    ----------
    text, places
        A text and what was found in it.
    chosen
        What is marked now, if that is in this text.
    """
    looks = [(place.finding.start, place.finding.end, GONE if place.accepted else STAYS) for place in places]
    if chosen is not None:
        looks.append((chosen.start, chosen.end, CHOSEN))  # the last one goes before the others
    cuts = sorted(
        {0, len(text), *(start for start, _end, _look in looks), *(end for _s, end, _look in looks)}
    )
    found = []
    for start, end in pairwise(cuts):
        covering = [look for first, last, look in looks if first <= start and end <= last]
        found.append((text[start:end], covering[-1] if covering else PLAIN))
    return found
