"""Words with their place, as the search for names needs them: initials whole, hyphens inside."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"  # an accent may be a sign of its own
_WORD = re.compile(
    r"(?P<initials>(?<![\w.])(?:(?:[A-ZÀ-Ý]|Th|Ch|Ph|Chr|Jac|Joh|IJ)\.\s?)+(?=[\s]*[A-ZÀ-Ýa-z']))"
    r"|(?P<of>\b[vV](?:\.\s?|/|\s)[dD]\b\.?(?=\s))|t\.[an]\.v|'[tsTS]\b|d'(?=[A-Z])"
    rf"|{_LETTERS}(?:['-]{_LETTERS})*"
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`\u00b4\u02bc\u2032", "'"))


@dataclass(frozen=True)
class Word:
    """One word: its text and its place in code points."""

    text: str
    start: int
    end: int
    initials: bool = False

    @cached_property
    def small(self) -> str:
        """The word in small letters."""
        return unicodedata.normalize("NFC", self.text.lower())

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper() or (self.text[0] == "'" and self.text[1:2].isupper())


def with_plain_apostrophes(text: str) -> str:
    """Write every sign that people type for an apostrophe as one; each sign keeps its place.

    Examples
    --------
    >>> with_plain_apostrophes("Jan van ‘t Hof")
    "Jan van 't Hof"
    """
    return text.translate(_APOSTROPHES)


def cut_words(text: str) -> list[Word]:
    """Cut a text with plain apostrophes into words; what stands between them is left out."""
    words = []
    for match in _WORD.finditer(text):
        found = match.group().rstrip()
        words.append(
            Word(
                found, match.start(), match.start() + len(found), initials=match.group("initials") is not None
            )
        )
    return words


def same_line(text: str, first: Word, second: Word) -> bool:
    """Tell whether two words have only blanks between them, on one line."""
    between = text[first.end : second.start]
    return "\n" not in between and not between.strip(" \t\xa0")
