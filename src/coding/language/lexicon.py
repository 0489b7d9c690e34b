"""What is known about words outside any treebank; the tagger reads it (see :mod:`coding.language.features`).

Of each word: which parts of speech the dictionaries give it, how often it is written with a capital, and a
vector of the words that stand beside it in a large text. An unknown word is read by its longest known end,
since a Dutch compound behaves as its last part.
"""

import lzma
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS = ("noun", "verb", "adj")
BASE, INFLECTED = (1, 2, 4), (8, 16, 32)
"""Bits of ``Lexicon.kinds``: the word is the lemma, or a form, of a noun, verb, adjective."""
TRAINED = 64
"""Bit of ``Lexicon.kinds``: frequent enough in the treebank to have a meaning of its own."""
NAME = 128
"""Bit of ``Lexicon.kinds``: a first name, a surname, a town, a province or a country."""

SHORTEST_HEAD = 2  # letters before the end an unknown word is read by
SHORTEST_END = 4
UNKNOWN = -1
SEPARATOR = "\t"  # one of the words is the line end


@dataclass(frozen=True)
class Entry:
    """What the lexicon says about a word.

    Attributes
    ----------
    kinds
        Bits, see :data:`BASE`, :data:`INFLECTED`, :data:`TRAINED`, :data:`NAME`.
    capitals
        0: seldom seen in running text; 1 to 4: share written with a capital, from hardly ever to always.
    row
        Its vector's row, or ``UNKNOWN``.
    part
        Whether this is said of the word's end only.
    """

    kinds: int
    capitals: int
    row: int
    part: bool


@dataclass
class Lexicon:
    """Words in lower case, most frequent first, those with a vector before those without.

    Attributes
    ----------
    words
        All different.
    kinds, capitals
        uint8, one per word; see :class:`Entry`.
    vectors
        int8, m × d, of the first m words; divided by 127 they have values of -1 to 1.
    """

    words: list[str] = field(default_factory=list)
    kinds: "NDArray[np.uint8]" = field(default_factory=lambda: np.zeros(0, np.uint8))
    capitals: "NDArray[np.uint8]" = field(default_factory=lambda: np.zeros(0, np.uint8))
    vectors: "NDArray[np.int8]" = field(default_factory=lambda: np.zeros((0, 0), np.int8))

    def __post_init__(self) -> None:
        self._rows = {word: row for row, word in enumerate(self.words)}
        self._kinds, self._capitals = self.kinds.tolist(), self.capitals.tolist()

    def look_up(self, word: str) -> Entry:
        """Return what is known about a word in lower case, or about its longest known end."""
        row = self._rows.get(word)
        if row is not None:
            return self._entry(row, part=False)
        for start in range(SHORTEST_HEAD, len(word) - SHORTEST_END + 1):
            row = self._rows.get(word[start:])
            if row is not None:
                return self._entry(row, part=True)
        return Entry(0, 0, UNKNOWN, part=False)

    def _entry(self, row: int, *, part: bool) -> Entry:
        kinds = self._kinds[row] & ~TRAINED if part else self._kinds[row]
        capitals = 0 if part else self._capitals[row]
        return Entry(kinds, capitals, row if row < len(self.vectors) else UNKNOWN, part)

    def to_bytes(self) -> bytes:
        """Return the lexicon as plain arrays in numpy's format, the words compressed."""
        file = BytesIO()
        np.savez(
            file,
            words=np.frombuffer(self._packed_words, dtype=np.uint8),
            kinds=self.kinds,
            capitals=self.capitals,
            vectors=self.vectors,
        )
        return file.getvalue()

    @cached_property
    def _packed_words(self) -> bytes:
        """Kept, because training writes its weights many times."""
        return lzma.compress(SEPARATOR.join(self.words).encode("utf-8"), preset=9)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Lexicon":
        """Undo :meth:`to_bytes`."""
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            words = lzma.decompress(arrays["words"].tobytes()).decode("utf-8").split(SEPARATOR)
            return cls(words, arrays["kinds"], arrays["capitals"], arrays["vectors"])
