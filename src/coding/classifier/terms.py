"""Counting the terms of many texts: words, pairs of words, pieces; each different word is cut once."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

PIECE = range(3, 6)
"""Lengths of the pieces that words are cut in."""

Tokens = Sequence[Sequence[str]]


def words_and_pairs(tokens: Sequence[str]) -> Iterable[str]:
    """Return the words of a text and each two that follow one another, a space between them.

    Examples
    --------
    >>> list(words_and_pairs(["lange", "wachttijd"]))
    ['lange', 'wachttijd', 'lange wachttijd']
    """
    yield from tokens
    for first, second in pairwise(tokens):
        yield f"{first} {second}"


def pieces_of(word: str) -> list[str]:
    """Return the pieces of a word with a space on either side, as scikit-learn's ``char_wb`` cuts them.

    Examples
    --------
    >>> pieces_of("ggz")
    [' gg', 'ggz', 'gz ', ' ggz', 'ggz ', ' ggz ']
    """
    padded = f" {word} "
    pieces: list[str] = []
    for size in PIECE:
        pieces += [padded[start : start + size] for start in range(max(1, len(padded) - size + 1))]
        if len(padded) <= size:  # it is one piece already: the longer ones would be the same
            break
    return pieces


def counted(tokens: Tokens) -> tuple[csr_matrix, list[str]]:
    """Return how often each text (row) holds each different token (column), and those tokens."""
    places: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    for text in tokens:
        columns += [places.setdefault(token, len(places)) for token in text]
        ends.append(len(columns))
    return _matrix(columns, ends, len(places)), list(places)


def _matrix(columns: list[int], ends: list[int], width: int) -> csr_matrix:
    data = np.ones(len(columns), dtype=np.float32)
    matrix = csr_matrix((data, np.array(columns, dtype=np.int32), ends), shape=(len(ends) - 1, width))
    matrix.sum_duplicates()
    return matrix


def count(tokens: Tokens, cut: Callable[[str], Iterable[str]] | None = None) -> tuple[csr_matrix, list[str]]:
    """Count terms: the tokens themselves, or what each of them is cut in.

    Returns
    -------
    tuple
        Texts × terms, and the terms in the order in which they were met.
    """
    counts, names = counted(tokens)
    if cut is None:
        return counts, names
    parts, terms = counted([list(cut(name)) for name in names])
    return csr_matrix(counts @ parts), terms


def texts_with(counts: csr_matrix) -> NDArray[np.int64]:
    """Return in how many texts each term occurs."""
    return np.bincount(counts.indices, minlength=counts.shape[1])
