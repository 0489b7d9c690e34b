"""Dutch lemmas without a trained model: dictionary tables, tried in a fixed order.

The plain lookup table leaves the commonest plurals alone (*kinderen*, *gemeenten*), because the rules
that spaCy wrote around it need parts of speech. Trying its exception tables for nouns, verbs and adjectives
in turn, then the last part of a compound, needs none (UD Dutch Alpino dev: nouns, verbs and adjectives
right .90 instead of .77, all words .93 instead of .89).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

SHORTEST_HEAD = 3  # letters before the last part of a compound
SHORTEST_TAIL = 5  # letters of that last part: shorter ones (-eren, -ste) are endings more often than words
INFLECTED = ("e", "en", "er", "st", "d", "t")  # so end inflected adjectives, and verbs that look like one
# Mistakes in the tables that would show in a cluster's name.
CORRECTIONS = {
    "grote": "groot", "kleine": "klein", "hoog": "hoog", "kosten": "kosten", "open": "open", "vast": "vast"
}  # fmt: skip
STRESS = str.maketrans("áéíóúè", "aeioue")


@dataclass(frozen=True)
class LemmaDictionary:
    """Forms to lemmas.

    Parameters
    ----------
    lookup
        Form to lemma, whatever the part of speech.
    exceptions
        Per part of speech (``noun``, ``verb``, ``adj``): form to lemmas.
    nouns, verbs, adjectives
        Words that are lemmas already.
    noun_endings
        (ending, replacement) pairs; used when the outcome is in ``nouns``.
    keep
        Forms that are never changed: function words.
    """

    lookup: Mapping[str, str]
    exceptions: Mapping[str, Mapping[str, Sequence[str]]]
    nouns: Collection[str]
    verbs: Collection[str]
    adjectives: Collection[str]
    noun_endings: Sequence[tuple[str, str]]
    keep: Collection[str]
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def lemma(self, form: str) -> str:
        """Return the lemma of a form in lower case; an unknown form is its own lemma."""
        word = form.lower().replace("’", "'")
        if word.endswith(".") and "." not in word[:-1] and len(word) > 3:  # "vol." at the end of a note
            word = word[:-1]
        if word not in self._known:
            if len(self._known) > 200_000:  # typos are endless, memory is not
                self._known.clear()
            self._known[word] = self._find(word)
        return self._known[word]

    def _find(self, word: str) -> str:
        found = CORRECTIONS.get(word) or self.lookup.get(word) or self._exception("noun", word)
        if found:
            return found
        if word in self.keep or word in self.nouns or not any(map(str.isalpha, word)):
            return word
        if word in self.adjectives and not word.endswith(INFLECTED):  # nodig, not a form of nodigen
            return word
        found = self._exception("verb", word) or self._exception("adj", word)
        if found or word in self.verbs or word in self.adjectives:
            return found or word
        return self._by_ending(word) or self._without_stress(word) or self._compound(word) or word

    def _exception(self, part_of_speech: str, word: str) -> str | None:
        lemmas = self.exceptions.get(part_of_speech, {}).get(word)
        return lemmas[0] if lemmas else None

    def _by_ending(self, word: str) -> str | None:
        if word.endswith("'s") and len(word) > 3:  # cjg's, foto's: the apostrophe is proof enough
            return word[:-2]
        for ending, replacement in self.noun_endings:
            stem = word[: len(word) - len(ending)] + replacement
            if word.endswith(ending) and len(stem) > 1 and stem in self.nouns:
                return stem
        return None

    def _without_stress(self, word: str) -> str | None:
        """Read *géén* as *geen*; accents that belong to a word are in the tables with it."""
        plain = word.translate(STRESS)
        known = any(plain in words for words in (self.keep, self.nouns, self.verbs, self.adjectives))
        return self._find(plain) if known and plain != word else None

    def _compound(self, word: str) -> str | None:
        """Lemmatise the longest known last part: *jeugdbeschermingstafels* by way of *tafels*."""
        if not word.isalpha():
            return None
        for at in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
            tail = word[at:]
            if tail in self.nouns:
                return None
            lemma = self._exception("noun", tail) or self.lookup.get(tail)
            if lemma and lemma in self.nouns:
                return word[:at] + lemma
        return None
