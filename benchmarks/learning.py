"""How good suggestions are on three coded sets, beside a plain baseline: python benchmarks/learning.py FOLDER

FOLDER holds sib200_nl.csv, dekamer_nl_titles.csv and napire_causes.csv. One way for all: codes are known by
their names only, texts come in random order, and all figures are of texts that were not coded. The titles
are Belgian parliamentary questions: with --titles-vectors give vectors trained without such texts. The causes
are English and are read as words. The baseline is in benchmarks/baseline.py.
"""

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from baseline import baseline, f1
from coded_sets import CodedSet
from machine import header

from coding.classifier.replay import CodedColumns, Reading, Ready, coded_table, make_ready, replay
from coding.classifier.strategies import by_name
from coding.corpus import read_table
from coding.language import WordVectors, word_vectors

SETS = {"sib200_nl": 1, "dekamer_nl_titles": 60, "napire_causes": 10}  # and how often a code is used at least
BUDGETS = (0, 50, 100, 200, 400)
SEEDS = 5
MEASURED = ("micro_f1", "macro_f1", "recall_3", "coverage_95", "calibration_error", "seconds")


def ready_sets(folder: Path, titles_vectors: Path | None) -> Iterator[tuple[Ready, list[int] | None]]:
    """Read each set; of the sentences the part that is kept for testing."""
    for name, fewest in SETS.items():
        raw = read_table((folder / f"{name}.csv").read_bytes(), name=name)
        context = "problem" if name == "napire_causes" else None
        table = coded_table(raw, CodedColumns("text", "labels", context=context)).with_frequent(fewest)
        # a title without any of the terms that count says nothing of them
        table = table.without_uncoded() if fewest > 1 else table
        reading = Reading.PLAIN if name == "napire_causes" else Reading.DUTCH
        own = titles_vectors if name == "dekamer_nl_titles" else None
        model = WordVectors.load(own) if own else word_vectors()
        ready = make_ready(table, reading=reading, model=None if reading is Reading.PLAIN else model)
        test = None
        if name == "sib200_nl":
            place = raw.index_of("split")
            test = [row for row, cells in enumerate(raw.rows) if cells.cells[place] == "test"]
        yield ready, test


def baseline_figures(ready: Ready, test: list[int] | None, budget: int) -> np.ndarray:
    """Return micro and macro-F1 of the plain baseline, the mean over seeds."""
    table = ready.table
    plain = CodedSet(
        table.name, table.texts, [[] for _text in table.texts], ready.codes, ready.labels, test or []
    )
    found = []
    for seed in range(SEEDS):
        rows, rest = plain.draw(budget, seed)
        found.append(f1(ready.labels[rest], baseline(plain, rows, rest)))
    return np.mean(found, axis=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--titles-vectors", type=Path)
    parser.add_argument("--strategies", default="random", help="names with commas between them")
    parser.add_argument("--no-baseline", action="store_true")
    parser.add_argument("--csv", type=Path)
    options = parser.parse_args()
    print(header("Learning from few coded texts: micro / macro-F1, mean of five replays"))
    print("| set | order | coded | baseline | ours | difference | first 3 | 95% sure | calibration | s |")
    print("|---|---|---:|---|---|---|---:|---:|---:|---:|")
    lines = []
    for ready, test in ready_sets(options.folder, options.titles_vectors):
        plain = {}
        for name in options.strategies.split(","):
            runs = [
                one
                for seed in range(SEEDS)
                for one in replay(ready, by_name(name), BUDGETS, seed=seed, test=test)
            ]
            for budget in BUDGETS:
                some = [one for one in runs if one.budget == budget]
                ours = {key: float(np.mean([one.figures[key] for one in some])) for key in MEASURED[:-1]}
                seconds = float(np.mean([one.seconds for one in some]))
                if budget and not options.no_baseline and budget not in plain:
                    plain[budget] = baseline_figures(ready, test, budget)
                lines.append([ready.table.name, name, budget, plain.get(budget), ours, seconds])
                _show(*lines[-1])
    if options.csv:
        with options.csv.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["set", "order", "coded", "baseline_micro", "baseline_macro", *MEASURED])
            for table, name, budget, plain_f1, ours, seconds in lines:
                before = ["", ""] if plain_f1 is None else [f"{value:.4f}" for value in plain_f1]
                writer.writerow(
                    [table, name, budget, *before, *(f"{ours[key]:.4f}" for key in MEASURED[:-1]), seconds]
                )


def _show(table: str, name: str, budget: int, plain: "np.ndarray | None", ours: dict, seconds: float) -> None:
    mine = np.array([ours["micro_f1"], ours["macro_f1"]])
    before = "–" if plain is None else f"{plain[0]:.3f} / {plain[1]:.3f}"
    more = "–" if plain is None else f"{mine[0] - plain[0]:+.3f} / {mine[1] - plain[1]:+.3f}"
    print(
        f"| {table} | {name} | {budget} | {before} | {mine[0]:.3f} / {mine[1]:.3f} | {more} "
        f"| {ours['recall_3']:.2f} | {ours['coverage_95']:.2f} | {ours['calibration_error']:.3f} "
        f"| {seconds:.2f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
