"""The way around coding in a real browser: bring in a survey, explore, retrain, take a table out."""

import csv
import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from coding.codings import BulkChange, BulkKind
from coding.project import Project
from tests.browser.conftest import Server
from tests.builders import CODES, add_question

pytestmark = pytest.mark.browser

SURVEY = "\n".join(
    [
        "gemeente;inwoners;v7 Wat vindt u van de bus?",
        *(f"Aalwijk {n};{n}000;de bus is alweer {n} minuten te laat vertrokken" for n in range(1, 31)),
        'Beekzicht;99000;"te duur; en te laat"',
    ]
)


def _nothing(_project: Project) -> None:
    """An empty project."""


def test_a_survey_dropped_on_the_page_is_in_the_project(serve: Callable[..., Server], context) -> None:
    server = serve(_nothing)
    page = context.new_page()
    page.goto(f"{server.url}/gegevens")
    page.locator("input[type=file]").set_input_files(
        {"name": "bus.csv", "mimeType": "text/csv", "buffer": SURVEY.encode("utf-8-sig")}
    )
    page.get_by_text("31 respondenten, 1 open vraag, 31 antwoorden.").wait_for()
    page.get_by_text("Namen en andere persoonsgegevens vervangen").click()
    page.get_by_text("Organisaties, en het origineel bewaren").wait_for(state="detached")
    page.get_by_role("button", name="Importeren").click()
    page.get_by_text("31 nieuwe respondenten, 31 nieuwe antwoorden.").wait_for()
    with server.open_project() as project:
        segments = project.corpus.segments("7")
        assert len(segments) == 31
        assert segments["text"].iloc[-1] == "te duur; en te laat"


def _coded(project: Project) -> None:
    answers = [f"alweer {n} minuten te laat" for n in range(14)] + [
        f"veel te duur, {n} euro" for n in range(14)
    ]
    segments = add_question(project, answers)
    coder = project.codings.ensure_coder("Anna")
    project.bulk.apply("7", segments[:13], BulkChange(BulkKind.GIVE, "laat"), coder_id=coder)
    project.bulk.apply("7", segments[14:27], BulkChange(BulkKind.GIVE, "duur"), coder_id=coder)


def test_retraining_from_the_page_makes_suggestions(serve: Callable[..., Server], context) -> None:
    server = serve(_coded)
    page = context.new_page()
    page.goto(f"{server.url}/model?vraag=7")
    page.get_by_text("26 van de 28 antwoorden zijn gecodeerd.").wait_for()
    page.get_by_role("button", name="Trainen").click()
    page.get_by_role("button", name="Stoppen").wait_for()
    page.get_by_text("Getraind; de voorstellen zijn bijgewerkt.").wait_for(timeout=180_000)
    page.get_by_text("Hoe goed zijn de voorstellen?").wait_for()
    with server.open_project() as project:
        unread = project.codings.combined("7")["segment_id"]
        suggested = project.classifiers.suggestions("7")
        best = suggested[~suggested["segment_id"].isin(unread)].drop_duplicates("segment_id")
        assert best["code"].tolist() == ["laat", "duur"]


def test_the_table_leads_to_answers_and_is_taken_out(serve: Callable[..., Server], context) -> None:
    server = serve(_coded)
    page = context.new_page()
    page.goto(f"{server.url}/tabellen?vraag=7")
    row = page.locator("tr", has=page.locator("td.label", has_text="Te duur"))
    row.wait_for()
    assert row.locator("td.number").all_inner_texts() == ["13", "50%"]
    row.locator(".cell").first.click()
    page.get_by_text("13 antwoorden", exact=True).wait_for()
    page.get_by_text("veel te duur, 12 euro").wait_for()
    page.get_by_role("button", name="Exporteren").click()
    page.get_by_text("Andere bestanden").click()
    with page.expect_download() as made:
        page.get_by_role("button", name="CSV", exact=True).click()
    assert made.value.suggested_filename == "thematabel-7.csv"
    text = made.value.path().read_bytes().decode("utf-8-sig")
    rows = {row["thema"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}
    assert len(rows) == len(CODES)
    assert (rows["Te laat"]["n"], rows["Te laat"]["percentage"], rows["Te laat"]["N"]) == ("13", "50", "26")
    with page.expect_download() as made:
        page.get_by_role("button", name="Excel (XLSX)").click()
    book = load_workbook(io.BytesIO(made.value.path().read_bytes()))
    cells = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert {"Te laat", "Te duur", 13} <= cells
