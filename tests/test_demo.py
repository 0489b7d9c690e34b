"""The whole way on the example data; figures come from counting the files with the csv module."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coding.cli import app
from coding.project import Project
from coding.tables import TableSpec
from tests.conftest import REPOSITORY

CODINGS = REPOSITORY / "corpora" / "peiling" / "codings.csv"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The example project, and what the demo printed."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    result = CliRunner().invoke(app, ["demo", "--project", str(path)])
    assert result.exit_code == 0, result.output
    return path, result.stdout


def counted(question: str) -> tuple[int, Counter[str]]:
    """Count answers and codes in the file itself."""
    given: dict[str, set[str]] = defaultdict(set)
    with CODINGS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["question"] == question and row["coder"] == "referentie":
                given[row["respondent"]] |= {row["code"]} - {""}
    return len(given), Counter(code for codes in given.values() for code in codes)


def test_the_demo_prints_the_table_and_says_how_to_go_on(demo: tuple[Path, str]) -> None:
    path, output = demo
    lines = output.splitlines()
    assert any("N = 176" in line for line in lines)
    [none] = [line for line in lines if "Geen knelpunten" in line]
    assert none.split()[-2:] == ["32", "18%"]
    assert f"coding app --project {path}" in output
    assert path.with_name("demo-tabellen.xlsx").exists()


@pytest.mark.parametrize(("question", "n"), [("33", 45), ("34", 111), ("48", 180), ("62", 178), ("63", 176)])
def test_tables_equal_a_count_of_the_file(demo: tuple[Path, str], question: str, n: int) -> None:
    n_counted, codes = counted(question)
    assert n_counted == n
    with Project(demo[0]) as project:
        table = project.tables.theme_table(TableSpec(question=question))
        parents = {code.id for code in project.codebooks.for_question(question).content.parents}
    assert (table.n_answered, table.n_read) == (n, n)
    rows = {row.code: row.n for row in table.rows.itertuples() if row.code and row.code not in parents}
    assert {code: number for code, number in rows.items() if number} == {
        code: number for code, number in codes.items() if code not in parents
    }


def test_everything_was_analysed_grouped_and_learned(demo: tuple[Path, str]) -> None:
    with Project(demo[0]) as project:
        for key in ("33", "34", "48", "62", "63", "rapporten"):
            segments = set(project.corpus.segments(key)["id"])
            grouped = project.clusters.latest(key)
            assert grouped is not None
            assert set(grouped.members["segment_id"]) == segments
            summary = project.classifiers.latest(key)
            assert summary is not None
            combined = project.codings.combined(key)
            differing = set(combined.loc[combined["basis"] == "unresolved", "segment_id"])
            assert summary.n_coded == len(segments - differing)
            suggestions = project.classifiers.suggestions(key, minimum=0.02)
            assert suggestions["probability"].between(0, 1).all()
        coverage = project.classifiers.suggestions("63")["segment_id"].nunique()
        assert coverage > 100


def test_the_second_coder_differs_here_and_there(demo: tuple[Path, str]) -> None:
    with Project(demo[0]) as project:
        result = project.agreement.measure("63", ["referentie", "tweede codeur"], draws=200)
    assert result.figures.n_units == 60
    assert 0.6 < result.figures.overall["alpha"] < 0.95


def test_running_it_again_changes_nothing(demo: tuple[Path, str]) -> None:
    path, first = demo
    with Project(path) as project:
        before = (
            len(project.corpus.files()),
            len(project.codings.codings("63")),
            len(project.classifiers.models("63")),
        )
    result = CliRunner().invoke(app, ["demo", "--project", str(path)])
    with Project(path) as project:
        after = (
            len(project.corpus.files()),
            len(project.codings.codings("63")),
            len(project.classifiers.models("63")),
        )
    assert before == after
    assert result.stdout == first


def test_the_table_again_as_csv(demo: tuple[Path, str]) -> None:
    result = CliRunner().invoke(
        app, ["table", "--project", str(demo[0]), "--question", "63", "--format", "csv"]
    )
    rows = list(csv.reader(result.output.splitlines(), delimiter=";"))
    [none] = [row for row in rows if any("Geen knelpunten" in cell for cell in row)]
    assert {"32", "18"} <= {cell.strip("%") for cell in none}
