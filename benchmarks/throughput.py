"""Import and analysis of 10,000 answers, retraining on 5,000.  python benchmarks/throughput.py

The answers are pairs of the example survey's own, so that their length and words are real; the codes of a
pair are the codes of both.
"""

import csv
import io
import random
import tempfile
import time
from pathlib import Path

import pandas as pd
from machine import header

from coding.codebook import load_codebook
from coding.corpus import SurveyMapping
from coding.project import Project
from coding.resources import resource
from coding.tables import TableSpec

N_ANSWERS = 10_000
N_CODED = 5_000
QUESTION = "63"


def example_answers() -> pd.DataFrame:
    """Return the coded example answers: text, codes."""
    folder = resource("corpora") / "peiling"
    with tempfile.TemporaryDirectory() as temporary, Project(Path(temporary) / "x.db") as project:
        from coding.corpus import load_mapping

        project.codebooks.add(
            load_codebook(resource("codebooks") / "knelpunten.yaml"), author="-", reason="-"
        )
        content = (folder / "peiling.csv").read_bytes()
        project.corpus.import_survey(
            content, name="peiling.csv", mapping=load_mapping(folder / "mapping.yaml")
        )
        segments = project.corpus.segments(QUESTION)
    codings = pd.read_csv(folder / "codings.csv", dtype=str, keep_default_na=False)
    codings = codings[(codings["question"] == QUESTION) & (codings["coder"] == "referentie")]
    codes = codings.groupby("respondent")["code"].agg(lambda column: [code for code in column if code])
    return segments.assign(codes=segments["respondent"].map(codes))[["text", "codes"]]


def pairs(answers: pd.DataFrame, n: int) -> list[tuple[str, list[str]]]:
    """Return ``n`` answers made of two different examples each."""
    chance = random.Random(1)
    rows = list(zip(answers["text"], answers["codes"], strict=True))
    made = []
    for _number in range(n):
        (first, first_codes), (second, second_codes) = chance.sample(rows, 2)
        codes = sorted({*first_codes, *second_codes} - {"geen", "weet-niet"})
        made.append((f"{first}\n{second}", codes or ["geen"]))
    return made


def as_csv(rows: list[tuple[str, ...]]) -> bytes:
    """Write rows as a CSV file."""
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def main() -> None:
    made = pairs(example_answers(), N_ANSWERS)
    seconds: dict[str, float] = {}
    survey = as_csv([("gemeente", "V63"), *[(f"Plaats {i}", text) for i, (text, _codes) in enumerate(made)]])
    rows = [
        (QUESTION, f"Plaats {i}", "Ans", code)
        for i, (_t, codes) in enumerate(made[:N_CODED])
        for code in codes
    ]
    codings = as_csv([("question", "respondent", "coder", "code"), *rows])
    mapping = SurveyMapping.model_validate(
        {
            "id": "groot",
            "title": "Groot",
            "respondent": "gemeente",
            "open_questions": [
                {"column": "V63", "id": QUESTION, "text": "Knelpunten", "codebook": "knelpunten"}
            ],
        }
    )
    with tempfile.TemporaryDirectory() as folder, Project(Path(folder) / "x.db") as project:
        project.codebooks.add(
            load_codebook(resource("codebooks") / "knelpunten.yaml"), author="-", reason="-"
        )

        def timed(name: str, start: float) -> None:
            seconds[name] = time.perf_counter() - start

        start = time.perf_counter()
        project.corpus.import_survey(survey, name="groot.csv", mapping=mapping)
        timed(f"import of {N_ANSWERS:,} answers", start)
        start = time.perf_counter()
        project.language.analyse()
        timed(f"analysis of {N_ANSWERS:,} answers", start)
        start = time.perf_counter()
        project.codings.import_codings(codings, name="codings.csv")
        timed(f"import of {N_CODED:,} judgements", start)
        start = time.perf_counter()
        project.classifiers.train(QUESTION)
        timed(f"retraining on {N_CODED:,}, suggestions for {N_ANSWERS:,}", start)
        start = time.perf_counter()
        project.clusters.cluster(QUESTION)
        timed(f"clustering of {N_ANSWERS:,} answers", start)
        start = time.perf_counter()
        project.tables.theme_table(TableSpec(question=QUESTION))
        timed("theme table", start)
    print(header("Throughput, seconds"))
    for name, spent in seconds.items():
        print(f"| {name:<52} | {spent:7.1f} |")


if __name__ == "__main__":
    main()
