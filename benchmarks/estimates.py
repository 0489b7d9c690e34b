"""Theme shares from a random sample read by people plus predictions: python benchmarks/estimates.py FOLDER

FOLDER holds the three sets of benchmarks/learning.py; the example survey and reports are taken from corpora/.
Each set is replayed as `coding simulate --estimate` does: a sample is drawn, its codes are learned, every
theme's share is estimated, and compared with what all texts together say. Then the time of one estimate.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean, median

import numpy as np
from machine import header

from coding.classifier.replay import CodedColumns, Reading, Ready, coded_table, make_ready
from coding.corpus import RawTable, read_table
from coding.demo import REFERENCE_CODER, build_demo
from coding.language import word_vectors
from coding.project import Project
from coding.tables.estimates import Predictions, Readings, estimate, estimate_by_hand, tune
from coding.tables.estimates.replaying import COMMON, ThemeReplay, replay_estimates
from learning import ready_sets

BUDGETS = {"sib200_nl": 300, "dekamer_nl_titles": 300, "napire_causes": 300}
SMALL_SHARE = 0.3  # of the example survey, of which no question has three hundred answers


def example_sets(location: str) -> Iterator[Ready]:
    """Read the questions and reports of the example project that one coder coded whole."""
    with Project(location) as project:
        questions = project.corpus.questions()
        for key in questions.loc[questions["codebook"].notna(), "key"]:
            yield _ready_question(project, str(key))


def _ready_question(project: Project, key: str) -> Ready:
    given = project.codings.combined(key, coder=REFERENCE_CODER).dropna(subset="code")
    codes = given.groupby("segment_id")["code"].agg("|".join)
    segments = project.corpus.segments(key)
    rows = [
        f'"{text.replace(chr(34), chr(34) * 2)}",{codes.get(number, "")}'
        for number, text in zip(segments["id"], segments["text"], strict=True)
    ]
    raw: RawTable = read_table("\n".join(["text,labels", *rows]).encode(), name=key)
    codebook = list(project.codebooks.for_question(key).content.live)
    table = coded_table(raw, CodedColumns("text", "labels"))
    return make_ready(table, reading=Reading.DUTCH, codebook=codebook, model=word_vectors())


def show(name: str, budget: int, n_texts: int, replays: list[ThemeReplay]) -> None:
    for kind, part in (
        ("5% and more", [one for one in replays if one.share >= COMMON]),
        ("rarer", [one for one in replays if one.share < COMMON]),
    ):
        if not part:
            continue
        ratios = [one.width_ratio for one in part]
        cells = [
            name,
            f"{budget} of {n_texts}",
            f"{kind} ({len(part)})",
            f"{fmean(one.coverage for one in part):.3f}",
            f"{fmean(one.by_hand_coverage for one in part):.3f}",
            f"{median(ratios):.2f}",
            f"{min(ratios):.2f}–{max(ratios):.2f}",
            f"{fmean(one.mean_error for one in part):.2f}",
            f"{fmean(one.by_hand_error for one in part):.2f}",
            f"{fmean(one.bias for one in part):+.2f}",
        ]
        print(f"| {' | '.join(cells)} |", flush=True)


def seconds_of_an_estimate(n_units: int = 100_000, n_themes: int = 50, n_read: int = 2_000) -> float:
    """Return how long all shares take, given predictions."""
    rng = np.random.default_rng(1)
    predicted = rng.random((n_units, n_themes)) ** 4
    rows = rng.choice(n_units, n_read, replace=False)
    labels = rng.random((n_read, n_themes)) < predicted[rows]
    weights = np.full(n_read, n_units / n_read)
    readings = Readings(n_units, rows, labels, weights, np.zeros(n_read, dtype=np.int64))
    started = time.perf_counter()
    predictions = Predictions(predicted)
    estimate(readings, predictions, tune(readings, predictions))
    estimate_by_hand(readings)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--titles-vectors", type=Path)
    parser.add_argument("--project", help="the example project, where there is one already")
    parser.add_argument("--seeds", type=int, default=20)
    options = parser.parse_args()
    print(header("Shares from a sample and predictions"))
    print("| set | read | themes | coverage | by hand | width | from–to | error | by hand | bias |")
    print("|---|---|---|---:|---:|---:|---|---:|---:|---:|")
    for ready, _test in ready_sets(options.folder, options.titles_vectors):
        for budget in (BUDGETS[ready.table.name], round(SMALL_SHARE * len(ready.labels))):
            replays = replay_estimates(ready, [budget], seeds=options.seeds)
            show(ready.table.name, budget, len(ready.labels), replays)
    with tempfile.TemporaryDirectory() as folder:
        location = options.project or str(Path(folder) / "demo.db")
        if not options.project:
            build_demo(location)
        for ready in example_sets(location):
            budget = round(SMALL_SHARE * len(ready.labels))
            replays = replay_estimates(ready, [budget], seeds=options.seeds)
            show(f"example {ready.table.name}", budget, len(ready.labels), replays)
    print(f"\n100,000 units × 50 themes, 2,000 read: {seconds_of_an_estimate():.2f} s")


if __name__ == "__main__":
    main()
