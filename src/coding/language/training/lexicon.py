"""Build the lexicon that the tagger reads: dictionaries, a large text and the treebank's frequent words."""

import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from coding.language.lexicon import BASE, INFLECTED, KINDS, NAME, TRAINED, Entry, Lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

STEPS = {"laws": 3}  # of these texts every so many-th line only: they are large and all alike
VECTOR_WORDS, FEWEST = 60_000, 5
TABLES = ("lemma_index", "lemma_exc", "lemma_lookup")
DIMENSIONS = 48
CONTEXTS = 1500  # most frequent tokens that count as a neighbour
NEIGHBOURS = (-2, -1, 1, 2)
SMOOTHING = 0.75  # of the contexts' frequencies (Levy, Goldberg and Dagan 2015)
TRAINED_FROM = 3  # times in the treebank
LIMITS = (0.1, 0.5, 0.9)  # of the share with a capital
SEEN_ENOUGH = 3  # times in running text, to speak of a share

_TOKEN = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
_LINE_END = "\n"


def lines_of(folder: Path) -> Iterator[list[str]]:
    """Yield the tokens of every line in a folder of ``*.txt.xz``."""
    for path in sorted(folder.glob("*.txt.xz")):
        step = STEPS.get(path.name.split(".")[0], 1)
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in islice(lines, 0, None, step):
                yield [_plain(token) for token in _TOKEN.findall(line)]


def _plain(token: str) -> str:
    return "0" if token[0].isdigit() else token.replace("’", "'")


def read_texts(lines: Iterable[Sequence[str]]) -> "tuple[NDArray[np.int32], list[str], dict[str, float]]":
    """Turn lines of tokens into one row of numbers.

    Returns
    -------
    numbers
        Of the lower-cased tokens, a line end between lines.
    words
        What each number stands for.
    capitals
        Per lower-cased word: share with a capital, from 0 to 1, where it is not the first of a line, of
        those seen there often enough.
    """
    numbers: dict[str, int] = {_LINE_END: 0}
    row: list[int] = [0]
    inside: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for tokens in lines:
        shouted = sum(map(str.isupper, tokens)) * 2 > len(tokens)
        for place, token in enumerate(tokens):
            word = token.lower()
            row.append(numbers.setdefault(word, len(numbers)))
            if place and not shouted and tokens[place - 1].isalnum():
                inside[word] += 1
                capital[word] += word != token
        row.append(0)
    shares = {word: capital[word] / times for word, times in inside.items() if times >= SEEN_ENOUGH}
    return np.array(row, dtype=np.int32), list(numbers), shares


def neighbour_vectors(
    numbers: "NDArray[np.int32]", size: int, *, contexts: int = CONTEXTS, dimensions: int = DIMENSIONS
) -> "NDArray[np.int8]":
    """Give words vectors of what stands beside them: PPMI per place, then a truncated SVD.

    Parameters
    ----------
    numbers
        A text, words numbered from frequent to rare.
    size
        Number of words, the most frequent, that get a vector.
    contexts
        Number of words that count as neighbours.
    dimensions
        Length of the vectors.

    Returns
    -------
    array
        size × dimensions, int8; the largest value of a row is 127 or -127.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.utils.extmath import randomized_svd

    blocks: list[csr_matrix] = []
    for offset in NEIGHBOURS:
        words, beside = (
            (numbers[: len(numbers) - offset], numbers[offset:])
            if offset > 0
            else (numbers[-offset:], numbers[:offset])
        )
        kept = (words < size) & (beside < contexts)
        pairs = words[kept].astype(np.int64) * contexts + beside[kept]
        places, times = np.unique(pairs, return_counts=True)
        cells = (times.astype(np.float64), (places // contexts, places % contexts))
        blocks.append(_ppmi(csr_matrix(cells, shape=(size, contexts))))
    left, strength, _right = randomized_svd(hstack(blocks).tocsr(), dimensions, random_state=0)
    rows = left * np.sqrt(strength)
    largest = np.abs(rows).max(axis=1, keepdims=True)
    codes: NDArray[np.int8] = np.rint(127 * rows / np.where(largest > 0, largest, 1)).astype(np.int8)
    return codes


def _ppmi(counts: "csr_matrix") -> "csr_matrix":
    per_word = np.asarray(counts.sum(axis=1)).ravel()
    per_context = np.asarray(counts.sum(axis=0)).ravel() ** SMOOTHING
    expected = per_context / per_context.sum()
    cells = counts.tocoo()
    information = np.log(cells.data / (per_word[cells.row] * expected[cells.col]))
    cells.data = np.maximum(information, 0).astype(np.float32)
    return cells.tocsr()


def read_tables() -> dict[str, Any]:
    """Read spaCy's Dutch lemma tables; its own reader keeps hashes for keys, here the words are needed."""
    from spacy.util import load_language_data, registry

    paths = registry.lookups.get("nl")
    return {name: load_language_data(paths[name]) for name in TABLES}


def dictionary_kinds(tables: Mapping[str, Any]) -> dict[str, int]:
    """Say of every word in spaCy's lemma tables which kinds of word it can be (bits).

    Parameters
    ----------
    tables
        See :func:`read_tables`.
    """
    kinds: Counter[str] = Counter()
    for kind, base, inflected in zip(KINDS, BASE, INFLECTED, strict=True):
        lemmas = set(tables["lemma_index"].get(kind, ()))
        forms = {form for form, lemma in tables["lemma_lookup"].items() if lemma in lemmas and form != lemma}
        forms.update(tables["lemma_exc"].get(kind, ()))
        for word in lemmas:
            kinds[word] |= base
        for word in forms:
            kinds[word] |= inflected
    return {word: bits for word, bits in kinds.items() if word == word.lower()}


def read_names() -> set[str]:
    """Return the Dutch names of people and places that faker lists, in lower case."""
    from faker.providers.address.nl_NL import Provider as Places
    from faker.providers.person.nl_NL import Provider as People

    lists = (People.first_names_male, People.first_names_female, People.last_names)
    names = chain(*lists, Places.cities, Places.provinces, Places.countries)
    return {name.lower() for name in names if name.isalpha() and name.istitle() and len(name) > 2}


def capital_class(share: float | None) -> int:
    """Return 0 for unknown, else 1 to 4 from hardly ever to always a capital."""
    return 0 if share is None else 1 + sum(share >= limit for limit in LIMITS)


def build_lexicon(
    lines: Iterable[Sequence[str]],
    tables: Mapping[str, Any],
    names: Iterable[str],
    treebank: Iterable[str],
) -> Lexicon:
    """Build the lexicon.

    Parameters
    ----------
    lines
        A large text, one line of tokens at a time.
    tables
        See :func:`dictionary_kinds`.
    names
        In lower case.
    treebank
        The forms of the treebank's training part, once per occurrence.
    """
    numbers, words, shares = read_texts(lines)
    counts = np.bincount(numbers, minlength=len(words))
    order = np.argsort(-counts, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    size = min(VECTOR_WORDS, int((counts >= FEWEST).sum()))
    contexts = min(CONTEXTS, len(words))
    ranked = rank[numbers].astype(np.int32)
    del numbers
    vectors = neighbour_vectors(ranked, size, contexts=contexts, dimensions=min(DIMENSIONS, size - 1))
    kinds = dictionary_kinds(tables)
    for name in names:
        kinds[name] = kinds.get(name, 0) | NAME
    for form, times in Counter(map(str.lower, treebank)).items():
        if times >= TRAINED_FROM:
            kinds[form] = kinds.get(form, 0) | TRAINED
    frequent = [words[number] for number in order[:size]]
    others = sorted(kinds.keys() - set(frequent), key=lambda word: (len(word), word))
    return _without_the_obvious(frequent, others, kinds, shares, vectors)


def _without_the_obvious(
    frequent: list[str],
    others: Sequence[str],
    kinds: Mapping[str, int],
    shares: Mapping[str, float],
    vectors: "NDArray[np.int8]",
) -> Lexicon:
    """Leave out the words about which their end says the same: most compounds."""
    words = frequent + [word for word in others if len(word) < 8]
    for word in [None, *[word for word in others if len(word) >= 8]]:
        if word is None:
            lexicon = _lexicon(words, kinds, shares, vectors)
            continue
        told: Entry = lexicon.look_up(word)
        if not told.part or told.kinds != kinds[word]:
            words.append(word)
    return _lexicon(words, kinds, shares, vectors)


def _lexicon(
    words: list[str], kinds: Mapping[str, int], shares: Mapping[str, float], vectors: "NDArray[np.int8]"
) -> Lexicon:
    return Lexicon(
        words,
        np.array([kinds.get(word, 0) for word in words], dtype=np.uint8),
        np.array([capital_class(shares.get(word)) for word in words], dtype=np.uint8),
        vectors,
    )
