"""Counting words, and which words stand near each other."""

import lzma
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

from coding.language.vectors import spelled_words_of

LINES_AT_ONCE = 100_000


def lines(path: Path) -> Iterator[list[str]]:
    """Read a file of one sentence per line, xz-compressed or not, some lines at a time."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        while batch := list(islice(file, LINES_AT_ONCE)):
            yield batch


def sample_lines(path: Path, number: int) -> list[str]:
    """Return ``number`` lines spread evenly over the first ``LINES_AT_ONCE`` of a file, or all there are."""
    first = next(lines(path), [])
    return first[:: max(1, len(first) // number)][:number]


def count_words(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Count the words of a file in lower case: all, and those that were written in lower case."""
    spelled: Counter[str] = Counter()
    for batch in lines(path):
        spelled.update(spelled_words_of("".join(batch)))
    total: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for word, count in spelled.items():
        total[word.lower()] += count
        if word == word.lower():
            small[word] += count
    return total, small


def count_pairs(
    path: Path,
    rows: Mapping[str, int],
    kept: NDArray[np.float64],
    *,
    window: int,
    chance: np.random.Generator,
) -> csr_matrix:
    """Count how often words stand within ``window`` places of each other on one line.

    A pair at distance d counts (window + 1 - d) / window. Words outside ``rows``, and by chance frequent
    ones, are left out first, so that the window reaches over them.

    Parameters
    ----------
    path
        One sentence per line.
    rows
        Word to row.
    kept
        Per row: the chance that an occurrence is kept.
    window
        Places to either side.
    chance
        Source of chance.

    Returns
    -------
    csr_matrix
        Words × words, float32, symmetric.
    """
    size = len(kept)
    total = csr_matrix((size, size), dtype=np.float32)
    for batch in lines(path):
        ids: list[int] = []
        places: list[int] = []
        for number, line in enumerate(batch):
            found = [rows[word] for word in (w.lower() for w in spelled_words_of(line)) if word in rows]
            ids += found
            places += [number] * len(found)
        word = np.asarray(ids, dtype=np.int32)
        place = np.asarray(places, dtype=np.int32)
        keep = chance.random(len(word)) < kept[word]
        word, place = word[keep], place[keep]
        pairs = [np.flatnonzero(place[:-distance] == place[distance:]) for distance in range(1, window + 1)]
        first = np.concatenate([word[at] for at in pairs])
        second = np.concatenate([word[at + distance] for distance, at in enumerate(pairs, start=1)])
        share = np.concatenate(
            [np.full(len(at), (window - d) / window, dtype=np.float32) for d, at in enumerate(pairs)]
        )
        total = total + coo_matrix((share, (first, second)), shape=(size, size)).tocsr()
    return csr_matrix(total + total.T)
