"""Any table of coded texts, in any language, read as something to learn from."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from coding.corpus import RawTable
from coding.errors import InputError
from coding.i18n import _, ngettext

if TYPE_CHECKING:
    from coding.classifier.features import Texts
    from coding.codebook import Code

DUTCH_SHARE = (
    0.5  # of different words that the Dutch word vectors know, from which a table is taken for Dutch
)
_WORD = re.compile(r"\w+")
_NAMED = 5  # codes named in a sentence; of more it says how many


class Reading(StrEnum):
    """How words are read: as Dutch (lemmas, meanings), or just as they stand."""

    AUTO = "auto"
    DUTCH = "nl"
    PLAIN = "plain"


@dataclass(frozen=True)
class CodedColumns:
    """Which column is what, and how codes in one cell are kept apart.

    ``group`` names whose texts belong together (respondent, report); ``context`` what stands around a text
    (the question it answers, the heading over it).
    """

    text: str
    labels: str
    separator: str = "|"
    group: str | None = None
    context: str | None = None


@dataclass(frozen=True)
class CodedTable:
    """Texts with their codes (none: read, and no code applies), in the order of the file."""

    name: str
    texts: list[str]
    label_sets: list[frozenset[str]]
    groups: list[str]
    contexts: list[str]

    @property
    def codes(self) -> list[str]:
        """All codes that occur, alphabetically."""
        return sorted(set().union(*self.label_sets))

    def with_codes(self, codes: Sequence[str]) -> "CodedTable":
        """Leave other codes out; texts that had only those go too, for nobody said that no code applies."""
        wanted = frozenset(codes)
        kept = [place for place, given in enumerate(self.label_sets) if not given or given & wanted]
        return self._part(kept, wanted)

    def without_uncoded(self) -> "CodedTable":
        """Leave out the texts without a code."""
        return self._part([row for row, given in enumerate(self.label_sets) if given], frozenset(self.codes))

    def _part(self, kept: Sequence[int], wanted: frozenset[str]) -> "CodedTable":
        return CodedTable(
            self.name,
            [self.texts[place] for place in kept],
            [self.label_sets[place] & wanted for place in kept],
            [self.groups[place] for place in kept],
            [self.contexts[place] for place in kept],
        )

    def with_frequent(self, fewest: int) -> "CodedTable":
        """Leave out codes that fewer texts have.

        Raises
        ------
        InputError
            When no code is left.
        """
        uses = Counter(code for given in self.label_sets for code in given)
        frequent = [code for code in self.codes if uses[code] >= fewest]
        if not frequent:
            raise InputError(
                ngettext(
                    "geen enkele code heeft {n} tekst.", "geen enkele code heeft {n} teksten.", fewest
                ).format(n=fewest),
                file=self.name,
            )
        return self.with_codes(frequent)

    def in_terms_of(self, codebook: "Sequence[Code]") -> "CodedTable":
        """Return the table with codes by their identifier, also where their label stands in the file.

        Codes that the codebook does not have are left out, as `with_codes` does.

        Raises
        ------
        InputError
            When no code of the table is in the codebook.
        """
        names = {code.label.casefold(): code.id for code in codebook}
        names |= {code.id.casefold(): code.id for code in codebook}
        sets = [frozenset(names.get(code.casefold(), code) for code in given) for given in self.label_sets]
        found = replace(self, label_sets=sets)
        if not set(found.codes) & set(names.values()):
            raise InputError(
                _("geen van de codes staat in het codeboek: {codes}.").format(codes=some_of(self.codes)),
                file=self.name,
            )
        return found.with_codes([code.id for code in codebook])

    def read(self, reading: Reading) -> "Texts":
        """Return the texts as the classifier takes them: with their lemmas, or the words as they stand."""
        return texts_read(self.texts, reading, self.contexts)

    def resolve(self, reading: Reading) -> Reading:
        """Say how to read where that was left open."""
        if reading is not Reading.AUTO:
            return reading
        from coding.language import word_vectors

        words = {word for text in self.texts for word in _WORD.findall(text.lower()) if word.isalpha()}
        known = sum(word in word_vectors() for word in words)
        return Reading.DUTCH if known >= DUTCH_SHARE * len(words) else Reading.PLAIN


def some_of(codes: Sequence[str]) -> str:
    """Return the first few codes with commas between them, and how many more there are."""
    named, more = ", ".join(codes[:_NAMED]), len(codes) - _NAMED
    return named if more <= 0 else _("{codes} en nog {n}").format(codes=named, n=more)


def texts_read(texts: Sequence[str], reading: Reading, contexts: Sequence[str] = ()) -> "Texts":
    """Return texts as the classifier takes them."""
    from coding.classifier.features import Texts
    from coding.language import load, tokens_of

    if reading is Reading.DUTCH:
        analysed = (tokens_of(doc) for doc in load().pipe(texts))
        lemmas = [[str(token[2]) for token in tokens if token[4]] for tokens in analysed]
    else:
        lemmas = [_WORD.findall(text.lower()) for text in texts]
    return Texts(list(texts), lemmas, list(contexts))


def coded_table(table: RawTable, columns: CodedColumns) -> CodedTable:
    """Read a table of coded texts.

    Parameters
    ----------
    table
        As `coding.corpus.read_table` gives it.

    Raises
    ------
    InputError
        When a column is not there, or no text has a code.
    """
    if not columns.separator.strip():
        raise InputError(_("Geef met --sep het teken dat codes in één cel scheidt, bijvoorbeeld '|'."))
    text_at, labels_at = table.index_of(columns.text), table.index_of(columns.labels)
    group_at = table.index_of(columns.group) if columns.group else None
    context_at = table.index_of(columns.context) if columns.context else None
    rows = [[str(cell or "").strip() for cell in row.cells] for row in table.rows]
    found = CodedTable(
        name=table.name,
        texts=[row[text_at] for row in rows],
        label_sets=[
            frozenset(code.strip() for code in row[labels_at].split(columns.separator) if code.strip())
            for row in rows
        ],
        groups=[row[group_at] if group_at is not None else "" for row in rows],
        contexts=[row[context_at] if context_at is not None else "" for row in rows],
    )
    if not found.codes:
        raise InputError(_("geen enkele tekst heeft een code."), file=table.name, column=columns.labels)
    return found
