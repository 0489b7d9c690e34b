"""Reading a name from a place in a text on: initials, given names, prefixes, surname."""

import re
from dataclasses import dataclass

from coding.language import is_known_word
from coding.pseudonyms import cues, name_lists
from coding.pseudonyms.findings import PERSON, Finding
from coding.pseudonyms.organisations import long_place_names, organisation_names
from coding.pseudonyms.words import cut_words, same_line, with_plain_apostrophes

IDIOM = re.compile(rf"\b(?:{cues.IDIOMS})", re.IGNORECASE)
ENDINGS = re.compile(
    r".*(?:ische?|lijke?|heid|ing|ingen|baar|loos|loze|ige?|ende?|zorg|hulp|school|werk|tjes?|ggz|team|plek|huis|"
    r"jarige?)$"
)
STREET_LIKE = re.compile(r".{3,}(?:straat|laan|plein|gracht|kade|singel|dreef|school|team|polder|park|kerk)")
SHORTEST = 3
MOST_GIVEN, MOST_PREFIX = 3, 3
DOUBLE = re.compile(r"-(?:de|den|der|van|ter|ten|el|la|vd)$")
_OF_A_THING = frozenset({("de",), ("van", "de"), ("van", "het")})
_SHOUTED = 0.6  # of the letters are capitals: then these say nothing
_FROM = frozenset({"van", "in", "op", "uit", "bij", "aan", "voor"})


@dataclass(frozen=True)
class Candidate:
    """A possible name.

    Attributes
    ----------
    start, end
        Code points into the text.
    source
        ``cue``, ``list`` or ``repeat``.
    word_start
        Where the word stands whose part of speech decides; None when there is nothing to decide.
    tags
        Universal parts of speech with which it is a name after all.
    """

    start: int
    end: int
    source: str
    word_start: int | None = None
    tags: frozenset[str] = frozenset()

    def finding(self) -> Finding:
        """Return it as a finding."""
        return Finding(self.start, self.end, PERSON, self.source)


class NameReader:
    """The words of one text, and how a name runs on from one of them."""

    def __init__(self, text: str) -> None:
        self.text = with_plain_apostrophes(text)
        self.words = cut_words(self.text)
        blocked = [match.span() for match in IDIOM.finditer(text)]
        blocked += [(found.start, found.end) for found in organisation_names(text)]
        blocked += long_place_names(text)
        self.blocked = [
            any(start < word.end and word.start < end for start, end in blocked) for word in self.words
        ]

        self.shouted = sum(map(str.isupper, text)) > _SHOUTED * sum(map(str.isalpha, text))

    def joined(self, at: int) -> bool:
        """Whether the word at ``at`` follows the one before it with nothing but blanks between."""
        return 0 < at < len(self.words) and same_line(self.text, self.words[at - 1], self.words[at])

    def capital(self, at: int) -> bool:
        """Whether a word can be part of a name by its looks: a capital, and not capitals only."""
        word = self.words[at]
        return word.capital and not self.blocked[at] and not (word.text.isupper() and len(word.text) > 1)

    def prefix(self, at: int) -> int:
        """Return how many words from ``at`` on are a prefix of a surname; the longest wins."""
        for length in range(MOST_PREFIX, 0, -1):
            part = self.words[at : at + length]
            known = len(part) == length and tuple(word.small for word in part) in cues.PREFIXES
            if known and all(self.joined(place) for place in range(at + 1, at + length)):
                return length
        return 0

    def surname(self, at: int, *, cued: bool) -> int:
        """Return where a surname that begins at ``at`` ends; ``at`` itself when there is none."""
        length = self.prefix(at)
        last = at + length
        if last >= len(self.words) or (length and not self.joined(last)) or self.blocked[last]:
            return at
        word, prefix = self.words[last], tuple(word.small for word in self.words[at:last])
        if prefix in cues.PLACED_PREFIXES and word.small in cues.PLACED_SURNAMES:
            return last + 1
        if self.capital(last):
            plain = bool(prefix) and not self.words[at].capital
            known = (
                word.small in name_lists.surnames()
                or " ".join((*prefix, word.small)) in name_lists.surnames()
            )
            if (word.small in cues.NAMED_AFTER or STREET_LIKE.fullmatch(word.small)) and not known:
                return at
            from_somewhere = plain and not cued and prefix[0] in _FROM
            if from_somewhere and word.small in name_lists.places() and not known:
                return at  # Karin van Utrecht
            return last + 1
        if not length or len(word.text) < SHORTEST:
            return at
        if prefix in cues.SURE_PREFIXES and not self.function_word(last):
            return last + 1
        whole = " ".join((*prefix, word.small))
        if prefix in {("van",), ("de",), ("van", "de"), ("van", "het"), ("te",), ("la",), ("le",), ("ben",)}:
            listed = whole in name_lists.surnames() or (
                word.small in name_lists.surnames() and prefix == ("de",)
            )
            if listed or (
                not is_known_word(word.small) and prefix != ("de",) and not ENDINGS.match(word.small)
            ):
                return last + 1
        return at

    def name(self, at: int, *, cued: bool) -> int:
        """Return where a name that begins at ``at`` ends: initials, given names, surname."""
        end = at
        given = 0
        while end < len(self.words) and (end == at or self.joined(end)):
            word = self.words[end]
            if word.initials:
                end += 1
                continue
            if self.prefix(end) and not (word.capital and word.small in name_lists.given_names()):
                break
            if not self.capital(end) or given >= MOST_GIVEN:
                break
            if end > at and word.small in cues.NAMED_AFTER and word.small not in name_lists.surnames():
                break
            end, given = end + 1, given + 1
        if end == at or self.joined(end):
            end = self.surname(end, cued=cued) if end < len(self.words) else end
            more = at < end < len(self.words) and self.joined(end) and self.capital(end)
            if more and self.words[end - 1].small not in name_lists.places():
                end += self.words[end].small not in cues.NAMED_AFTER  # de Vries Jansen
        if at < end < len(self.words) and self.joined(end) and DOUBLE.search(self.words[end - 1].small):
            end += 1  # Jansen-de | Vries
        return end

    def candidate(self, at: int, end: int, source: str) -> Candidate:
        """Return the words from ``at`` to ``end`` as a name, without the *'s* of a genitive."""
        last = self.words[end - 1]
        stop = last.end
        genitive = re.search(r"'s$", last.text)
        if genitive and len(last.text) > SHORTEST:
            stop -= 2
        return Candidate(self.words[at].start, stop, source)

    def function_word(self, at: int) -> bool:
        """Whether a word in small letters is none of those one is called by."""
        small = self.words[at].small
        return small in name_lists.function_words() or small in cues.ACTS or small in name_lists.never_small()

    def may_be_name(self, at: int) -> bool:
        """Whether a word with a capital after a cue can be a name: on a list, or no Dutch word or town."""
        small = re.sub(r"'s$", "", self.words[at].small)
        if small in name_lists.given_names() or small in name_lists.foreign_given_names():
            return True
        if self.prefix(at) and self.surname(at, cued=True) > at:
            return True
        if small in name_lists.surnames() and not self.function_word(at):
            return True
        ordinary = is_known_word(small) or small in name_lists.places() | name_lists.function_words()
        return not (ordinary or ENDINGS.match(small) or STREET_LIKE.fullmatch(small))

    def begins_sentence(self, at: int) -> bool:
        """Whether the capital of a word may be that of a sentence."""
        if at == 0:
            return True
        gap = self.text[self.words[at - 1].end : self.words[at].start]
        return any(sign in ".!?:\n•…" for sign in gap)

    def titles(self) -> bool:
        """Whether nearly every word bears a capital, as in a heading: capitals then say nothing."""
        capitals = sum(word.capital for word in self.words)
        return len(self.words) > MOST_GIVEN and capitals > 0.7 * len(self.words)

    def organisation_beside(self, at: int, end: int) -> bool:
        """Whether the word before or after makes it the name of a house, street, law or method."""
        before = self.words[at - 1].small if self.joined(at) else ""
        if before in cues.NAMED_AFTER - cues.HONORIFICS:
            return True
        rest = self.text[self.words[end - 1].end :]
        after = re.match(r"[- ]?([^\W\d_]+)", rest)
        if after and after.group(1).lower() in cues.NAMED_AFTER:
            return rest[0] == "-" or after.group(1)[0].isupper() or rest[0].isalpha()
        last = self.words[end - 1].small
        tail = last.rpartition("-")[2]
        return tail in cues.NAMED_AFTER and not {last, tail} & name_lists.surnames()
