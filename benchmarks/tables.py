"""How fast a theme table is made of a large question.  python benchmarks/tables.py [PROJECT.db]

100,000 answers and 50 codes, nine in ten of the answers read in an order drawn by chance, so that the shares
have intervals. A project that is named is kept and used again: filling it takes minutes.
"""

import csv
import io
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from machine import header

from coding.codebook import Code, CodebookContent
from coding.codings import Strategy
from coding.corpus import SurveyMapping
from coding.project import Project
from coding.tables import Base, TableSpec

N_ANSWERS, N_READ, N_THEMES, N_UNDER = 100_000, 90_000, 10, 4
RUNS = 5


def codebook() -> CodebookContent:
    """Return ten themes with four codes under each."""

    def code(name: str, parent: str | None = None) -> Code:
        return Code(name, name.capitalize(), "d", "i", "e", ("a", "b"), ("k",), parent=parent)

    themes = [f"thema-{number}" for number in range(N_THEMES)]
    under = [code(f"{theme}-{number}", theme) for theme in themes for number in range(N_UNDER)]
    return CodebookContent("groot", "Groot", "d", "s", (*map(code, themes), *under))


def as_csv(rows: list[tuple[object, ...]]) -> bytes:
    """Write rows as a CSV file."""
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def fill(project: Project) -> None:
    """Put the answers in, and the codings of those that were drawn."""
    chance = np.random.default_rng(7)
    content = codebook()
    project.codebooks.add(content, author="-", reason="-")
    mapping = SurveyMapping.model_validate(
        {
            "id": "groot",
            "respondent": "wie",
            "variables": [
                {"column": "regio"},
                {"column": "grootte", "type": "number", "classes": [25, 50, 75]},
                {"column": "gewicht", "type": "number"},
                {"column": "teams", "order": ["ja", "nee"]},
            ],
            "open_questions": [
                {
                    "column": "antwoord",
                    "id": "1",
                    "text": "Wat?",
                    "codebook": content.id,
                    "asked_if": {"column": "teams", "values": ["ja"]},
                }
            ],
        }
    )
    head = ("wie", "regio", "grootte", "gewicht", "teams", "antwoord")
    regions = chance.integers(12, size=N_ANSWERS)
    sizes, weights = chance.integers(1, 100, size=N_ANSWERS), chance.uniform(0.5, 2, size=N_ANSWERS)
    rows = [
        (f"R{i}", f"regio {regions[i]}", sizes[i], f"{weights[i]:.3f}", "ja", f"antwoord {i} " * 12)
        for i in range(N_ANSWERS)
    ]
    project.corpus.import_survey(as_csv([head, *rows]), name="groot.csv", mapping=mapping)
    queue = project.codings.make_queue("1", title="toeval", strategy=Strategy.RANDOM, n=N_READ, seed=1)
    drawn = project.codings.queue_segments(queue)["segment_id"]
    who = project.corpus.segments("1").set_index("id")["respondent"].reindex(drawn)
    codes = [code.id for code in content.codes]
    how_often = chance.dirichlet(np.ones(len(codes)) / 2)
    given = [chance.choice(codes, size=size, p=how_often) for size in chance.integers(1, 4, size=N_READ)]
    codings = [("1", name, "Ans", code) for name, some in zip(who, given, strict=True) for code in set(some)]
    project.codings.import_codings(
        as_csv([("question", "respondent", "coder", "code"), *codings]), name="codings.csv"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        location = Path(sys.argv[1] if len(sys.argv) > 1 else f"{temporary}/groot.db")
        new = not location.exists()
        with Project(location) as project:
            if new:
                fill(project)
            print(header("Theme tables"))
            for name, spec in {
                "table with intervals": TableSpec(question="1"),
                "of everybody asked": TableSpec(question="1", base=Base.ASKED),
                "weighted": TableSpec(question="1", weight="gewicht"),
                "split by twelve regions": TableSpec(question="1", by="regio"),
                "the same, tested, small cells hidden": TableSpec(
                    question="1", by="regio", tests=True, suppress_below=5
                ),
            }.items():
                seconds = []
                for _run in range(RUNS):
                    start = time.perf_counter()
                    table = project.tables.theme_table(spec)
                    seconds.append(time.perf_counter() - start)
                shown = f"{min(seconds):.2f} to {max(seconds):.2f} s"
                print(f"{name}: {shown} ({len(table.rows)} lines, {table.n_read} of {table.n_answered} read)")


if __name__ == "__main__":
    main()
