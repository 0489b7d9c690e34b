"""What the word vectors bring to groups, on texts coded by others (suggestions: learning.py).

python benchmarks/meaning.py FOLDER [--titles-vectors FOLDER] [--quick] [--csv FILE]

FOLDER holds sib200_nl.csv, dekamer_nl_titles.csv and napire_causes.csv. "Before" is this program without
vectors, "after" with them. The vectors of the package were trained
on texts of the same genre as the titles: to measure on those, give a set trained without.
"""

import argparse
import csv
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from coded_sets import CodedSet, read
from machine import header
from numpy.typing import NDArray
from sklearn.metrics import adjusted_mutual_info_score

from coding.clusters.embedding import by_neighbours, embed
from coding.clusters.partition import Partition, choose_number
from coding.language import TextModel, WordVectors, word_vectors

SETS = {"sib200_nl": 1, "dekamer_nl_titles": 60, "napire_causes": 10}  # and in how many texts a code occurs
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
    """Print the figures."""
    for what, methods in (("clusters", ("before", "after")),):
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
    parser.add_argument("--quick", action="store_true", help="two seeds")
    parser.add_argument("--csv", type=Path)
    options = parser.parse_args()
    start = time.perf_counter()
    seeds = 2 if options.quick else SEEDS
    figures: list[Figure] = []
    print(header("Groups without and with word vectors"))
    for name, fewest in SETS.items():
        coded = read(options.folder / f"{name}.csv", fewest=fewest)
        given = options.titles_vectors if name.startswith("dekamer") else None
        model = WordVectors.load(given) if given else word_vectors()
        clusters(coded, model, seeds, figures.append)
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
