"""Spelling variants and obvious typos of one word, brought under one lemma; the text itself stays as it is.

*Obvious* is narrow: a word that no dictionary knows, that is no likely compound or name, and that differs by
one slip of the fingers (two in a long word) from a word used more often in the same texts. Two words of the
dictionary are never taken together, however alike (*kosten*, *kasten*).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from coding.language.slips import SHORTEST_TWO, Slip, letters_of, one_slip_away, remainders, slip_between
from coding.language.stopwords import stop_words

SHORTEST = 5  # letters of a word that can be a typo: shorter ones are too much alike
SHORTEST_REPLACED = 7  # where a letter is another letter: *jansen*, *hansen*
SHORTEST_HEAD, SHORTEST_TAIL = 3, 4  # letters of the parts of a compound
LINKS = ("", "s", "en", "e")  # between the parts of a compound
# How many times as often as the typo the intended word must be used:
OFTEN, OFTENER = 2, 5  # for a word no dictionary knows, and for one that may be right itself
FEWEST = 3  # uses of a word that no dictionary knows before anything counts as a typo of it
VOWELS = frozenset("aeiouy")


class Words(Protocol):
    """A dictionary: which words there are, and the lemma of each."""

    def knows(self, form: str) -> bool:
        """Tell whether a form, in lower case, is a word."""
        ...

    def lemma(self, form: str) -> str:
        """Return the lemma of a form in lower case."""
        ...


class _Target(NamedTuple):
    slip: Slip
    uses: int
    lemma: str


def merged_lemmas(counts: Mapping[tuple[str, str], int], words: Words) -> dict[str, str]:
    """Find the lemmas that are another lemma, spelled otherwise.

    Parameters
    ----------
    counts
        How often each (form, lemma) occurs in the texts that are looked at together. Forms as they are
        written, but in lower case where their capitals say nothing: at the start of a sentence.
    words
        The dictionary.

    Returns
    -------
    dict
        Lemma to the lemma it goes by; lemmas that stay themselves are left out. No outcome is itself a key.

    Examples
    --------
    >>> class Dictionary:
    ...     def knows(self, form): return form in {"wachtlijst", "wachtlijsten"}
    ...     def lemma(self, form): return "wachtlijst"
    >>> merged_lemmas({("wachtlijsten", "wachtlijst"): 9, ("wachtlijten", "wachtlijten"): 1}, Dictionary())
    {'wachtlijten': 'wachtlijst'}
    """
    vocabulary = _Vocabulary(counts, words)
    typos = _Typos(vocabulary)
    merged = vocabulary.spelled_otherwise()
    for lemma in typos.suspects:
        intended = typos.intended(lemma) if lemma not in merged else None
        if intended:
            merged[lemma] = intended
    return {lemma: end for lemma in merged if (end := _followed(lemma, merged)) != lemma}


def _followed(lemma: str, merged: Mapping[str, str]) -> str:
    """Follow a typo of a typo to the end; two that point at each other end at the first in the alphabet."""
    seen = [lemma]
    while (following := merged.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


class _Vocabulary:
    """The words of some texts, and which of them may be typos."""

    def __init__(self, counts: Mapping[tuple[str, str], int], words: Words) -> None:
        self.words = words
        self.uses: Counter[str] = Counter()
        """Per lemma."""
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        """Per lemma: how often it has which form, in lower case."""
        self.lemmas: dict[str, Counter[str]] = defaultdict(Counter)
        """Per form in lower case: how often it has which lemma."""
        self.capital: Counter[str] = Counter()
        """Per lemma: how often it is written with a capital, or in them."""
        for (form, lemma), n in counts.items():
            lower = form.lower()
            self.uses[lemma] += n
            self.forms[lemma][lower] += n
            self.lemmas[lower][lemma] += n
            self.capital[lemma] += n * (form != lower)
        self.known = {form: words.knows(form) for form in self.lemmas}

    def lemma(self, form: str) -> str:
        """Return the lemma a form has most often here."""
        lemmas = self.lemmas[form]
        return min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma))

    def used(self, form: str) -> int:
        """Return how often the lemma of a form is used."""
        return self.uses[self.lemma(form)]

    def spelled_otherwise(self) -> dict[str, str]:
        """Return lemmas whose letters are those of a word that is known or used more: *e-mail*, *email*."""
        alike: dict[str, list[str]] = defaultdict(list)
        for form in self.lemmas:
            alike[letters_of(form)].append(form)
        merged: dict[str, str] = {}
        for letters, forms in alike.items():
            if len(forms) == 1 or len(letters) < SHORTEST or not letters.isalpha():
                continue
            usual, *others = sorted(forms, key=lambda form: (not self.known[form], -self.used(form), form))
            for form in others:
                lemma = self.lemma(form)
                typical = 2 * self.forms[lemma][form] > self.uses[lemma]
                rare = typical and self.uses[lemma] <= self.used(usual)
                if lemma != self.lemma(usual) and (rare or not self.words.knows(lemma)):
                    merged[lemma] = self.lemma(usual)
        return merged

    def candidates(self) -> Iterator[str]:
        """Go through the lemmas that may be typos: unknown in every form, mostly in lower case."""
        for lemma, forms in self.forms.items():
            name = 2 * self.capital[lemma] > self.uses[lemma]  # or an abbreviation
            if not name and all(self._may_be_typo(form) for form in {lemma, *forms}):
                yield lemma

    def _may_be_typo(self, form: str) -> bool:
        if len(form) < SHORTEST or not form.isalpha() or VOWELS.isdisjoint(form):
            return False
        return form not in stop_words() and not self.words.knows(form)


class _Typos:
    """The words that may be typos, searchable by what is left of them without a letter or two.

    Two words that are one slip apart are the same word once each has lost the right letter; looking for equal
    remainders finds all such pairs without comparing every word with every other (SymSpell, Garbe 2012).
    """

    def __init__(self, vocabulary: _Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.compound: dict[str, bool] = {}
        """Per form that may be a typo: whether it may be a compound instead."""
        self.near: dict[str, list[str]] = defaultdict(list)
        """Per form that may be a typo: the forms about as it is spelled that may have been meant."""
        self.suspects = list(vocabulary.candidates())
        by_remainder: dict[str, list[str]] = defaultdict(list)
        for form in {form for lemma in self.suspects for form in vocabulary.forms[lemma]}:
            compound = self.compound[form] = is_compound(form, vocabulary.words)
            letters = letters_of(form)
            for left in remainders(letters, 1 if compound or len(letters) < SHORTEST_TWO else 2):
                by_remainder[left].append(form)
        for other, known in vocabulary.known.items():
            uses = vocabulary.used(other)
            letters = letters_of(other)
            if len(letters) >= SHORTEST and letters.isalpha() and (known or uses >= FEWEST):
                near: set[str] = set()
                for left in remainders(letters, 2 if len(letters) >= SHORTEST_TWO and uses >= OFTENER else 1):
                    near.update(by_remainder.get(left, ()))
                for form in near - {other}:
                    self.near[form].append(other)

    def intended(self, lemma: str) -> str | None:
        """Return the lemma that was meant by one that may be a typo, or None when that is not obvious."""
        votes = {self._meant_by(form, lemma) for form in self.vocabulary.forms[lemma]}
        return votes.pop() if len(votes) == 1 else None

    def _meant_by(self, form: str, own: str) -> str | None:
        uses = self.vocabulary.uses[own]
        targets: list[_Target] = []
        for other in self.near[form]:
            lemma = self.vocabulary.lemma(other)
            slip = slip_between(letters_of(form), letters_of(other))
            if slip and lemma != own and self._convinces(form, slip, other, uses):
                targets.append(_Target(slip, self.vocabulary.uses[lemma], lemma))
        if not targets and not self.compound[form]:
            targets = self._inflections(form, uses)
        return _clearest(targets)

    def _convinces(self, form: str, slip: Slip, other: str, uses: int) -> bool:
        used, known = self.vocabulary.used(other), self.vocabulary.known[other]
        if self.compound[form]:  # *gezinshuis* is no *gezinshulp*, but *buurteam* is a *buurtteam*
            return slip < Slip.REPLACED and used >= OFTENER * uses
        if slip == Slip.TWO:
            return used >= OFTENER * uses and (known or is_compound(other, self.vocabulary.words))
        if slip == Slip.REPLACED and len(form) < SHORTEST_REPLACED:
            return False
        if known:
            return uses == 1 or used >= OFTEN * uses
        return used >= max(FEWEST, OFTENER * uses)

    def _inflections(self, form: str, uses: int) -> list[_Target]:
        """Look among forms that these texts do not have, of words that they do."""
        if len(form) < SHORTEST_REPLACED:
            return []
        words, found = self.vocabulary.words, []
        for other in filter(words.knows, one_slip_away(form)):
            lemma, slip = words.lemma(other), slip_between(form, other)
            if slip and self.vocabulary.uses[lemma] >= max(FEWEST, OFTEN * uses):
                found.append(_Target(slip, self.vocabulary.uses[lemma], lemma))
        return found


def is_compound(form: str, words: Words) -> bool:
    """Tell whether a form may be a compound of two known words, or of two function words (*hieraan*)."""
    for at in range(2, len(form) - 1):
        head, tail = form[:at], form[at:]
        if head in stop_words() and tail in stop_words():
            return True
        if len(tail) >= SHORTEST_TAIL and words.knows(tail):
            heads = (head[: at - len(link)] for link in LINKS if head.endswith(link))
            if any(len(first) >= SHORTEST_HEAD and words.knows(first) for first in heads):
                return True
    return False


def _clearest(targets: Iterable[_Target]) -> str | None:
    """Return the lemma that stands out, by the slip or by how often it is used; None when none does."""
    ranked = sorted(targets, key=lambda target: (target.slip == Slip.TWO, -target.uses, target.slip))
    if not ranked:
        return None
    best = ranked[0]
    rivals = [target for target in ranked if target.lemma != best.lemma and target.slip < Slip.TWO]
    if best.slip == Slip.TWO:
        rivals = [target for target in ranked if target.lemma != best.lemma]
    return best.lemma if all(best.uses >= OFTEN * rival.uses for rival in rivals) else None
