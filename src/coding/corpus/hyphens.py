"""Putting lines back together: which hyphen at a line end belongs to the word, and which to the line."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from coding.language import is_known_word

_HYPHEN = "-‐\xad"
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_TOKEN = re.compile(r"\S+")
_FIRST_PART = re.compile(rf"([^\W_]+(?:['’\-][^\W_]+)*)[{_HYPHEN}]\Z")
_OPTIONAL_PART = re.compile(r"\(([^\W\d_]{2,})\)\Z")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[-/_=&?%#.]\Z")
_LONGEST_WORD = 80
_SECOND_PART = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# Two vowels that Dutch spelling keeps apart with a hyphen in a compound (na-apen, zee-egel, auto-industrie).
_COLLISIONS = frozenset(
    ["aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu"]
)
# 'in- en uitstroom', 'jeugd- of wijkteam': the hyphen stays, and so does the space.
_CONJUNCTIONS = frozenset(
    [
        "en",
        "of",
        "tot",
        "maar",
        "dan",
        "noch",
        "en/of",
        "als",
        "alsook",
        "alsmede",
        "evenals",
        "versus",
        "c.q",
    ]
)
# Before these Dutch spelling sets a hyphen, unless the whole is an ordinary word (oudste, nonsens).
_PREFIXES = frozenset({"adjunct", "ex", "niet", "non", "oud", "pro", "quasi", "semi", "sint", "vice"})


def _bare(word: str) -> str:
    """Return a word in lower case without accents: a diaeresis disappears at a line end (ide-en, ideeën)."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


class LineJoiner:
    """Joins lines of one document, looking at its own words to see how a broken word is spelled.

    Parameters
    ----------
    lines
        All lines of the document.
    known
        Tells whether a word is a Dutch one; asked where the document's own words leave a doubt.
    """

    def __init__(self, lines: Iterable[str], *, known: Callable[[str], bool] = is_known_word) -> None:
        self._known = known
        self._words: Counter[str] = Counter()
        self._heads: set[str] = set()  # what stands before a hyphen within a word
        self._capitals: set[str] = set()
        self._spelling: dict[str, str] = {}
        self._tokens: set[str] = set()
        broken = False
        for line in lines:
            text = line.strip()
            words = [found.group() for found in _WORD.finditer(text)]
            if broken:
                words = words[1:]
            broken = bool(_FIRST_PART.search(text[-_LONGEST_WORD:]))
            if broken:
                words = words[:-1]
            for word in words:
                self._words[word.casefold()] += 1
                self._heads.add(word.casefold().rpartition("-")[0])
                if word[0].isupper():
                    self._capitals.add(word)
                self._spelling.setdefault(_bare(word), word.casefold())
            tokens = [found.group() for found in _TOKEN.finditer(text)]
            self._tokens.update(token.strip(".,;:?!'\"‘’“”").casefold() for token in tokens)

    def join(self, lines: Iterable[str]) -> str:
        """Return the lines as one running text."""
        text = ""
        for line in lines:
            line = " ".join(line.split())
            if line:
                text = self._append(text, line) if text else line
        return text.replace("\xad", "")

    def _append(self, text: str, line: str) -> str:
        first, second = _FIRST_PART.search(text[-_LONGEST_WORD:]), _SECOND_PART.match(line)
        if _ADDRESS.search(text[-4 * _LONGEST_WORD :]) and not line[:1].isupper():
            return text + line
        if first is None or second is None:
            return text + ("" if self._glued(text, line) else " ") + line
        before, after = first.group(1), second.group()
        if text.endswith("\xad"):
            return text[:-1] + line
        if self._is_conjunction(before, after, line):
            return f"{text} {line}"
        if self._keeps_hyphen(before, after):
            return text[:-1] + "-" + line
        spelled = self._spelling.get(_bare(before + after), "")
        if len(spelled) == len(before + after) and spelled != (before + after).casefold():
            after = spelled[len(before) :]  # with the accent that was lost at the line end
        return text[:-1] + after + line[len(second.group()) :]

    def _is_conjunction(self, before: str, after: str, line: str) -> bool:
        """Tell *zorg- en welzijn* from *financi-en*: there, what stands before the hyphen is no word."""
        if after.casefold() not in _CONJUNCTIONS or line[len(after) : len(after) + 1] not in ("", " ", "."):
            return False
        return self._is_word(before) or not self._is_word(before + after)

    def _is_word(self, word: str) -> bool:
        """Tell whether a word stands in this document or in the dictionary, accents aside."""
        return bool(self._words[word.casefold()]) or _bare(word) in self._spelling or self._known(word)

    def _keeps_hyphen(self, before: str, after: str) -> bool:
        """Decide by the words of this document, then by the dictionary, and in the end by spelling."""
        with_hyphen = self._words[f"{before}-{after}".casefold()]
        without = self._words[(before + after).casefold()] or (_bare(before + after) in self._spelling)
        if with_hyphen or without:
            return with_hyphen > int(without)
        if before[-1].isdigit() or after[0].isdigit() or after[0].isupper():
            return True
        if before.isupper():  # MEE-consulent, G32-gemeente, T-shaped
            return True
        if self._known(before + after):
            return False
        prefixed = before.casefold() in _PREFIXES and self._is_word(after)
        if prefixed or self._known(f"{before}-{after}"):
            return True
        if len(before) == 1 or self._is_name(before) or before.casefold() in self._heads:
            return True  # e-health, Wmo-loket
        return _bare(before[-1] + after[0]) in _COLLISIONS

    def _is_name(self, word: str) -> bool:
        """Tell whether a word is always written with a capital here, and is no word without one."""
        return word[0].isupper() and word in self._capitals and not self._known(word.lower())

    def _glued(self, text: str, line: str) -> bool:
        """Tell whether a line ended between parts of one word: '(wijk)' + 'teams', 'en/' + 'of'."""
        last, first = text[-_LONGEST_WORD:].rsplit(" ", 1)[-1], line.split(" ", 1)[0]
        if len(last) > 1 and last[-1] == "/" and first[0].isalpha():
            return True
        optional, rest = _OPTIONAL_PART.search(last), _SECOND_PART.match(line)
        if optional and rest and rest.group().islower() and self._is_word(optional.group(1) + rest.group()):
            return True  # '(thuis)' + 'situatie'
        return last[-1] == ")" and (last + first).strip(".,;:?!'\"‘’“”").casefold() in self._tokens
