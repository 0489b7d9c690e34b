"""The word vectors by themselves: groups, suggestions, neighbours of words, size and speed.

python benchmarks/vectors.py FOLDER [--vectors FOLDER] [--titles-vectors FOLDER] [--quick]

FOLDER holds sib200_nl.csv and dekamer_nl_titles.csv. The vectors of the package were trained on texts of the
same genre as the titles: to measure on those, give a set trained with ``--without dekamer2020``. How this
program as a whole does with vectors is measured by meaning.py.
"""

import argparse
import csv
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from machine import header
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import adjusted_mutual_info_score
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import normalize

from coding.language.vectors import BUILT_IN, WordVectors

FEWEST = {"sib200_nl": 1, "dekamer_nl_titles": 60}  # uses of a code that takes part
SIZES = (50, 100, 200, 500)
SEEDS = 5
CLUSTER_SEEDS = 10
WORDS = ["wachttijd", "wachtlijst", "schulden", "huisarts", "jeugd", "gezin", "personeelswisseling"]
WORDS += ["wijkteam", "keukentafelgesprek", "wachtlijten", "eenzaam", "dakloos", "puber"]
FREQUENT = 20_000  # words of the list among which neighbours are looked for


@dataclass(frozen=True)
class Coded:
    """Texts with their codes (texts × codes), and which of them are kept apart for testing, if any are."""

    texts: list[str]
    labels: NDArray[np.bool_]
    test: NDArray[np.bool_]


def read(file: Path, fewest: int) -> Coded:
    """Read a set without the rare codes and without texts that then have no code."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    uses = Counter(code for row in rows for code in row["labels"].split("|"))
    codes = sorted(code for code, count in uses.items() if code and count >= fewest)
    labels = np.array([[code in row["labels"].split("|") for code in codes] for row in rows])
    some = labels.any(axis=1)
    test = np.array([row.get("split") == "test" for row in rows])
    return Coded(
        [row["text"] for row, kept in zip(rows, some, strict=True) if kept], labels[some], test[some]
    )


def counts(known: Sequence[str], new: Sequence[str]) -> tuple[csr_matrix, csr_matrix]:
    """Return TF-IDF of words, pairs and pieces of words, learned from ``known``."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    inside = hstack([words.fit_transform(known), pieces.fit_transform(known)])
    return csr_matrix(inside), csr_matrix(hstack([words.transform(new), pieces.transform(new)]))


def agreement(points: NDArray[np.float32], topics: NDArray[np.int64]) -> float:
    """Return adjusted mutual information of k-means with the topics, at their true number."""
    number = len(set(topics.tolist()))
    groups = [
        KMeans(number, n_init=1, random_state=seed).fit_predict(points) for seed in range(CLUSTER_SEEDS)
    ]
    return float(np.mean([adjusted_mutual_info_score(topics, found) for found in groups]))


def clusters(coded: Coded, model: WordVectors) -> dict[str, float]:
    """Measure groups of the texts with one code."""
    one = coded.labels.sum(axis=1) == 1
    texts = [text for text, kept in zip(coded.texts, one, strict=True) if kept]
    topics = coded.labels[one].argmax(axis=1)
    plain = normalize(TruncatedSVD(100, random_state=0).fit_transform(counts(texts, [texts[0]])[0]))
    vectors = model.embed(texts)
    return {
        "counts": agreement(plain, topics),
        "vectors": agreement(vectors, topics),
        "both": agreement(np.hstack([plain, vectors]), topics),
    }


def f1(labels: NDArray[np.bool_], decisions: NDArray[np.bool_]) -> tuple[float, float]:
    """Return micro-F1, and macro-F1 over the codes that occur."""
    both, either = (labels & decisions).sum(axis=0), labels.sum(axis=0) + decisions.sum(axis=0)
    occurs = labels.any(axis=0)
    return 2 * both.sum() / max(1, either.sum()), float((2 * both / np.maximum(1, either))[occurs].mean())


def predict(coded: Coded, rows: list[int], rest: list[int], model: WordVectors | None) -> NDArray[np.bool_]:
    """Predict with a balanced logistic regression per code and one threshold tuned in five inner folds."""

    def probabilities(known: list[int], new: list[int]) -> NDArray[np.float64]:
        texts = [[coded.texts[row] for row in part] for part in (known, new)]
        inside, outside = counts(*texts)
        if model is not None:
            inside = csr_matrix(hstack([inside, model.embed(texts[0])]))
            outside = csr_matrix(hstack([outside, model.embed(texts[1])]))
        labels, found = coded.labels[known], np.zeros((len(new), coded.labels.shape[1]))
        for k in np.nonzero(labels.any(axis=0) & ~labels.all(axis=0))[0]:
            fitted = LogisticRegression(class_weight="balanced", solver="liblinear", random_state=0)
            found[:, k] = fitted.fit(inside, labels[:, k]).predict_proba(outside)[:, 1]
        return found

    inner = np.zeros((len(rows), coded.labels.shape[1]))
    for inside, outside in GroupKFold(5).split(rows, groups=[coded.texts[row].lower() for row in rows]):
        inner[outside] = probabilities([rows[i] for i in inside], [rows[i] for i in outside])
    threshold = max(np.unique(inner.round(3)), key=lambda value: f1(coded.labels[rows], inner >= value)[0])
    return probabilities(rows, rest) >= threshold


def suggestions(coded: Coded, n: int, seeds: int, model: WordVectors | None) -> tuple[float, float]:
    """Return mean micro and macro-F1 after ``n`` coded texts, on the others (or on those kept apart)."""
    found = []
    for seed in range(seeds):
        pool = np.nonzero(~coded.test)[0]
        rows = np.random.default_rng(seed).permutation(pool)[:n].tolist()
        known = {coded.texts[row].lower() for row in rows}
        apart = np.nonzero(coded.test)[0] if coded.test.any() else pool
        rest = [row for row in apart.tolist() if coded.texts[row].lower() not in known]
        found.append(f1(coded.labels[rest], predict(coded, rows, rest, model)))
    micro, macro = np.mean(found, axis=0).tolist()
    return micro, macro


def neighbours(model: WordVectors, word: str, rows: NDArray[np.float32]) -> str:
    """Return the frequent words nearest to one."""
    vector = model.vector(word)
    if not vector.any():
        return "no vector"
    near = [model.words[place] for place in np.argsort(-(rows @ vector), kind="stable")[:7]]
    others = ", ".join(other for other in near if other != word)
    return others if word in model else f"{others} (itself not in the list)"


def timed(action: Callable[[], object]) -> float:
    """Return processor seconds."""
    start = time.process_time()
    action()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vectors", type=Path, default=BUILT_IN)
    parser.add_argument("--titles-vectors", type=Path)
    parser.add_argument("--quick", action="store_true", help="100 coded texts, two draws")
    options = parser.parse_args()
    sizes, seeds = ((100,), 2) if options.quick else (SIZES, SEEDS)
    model = WordVectors.load(options.vectors)
    titles = WordVectors.load(options.titles_vectors) if options.titles_vectors else model
    print(header(f"Word vectors {model.name} (titles: {titles.name})"))
    size = sum(path.stat().st_size for path in options.vectors.iterdir())
    sets = {name: read(options.folder / f"{name}.csv", fewest) for name, fewest in FEWEST.items()}
    short = sets["dekamer_nl_titles"].texts
    model.embed(short[:10])  # numpy and scipy are loaded once, whoever asks first
    print(f"on disk {size / 1e6:.2f} MB, load {timed(lambda: WordVectors.load(options.vectors)):.2f} s")
    print(f"short texts per second {len(short) / timed(lambda: model.embed(short)):,.0f}\n")

    print("| groups, AMI | counts | vectors | both |\n|---|---:|---:|---:|")
    for name, coded in sets.items():
        found = clusters(coded, titles if name.startswith("dekamer") else model)
        print(
            f"| {name} | {found['counts']:.3f} | {found['vectors']:.3f} | {found['both']:.3f} |", flush=True
        )

    print("\n| suggestions, micro / macro-F1 | coded | counts | with vectors |\n|---|---:|---:|---:|")
    for name, coded in sets.items():
        used = titles if name.startswith("dekamer") else model
        for n in sizes:
            cells = ["{:.3f} / {:.3f}".format(*suggestions(coded, n, seeds, one)) for one in (None, used)]
            print(f"| {name} | {n} | {' | '.join(cells)} |", flush=True)

    rows = normalize(np.array([model.vector(word) for word in model.words[:FREQUENT]]))
    print("\n| word | nearest |\n|---|---|")
    for word in WORDS:
        print(f"| {word} | {neighbours(model, word, rows)} |")


if __name__ == "__main__":
    main()
