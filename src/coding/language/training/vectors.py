"""Training the word vectors that ship with the package.

    python -m coding.language.training.vectors TEXT_FOLDER [--output DIR] [--without NAME ...]

Counted is how often a word stands near the forms of another one (its lemma); the counts are turned into
positive pointwise mutual information, and that is brought down to some dozens of dimensions by its first
singular vectors.
"""

import argparse
import hashlib
import json
import lzma
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it has none

from coding.language.lemma_tables import read_dictionary
from coding.language.stopwords import stop_words
from coding.language.training.cooccurrence import count_pairs, count_words, sample_lines
from coding.language.training.decomposition import decompose, information, unit, without_common
from coding.language.vectors import ABOUT, BUILT_IN, CODES, WEIGHTS, WORDS, words_of

SOURCE_WEIGHTS = {
    "rechtspraak": 2.0,
    "tk_handelingen": 3.0,
    "dekamer2020": 3.0,
    "commonvoice": 3.0,
    "afsprakenstelsel": 2.0,
}
"""How often a text counts; a source that is not named here counts once."""


@dataclass(frozen=True)
class Settings:
    """How vectors are made; CARD.md beside them tells what else was tried.

    Attributes
    ----------
    words, dimensions, window
        Sizes.
    fewest
        Occurrences from which a word is taken up.
    fewest_capitalised
        The same for a word that is nearly always written with a capital: rarer ones are mostly names.
    subsampling
        Share of all words above which occurrences of a word are left out by chance.
    smoothing, power
        Powers of the context counts and of the singular values.
    weighting
        a in a / (a + share), the weight of a word in a text.
    stop_weight
        What the weight of a stop word is multiplied by.
    common_directions, lines_per_source
        How many directions that texts have in common are taken out, and from how many lines they are found.
    seed
        Fixes all chance.
    """

    words: int = 60_000
    dimensions: int = 100
    window: int = 5
    fewest: int = 5
    fewest_capitalised: int = 30
    subsampling: float = 1e-3
    smoothing: float = 0.75
    power: float = 0.5
    weighting: float = 2e-4
    stop_weight: float = 0.1
    common_directions: int = 3
    lines_per_source: int = 2_000
    seed: int = 1
    source_weights: dict[str, float] = field(default_factory=lambda: dict(SOURCE_WEIGHTS))

    def weight_of(self, path: Path) -> float:
        """Return how often a source counts."""
        return self.source_weights.get(source_name(path), 1.0)


@dataclass(frozen=True)
class Trained:
    """Words from frequent to rare, their vectors, and how much each counts in a text (0 to 1)."""

    words: list[str]
    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]


def source_name(path: Path) -> str:
    """Return the name of a file without its endings."""
    return path.name.split(".")[0]


def choose_words(paths: Sequence[Path], settings: Settings) -> tuple[list[str], NDArray[np.float64]]:
    """Return the words that get a vector, from frequent to rare, and the share of all words that each is."""
    counted: Counter[str] = Counter()
    in_lower_case: Counter[str] = Counter()
    weighed: dict[str, float] = {}
    for path in paths:
        total, lower = count_words(path)
        counted.update(total)
        in_lower_case.update(lower)
        for word, count in total.items():
            weighed[word] = weighed.get(word, 0.0) + settings.weight_of(path) * count

    def wanted(word: str) -> bool:
        capitalised = in_lower_case[word] < 0.1 * counted[word]
        return counted[word] >= (settings.fewest_capitalised if capitalised else settings.fewest)

    words = sorted(filter(wanted, counted), key=lambda word: (-weighed[word], word))[: settings.words]
    return words, np.asarray([weighed[word] for word in words]) / sum(weighed.values())


def word_weights(
    words: Sequence[str], shares: NDArray[np.float64], settings: Settings
) -> NDArray[np.float32]:
    """Return how much each word counts in a text: a / (a + share) (Arora et al. 2017), stop words less."""
    stops = stop_words()
    content = [settings.stop_weight if word in stops or len(word) == 1 else 1.0 for word in words]
    return (settings.weighting / (settings.weighting + shares) * content).astype(np.float32)


def by_lemma(words: Sequence[str]) -> csr_matrix:
    """Return words × lemmas, with a 1 where the word is a form of the lemma."""
    dictionary = read_dictionary()
    columns: dict[str, int] = {}
    places = [columns.setdefault(dictionary.lemma(word), len(columns)) for word in words]
    return csr_matrix((np.ones(len(words), np.float32), (range(len(words)), places)))


def _text_vectors(
    texts: Sequence[str], rows: dict[str, int], weighed: NDArray[np.float32]
) -> NDArray[np.float32]:
    known = [[rows[word] for word in words_of(text) if word in rows] for text in texts]
    ends = np.cumsum([0, *map(len, known)])
    columns = [row for found in known for row in found]
    counts = csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(texts), len(rows)))
    return unit(counts @ weighed)


def train(paths: Sequence[Path], settings: Settings) -> Trained:
    """Train on files of one sentence per line; the same files and settings give the same outcome."""
    words, shares = choose_words(paths, settings)
    rows = {word: row for row, word in enumerate(words)}
    kept = np.minimum(1.0, np.sqrt(settings.subsampling / shares))
    chance = np.random.default_rng(settings.seed)
    counts = csr_matrix((len(rows), len(rows)), dtype=np.float32)
    for path in paths:
        pairs = count_pairs(path, rows, kept, window=settings.window, chance=chance)
        counts = counts + np.float32(settings.weight_of(path)) * pairs
    matrix = information(csr_matrix(counts @ by_lemma(words)), smoothing=settings.smoothing)
    left, values = decompose(matrix, settings.dimensions, seed=settings.seed)
    vectors = unit(left * values**settings.power)
    vectors = unit(vectors - vectors.mean(axis=0))
    weights = word_weights(words, shares, settings)
    texts = [line for path in paths for line in sample_lines(path, settings.lines_per_source)]
    in_texts = _text_vectors(texts, rows, vectors * weights[:, None])
    vectors = without_common(vectors, in_texts, settings.common_directions)
    return Trained(words, unit(vectors), weights * np.linalg.norm(vectors, axis=1))


def write(folder: Path, trained: Trained, settings: Settings) -> str:
    """Write words, directions (int8) and weights, the same bytes for the same vectors; return their name."""
    largest = np.abs(trained.vectors).max(axis=1, keepdims=True)
    arrays: dict[str, NDArray[Any]] = {
        CODES: np.rint(127 * trained.vectors / np.where(largest > 0, largest, 1)).astype(np.int8),
        WEIGHTS: trained.weights.astype(np.float16),
    }
    words = "\n".join(trained.words).encode()
    digest = hashlib.sha256(words + b"".join(array.tobytes() for array in arrays.values())).hexdigest()
    name = f"nl_vectors-{digest[:8]}"
    folder.mkdir(parents=True, exist_ok=True)
    for file, array in arrays.items():
        np.save(folder / file, array)
    (folder / WORDS).write_bytes(lzma.compress(words, preset=9))
    about = json.dumps({"name": name, "settings": asdict(settings)}, indent=1)
    (folder / ABOUT).write_text(about + "\n", encoding="utf-8")
    return name


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on all texts of a folder and write what ships with the package."""
    parser = argparse.ArgumentParser(description="Train the Dutch word vectors.")
    parser.add_argument("folder", type=Path, help="with *.txt or *.txt.xz, one sentence per line")
    parser.add_argument("--output", type=Path, default=BUILT_IN)
    parser.add_argument("--without", nargs="*", default=[], help="names of files to leave out")
    chosen = parser.parse_args(arguments)
    paths = sorted(path for path in chosen.folder.glob("*.txt*") if source_name(path) not in chosen.without)
    if not paths:
        parser.error(f"no *.txt or *.txt.xz in {chosen.folder}")
    start = time.perf_counter()
    with threadpool_limits(1):  # with more threads sums are made in another order, and bytes may differ
        settings = Settings()
        trained = train(paths, settings)
    name = write(chosen.output, trained, settings)
    print(
        f"{name}: {len(trained.words):,} words from {len(paths)} files, {time.perf_counter() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
