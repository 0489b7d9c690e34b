"""Dutch lemmas by part of speech: dictionaries first, learned endings for what none of them knows.

A part of speech decides what a form can be: *afspraken* is *afspraak* as a noun, *afspreken* as a verb.
Every source is asked for a lemma of that part of speech, and an answer that no list of lemmas knows is
refused; only then are other parts of speech, the last part of a compound and the learned endings tried.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from coding.language.irregular import FUNCTION_WORDS, IRREGULAR, PARTICLES

KIND = {"NOUN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj"}
"""Parts of speech that are inflected by rule, and the name of their word lists."""
SHORTEST_HEAD = 3  # letters before the last part of a compound
SHORTEST_TAIL = 4  # letters of that last part: shorter ones are endings more often than words
SHARE_NEEDED = 0.9  # of the learned words with an ending: how many must agree before it is followed blindly
KEPT_FORMS = 200_000  # typos are endless, memory is not
STRESS = str.maketrans("áéíóúàèìòù", "aeiouaeiou")
ACCENTS = str.maketrans("áàâäãåéèêëíìîïóòôöõúùûüçñ", "aaaaaaeeeeiiiiooooouuuucn")
PARTICIPLE = re.compile(f"({'|'.join(sorted(PARTICLES, key=len, reverse=True))})?ge-?(?=.{{3}})")
_ORDINAL = re.compile(r"(\d+)(?:e|de|ste)")
_APOSTROPHE = re.compile(r"(?<=\w)[’‘`´](?=\w)|^[’‘`´](?=\w)")


class Ending(NamedTuple):
    """How a form becomes its lemma: ``cut`` letters off the end, ``add`` put there, *ge* taken out or not.

    ``share`` is the part of the words it was learned from that follow it.
    """

    cut: int
    add: str
    drop_ge: bool
    share: float

    def apply(self, form: str) -> str | None:
        """Return the lemma this ending gives, or None where the form has no *ge* to take out."""
        if self.drop_ge:
            found = PARTICIPLE.match(form)
            if not found:
                return None
            form = (found[1] or "") + form[found.end() :]
        stem = form[: len(form) - self.cut]
        return stem + self.add if len(stem) > 1 else None


def normalise(form: str) -> str:
    """Return a form as dictionaries write it: composed accents, lower case, straight apostrophe."""
    return _APOSTROPHE.sub("'", unicodedata.normalize("NFC", form).lower())


def without_accents(word: str) -> str:
    """Return a word without accents and diaereses."""
    return word.translate(ACCENTS)


@dataclass(frozen=True)
class LemmaDictionary:
    """Forms and parts of speech to lemmas.

    Parameters
    ----------
    exceptions
        Per kind (``noun``, ``verb``, ``adj``): form to lemma.
    lemmas
        Per kind: the words that are lemmas.
    lookup
        Form to lemma, whatever the part of speech.
    endings
        Per kind: the last letters of a form to what they may become, the likeliest first.
    accented
        Word without accents to the word as it should be written.
    """

    exceptions: Mapping[str, Mapping[str, str]]
    lemmas: Mapping[str, frozenset[str]]
    lookup: Mapping[str, str]
    endings: Mapping[str, Mapping[str, list[Ending]]]
    accented: Mapping[str, str]
    _found: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def lemma(self, form: str, pos: str = "") -> str:
        """Return the lemma of a form in lower case; what nothing is known about is its own lemma.

        Parameters
        ----------
        form
            A word as it stands in the text.
        pos
            Its part of speech in Universal Dependencies (``NOUN``, ``VERB``, ...); empty when unknown.

        Examples
        --------
        >>> from coding.language.lemma_tables import read_dictionary
        >>> words = read_dictionary()
        >>> words.lemma("afspraken", "NOUN"), words.lemma("afspraken", "VERB")
        ('afspraak', 'afspreken')
        """
        key = (form, pos)
        found = self._found.get(key)
        if found is None:
            if len(self._found) > KEPT_FORMS:
                self._found.clear()
            found = self._found[key] = self._find(form, pos)
        return found

    def knows(self, form: str) -> bool:
        """Tell whether a form, in lower case, is in any of the lists; compounds are not taken apart."""
        listed = (self.lookup, *IRREGULAR.values(), *self.exceptions.values(), *self.lemmas.values())
        return any(form in words for words in listed)

    def _find(self, form: str, pos: str) -> str:
        word = self._without_full_stop(normalise(form))
        if not any(map(str.isalnum, word)):
            return word
        ordinal = _ORDINAL.fullmatch(word)
        if ordinal:
            return ordinal[1]
        if pos in KIND:
            return self._content_word(word, KIND[pos])
        if pos in FUNCTION_WORDS:
            return FUNCTION_WORDS[pos].get(word) or _without_stress(word)
        if pos == "PROPN":
            return self._name(form, word)
        return word if pos else self._any_word(word)

    def _content_word(self, word: str, kind: str) -> str:
        """Try the sources, first those that are sure of this kind of word."""
        head, hyphen, tail = word.rpartition("-")
        if hyphen and tail in self.lookup:
            return head + hyphen + self._content_word(tail, kind)
        others = [other for other in self.lemmas if other != kind]
        lemma = (
            self._known_as(word, kind) or self._by_accent(word, kind) or self._of_no_other_kind(word, kind)
        )
        for other in others:
            lemma = lemma or self._known_as(word, other)
        for one in (kind, *others):
            lemma = lemma or self._compound(word, one)
        return lemma or self._by_ending(word, kind) or word

    def _known_as(self, word: str, kind: str) -> str | None:
        """Return the lemma of a form as this kind of word, if a dictionary vouches for the lemma."""
        listed = self._listed(word, kind)
        if listed:
            return listed
        if kind == "noun" and word.endswith("'s") and len(word) > 3:
            return word[:-2]
        if kind == "noun" and word.endswith(("'ers", "-ers")):  # zzp'ers
            return word[:-1]
        known = self.lemmas[kind]
        for ending in self._endings_of(word, kind):
            lemma = ending.apply(word)
            if lemma in known and lemma != word:
                return lemma
        return word if word in known else None

    def _listed(self, word: str, kind: str) -> str | None:
        """Return the lemma of a form as this kind of word, if a dictionary has both form and lemma."""
        irregular = IRREGULAR[kind].get(word) or self.exceptions[kind].get(word)
        if irregular:
            return irregular
        known = self.lemmas[kind]
        looked_up = self._looked_up(word)
        if looked_up in known and (kind == "adj" or word not in known):
            return looked_up
        # The list of adjectives has inflected ones (30-jarige, groter).
        return word if word in known and kind != "adj" else None

    def _looked_up(self, word: str) -> str | None:
        """Return the lemma whatever the kind of word, unless it begins like another word."""
        lemma = self._joined(word)
        participle = word.startswith("ge") and lemma[:1] in (word[2:3], word[3:4])  # gelopen, gegeten
        return lemma if lemma and (lemma[:1] == word[:1] or participle) else None

    def _joined(self, word: str) -> str:
        """Look a word up; simplemma's *op_pakken* is one word, its *raad_lid* lacks the *s* between."""
        lemma = self.lookup.get(word, "").lower()
        joined = lemma.replace("_", "")
        return joined if joined == lemma or joined in self.lemmas["verb"] else ""

    def _of_no_other_kind(self, word: str, kind: str) -> str | None:
        """Return the lemma looked up unless the lists have it as another kind of word only."""
        lemma = self._looked_up(word)
        listed = any(lemma in known for other, known in self.lemmas.items() if other != kind)
        return None if listed else lemma

    def _endings_of(self, word: str, kind: str) -> Iterator[Ending]:
        endings = self.endings[kind]
        for start in range(1, len(word)):
            yield from endings.get(word[start:], ())

    def _by_accent(self, word: str, kind: str) -> str | None:
        """Read *financiele* as *financiële* and *géén* as *geen*."""
        other = self.accented.get(word) or without_accents(word)
        return self._known_as(other, kind) if other != word else None

    def _compound(self, word: str, kind: str) -> str | None:
        """Lemmatise the longest known last part: *jeugdbeschermingstafels* by way of *tafels*."""
        unsure = None
        for at in range(2, len(word) - SHORTEST_TAIL + 1):
            head, tail = word[:at], word[at:]
            if head in PARTICLES if kind == "verb" else at >= SHORTEST_HEAD:
                lemma = self._known_as(self.accented.get(tail, tail), kind)
                if lemma and (kind == "verb" or self._is_head(head)):
                    return head + lemma
                unsure = unsure or (lemma and head + lemma)
        return unsure

    def _is_head(self, head: str) -> bool:
        """Tell whether a compound may begin so: a word, or one with the letters that join (*-s-*, *-en-*)."""
        return any(head.removesuffix(joint) in self.lookup for joint in ("", "s", "en", "n", "e"))

    def _by_ending(self, word: str, kind: str) -> str | None:
        """Follow the longest learned ending, when nearly all words it was learned from agree."""
        for ending in self._endings_of(word, kind):
            lemma = ending.apply(word)
            if lemma:
                return lemma if ending.share >= SHARE_NEEDED else None
        return None

    def _name(self, form: str, word: str) -> str:
        """Read *Italianen* as *Italiaan*; a name written small may be a plural (*maaidorsers*)."""
        if word.endswith("'s") and len(word) > 3:
            return word[:-2]
        if form == word:
            lemma = self.exceptions["noun"].get(word) or self._looked_up(word) or word
            return lemma if lemma in self.lemmas["noun"] and len(lemma) < len(word) else word
        name = self.lookup.get(form)
        return name.lower() if name and form.endswith(("s", "n")) and len(name) < len(form) else word

    def _any_word(self, word: str) -> str:
        """Without a part of speech: the commonest reading, and a noun where nothing is known."""
        word = self.accented.get(word, word)
        lemma = self._joined(word)
        if lemma != word:
            lemma = IRREGULAR["noun"].get(word) or self.exceptions["noun"].get(word) or lemma
        return lemma or self._content_word(word, "noun")

    def _without_full_stop(self, word: str) -> str:
        """Take the full stop off a word that is no abbreviation: *vol.* at the end of a note."""
        bare = word[:-1]
        ends_a_note = word.endswith(".") and len(bare) > 2 and "." not in bare
        return bare if ends_a_note and bare in self.lookup and word not in self.lookup else word


def _without_stress(word: str) -> str:
    """Read *vóór* as *voor*; of the function words only *één* and *à* are written with an accent."""
    return word if word in ("één", "à") else word.translate(STRESS)
