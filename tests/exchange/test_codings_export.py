"""Codings as flat tables: 0, 1 and not read kept apart, and the way back in."""

import csv
import io

import pandas as pd
import pytest
from openpyxl import load_workbook
from tests.builders import add_question, codebook

from coding.codings import JudgementUpdate
from coding.errors import NotFoundError
from coding.exchange import CodingsExport, frame_csv, frame_xlsx
from coding.exchange.workbook import CELL_LIMIT
from coding.project import Project

ANSWERS = ["=te laat", "- duur; en laat", "geen", "?", "nog niet gelezen 🚌"]
GIVEN: list[set[str] | None] = [{"laat"}, {"duur", "laat"}, {"geen"}, set(), None]
CODES = ["dienst", "laat", "zelden", "duur", "geen"]


def code(project: Project, name: str, segments: list[int], given: list[set[str] | None]) -> None:
    project.codings.judge(
        [
            JudgementUpdate(segment_id=segment, codes=frozenset(codes), read=True)
            for segment, codes in zip(segments, given, strict=False)
            if codes is not None
        ],
        coder_id=project.codings.ensure_coder(name),
    )


@pytest.fixture
def segments(project: Project) -> list[int]:
    found = add_question(project, ANSWERS)
    code(project, "Anna", found, GIVEN)
    return found


def test_a_row_per_answer_with_zero_one_and_not_read(project: Project, segments: list[int]) -> None:
    frame = CodingsExport(project.database).wide("7")
    assert list(frame.columns) == ["respondent", "coder", "text", *CODES]
    assert frame["text"].tolist() == ANSWERS
    flags = frame[CODES].astype(object).where(frame[CODES].notna(), None)
    assert flags.to_numpy().tolist() == [
        [0, 1, 0, 0, 0],
        [0, 1, 0, 1, 0],
        [0, 0, 0, 0, 1],
        [0, 0, 0, 0, 0],
        [None] * 5,
    ]
    assert pd.isna(frame["coder"].iloc[4])


def test_one_coder_and_without_the_text(project: Project, segments: list[int]) -> None:
    code(project, "Bram", segments[:1], [{"duur"}])
    frame = CodingsExport(project.database).wide("7", coder="Bram", text=False)
    assert list(frame.columns) == ["respondent", "coder", *CODES]
    assert frame["duur"].fillna(-1).tolist() == [1, -1, -1, -1, -1]
    with pytest.raises(NotFoundError, match="Anna, Bram"):
        CodingsExport(project.database).wide("7", coder="Niemand")


def test_nothing_read_yet(project: Project) -> None:
    add_question(project, ANSWERS)
    frame = CodingsExport(project.database).wide("7")
    assert len(frame) == 5
    assert frame[CODES].isna().all(axis=None)
    assert len(CodingsExport(project.database).long("7")) == 0


def test_a_row_per_coding(project: Project, segments: list[int]) -> None:
    code(project, "Bram", segments[:1], [{"duur"}])
    frame = CodingsExport(project.database).long("7")
    assert frame.to_numpy().tolist() == [
        ["7", "Reiziger 1", "Anna", "laat", "Te laat", "hand"],
        ["7", "Reiziger 1", "Bram", "duur", "Te duur", "hand"],
        ["7", "Reiziger 2", "Anna", "laat", "Te laat", "hand"],
        ["7", "Reiziger 2", "Anna", "duur", "Te duur", "hand"],
        ["7", "Reiziger 3", "Anna", "geen", "Geen klacht", "hand"],
        ["7", "Reiziger 4", "Anna", "", "", ""],
    ]
    assert len(CodingsExport(project.database).long("7", coder="Bram")) == 1


def test_the_long_form_can_be_imported_again(project: Project, segments: list[int]) -> None:
    text = frame_csv(CodingsExport(project.database).long("7")).replace("Anna", "Carla")
    assert project.codings.import_codings(text.encode(), name="codings.csv") == 4
    export = CodingsExport(project.database)
    one, other = export.wide("7", coder="Anna"), export.wide("7", coder="Carla")
    pd.testing.assert_frame_equal(one.drop(columns="coder"), other.drop(columns="coder"))


REPORT = """# Verslag

De bus komt vaak te laat aan bij het station in het dorp.

Er rijden op zondag heel weinig bussen naar de stad.

De bus komt vaak te laat, en de kaartjes zijn te duur.
"""


def test_passages_of_a_report_and_back(project: Project) -> None:
    project.codebooks.add(codebook(), author="test", reason="test")
    project.corpus.import_report(REPORT.encode(), name="bus.md", codebook="vervoer", title="Over de bus")
    segments = project.corpus.segments("rapporten")["id"].tolist()
    assert len(segments) == 3
    code(project, "Anna", segments, [{"laat"}, set(), {"laat", "duur"}])
    export = CodingsExport(project.database)
    wide = export.wide("rapporten")
    assert list(wide.columns) == ["document", "passage", "coder", "text", *CODES]
    assert wide["document"].unique().tolist() == ["bus.md"]
    assert wide["passage"].tolist() == [1, 2, 3]
    assert wide["laat"].tolist() == [1, 0, 1]
    text = frame_csv(export.long("rapporten")).replace("Anna", "Carla")
    assert project.codings.import_codings(text.encode(), name="codings.csv") == 3
    other = export.wide("rapporten", coder="Carla")
    pd.testing.assert_frame_equal(wide.drop(columns="coder"), other.drop(columns="coder"))


def test_csv_has_no_formulas_and_reads_back(project: Project, segments: list[int]) -> None:
    text = frame_csv(CodingsExport(project.database).wide("7"), separator=";")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["text"] for row in rows] == ["'=te laat", "'- duur; en laat", *ANSWERS[2:]]
    assert [row["laat"] for row in rows] == ["1", "1", "0", "0", ""]


def test_excel_keeps_text_as_text(project: Project, segments: list[int]) -> None:
    content = frame_xlsx(CodingsExport(project.database).wide("7"), sheet_name="Codering vraag 7")
    sheet = load_workbook(io.BytesIO(content))["Codering vraag 7"]
    assert [cell.value for cell in sheet["C"]] == ["text", *ANSWERS]
    assert {cell.data_type for cell in sheet["C"]} == {"s"}
    assert [cell.value for cell in sheet["E"]] == ["laat", 1, 1, 0, 0, None]


@pytest.mark.parametrize("text", ["a" * 100_000, "🚌" * 40_000])
def test_a_very_long_answer_is_cut_visibly(text: str) -> None:
    content = frame_xlsx(pd.DataFrame({"text": [text, "kort"]}), sheet_name="x")
    cell, short = [row[0] for row in load_workbook(io.BytesIO(content))["x"].iter_rows(min_row=2)]
    assert str(cell.value).endswith("[…]")
    assert len(str(cell.value).encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert str(cell.value).startswith(text[:10_000])
    assert short.value == "kort"
