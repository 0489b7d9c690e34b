"""Names in small letters, or in capitals throughout: the letters say nothing, so the words must."""

import re

from coding.language import is_known_word
from coding.pseudonyms import cues, name_lists
from coding.pseudonyms.reading import DOUBLE, ENDINGS, SHORTEST, Candidate
from coding.pseudonyms.slips import cue_word, is_relation, is_role, slip_of_a_verb
from coding.pseudonyms.surroundings import Surroundings

_SURNAME_ENDING = re.compile(r".{2,}(?:sma|stra|inga|ema|ski|ska|wicz|oğlu|oglu|singh|oui|idi)$")
_LONGEST_LETTER_WORD = 3  # WIA, PGB


class SmallNames(Surroundings):
    """Reads names whose case says nothing."""

    def small_name(self, at: int) -> int:
        """Return the end of a given name in small letters with the surname that may follow it."""
        end = at + 1
        if end < len(self.words) and self.joined(end):
            if DOUBLE.search(self.words[at].small):
                return end + 1
            further = self.surname(end, cued=True)
            if further > end:
                return further
            following = self.words[end].small
            if self.words[at].small in name_lists.given_names() and not self.function_word(end):
                rare = not is_known_word(following) and not ENDINGS.match(following)
                likely = rare or following in name_lists.surnames()
                verb = following in cues.ACTS or slip_of_a_verb(following)
                if likely and not verb and len(following) > SHORTEST:
                    return end + 1
        return end

    def small_surname(self, at: int, *, after_name: bool) -> int:
        """Return the end of a surname in small letters that can be nothing else; ``at`` when there is none.

        After what is nearly always a given name (``after_name``) common surnames that are words count too.
        """
        length = self.prefix(at) if self.joined(at) else 0
        last = at + length
        if not self.joined(at) or not self.joined(last) or self.blocked[last] or self.function_word(last):
            return at
        prefix = tuple(word.small for word in self.words[at:last])
        small = self.words[last].small
        if len(small) < SHORTEST:
            return at
        if prefix in cues.SURE_PREFIXES - cues.LOOSE_PREFIXES:
            return last + 1
        if prefix in cues.PLACED_PREFIXES:
            apart = "het" not in prefix and not is_known_word(small)
            return last + 1 if small in cues.PLACED_SURNAMES or apart else at
        listed = small in name_lists.surnames() or " ".join((*prefix, small)) in name_lists.surnames()
        if not is_known_word(small):
            found = listed or (not prefix and _SURNAME_ENDING.match(small) is not None)
        else:
            common = small in name_lists.common_surnames() and (not prefix or listed)
            found = small in cues.CLEAR_SURNAMES or (listed and prefix == ("van",)) or (after_name and common)
        return last + 1 if found and small not in cues.ACTS else at

    def listed_small(self, at: int) -> tuple[Candidate, int] | None:
        """Read a name that nothing announces: *ik vroeg het aan marco*, *jan de vries belde*."""
        word = self.words[at]
        small = re.sub(r"'s$", "", word.small)
        if len(small) < SHORTEST or self.blocked[at] or small in name_lists.places():
            return None
        if self.text[: word.start].rstrip().endswith("-"):
            return None  # the rest of a word that was broken off
        if self.joined(at) and self.words[at - 1].small in cues.ARTICLES:
            return None
        given = small in name_lists.dutch_given_names()
        unclear = small in name_lists.ambiguous_names()
        if given and not unclear and not self._letter_word(at):
            if self.organisation_beside(at, at + 1):
                return None
            end = self.small_name(at)
            return self.candidate(at, end, "list"), end
        if self.function_word(at) or not (given or self._may_be_given(at)):
            return None
        nearly_sure = given and small not in name_lists.unclear_with_capital()
        end = self.small_surname(at + 1, after_name=nearly_sure)
        if end == at + 1 and not (nearly_sure and self.joined(end) and self.words[end].small in cues.ACTS):
            return None
        return None if self.organisation_beside(at, end) else (self.candidate(at, end, "list"), end)

    def _letter_word(self, at: int) -> bool:
        """Whether a word can be an abbreviation: *WIA*."""
        return self.words[at].text.isupper() and len(self.words[at].text) <= _LONGEST_LETTER_WORD

    def _may_be_given(self, at: int) -> bool:
        """Whether a word that is on no list of ours can be a given name, if a surname follows."""
        small = self.words[at].small
        if small in name_lists.given_names():
            return True
        if is_known_word(small) or ENDINGS.match(small) or slip_of_a_verb(small):
            return False
        cue = cue_word(small)
        return not (cue in cues.HONORIFICS or cue in cues.NAMED_AFTER or is_role(small) or is_relation(small))
