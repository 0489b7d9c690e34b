"""The example data that comes with the program, and real texts beside the repository where they are there."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from coding.corpus import cut, load_mapping, passages, read_document, read_survey, read_table
from coding.project import Project
from coding.resources import resource

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
REAL_TEXTS = sorted(path for path in REPORTS.glob("*") if path.name != "README.md")
needs_real_texts = pytest.mark.skipif(not REAL_TEXTS, reason="the real texts are not beside the repository")
MOST_FALLEN_APART = 0.05


def test_the_example_survey_has_the_size_of_the_one_of_2017() -> None:
    """Numbers from the published report: 242 municipalities, and how many answered each question."""
    folder = resource("corpora") / "peiling"
    mapping = load_mapping(folder / "mapping.yaml")
    data = read_survey(read_table((folder / "peiling.csv").read_bytes(), name="peiling.csv"), mapping)
    answered = {
        question.id: sum(question.id in record.answers for record in data.records)
        for question in mapping.open_questions
    }
    assert len(data.records) == 242
    assert {key: answered[key] for key in ("33", "34", "48", "62", "63")} == {
        "33": 45, "34": 111, "48": 180, "62": 178, "63": 176,
    }  # fmt: skip
    assert sum(record.values["g32"] == "ja" for record in data.records) == 26


def test_every_coded_passage_of_the_example_reports_is_one_segment() -> None:
    folder = resource("corpora") / "rapporten"
    wanted: dict[str, set[str]] = defaultdict(set)
    with (folder / "codings.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            wanted[row["document"]].add(row["passage"])
    assert len(wanted) == 8
    for name, starts in wanted.items():
        texts = [s.text for s in passages((folder / name).read_bytes(), name=name) if s.codable]
        for start in starts:
            assert sum(text.startswith(start) for text in texts) == 1, (name, start)


@needs_real_texts
@pytest.mark.parametrize("path", REAL_TEXTS, ids=lambda path: path.name)
@pytest.mark.parametrize("by", ["paragraph", "sentence", "section"])
def test_a_real_text_is_cut_into_slices(path: Path, by: str) -> None:
    document = read_document(path.read_bytes(), name=path.name)
    text = document.text
    segments = cut(document, by=by)  # type: ignore[arg-type]
    assert all(text[segment.start : segment.end] == segment.text for segment in segments)
    coded = [segment for segment in segments if segment.codable]
    assert len(coded) >= 3
    # Most of the text is offered for coding, and little of it begins in the middle of a sentence.
    assert sum(len(segment.text) for segment in coded) > 0.5 * len(text)


@needs_real_texts
@pytest.mark.parametrize("path", REAL_TEXTS, ids=lambda path: path.name)
def test_paragraphs_of_a_real_text_are_whole(path: Path) -> None:
    paragraphs = [
        segment.text
        for segment in passages(path.read_bytes(), name=path.name)
        if segment.kind == "paragraph" and len(segment.text) > 60
    ]
    starts = [text.lstrip("‘“\"'(") for text in paragraphs]
    begins_halfway = [text for text in starts if text[0].islower() and not text.startswith("http")]
    breaks_a_word = [text for text in paragraphs if text.endswith("-")]
    assert len(begins_halfway) <= MOST_FALLEN_APART * len(paragraphs) + 1
    assert breaks_a_word == []


@needs_real_texts
def test_all_real_texts_come_into_a_project(tmp_path: Path) -> None:
    with Project(tmp_path / "x.db") as project:
        for path in REAL_TEXTS:
            report = project.corpus.import_report(path.read_bytes(), name=path.name)
            assert report.n_segments > 5
        assert project.corpus.questions()["n_documents"].tolist() == [len(REAL_TEXTS)]
        assert project.corpus.import_report(REAL_TEXTS[0].read_bytes(), name=REAL_TEXTS[0].name).unchanged
