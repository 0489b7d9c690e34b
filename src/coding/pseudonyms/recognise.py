"""All recognisers together: what personal data a text holds."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from coding.pseudonyms import addresses, patterns
from coding.pseudonyms.birth_dates import birth_dates
from coding.pseudonyms.case_numbers import case_numbers
from coding.pseudonyms.findings import KINDS, ON_REQUEST, PERSON, Finding, kinds_named, without_overlap
from coding.pseudonyms.names import names
from coding.pseudonyms.organisations import organisations_and_places
from coding.pseudonyms.reading import Candidate
from coding.pseudonyms.repeats import again

if TYPE_CHECKING:
    from spacy.language import Language

    from coding.pseudonyms.deid import Deduce

Progress = Callable[[int, int], None]
_BATCH = 256
_ALWAYS = frozenset(KINDS)


@dataclass(frozen=True)
class Recogniser:
    """Finds personal data, offline.

    Attributes
    ----------
    kinds
        What to look for; by default everything but organisations and places.
    tagger
        A pipeline that gives parts of speech; without one (None) doubtful words in small letters after a
        cue or before a verb count as names.
    helper
        deduce, running; what it finds is added.
    """

    kinds: Collection[str] = _ALWAYS
    tagger: "Language | None" = field(default=None, compare=False)
    helper: "Deduce | None" = field(default=None, compare=False)

    def find(self, text: str) -> list[Finding]:
        """Return what one text holds, in order of place, without overlap."""
        return next(self.find_all([text]))

    def find_all(self, texts: Iterable[str]) -> Iterator[list[Finding]]:
        """Return what each text holds; in batches, so that any number of texts fits in memory."""
        rest = iter(texts)
        while batch := list(islice(rest, _BATCH)):
            yield from self._batch(batch)

    def find_together(
        self, texts: Sequence[str], belongs: Sequence[Hashable], *, progress: Progress | None = None
    ) -> list[list[Finding]]:
        """Return what each text holds; a name is found again in other texts of the same respondent.

        Parameters
        ----------
        texts
            All texts.
        belongs
            Of each text whose it is.
        progress
            Called with the number of texts done and their total.
        """
        found: list[list[Finding]] = []
        said: dict[Hashable, set[str]] = {}
        for number, (text, whose, findings) in enumerate(
            zip(texts, belongs, self.find_all(texts), strict=True), start=1
        ):
            found.append(findings)
            said.setdefault(whose, set()).update(f.text(text) for f in findings if f.kind == PERSON)
            if progress is not None:
                progress(number, len(texts))
        for number, (text, whose) in enumerate(zip(texts, belongs, strict=True)):
            taken = found[number]
            more = [
                Finding(start, end, PERSON, "repeat")
                for start, end in again(text, said[whose])
                if not any(start < other.end and other.start < end for other in taken)
            ]
            if more:
                found[number] = without_overlap([*taken, *more])
        return found

    def _batch(self, texts: Sequence[str]) -> Iterator[list[Finding]]:
        people = [names(text) if "person" in self.kinds else [] for text in texts]
        doubtful = [
            number
            for number, found in enumerate(people)
            if any(candidate.word_start is not None for candidate in found)
        ]
        tags = dict(zip(doubtful, self._tags([texts[number] for number in doubtful]), strict=True))
        for number, text in enumerate(texts):
            sure = [c.finding() for c in people[number] if _holds(c, tags.get(number, {}))]
            yield self._merge(text, sure)

    def _tags(self, texts: Sequence[str]) -> Iterator[dict[int, str]]:
        if self.tagger is None:
            yield from ({} for _text in texts)
            return
        for doc in self.tagger.pipe(texts):
            yield {token.idx: token.pos_ for token in doc}

    def _merge(self, text: str, people: list[Finding]) -> list[Finding]:
        found = [*patterns.mail_addresses(text), *patterns.web_addresses(text), *patterns.accounts(text)]
        if any(sign.isdigit() for sign in text):
            streets = list(addresses.street_addresses(text))
            numbers = [*patterns.citizen_numbers(text), *patterns.account_numbers(text)]
            found += [*streets, *numbers, *addresses.postcodes(text, streets)]
            found += [*patterns.phone_numbers(text), *patterns.licence_plates(text)]
            found += [*case_numbers(text), *birth_dates(text, [*people, *numbers])]
        if {"organisation", "place"} & set(self.kinds):
            found += organisations_and_places(text)
        merged = without_overlap([*found, *people])
        if (
            self.helper is not None
        ):  # it adds what we missed; where both found something ours is the finer cut
            merged = sorted(
                [*merged, *(more for more in self.helper.find(text) if not _overlaps(more, merged))]
            )
        return [finding for finding in merged if finding.kind in self.kinds]


def _overlaps(finding: Finding, others: Iterable[Finding]) -> bool:
    return any(finding.start < other.end and other.start < finding.end for other in others)


def _holds(candidate: Candidate, tags: dict[int, str]) -> bool:
    return candidate.word_start is None or tags.get(candidate.word_start, "") in candidate.tags


@cache
def tagger() -> "Language | None":
    """Load the parts of the Dutch pipeline that give parts of speech; None when it gives none."""
    from coding.language import load

    nlp = load()
    needed = {"tok2vec", "transformer", "tagger", "morphologizer", "attribute_ruler"}
    giving = [name for name in nlp.pipe_names if "token.pos" in nlp.get_pipe_meta(name).assigns]
    if not giving:
        return None
    for name in [name for name in nlp.pipe_names if name not in needed and name not in giving]:
        nlp.disable_pipe(name)
    return nlp


@contextmanager
def with_recogniser(
    kinds: Collection[str] | None = None,
    *,
    organisations: bool = False,
    deduce: bool = False,
    deduce_cache: Path | None = None,
) -> Iterator[Recogniser]:
    """Give a recogniser as asked for, with the tagger of the Dutch pipeline.

    Parameters
    ----------
    kinds
        Only these kinds, by any of their names (`kinds_named`); without any all of `KINDS`.
    organisations
        Look for names of organisations and places too.
    deduce
        Let deduce look as well.
    deduce_cache
        Where deduce keeps its word lists.

    Raises
    ------
    InputError
        Naming a kind that does not exist.
    """
    wanted = kinds_named(kinds or KINDS) | (set(ON_REQUEST) if organisations else set())
    if not deduce:
        yield Recogniser(wanted, tagger())
        return
    from coding.pseudonyms.deid import Deduce

    with Deduce(deduce_cache) as helper:
        yield Recogniser(wanted, tagger(), helper)
