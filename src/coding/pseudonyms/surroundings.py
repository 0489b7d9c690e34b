"""Names known by their surroundings: in a row with other names, or found elsewhere in the text."""

import re
from collections.abc import Iterator

from coding.language import is_known_word
from coding.pseudonyms import name_lists
from coding.pseudonyms.reading import Candidate, NameReader
from coding.pseudonyms.repeats import again


class Surroundings(NameReader):
    """Finds further names in a text once the first are known."""

    def enumerated(self, found: list[Candidate]) -> Iterator[Candidate]:
        """Find the others in a row of names: *Emine, Karim en Wubbechien*."""
        ends = {candidate.end for candidate in found}
        starts = {candidate.start for candidate in found}
        for at in range(len(self.words)):
            word = self.words[at]
            if word.start in starts or not self.capital(at) or word.initials or self.begins_sentence(at):
                continue
            gap = re.search(r"(?:\s*,\s*|\s+(?:en|of|&|met)\s+|\s*[/&+]\s*)$", self.text[: word.start])
            if gap is None or gap.start() not in ends or not self.may_be_name(at):
                continue
            listed = word.small in name_lists.given_names() or word.small in name_lists.surnames()
            if is_known_word(word.small) and not listed:
                continue
            end = self.name(at, cued=False)
            if end > at and not self.organisation_beside(at, end):
                candidate = self.candidate(at, end, "list")
                ends.add(candidate.end)
                yield candidate

    def enumerated_before(self, found: list[Candidate]) -> Iterator[Candidate]:
        """Find the one before a name in a row: *Selin en Efe*."""
        starts = {candidate.start for candidate in found}
        taken = [(candidate.start, candidate.end) for candidate in found]
        for at, word in enumerate(self.words):
            if not self.capital(at) or any(start <= word.start < end for start, end in taken):
                continue
            gap = re.match(r"\s*,\s*|\s+(?:en|of|&)\s+", self.text[word.end :])
            if gap is None or word.end + gap.end() not in starts or not self.may_be_name(at):
                continue
            small = word.small
            given = small in name_lists.given_names() - name_lists.never_small()
            unknown = not is_known_word(small) and small not in name_lists.surnames()
            if (given or unknown) and not self.function_word(at):
                yield self.candidate(at, at + 1, "list")

    def repeated(self, found: list[Candidate]) -> Iterator[Candidate]:
        """Find the same names again where nothing announces them."""
        sure = [candidate for candidate in found if candidate.word_start is None]
        said = {self.text[candidate.start : candidate.end] for candidate in sure}
        taken = [(candidate.start, candidate.end) for candidate in found]
        for start, end in again(self.text, said):
            if self._free(start) and not any(first <= start < last for first, last in taken):
                taken.append((start, end))
                yield Candidate(start, end, "repeat")

    def _free(self, start: int) -> bool:
        return not any(
            blocked and word.start <= start < word.end
            for word, blocked in zip(self.words, self.blocked, strict=True)
        )
