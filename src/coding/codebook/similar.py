"""Codes that may well be the same: labels that differ by a plural, an adjective or a slip."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from coding.codebook.model import Code, CodebookContent

ALIKE = 0.84  # of two words or labels; found on the codebooks that come with the program
_SMALL = frozenset(
    {"aan", "bij", "de", "een", "en", "het", "in", "met", "of", "om", "op", "over", "te", "van", "voor"}
)
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class SimilarCode:
    """A code whose label resembles another, from 0 (not) to 1 (the same)."""

    code: Code
    score: float


def similar_codes(content: CodebookContent, label: str, *, besides: str | None = None) -> list[SimilarCode]:
    """Return the codes whose label resembles ``label``, most alike first; retired ones too.

    Parameters
    ----------
    besides
        A code to leave out: the one that is being renamed.
    """
    wanted = _words(label)
    scored = [
        SimilarCode(code, _likeness(wanted, _words(code.label)))
        for code in content.codes
        if code.id != besides
    ]
    return sorted((item for item in scored if item.score >= ALIKE), key=lambda item: -item.score)


def _words(label: str) -> list[str]:
    """Return the words of a label in a form that plurals and accents do not change."""
    plain = unicodedata.normalize("NFKD", label.casefold())
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return [_stem(word) for word in words if word not in _SMALL] or words


def _stem(word: str) -> str:
    """Cut what a Dutch plural or inflection adds; crude, and the same for both labels compared."""
    for ending in ("eren", "en", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    word = re.sub(r"([a-z])\1", r"\1", word)  # wachtlijst-en, dossier-s, pakket-ten, taak and ta-ken
    return word[:-1] + {"z": "s", "v": "f"}.get(word[-1], word[-1])


def _likeness(first: list[str], second: list[str]) -> float:
    """Return how alike two labels are; one whose words are all in the other is as good as the same."""
    if not first or not second:
        return 0.0
    fewer, more = sorted((first, second), key=len)
    found = sum(max(_ratio(word, other) for other in more) >= ALIKE for word in fewer)
    if found == len(fewer):
        return 1.0 if len(fewer) == len(more) else 0.9
    return _ratio(" ".join(first), " ".join(second))


def _ratio(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
