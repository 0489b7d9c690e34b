"""What the word vectors bring to groups and suggestions, on texts coded by others.

python benchmarks/meaning.py FOLDER [--titles-vectors FOLDER] [--quick] [--csv FILE]

FOLDER holds sib200_nl.csv, dekamer_nl_titles.csv and napire_causes.csv. "Before" is this program without
vectors, "after" with them; the baseline is described at ``baseline``. The vectors of the package were trained
on texts of the same genre as the titles: to measure on those, give a set trained without.
"""

import argparse
import csv
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from coded_sets import CodedSet, alike, read
from machine import header
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import adjusted_mutual_info_score
from sklearn.model_selection import GroupKFold

from coding.classifier.model import label_matrix, train
from coding.clusters.embedding import by_neighbours, embed
from coding.clusters.partition import Partition, choose_number
from coding.language import TextModel, WordVectors, word_vectors

SETS = {"sib200_nl": 1, "dekamer_nl_titles": 60, "napire_causes": 10}  # and in how many texts a code occurs
SIZES = (50, 100, 200, 500)
SEEDS = 5
PART = 200  # texts of one survey question, as an order of magnitude


@dataclass(frozen=True)
class Figure:
    """One line of the outcome: the mean over seeds."""

    what: str
    set: str
    n: int
    method: str
    measure: str
    mean: float
    deviation: float
    seeds: int


def f1(labels: NDArray[np.bool_], decisions: NDArray[np.bool_]) -> tuple[float, float]:
    """Return micro-F1, and macro-F1 over the codes that occur."""
    both, either = (labels & decisions).sum(axis=0), labels.sum(axis=0) + decisions.sum(axis=0)
    occurs = labels.any(axis=0)
    return 2 * both.sum() / max(1, either.sum()), float((2 * both / np.maximum(1, either))[occurs].mean())


def _probabilities(
    known: Sequence[str], labels: NDArray[np.bool_], new: Sequence[str]
) -> NDArray[np.float64]:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    inside = csr_matrix(hstack([words.fit_transform(known), pieces.fit_transform(known)]))
    outside = csr_matrix(hstack([words.transform(new), pieces.transform(new)]))
    found = np.zeros((len(new), labels.shape[1]))
    for k in np.nonzero(labels.any(axis=0) & ~labels.all(axis=0))[0]:
        model = LogisticRegression(class_weight="balanced", solver="liblinear", random_state=0)
        found[:, k] = model.fit(inside, labels[:, k]).predict_proba(outside)[:, 1]
    return found


def baseline(coded: CodedSet, rows: list[int], rest: list[int]) -> NDArray[np.bool_]:
    """Predict plainly: TF-IDF of words and pieces, a balanced logistic regression per code, one threshold.

    The threshold is the one with the best micro-F1 in five inner folds, identical texts together.
    """
    texts, labels = [coded.texts[row] for row in rows], coded.labels[rows]
    places = {text: place for place, text in enumerate(dict.fromkeys(map(alike, texts)))}
    inner = np.zeros(labels.shape)
    for inside, outside in GroupKFold(5).split(texts, groups=[places[alike(text)] for text in texts]):
        inner[outside] = _probabilities(
            [texts[i] for i in inside], labels[inside], [texts[i] for i in outside]
        )
    threshold = max(np.unique(inner.round(3)), key=lambda value: f1(labels, inner >= value)[0])
    return _probabilities(texts, labels, [coded.texts[row] for row in rest]) >= threshold


def room(coded: CodedSet, rows: list[int], rest: list[int], model: TextModel | None) -> NDArray[np.bool_]:
    """Predict with this program."""
    fitted, _held_out = train(
        [coded.texts[row] for row in rows],
        [coded.lemmas[row] for row in rows],
        coded.label_sets(rows),
        coded.codes,
        model=model,
    )
    given = fitted.predict([coded.texts[row] for row in rest], [coded.lemmas[row] for row in rest])
    return label_matrix(given, coded.codes)


def suggestions(
    coded: CodedSet, model: TextModel, sizes: Sequence[int], seeds: int, note: Callable[[Figure], None]
) -> None:
    """Measure suggestions after so many coded texts, on the rest."""
    methods: dict[str, Callable[[list[int], list[int]], NDArray[np.bool_]]] = {
        "baseline": lambda rows, rest: baseline(coded, rows, rest),
        "before": lambda rows, rest: room(coded, rows, rest, None),
        "after": lambda rows, rest: room(coded, rows, rest, model),
    }
    for n in sizes:
        draws = [coded.draw(n, seed) for seed in range(seeds)]
        for method, predict in methods.items():
            found = np.array([f1(coded.labels[rest], predict(rows, rest)) for rows, rest in draws])
            for measure, values in zip(("micro-F1", "macro-F1"), found.T, strict=True):
                note(_figure("suggestions", coded, n, method, measure, values))


def _agreement(
    coded: CodedSet, rows: list[int], topics: list[int], model: TextModel | None, seed: int
) -> tuple[float, float, float]:
    """Return the agreement at the true number and at the chosen number of groups, and that number."""
    texts = [coded.texts[row].lower().strip() for row in rows]
    words = [[word.replace(" ", "_") for word in coded.lemmas[row]] for row in rows]
    points = by_neighbours(embed(texts, words, model=model, seed=seed), seed=seed)
    chosen = choose_number(points, seed=seed)
    at_true, at_chosen = (
        adjusted_mutual_info_score(topics, Partition(number, seed).fit(points).labels_)
        for number in (len(set(topics)), chosen)
    )
    return at_true, at_chosen, chosen


def clusters(coded: CodedSet, model: TextModel, seeds: int, note: Callable[[Figure], None]) -> None:
    """Measure groups, of all texts with one code and of as many as one survey question gives."""
    every, topics = coded.with_one_code()
    topic_of = dict(zip(every, topics, strict=True))
    for n in (len(every), PART):
        parts = [
            sorted(np.random.default_rng(seed).choice(every, n, replace=False).tolist())
            for seed in range(seeds)
        ]
        for method, used in (("before", None), ("after", model)):
            found = np.array(
                [
                    _agreement(coded, rows, [topic_of[row] for row in rows], used, seed + 1)
                    for seed, rows in enumerate(parts)
                ]
            )
            measures = ("AMI, true number", "AMI, chosen number", "groups chosen")
            for measure, values in zip(measures, found.T, strict=True):
                note(_figure("clusters", coded, n, method, measure, values))


def _figure(
    what: str, coded: CodedSet, n: int, method: str, measure: str, values: NDArray[np.float64]
) -> Figure:
    return Figure(
        what, coded.name, n, method, measure, float(values.mean()), float(values.std()), len(values)
    )


def show(figures: Sequence[Figure]) -> None:
    """Print one table for groups and one for suggestions."""
    for what, methods in (
        ("clusters", ("before", "after")),
        ("suggestions", ("baseline", "before", "after")),
    ):
        print(f"\n| {what} | n | measure | " + " | ".join(methods) + " |")
        print("|---|---:|---|" + "---:|" * len(methods))
        found = {(one.set, one.n, one.measure, one.method): one.mean for one in figures if one.what == what}
        for name, n, measure in dict.fromkeys(key[:3] for key in found):
            cells = [found[name, n, measure, method] for method in methods]
            digits = 1 if measure == "groups chosen" else 3
            print(
                f"| {name} | {n} | {measure} | " + " | ".join(f"{cell:.{digits}f}" for cell in cells) + " |"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--titles-vectors", type=Path)
    parser.add_argument("--quick", action="store_true", help="two seeds, two sizes")
    parser.add_argument("--csv", type=Path)
    options = parser.parse_args()
    start = time.perf_counter()
    sizes, seeds = ((100, 500), 2) if options.quick else (SIZES, SEEDS)
    figures: list[Figure] = []
    print(header("Groups and suggestions without and with word vectors"))
    for name, fewest in SETS.items():
        coded = read(options.folder / f"{name}.csv", fewest=fewest)
        given = options.titles_vectors if name.startswith("dekamer") else None
        model = WordVectors.load(given) if given else word_vectors()
        clusters(coded, model, seeds, figures.append)
        suggestions(coded, model, sizes, seeds, figures.append)
        print(f"{name}: {len(coded.texts)} texts, {len(coded.codes)} codes, vectors {model.name}", flush=True)
    show(figures)
    print(f"\n{time.perf_counter() - start:.0f} s")
    if options.csv:
        with options.csv.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([field.name for field in fields(Figure)])
            writer.writerows(astuple(figure) for figure in figures)


if __name__ == "__main__":
    main()
