"""Reports made from the store, twice."""

import io

import pytest
from docx import Document
from openpyxl import load_workbook
from tests.builders import add_later, add_question

from coding.codings import JudgementUpdate
from coding.errors import InputError
from coding.project import Project
from coding.reporting import ReportRecipe, parse_recipe

RECIPE = """
title: Bijlage
formats: [docx, xlsx, csv, md, tex, svg]
tables:
  - {question: 7, caption: Klachten, chart: true, note: Eigen noot.}
  - {question: 7, decimals: 1}
"""


@pytest.fixture
def coded(project: Project) -> Project:
    segments = add_question(project, ["te laat", "duur", "geen"])
    judge(project, segments, ["laat", "duur", "geen"])
    return project


def judge(project: Project, segments: list[int], codes: list[str]) -> None:
    project.codings.judge(
        [
            JudgementUpdate(segment_id=segment, codes=frozenset({code}), read=True)
            for segment, code in zip(segments, codes, strict=True)
        ],
        coder_id=project.codings.ensure_coder("Anna"),
    )


def recipe(text: str = RECIPE) -> ReportRecipe:
    return parse_recipe(text, name="bijlage.yaml")


def test_one_document_one_workbook_and_a_file_per_table(coded: Project) -> None:
    files = coded.reports.build(recipe(), name="bijlage")
    assert sorted(files) == [
        "bijlage.docx",
        "bijlage.xlsx",
        "herkomst.txt",
        "tabel-01-7.csv",
        "tabel-01-7.md",
        "tabel-01-7.svg",
        "tabel-01-7.tex",
        "tabel-02-7.csv",
        "tabel-02-7.md",
        "tabel-02-7.tex",
    ]
    document = Document(io.BytesIO(files["bijlage.docx"]))
    assert document.paragraphs[1].text == "Tabel 1. Klachten (N = 3)"
    assert [cell.text for cell in document.tables[1].rows[1].cells] == ["1", "Dienstregeling", "1", "33,3%"]
    assert load_workbook(io.BytesIO(files["bijlage.xlsx"])).sheetnames == [
        "Vraag 7",
        "Vraag 7 (2)",
        "Toelichting",
    ]
    assert r"\label{tab:tabel-02-7}" in files["tabel-02-7.tex"].decode()


def test_the_origin_tells_recipe_base_notes_and_files(coded: Project) -> None:
    told = coded.reports.build(recipe(), name="bijlage")["herkomst.txt"].decode()
    assert "Tabel 1. Klachten (N = 3)" in told
    assert "Recept: question: 7, decimals: 1" in told
    assert "  Eigen noot." in told
    assert "  bijlage.docx" in told


def test_the_same_store_gives_the_same_bytes_and_new_codings_other_figures(coded: Project) -> None:
    first = coded.reports.build(recipe(), name="bijlage")
    assert coded.reports.build(recipe(), name="bijlage") == first
    judge(coded, add_later(coded, ["te duur"]), ["duur"])
    second = coded.reports.build(recipe(), name="bijlage")
    assert second["tabel-01-7.csv"] != first["tabel-01-7.csv"]


def test_chosen_quotes_stand_under_their_table(coded: Project) -> None:
    segment = int(coded.corpus.segments("7")["id"].iloc[0])
    coded.quotes.choose(segment, "laat", author="Anna")
    text = "title: x\nformats: [docx]\ntables: [{question: 7, quotes: true}, {question: 7}]"
    document = Document(io.BytesIO(coded.reports.build(recipe(text), name="b")["b.docx"]))
    told = [paragraph.text for paragraph in document.paragraphs]
    assert told.count("“te laat”") == 1
    assert told[told.index("“te laat”") + 1] == "Te laat"


def test_all_tables_that_cannot_be_made_are_named(coded: Project) -> None:
    text = "title: x\ntables: [{question: 99}, {question: 7}, {question: 7, by: weg}]"
    with pytest.raises(InputError) as caught:
        coded.reports.build(recipe(text), name="bijlage.yaml")
    told = str(caught.value)
    assert told.startswith("bijlage.yaml: ")
    assert "tabel 1: " in told
    assert "99" in told
    assert "tabel 2: " not in told
    assert "tabel 3: " in told
