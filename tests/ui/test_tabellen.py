"""The tables page: the table, its splits, the answers behind a number, what is taken out."""

import io
import zipfile

import pytest
from openpyxl import load_workbook
from tests.builders import add_question, codebook
from tests.ui.pages import PageOpener, texts

from coding.codings import JudgementUpdate
from coding.corpus import make_mapping
from coding.exchange import FileKind
from coding.project import Project
from coding.tables import Base, TableSpec, theme_chart, theme_sentence
from coding.ui.components.exports import all_tables, coding_matrix
from coding.ui.components.theme_table import table_data, table_key

ANSWERS = ["altijd te laat", "te laat en te duur", "prima", "<b>nooit</b>"]
GIVEN = [{"laat"}, {"laat", "duur"}, {"geen"}, {"zelden"}]


@pytest.fixture
def coded(small: Project) -> Project:
    segments = add_question(small, ANSWERS)
    small.codings.judge(
        [
            JudgementUpdate(segment, frozenset(codes), read=True, client="t", revision=number)
            for number, (segment, codes) in enumerate(zip(segments, GIVEN, strict=True), start=1)
        ],
        coder_id=small.codings.ensure_coder("Anna"),
    )
    return small


def test_the_table_as_it_is_drawn(coded: Project) -> None:
    data = table_data(coded.tables.theme_table(TableSpec(question="7")), colours={"dienst": "#123456"})
    rows = [
        (row["label"], row["rank"], row["level"], [cell["text"] for cell in row["cells"]])
        for row in data["rows"]  # type: ignore[attr-defined]
    ]
    assert rows == [
        ("Dienstregeling", "1", 0, ["3", "75%"]),
        ("Te laat", "", 1, ["2", "50%"]),
        ("Rijdt zelden", "", 1, ["1", "25%"]),
        ("Te duur", "2", 0, ["1", "25%"]),
        ("Geen klacht", "", 0, ["1", "25%"]),
    ]
    assert data["base"] == "N = 4"
    assert data["rows"][0]["colour"] == "#123456"  # type: ignore[index]


def test_the_sentence_says_what_the_picture_shows(coded: Project) -> None:
    table = coded.tables.theme_table(TableSpec(question="7"))
    assert theme_sentence(table) == (
        "Het meest genoemd: Dienstregeling (75%), daarna Te duur (25%). Geen klacht: 25%."
    )


def test_bars_are_in_the_order_of_the_table(coded: Project) -> None:
    table = coded.tables.theme_table(TableSpec(question="7"))
    top = theme_chart(table, colours={}, children=False).to_dict()
    assert [row["label"] for row in next(iter(top["datasets"].values()))] == [
        "Dienstregeling",
        "Te duur",
        "Geen klacht",
    ]
    everything = theme_chart(table, colours={}, children=True).to_dict()
    assert [row["percent"] for row in next(iter(everything["datasets"].values()))] == [75, 50, 25, 25, 25]


def test_a_number_leads_to_the_answers_behind_it(coded: Project, open_page: PageOpener) -> None:
    app = open_page("tabellen", question="7")
    assert not app.exception
    assert "Kies een getal in de tabel" in texts(app)
    app.session_state[table_key(TableSpec(question="7"))] = {"cell": {"code": "dienst", "group": None}}
    app.run()
    assert not app.exception
    shown = texts(app)
    assert "Dienstregeling" in [element.value for element in app.subheader]
    assert "3 antwoorden" in shown
    assert "altijd te laat" in shown
    assert "prima" not in shown
    assert "&lt;b&gt;nooit&lt;/b&gt;" in shown  # text from outside is never HTML


def test_a_coder_sees_a_table_of_their_own_codings_only(coded: Project, open_page: PageOpener) -> None:
    bram = coded.codings.ensure_coder("Bram")
    first = int(coded.corpus.segments("7")["id"].iloc[0])
    coded.codings.judge(
        [JudgementUpdate(first, frozenset({"duur"}), read=True, client="b", revision=1)], coder_id=bram
    )
    coded.codings.ensure_coder("Lea", role="lead")  # from now on roles count
    app = open_page("tabellen", question="7", coder=bram)
    assert not app.exception
    assert "Het meest genoemd: Te duur (100%)." in texts(app)
    assert "Uw eigen codering" in texts(app)
    assert "Codering" not in [field.label for field in app.selectbox]


def test_everything_coded_goes_into_one_workbook(coded: Project) -> None:
    add_question(coded, ["duur"], key="8")
    book = load_workbook(io.BytesIO(all_tables(coded, FileKind.XLSX, "nl")))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert cells.count("Dienstregeling") == 3  # in two tables, and once where codes are explained
    assert "Vraag 8. Wat vindt u van de bus?" in cells


def test_what_can_be_taken_out(coded: Project, open_page: PageOpener) -> None:
    app = open_page("tabellen", question="7")
    labels = [button.label for button in app.get("download_button")]
    assert labels[:2] == ["Word (DOCX)", "Excel (XLSX)"]
    assert {"CSV", "Markdown", "LaTeX", "Voor SPSS en R (ZIP)"} <= set(labels)


def test_the_matrix_is_one_zip(coded: Project) -> None:
    content = coding_matrix(coded, coded.tables.theme_table(TableSpec(question="7")), "nl")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "codering-7.sps" in archive.namelist()


def test_without_codings_the_next_step_is_coding(small: Project, open_page: PageOpener) -> None:
    add_question(small, ANSWERS)
    app = open_page("tabellen", question="7")
    assert not app.exception
    assert "Nog niets gecodeerd" in texts(app)


def test_without_a_codebook_the_next_step_is_choosing_one(small: Project, open_page: PageOpener) -> None:
    add_question(small, ANSWERS)
    small.corpus.set_codebook("7", None)
    app = open_page("tabellen", question="7")
    assert not app.exception
    assert "Deze vraag heeft nog geen codeboek" in texts(app)


def test_an_empty_project_leads_to_bringing_in_data(small: Project, open_page: PageOpener) -> None:
    app = open_page("tabellen")
    assert not app.exception
    assert "Importeer eerst" in texts(app)


def test_choices_that_are_seldom_made_change_the_table(coded: Project, open_page: PageOpener) -> None:
    app = open_page("tabellen", question="7")
    app.radio(key="base-7").set_value(Base.VALID).run()
    assert not app.exception
    assert "Het meest genoemd: Dienstregeling (100%), daarna Te duur (33%)." in texts(app)  # of three
    app.segmented_control(key="decimals-7").set_value(1).run()
    assert "daarna Te duur (33,3%)" in texts(app)


def test_a_closed_question_has_a_table_without_coding(small: Project, open_page: PageOpener) -> None:
    mapping = {
        "id": "p",
        "respondent": "wie",
        "closed_questions": [{"column": "a", "id": "8", "text": "Reist u?", "order": ["ja", "nee"]}],
        "open_questions": [{"column": "b", "id": "9", "text": "Waarom?", "codebook": "vervoer"}],
    }
    small.codebooks.add(codebook(), author="test", reason="test")
    content = b"wie;a;b\nEen;ja;x\nTwee;ja;y\nDrie;nee;z\n"
    small.corpus.import_survey(content, name="p.csv", mapping=make_mapping(mapping))
    app = open_page("tabellen", question="9")
    assert "Nog niets gecodeerd" in texts(app)
    app.selectbox(key="closed-9").set_value("8").run()
    assert not app.exception
    assert "Het meest gekozen: ja (67%), daarna nee (33%)." in texts(app)
    assert "Codering" not in [field.label for field in app.selectbox]
