"""How long learning again and scoring take: 5,000 texts with 50 codes, 100,000 texts scored.

python benchmarks/refit.py [--texts 100000]

Texts are drawn from the words of the example survey, codes by chance: only time is measured here. Asked: two
seconds for the refit, ten for scoring, on two cores.
"""

import argparse
import csv
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from machine import header

from coding.classifier.features import Texts
from coding.classifier.training import fit, groups_of, prepare
from coding.language import word_vectors

N_CODED, N_CODES = 5_000, 50
LENGTHS = (4, 26)  # words in an answer
SURVEY = Path(__file__).parent.parent / "corpora" / "peiling" / "peiling.csv"


def words_of_survey() -> list[str]:
    with SURVEY.open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for row in csv.reader(lines, delimiter=";") for cell in row if len(cell) > 30]
    return [word for cell in cells for word in cell.split()]


def made_up(n: int, words: list[str], rng: np.random.Generator) -> Texts:
    lengths = rng.integers(*LENGTHS, n)
    drawn = rng.integers(0, len(words), int(lengths.sum()))
    ends = np.cumsum(lengths)
    parts = [[words[place] for place in part] for part in np.split(drawn, ends[:-1])]
    return Texts([" ".join(part) for part in parts], [[word.lower() for word in part] for part in parts])


def timed(name: str, asked: str, work: Callable[[], Any]) -> Any:
    wall, processor = time.perf_counter(), time.process_time()
    found = work()
    print(
        f"| {name} | {asked} | {time.perf_counter() - wall:.1f} | {time.process_time() - processor:.1f} |",
        flush=True,
    )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=int, default=100_000)
    n_texts = parser.parse_args().texts
    rng = np.random.default_rng(1)
    words, vectors = words_of_survey(), word_vectors()
    coded = made_up(N_CODED, words, rng)
    labels = rng.random((N_CODED, N_CODES)) < rng.uniform(0.005, 0.1, N_CODES)
    codes = [f"c{number}" for number in range(N_CODES)]
    label_sets = [{codes[k] for k in np.nonzero(row)[0]} for row in labels]
    print(header(f"{N_CODED} coded texts, {N_CODES} codes, {n_texts} texts scored"))
    print("| what | asked | seconds | processor |")
    print("|---|---:|---:|---:|")
    prepared = timed("texts to points, 5,000", "", lambda: prepare(coded, model=vectors))
    groups = groups_of(coded.texts)

    def refit() -> Any:
        return fit(prepared, range(N_CODED), label_sets, codes, groups=groups)

    fitted, _held_out = timed("refit, with held-out figures", "2", refit)
    every = made_up(n_texts, words, rng)
    known = timed(f"texts to points, {n_texts:,}", "", lambda: prepare(every, model=vectors))
    several = fit(known, range(N_CODED), label_sets, codes, groups=groups)[0]
    timed(f"scoring {n_texts:,} texts of the question", "10", lambda: known.scores(several))
    timed(f"scoring {n_texts:,} texts never seen", "10", lambda: fitted.scores(every))


if __name__ == "__main__":
    main()
