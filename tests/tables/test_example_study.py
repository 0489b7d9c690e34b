"""The example survey: the figures that were published, and a count of the codings file by itself."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from coding.codebook import load_codebook
from coding.corpus import load_mapping
from coding.project import Project
from coding.resources import resource
from coding.tables import TableSpec

CODER = "referentie"
SECOND = "tweede codeur"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with Project(tmp_path_factory.mktemp("example") / "study.db") as project:
        for file in resource("codebooks").glob("*.yaml"):
            project.codebooks.add(load_codebook(file), author="test", reason="test")
        folder = resource("corpora/peiling")
        project.corpus.import_survey(
            (folder / "peiling.csv").read_bytes(),
            name="peiling.csv",
            mapping=load_mapping(folder / "mapping.yaml"),
        )
        project.codings.ensure_coder(CODER, role="lead")
        project.codings.import_codings((folder / "codings.csv").read_bytes(), name="codings.csv")
        yield project


def codes_in_the_file(question: str, coder: str = CODER) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    path: Path = resource("corpora/peiling/codings.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["question"] == question and row["coder"] == coder:
                found[row["respondent"]] |= {row["code"]} - {""}
    return found


def test_the_published_figures_of_question_63(example: Project) -> None:
    table = example.tables.theme_table(TableSpec(question="63"))
    assert table.n_answered == table.n_read == 176
    none = table.rows.set_index("code").loc["geen"]
    assert (none["n"], none["percent"], none["block"]) == (32, 18, "exclusive")
    assert table.rows["code"].iloc[0] == "werkbeheersing"  # "most named is workload management"


@pytest.mark.parametrize(("question", "n"), [("33", 45), ("34", 111), ("48", 180), ("62", 178), ("63", 176)])
def test_every_table_is_a_count_of_the_codings_file(example: Project, question: str, n: int) -> None:
    given = codes_in_the_file(question)
    content = example.codebooks.for_question(question).content
    table = example.tables.theme_table(TableSpec(question=question))
    assert table.n_answered == len(given) == n
    for code in content.codes:
        family = {code.id} | {child.id for child in content.children(code.id)}
        expected = sum(bool(family & codes) for codes in given.values())
        assert table.rows.set_index("code").loc[code.id, "n"] == expected, code.id
    bare = table.rows.loc[table.rows["block"] == "none", "n"].sum()
    assert bare == sum(not codes for codes in given.values())


def test_groups_add_up_to_the_total(example: Project) -> None:
    for by in example.tables.splits("63"):
        table = example.tables.theme_table(TableSpec(question="63", by=by))
        assert sum(n for _group, n in table.bases()) == 176, by
        for line in table.lines():
            assert sum(cell.n for cell in line.cells) == line.n, (by, line.code)


def test_sixty_answers_were_coded_twice_and_not_alike(example: Project) -> None:
    one, other = codes_in_the_file("63"), codes_in_the_file("63", SECOND)
    result = example.agreement.measure("63", [CODER, SECOND], draws=200)
    assert result.figures.n_units == len(other) == 60
    differing = [name for name in other if one[name] != other[name]]
    found = example.adjudication.differences("63")
    respondents = example.corpus.segments("63").set_index("id")["respondent"]
    assert sorted(set(respondents[found["segment_id"]])) == sorted(differing)
    assert result.figures.overall["same"] == pytest.approx(1 - len(differing) / 60)
    assert 0.6 < result.figures.overall["alpha"] < 0.95
