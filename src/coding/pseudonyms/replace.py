"""Placeholders for personal data: readable, and the same for the same person within a respondent."""

import re
from collections.abc import Iterable

from coding.placeholders import PLACEHOLDERS
from coding.pseudonyms.findings import PERSON, Finding
from coding.pseudonyms.words import with_plain_apostrophes

_TITLES = {
    "van",
    "de",
    "der",
    "den",
    "het",
    "'t",
    "vant",
    "ter",
    "ten",
    "te",
    "el",
    "al",
    "in",
    "op",
    "uit",
    "aan",
}


class Placeholders:
    """The placeholders of one respondent or report: the same string gets the same number.

    Two names are one person when one holds all the words of the other: *Femke de Haan*, *Femke* and
    *mevrouw De Haan*.

    Examples
    --------
    >>> placeholders = Placeholders()
    >>> found = [Finding(0, 13, "person"), Finding(21, 26, "person")]
    >>> placeholders.replace("Femke de Haan belde. Femke was boos.", found)
    '[PERSOON-1] belde. [PERSOON-1] was boos.'
    """

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {}
        self._people: list[list[str]] = []

    def placeholder(self, kind: str, string: str) -> str:
        """Return what stands in the text instead of a string."""
        number = self._person(string) if kind == PERSON else self._number(kind, string)
        return f"[{PLACEHOLDERS[kind]}-{number}]"

    def replace(self, text: str, findings: Iterable[Finding]) -> str:
        """Return the text with a placeholder for every finding; findings must not overlap."""
        parts, at = [], 0
        for finding in sorted(findings):
            parts += [text[at : finding.start], self.placeholder(finding.kind, finding.text(text))]
            at = finding.end
        return "".join([*parts, text[at:]])

    def _number(self, kind: str, string: str) -> int:
        known = self._numbers.setdefault(kind, {})
        return known.setdefault(re.sub(r"[\W_]", "", string).lower(), len(known) + 1)

    def _person(self, string: str) -> int:
        words = _name_words(string)
        same = [number for number, person in enumerate(self._people) if _same(words, person)]
        if len(same) != 1:
            exact = [number for number in same if self._people[number] == words]
            same = exact or same[:1]
        if not same:
            self._people.append(words)
            return len(self._people)
        if len(words) > len(self._people[same[0]]):
            self._people[same[0]] = words
        return same[0] + 1


def _name_words(name: str) -> list[str]:
    plain = with_plain_apostrophes(name)
    words = [word.strip(".").lower() for word in re.split(r"[\s]+|(?<=\.)(?=\w)", plain)]
    return [word for word in words if word and word not in _TITLES] or [name.lower()]


def _same(first: list[str], second: list[str]) -> bool:
    short, long = sorted((first, second), key=len)
    return all(any(_same_word(word, other) for other in long) for word in short)


def _same_word(first: str, second: str) -> bool:
    """An initial stands for a name that begins with it, but not on its own."""
    return first == second or (len(first) == 1 and second.startswith(first))
