"""The names of the columns: under a title, and in the rows survey programs write."""

import csv
import io

import openpyxl
import pytest

from coding.corpus import RawTable, guess_mapping, read_table
from coding.errors import InputError


def csv_file(rows: list[list[str]]) -> RawTable:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return read_table(out.getvalue().encode(), name="x.csv")


def xlsx_file(sheets: dict[str, list[list[object]]]) -> RawTable:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return read_table(out.getvalue(), name="x.xlsx")


ROWS: list[list[object]] = [
    ["nr", "regio", "Wat kan er beter?"],
    [101, "Oost", "Korter wachten"],
    [102, "West", "Niets"],
]


def test_qualtrics_questions_are_no_answers() -> None:
    table = csv_file(
        [
            ["ResponseId", "Q1", "Q2"],
            ["Response ID", "Wat is uw leeftijd?", "Wat kan\nbeter?"],
            ['{"ImportId":"_recordId"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2_TEXT"}'],
            ["R_1", "44", "Korter wachten aan de telefoon"],
            ["R_2", "51", "De site loopt steeds vast"],
        ]
    )
    assert table.columns == ("ResponseId", "Q1", "Q2")
    assert [(row.number, row.cells[0]) for row in table.rows] == [(4, "R_1"), (5, "R_2")]
    assert "Qualtrics" in table.notes[0]
    mapping = guess_mapping(table)
    assert mapping.respondent == "ResponseId"
    assert [(question.id, question.text) for question in mapping.open_questions] == [("2", "Wat kan beter?")]


def test_surveymonkeys_second_row_names_the_options() -> None:
    table = csv_file(
        [
            ["Respondent ID", "Start Date", "Hoe kent u ons?", "", "", "Wat kan beter?"],
            ["", "", "Krant", "Internet", "Anders", "Open-Ended Response"],
            ["11", "2024-03-01", "Krant", "", "", "Korter wachten"],
            ["12", "2024-03-02", "", "Internet", "via via", "Niets"],
        ]
    )
    assert table.columns == (
        "Respondent ID",
        "Start Date",
        "Hoe kent u ons? - Krant",
        "Hoe kent u ons? - Internet",
        "Hoe kent u ons? - Anders",
        "Wat kan beter?",
    )
    assert table.column("Wat kan beter?") == ["Korter wachten", "Niets"]
    assert "tweede rij" in table.notes[0]


def test_an_answer_without_a_respondent_is_no_second_row_of_names() -> None:
    table = csv_file([["nr", "antwoord"], ["", "Te lang"], ["2", "Te duur"]])
    assert table.column("antwoord") == ["Te lang", "Te duur"]
    with pytest.raises(InputError, match="kolom B: deze kolom heeft geen naam"):
        csv_file([["nr", "", "antwoord"], ["", "x", "Te lang"], ["2", "", "Te duur"]])


def test_a_title_above_the_table_is_passed_over_and_told() -> None:
    table = xlsx_file({"Data": [["Tevredenheid 2024"], [], ["ruwe gegevens"], *ROWS]})
    assert table.columns == ("nr", "regio", "Wat kan er beter?")
    assert [row.number for row in table.rows] == [5, 6]
    assert table.notes == (
        "Boven de kopregel stonden 2 rijen; die zijn overgeslagen: 'Tevredenheid 2024 / ruwe gegevens'.",
    )
    wide = csv_file([["Tevredenheid 2024", "", ""], *([str(cell) for cell in row] for row in ROWS)])
    assert wide.columns == table.columns


def test_answers_in_one_column_are_no_title() -> None:
    answers: list[list[object]] = [["antwoord"], *([f"antwoord {n}"] for n in range(5)), ["a", "b", "c"]]
    with pytest.raises(InputError, match="rij 7: deze rij heeft 3 cellen en de kopregel 1"):
        xlsx_file({"Data": answers})


def test_a_sheet_with_an_explanation_is_passed_over() -> None:
    table = xlsx_file({"Toelichting": [["Uitleg"], ["Zie Data"]], "Data": ROWS})
    assert table.sheet == "Data"
    assert table.notes == ("Alleen het werkblad 'Data' is gelezen; niet gelezen: Toelichting.",)
