"""Places of words and texts by meaning, without spaCy and without a network.

The words of a text are looked up, weighed and added. A word that is not in the list is read by its parts, its
stem or the nearest spelling; where none of these is known it says nothing.
"""

import json
import lzma
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coding.language.lemmas import without_accents
from coding.placeholders import without_placeholders

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUILT_IN = Path(__file__).parent / "nl_vectors"
ABOUT, WORDS, CODES, WEIGHTS = "about.json", "words.txt.xz", "codes.npy", "weights.npy"

SHORTEST_PART = 4  # letters of either part of a compound
SHORTEST_MISSPELLED = 7  # letters: shorter words are too often one slip away from another word
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LINKS = ("", "s", "en", "e", "n")  # between the parts of a compound
ENDINGS = ("s", "e", "n", "t", "d", "en", "de", "te", "je", "er", "st", "den", "ten", "jes", "ers", "ste")

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")


def spelled_words_of(text: str) -> list[str]:
    """Return the words of a text with their capitals.

    Composed characters (NFC), straight apostrophes, no figures, no web or e-mail addresses.
    """
    normal = unicodedata.normalize("NFC", without_placeholders(text)).replace("’", "'")
    if "@" in normal or "//" in normal or "www." in normal:
        normal = _ADDRESS.sub(" ", normal)
    return _WORD.findall(normal)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, the same way at training and when used.

    Examples
    --------
    >>> words_of("Wachttijd bij de jeugd-GGZ: 3 maanden (mail: a@b.nl)")
    ['wachttijd', 'bij', 'de', 'jeugd-ggz', 'maanden', 'mail']
    """
    return [word.lower() for word in spelled_words_of(text)]


def spellings(word: str) -> Iterator[str]:
    """Return what is one slip away from a word; its first letter stays.

    Examples
    --------
    >>> {"wachttijd", "wachtijde", "wahctijd"} - set(spellings("wachtijd"))
    set()
    """
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        for letter in LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


class TextModel(Protocol):
    """What gives texts a place: the word vectors here, or a sentence model on this machine."""

    name: str

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one row of length 1 per text; zeros where nothing is known."""
        ...


class WordVectors:
    """Vectors of words, and of texts as weighed sums of them.

    Parameters
    ----------
    words
        Different words in lower case, from frequent to rare.
    codes
        Words × dimensions, int8: the direction of each word.
    weights
        Per word: how much it counts in a text, from 0 to 1.
    name
        Which vectors these are; stored with what is made with them.
    """

    def __init__(
        self,
        words: Sequence[str],
        codes: "NDArray[np.int8]",
        weights: "NDArray[np.float32]",
        *,
        name: str,
    ) -> None:
        self.name, self.words = name, words
        self._codes, self._weights = codes, weights
        self._rows = {word: row for row, word in enumerate(words)}
        for row, word in enumerate(words):
            if not word.isascii():  # coordinator is found as coördinator
                self._rows.setdefault(without_accents(word), row)

    @classmethod
    def load(cls, folder: Path) -> "WordVectors":
        """Read vectors as training wrote them: text and plain arrays, nothing that runs when it is read."""
        import numpy as np

        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        words = lzma.decompress((folder / WORDS).read_bytes()).decode("utf-8").split("\n")
        codes, weights = (np.load(folder / name, allow_pickle=False) for name in (CODES, WEIGHTS))
        return cls(words, codes, weights.astype(np.float32), name=about["name"])

    def __contains__(self, word: str) -> bool:
        """Tell whether a word is in the list, with or without its accents."""
        return word in self._rows

    def vector(self, word: str) -> "NDArray[np.float32]":
        """Return the vector of a lower-case word, as long as its weight; zeros when it says nothing."""
        import numpy as np

        rows = self._rows_of(word)
        codes = self._codes[rows].astype(np.float32)
        shares = self._weights[rows] / np.maximum(np.linalg.norm(codes, axis=1), 1) / max(len(rows), 1)
        return np.asarray(shares @ codes, dtype=np.float32)

    def _rows_of(self, word: str) -> list[int]:
        """Return the rows that stand for a word: its own, else those of its stem, parts or right spelling."""
        if word in self._rows:
            return [self._rows[word]]
        plain = without_accents(word)
        if plain in self._rows:  # géén
            return [self._rows[plain]]
        if "-" in word or "'" in word:
            return [row for part in re.split("[-']", word) if len(part) > 1 for row in self._rows_of(part)]
        return self._stem(plain) or self._compound(plain) or self._misspelled(plain)

    def _stem(self, word: str) -> list[int]:
        """Return the row of a word without its ending."""
        stems = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
        return [self._rows[stem] for stem in stems if len(stem) >= SHORTEST_PART and stem in self._rows][:1]

    def _compound(self, word: str) -> list[int]:
        """Split in known words: as few as can be, and so that the rarest of them is as frequent as can be."""
        found: list[list[int]] = []
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            heads = {word[:at].removesuffix(link) for link in LINKS if word[:at].endswith(link)}
            rows = [self._rows[head] for head in heads if len(head) >= SHORTEST_PART and head in self._rows]
            if rows:
                tail = word[at:]
                last = [self._rows[tail]] if tail in self._rows else self._stem(tail) or self._compound(tail)
                found += [[min(rows), *last]] if last else []
        return min(found, key=lambda rows: (len(rows), max(rows)), default=[])

    def _misspelled(self, word: str) -> list[int]:
        """Return the most frequent word with one letter more, fewer or other, or two letters turned round."""
        if len(word) < SHORTEST_MISSPELLED:
            return []
        near = (spelling for spelling in spellings(word) if spelling in self._rows)
        row = min((self._rows[spelling] for spelling in near), default=None)
        return [] if row is None else [row]

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one row of length 1 per text; zeros where no word is known."""
        import numpy as np
        from scipy.sparse import csr_matrix

        places: dict[str, int] = {}
        columns: list[int] = []
        ends = [0]
        for text in texts:
            columns += [places.setdefault(word, len(places)) for word in words_of(text)]
            ends.append(len(columns))
        vectors = np.zeros((len(places), self._codes.shape[1]), dtype=np.float32)
        for word, place in places.items():
            vectors[place] = self.vector(word)
        shape = (len(texts), len(places))
        sums = csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=shape) @ vectors
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.where(lengths > 0, lengths, 1), dtype=np.float32)


@cache
def word_vectors() -> WordVectors:
    """Return the vectors that ship with the package."""
    return WordVectors.load(BUILT_IN)


def embed(texts: Sequence[str], *, model: TextModel | None = None) -> "NDArray[np.float32]":
    """Give texts a place such that those about the same lie near each other.

    Parameters
    ----------
    texts
        Texts as they were written.
    model
        What gives the places; the vectors of the package when left out.

    Returns
    -------
    array
        n × d, rows of length 1; a row of zeros where no word is known. The same text always gets the same
        row, whatever else is in ``texts``.
    """
    return (model or word_vectors()).embed(texts)
