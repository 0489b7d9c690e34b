"""The same names again, where nothing announces them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from coding.language import is_known_word
from coding.pseudonyms import name_lists

_SHORTEST = 3


def again(text: str, said: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Find where names that were found elsewhere stand in a text, by the words one is called by.

    A name that is a word too counts only with its capital.
    """
    for pattern in _patterns(frozenset(said)):
        for match in pattern.finditer(text):
            yield match.span()


@lru_cache(maxsize=8)  # one report asks the same for every passage
def _patterns(said: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    any_case, exact = [], []
    for part in sorted({part for name in said for part in _parts(name)}, key=len, reverse=True):
        small = part.lower()
        if not is_known_word(small) and small not in name_lists.ambiguous_names():
            any_case.append(re.escape(part))
        elif part[0].isupper():
            exact.append(re.escape(part))
    found = ((any_case, re.IGNORECASE), (exact, re.NOFLAG))
    return tuple(
        re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", flags) for parts, flags in found if parts
    )


def _parts(name: str) -> list[str]:
    """Return the words of a name by which one is called."""
    return [
        part
        for part in re.split(r"[\s.]+", name)
        if len(part) >= _SHORTEST and part.lower() not in {"van", "den", "der", "het", "ten", "ter", "vant"}
    ]
