"""Answers that are the same but for their looks, and answers that are nearly the same.

The same: only case, blanks, final punctuation or the way Unicode writes them differ; coding one codes all.
Nearly the same: about the same words, typos and inflections aside; only ever proposed to a person. Nothing
is compared with everything: texts are looked up by their words, so that 100,000 of them take seconds.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    import pandas as pd

    from coding.corpus import Corpus
    from coding.language import Language

ALIKE = 0.8
"""From what share of common words on (of the words of either) longer texts are nearly the same."""
FEWEST_SHARED = 4  # with fewer words only the very same words are alike
SHORTEST_TYPO = 5  # letters; shorter words are too much alike to be typos of each other
OFTEN = 3  # how many times as often as its typo a word is used
LARGEST_BLOCK = 20  # groups looked at for one text; words that more of them share tell nothing

# A negation or a number turns a remark round: texts with other ones are never nearly the same.
NEGATIONS = frozenset({"niet", "niets", "niks", "geen", "nooit", "nergens", "niemand", "zonder", "nee", "te"})
# What may be there or not without changing a remark.
_FILLERS = """
    de het een 't dat die dit deze er en ook is was zijn ben wordt worden erg heel hele zeer echt wel gewoon
    ik wij we vind vinden vond maar nog dan van
"""
FILLERS = frozenset(_FILLERS.split())
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BLANKS = re.compile(r"\s+")
_FINAL = " .,;:!…"
_LOOKS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"})


def normalised(text: str) -> str:
    """Return a text without what does not count when answers are compared.

    A question mark stays: a question is another answer than a statement.

    Examples
    --------
    >>> normalised("  Te  LAAT. "), normalised("te laat?"), normalised("...")
    ('te laat', 'te laat?', '...')
    """
    folded = unicodedata.normalize("NFKC", text).translate(_LOOKS).casefold()
    folded = unicodedata.normalize("NFC", _BLANKS.sub(" ", folded).strip())
    return folded.rstrip(_FINAL) or folded


def same_groups(texts: Sequence[str]) -> list[int]:
    """Return for each text the number of its group of identical texts, numbered as they first occur.

    Examples
    --------
    >>> same_groups(["Te laat", "Te duur", "te laat."])
    [0, 1, 0]
    """
    numbers: dict[str, int] = {}
    return [numbers.setdefault(normalised(text), len(numbers)) for text in texts]


def near_groups(
    texts: Sequence[str],
    *,
    lemmas: Mapping[str, str] | None = None,
    known: Callable[[str], bool] = lambda _word: False,
) -> list[int]:
    """Return for each text the number of its group of texts that are nearly the same.

    Parameters
    ----------
    lemmas
        Word form to lemma, where known, so that inflections count as one word.
    known
        Whether a word is in the dictionary: then it is no typo, however alike another word is.

    Returns
    -------
    list of int
        Numbered as they first occur; identical texts are always in one group.

    Examples
    --------
    >>> near_groups(["De bus is te laat", "bus te laat!", "bus niet te laat", "te duur"])
    [0, 0, 1, 2]
    """
    same = same_groups(texts)
    first: dict[int, str] = {}
    for number, text in zip(same, texts, strict=True):
        first.setdefault(number, normalised(text))
    sizes = Counter(same)
    bags = _bags(first, sizes, lemmas or {}, known)
    group_of = _grouped(bags, sizes)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(group_of[number], len(numbers)) for number in same]


# ── words ───────────────────────────────────────────────────────────────────────────────────────


def _bags(
    texts: Mapping[int, str],
    sizes: Mapping[int, int],
    lemmas: Mapping[str, str],
    known: Callable[[str], bool],
) -> dict[int, frozenset[str]]:
    """Return the words of each distinct text that count, by what was meant."""
    forms = {number: _WORD.findall(text) for number, text in texts.items()}
    uses: Counter[str] = Counter()
    for number, found in forms.items():
        for form in found:
            uses[form] += sizes[number]
    meant = _typos(uses, known)
    return {
        number: frozenset(
            lemmas.get(word, word)
            for word in (meant.get(form, form) for form in found)
            if word not in FILLERS
        )
        for number, found in forms.items()
    }


def _typos(uses: Mapping[str, int], known: Callable[[str], bool]) -> dict[str, str]:
    """Return the words that are one slip away from a word used much more often.

    Two words one slip apart are equal once each has lost the right letter, so that equal remainders find
    all pairs (SymSpell, Garbe 2012).
    """
    words = [word for word in uses if len(word) >= SHORTEST_TYPO and word.isalpha()]
    by_remainder: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for left in _remainders(word):
            by_remainder[left].append(word)
    meant: dict[str, str] = {}
    for word in words:
        if uses[word] > 2 or known(word):
            continue
        others = {
            other
            for left in _remainders(word)
            for other in by_remainder[left]
            if other[0] == word[0] and uses[other] >= OFTEN * uses[word] and OSA.distance(word, other) == 1
        }
        if others:
            meant[word] = max(others, key=lambda other: (uses[other], other))
    return meant


def _remainders(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


# ── groups ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Leader:
    number: int
    words: frozenset[str]


def _grouped(bags: Mapping[int, frozenset[str]], sizes: Mapping[int, int]) -> dict[int, int]:
    """Return for each distinct text the text that leads its group: the most usual wording comes first."""
    spread = Counter(word for bag in bags.values() for word in bag)
    exact: dict[frozenset[str], int] = {}
    blocks: dict[str, list[_Leader]] = defaultdict(list)
    leads: dict[int, int] = {}
    for number in sorted(bags, key=lambda number: (-sizes[number], number)):
        bag = bags[number]
        if not any(len(word) > 1 and word not in NEGATIONS for word in bag):
            leads[number] = number
            continue
        leader = exact.get(bag)
        if leader is None and len(bag) >= FEWEST_SHARED:
            rare = _rarest(bag, spread)
            leader = _likest(bag, (found for word in rare for found in blocks[word]))
            if leader is None:
                for word in rare:
                    if len(blocks[word]) < LARGEST_BLOCK:
                        blocks[word].append(_Leader(number, bag))
        leads[number] = number if leader is None else leader
        exact.setdefault(bag, leads[number])
    return leads


def _rarest(bag: frozenset[str], spread: Mapping[str, int]) -> list[str]:
    """Return the words of which two texts that are alike enough must share one (prefix filtering)."""
    ordered = sorted(bag, key=lambda word: (spread[word], word))
    return ordered[: len(bag) - int(ALIKE * len(bag) + 0.999) + 1]


def _likest(bag: frozenset[str], leaders: Iterable[_Leader]) -> int | None:
    best, found = ALIKE, None
    for leader in leaders:
        if not ALIKE * len(bag) <= len(leader.words) <= len(bag) / ALIKE:
            continue
        common = len(bag & leader.words)
        share = common / (len(bag) + len(leader.words) - common)
        if share >= best and not _turned(bag ^ leader.words):
            best, found = share, leader.number
            if share == 1:
                break
    return found


def _turned(different: frozenset[str]) -> bool:
    return any(word in NEGATIONS or any(character.isdigit() for character in word) for word in different)


class Twins:
    """Which answers of a question are the same, and which are nearly so.

    Parameters
    ----------
    corpus
        Where the answers are.
    language
        Whose stored analyses say which words are inflections of one another.
    """

    def __init__(self, corpus: "Corpus", language: "Language") -> None:
        self._corpus = corpus
        self._language = language

    def groups(self, question_key: str) -> "pd.DataFrame":
        """Return for every codable segment the numbers of its groups: segment_id, same, near."""
        import pandas as pd

        from coding.language import is_known_word

        segments = self._corpus.segments(question_key)
        texts = [str(text) for text in segments["text"]]
        lemmas = {
            form: lemma
            for words in self._language.stored_words(question_key).values()
            for form, lemma in words
        }
        return pd.DataFrame(
            {
                "segment_id": segments["id"],
                "same": same_groups(texts),
                "near": near_groups(texts, lemmas=lemmas, known=is_known_word),
            }
        )
