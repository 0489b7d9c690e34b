"""The same names again, where nothing announces them."""

import re
from collections.abc import Iterable, Iterator

from coding.language import is_known_word
from coding.pseudonyms import name_lists

_SHORTEST = 3


def again(text: str, said: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Find where names that were found elsewhere stand in a text, by the words one is called by.

    A name that is a word too counts only with its capital.
    """
    for part in sorted({part for name in said for part in _parts(name)}):
        any_case = not is_known_word(part.lower()) and part.lower() not in name_lists.ambiguous_names()
        if any_case or part[0].isupper():
            pattern = rf"(?<![\w-]){re.escape(part)}(?![\w-])"
            for match in re.finditer(pattern, text, re.IGNORECASE if any_case else 0):
                yield match.span()


def _parts(name: str) -> list[str]:
    """Return the words of a name by which one is called."""
    return [
        part
        for part in re.split(r"[\s.]+", name)
        if len(part) >= _SHORTEST and part.lower() not in {"van", "den", "der", "het", "ten", "ter"}
    ]
