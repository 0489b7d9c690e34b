"""The 0/1 matrix for SPSS and R, on a small study whose answers can be counted by eye."""

import csv
import io
import re

import pandas as pd
import pytest
from tests.builders import add_answers, add_later, add_question, codebook

from coding.codings import JudgementUpdate
from coding.errors import NotFoundError
from coding.exchange import Matrix, matrix_files, respondent_matrix
from coding.exchange.variable_names import LABEL_BYTES, NAME_BYTES, short_label, unique_names
from coding.project import Project

FLAGS = ["v7_dienst", "v7_dienst_net", "v7_laat", "v7_zelden", "v7_duur", "v7_geen"]
GIVEN: list[set[str] | None] = [{"laat", "duur"}, {"dienst"}, {"geen"}, set(), None]


def code(project: Project, segments: list[int], given: list[set[str] | None]) -> None:
    project.codings.judge(
        [
            JudgementUpdate(segment_id=segment, codes=frozenset(codes), read=True)
            for segment, codes in zip(segments, given, strict=True)
            if codes is not None
        ],
        coder_id=project.codings.ensure_coder("Anna"),
    )


@pytest.fixture
def made(project: Project) -> Matrix:
    code(project, add_question(project, ["a", "b", "c", "d", "e"]), GIVEN)
    add_answers(project, "8", ["1", "2", "3", "4", "5", "6"])  # the sixth did not answer question 7
    return respondent_matrix(project.database, "7")


def test_a_row_per_respondent_with_nets_and_what_was_not_read_kept_apart(made: Matrix) -> None:
    frame = made.frame
    assert list(frame.columns) == ["respondent", "status", *FLAGS]
    assert frame["respondent"].tolist() == [f"Reiziger {number}" for number in range(1, 7)]
    assert frame["status"].tolist() == [1, 1, 1, 1, 3, 4]
    flags = frame[FLAGS].astype(object).where(frame[FLAGS].notna(), None)
    assert flags.to_numpy().tolist() == [
        [0, 1, 1, 0, 1, 0],
        [1, 1, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 1],
        [0, 0, 0, 0, 0, 0],
        [None] * 6,
        [None] * 6,
    ]


def test_nets_add_up_to_the_table(project: Project, made: Matrix) -> None:
    from coding.tables import TableSpec

    rows = project.tables.theme_table(TableSpec(question="7")).rows.set_index("code")["n"]
    assert made.frame["v7_dienst_net"].sum() == rows["dienst"]
    assert made.frame["v7_laat"].sum() == rows["laat"]


def test_an_unknown_background_variable_is_named(project: Project, made: Matrix) -> None:
    with pytest.raises(NotFoundError, match="'inwoners'"):
        respondent_matrix(project.database, "7", background=["inwoners"])


def test_what_was_cut_in_passages_counts_once(project: Project) -> None:
    project.codebooks.add(codebook(), author="test", reason="test")
    report = (
        b"# Verslag\n\nDe bus komt vaak te laat aan bij het station.\n\nEr rijden weinig bussen.\n\nDuur.\n"
    )
    project.corpus.import_report(report, name="bus.md", codebook="vervoer", title="Over de bus")
    segments = project.corpus.segments("rapporten")["id"].tolist()
    code(project, segments, [{"laat"}, {"laat", "zelden"}, *[None] * (len(segments) - 2)])
    frame = respondent_matrix(project.database, "rapporten").frame
    assert frame[["document", "status", "rapporten_laat", "rapporten_duur"]].to_numpy().tolist() == [
        ["bus.md", 2, 1, 0]
    ]


def test_names_are_what_spss_takes() -> None:
    long = "v63_" + "zeer_lange_code" * 8
    wanted = ["63", "v63_é€", "V63_E", "all", "", "a b;c", long, long, "_x_"]
    names = unique_names(wanted)
    assert len({name.casefold() for name in names}) == len(wanted)
    for name in names:
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*[A-Za-z0-9]|[A-Za-z]", name), name
        assert len(name.encode()) <= NAME_BYTES
        assert name.upper() not in {"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR"}


@pytest.mark.parametrize("text", ["é" * 400, "🚌" * 100, "kort", "a\nb"])
def test_labels_are_cut_between_letters(text: str) -> None:
    label = short_label(text)
    assert len(label.encode()) <= LABEL_BYTES
    assert "\n" not in label


def hand_made() -> Matrix:
    from coding.exchange.matrix import MatrixVariable

    frame = pd.DataFrame(
        {
            "respondent": ["=A", "B;\n'é'"],
            "g": [2.5, None],
            "v": pd.Series([1, None], dtype="Int64"),
        }
    )
    given = {0: "niet genoemd", 1: "genoemd"}
    variables = (
        MatrixVariable("respondent", "Respondent", {}, text=True),
        MatrixVariable("g", "Grootte", {}, text=False),
        MatrixVariable("v", 'Collega\'s "hier" \\ daar', given, text=False),
    )
    return Matrix("Vraag", frame, variables)


def test_data_read_back_one_line_a_case_and_without_formulas() -> None:
    files = matrix_files(hand_made(), stem="codering-7")
    assert list(files) == ["codering-7.csv", "codering-7-variabelen.csv", "codering-7.sps", "codering-7.R"]
    text = files["codering-7.csv"].decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["respondent", "g", "v"],
        ["'=A", "2.5", "1"],
        ["B; 'é'", "", ""],
    ]
    assert len(text.splitlines()) == 3


def test_spss_syntax_declares_every_variable_and_quotes_labels() -> None:
    syntax = matrix_files(hand_made(), stem="c")["c.sps"].decode("utf-8-sig")
    lines = syntax.split("\r\n")
    start = lines.index("  /VARIABLES=")
    assert lines[start + 1 : start + 4] == ["  respondent A7", "  g F16.4", "  v F1.0."]
    assert "  'Collega''s \"hier\" \\ daar'." in lines
    assert lines[lines.index("VALUE LABELS") :][:4] == [
        "VALUE LABELS",
        "  v",
        "  0 'niet genoemd'",
        "  1 'genoemd'.",
    ]
    assert max(len(line.encode()) for line in lines) <= 256
    outside = re.sub(r"'(?:[^']|'')*'", "", syntax)
    assert outside.count("'") == 0


def test_r_script_quotes_labels() -> None:
    script = matrix_files(hand_made(), stem="c")["c.R"].decode()
    assert '  v = "Collega\'s \\"hier\\" \\\\ daar"' in script
    assert 'na.strings = ""' in script


def test_later_respondents_are_rows_too(project: Project, made: Matrix) -> None:
    add_later(project, ["nog een"])
    frame = respondent_matrix(project.database, "7").frame
    assert len(frame) == 6
    assert frame["status"].tolist() == [1, 1, 1, 1, 3, 3]
