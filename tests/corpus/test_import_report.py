"""Importing reports into a project."""

import pytest
from sqlalchemy import select

from coding.corpus import REPORTS
from coding.errors import InputError
from coding.project import Project
from coding.store.schema import Document, Segment

TEXT = """\
# Verslag 😀

Een alinea over coo\u0308rdinatie, met genoeg tekst.\r

- een punt
- nog een punt

[^1]: Een noot.
""".encode()


def test_passages_with_their_place(project: Project) -> None:
    report = project.corpus.import_report(
        TEXT, name="verslag.md", question_text="Wat gaat er mis?", details={"year": 2018}
    )

    assert (report.unchanged, report.n_respondents, report.n_answers, report.n_segments) == (False, 0, 0, 5)
    question = project.corpus.question(REPORTS)
    assert (question.kind, question.text, question.survey) == ("reports", "Wat gaat er mis?", REPORTS)
    coded = project.corpus.segments(REPORTS)
    assert list(coded["kind"]) == ["paragraph", "list", "list"]
    assert set(coded["title"]) == {"Verslag 😀"}
    assert list(coded["respondent"]) == [None, None, None]
    assert list(project.corpus.segments(REPORTS, codable_only=False)["ordinal"]) == [0, 1, 2, 3, 4]
    questions = project.corpus.questions()
    assert (questions["n_documents"][0], questions["n_segments"][0]) == (1, 3)
    with project.database.read() as connection:
        document = connection.execute(select(Document.text, Document.details)).one()
        assert document.details == {"year": 2018}
        for row in connection.execute(select(Segment.start, Segment.end, Segment.text, Segment.headings)):
            assert document.text[row.start : row.end] == row.text


def test_the_same_report_again_changes_nothing(project: Project) -> None:
    project.corpus.import_report(TEXT, name="verslag.md")
    again = project.corpus.import_report(TEXT, name="kopie.md", title="Anders")
    assert again.unchanged
    assert len(project.corpus.files()) == 1


def test_reports_come_together_and_may_be_in_two_collections(project: Project) -> None:
    project.corpus.import_report(TEXT, name="een.md", title="Een")
    project.corpus.import_report(TEXT + b"\nExtra alinea.\n", name="twee.md", title="Twee")
    project.corpus.import_report(TEXT, name="een.md", question="lessen")
    questions = project.corpus.questions().set_index("key")
    assert questions.loc[REPORTS, "n_documents"] == 2
    assert questions.loc["lessen", "n_documents"] == 1
    assert list(project.corpus.segments(REPORTS)["title"].unique()) == ["Een", "Twee"]


def test_the_text_of_the_question_stays_unless_a_new_one_is_given(project: Project) -> None:
    project.corpus.import_report(TEXT, name="een.md", question_text="Wat gaat er mis?")
    project.corpus.import_report(TEXT + b"\nExtra.\n", name="twee.md")
    assert project.corpus.question(REPORTS).text == "Wat gaat er mis?"


def test_a_missing_codebook_is_told(project: Project) -> None:
    report = project.corpus.import_report(TEXT, name="een.md", codebook="aandachtsgebieden")
    assert "aandachtsgebieden" in report.notes[0]


@pytest.mark.parametrize("question", ["", "x" * 61])
def test_the_name_of_a_collection_has_bounds(project: Project, question: str) -> None:
    with pytest.raises(InputError, match="60"):
        project.corpus.import_report(TEXT, name="een.md", question=question)
    assert project.corpus.questions().empty
