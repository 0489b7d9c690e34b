"""The workbook for report writers, read back with another library."""

import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.theme_tables import ODD_TEXTS, made_table, with_hidden, with_intervals, with_tests, with_text

from coding.exchange import Exhibit, tables_xlsx
from coding.exchange.theme_xlsx import sheet_names
from coding.tables import ThemeTable

MADE_AT = datetime(2026, 5, 3, 12, 5, tzinfo=UTC)


def workbook(*tables: ThemeTable, **more: str) -> bytes:
    return tables_xlsx([Exhibit(table, **more) for table in tables], made_at=MADE_AT)  # type: ignore[arg-type]


def opened(content: bytes) -> dict[str, Worksheet]:
    book = load_workbook(io.BytesIO(content))
    return {name: book[name] for name in book.sheetnames}


def values(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_sheet_per_table_and_one_that_explains() -> None:
    sheets = opened(workbook(made_table(), made_table(by="G32"), made_table(key="63")))
    assert list(sheets) == ["Vraag 63", "Vraag 63 naar G32", "Vraag 63 (2)", "Toelichting"]
    about = [cell for row in values(sheets["Toelichting"]) for cell in row if cell]
    assert f"{MADE_AT.astimezone():%d-%m-%Y %H:%M}" in about
    assert about.count("Codeboek: Proef, versie 3.") == 3


def test_the_table_as_it_is_pasted() -> None:
    sheet = opened(workbook(made_table()))["Vraag 63"]
    assert values(sheet)[:9] == [
        ["Vraag 63. =Wat knelt?", None, None, None],
        ["N = 1.760", None, None, None],
        [None, None, None, None],
        [None, "Thema", "n", "%"],
        [1, "Werkbeheersing", 74, 0.42],
        [None, '=HYPERLINK("x")', 29, 0.16],
        [None, "+Geld", 0, 0],
        [None, "Geen", 32, 0.18],
        [None, "Gelezen, geen code van toepassing", 5, "–"],
    ]
    assert [row[0] for row in values(sheet)[10:]] == ["=Een noot.", "Codeboek: Proef, versie 3."]


def test_percentages_are_whole_numbers_right_aligned() -> None:
    sheet = opened(workbook(made_table()))["Vraag 63"]
    assert sheet["D5"].number_format == "0%"
    assert sheet["D5"].alignment.horizontal == "right"
    assert sheet["C5"].number_format == "#,##0"
    assert sheet["B6"].alignment.indent > sheet["B5"].alignment.indent
    assert sheet["B5"].font.bold  # a theme with others below it
    assert not sheet["B7"].font.bold
    assert sheet["B8"].border.top.style == "thin"  # codes that stand alone are below a line
    assert sheet["B7"].border.top.style is None


@pytest.mark.parametrize("by", [None, "G32"])
def test_no_cell_is_a_formula_or_a_link(by: str | None) -> None:
    for sheet in opened(workbook(made_table(by=by))).values():
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None


def test_groups_have_a_name_and_a_base_above_their_columns() -> None:
    rows = values(opened(workbook(made_table(by="G32")))["Vraag 63 naar G32"])
    assert rows[3] == [None, None, "Totaal\nN = 1.760", None, "=G32\nN = 26", None, "onbekend\nN = 4", None]
    assert rows[4] == [None, "Thema", "n", "%", "n", "%", "n", "%"]
    assert rows[5] == [1, "Werkbeheersing", 74, 0.42, 3, 0.12, 1, "–"]


def test_reports_are_counted_in_two_ways() -> None:
    rows = values(opened(workbook(made_table(key="rapporten", passages=True)))["rapporten"])
    assert rows[1][0] == "N = 1.760 passages in 8 rapporten"
    assert rows[3] == [None, "Thema", "passages", "%", "rapporten", "%"]
    assert rows[4] == [1, "Werkbeheersing", 74, 0.42, 7, 0.42]


def test_sheet_names_are_short_clean_and_unlike() -> None:
    long = "Vraag 63 naar het aantal inwoners van de gemeente"
    names = sheet_names([long, long, "'a:b'", "", "HISTORY", "toelichting"], taken="Toelichting")
    assert names == [
        "Vraag 63 naar het aantal inwone",
        "Vraag 63 naar het aantal in (2)",
        "a b",
        "Tabel",
        "HISTORY (2)",
        "toelichting (2)",
    ]
    assert all(len(name) <= 31 for name in names)


def test_intervals_are_numbers_in_two_columns() -> None:
    sheet = opened(workbook(with_intervals(made_table())))["Vraag 63"]
    heads = ["n", "%", "95%-marge van", "tot", "alleen model", "α"]
    assert values(sheet)[3][2:] == heads
    assert values(sheet)[4][2:] == [74, 0.42, 0.38, 0.47, 12, 0.8123]
    assert [sheet[f"{column}5"].number_format for column in "EFGH"] == ["0%", "0%", "#,##0", "0.00"]
    assert values(sheet)[8][4:6] == ["–", "–"]


def test_decimals_are_shown() -> None:
    sheet = opened(workbook(made_table(decimals=1)))["Vraag 63"]
    assert (sheet["D5"].value, sheet["D5"].number_format) == (0.42, "0.0%")


def test_what_is_hidden_is_a_cross_and_nothing_else() -> None:
    rows = values(opened(workbook(with_hidden(made_table(by="G32"))))["Vraag 63 naar G32"])
    assert rows[5][4:6] == ["×", "×"]
    assert rows[7][2:4] == ["×", "×"]


def test_tests_have_sheets_of_their_own() -> None:
    sheets = opened(workbook(with_tests(made_table(by="G32"))))
    assert list(sheets) == [
        "Vraag 63 naar G32",
        "Toetsen vraag 63 naar G32",
        "Regressie vraag 63 naar G32",
        "Toelichting",
    ]
    assert sheets["Vraag 63 naar G32"]["F6"].number_format == '0%"*"'
    rows = values(sheets["Toetsen vraag 63 naar G32"])
    assert rows[4][1:] == ["Werkbeheersing", None, None, None, "chi-kwadraat", 12.718, 3, 0.005, 0.02, 0.26]
    assert rows[5][1:] == ["=G32", 12.34, 3.2, 20.2, "chi-kwadraat", 12.718, 1, 0.0004, 0.0051, 0.26]


def test_method_and_definitions_are_explained_once() -> None:
    about = values(opened(workbook(made_table(), made_table(by="G32"), note="Eigen noot."))["Toelichting"])
    told = [tuple(row) for row in about if any(row)]
    assert told.count(("Afronding", "Hele procenten.")) == 1
    assert told.count(('=HYPERLINK("x")', "=Te veel.")) == 1
    assert ("Wat de codes betekenen (Vraag 63, Vraag 63 naar G32)", None) in told
    assert sum(row[1] == "Eigen noot." for row in told) == 2


def test_the_same_figures_give_the_same_bytes() -> None:
    assert workbook(made_table(by="G32")) == workbook(made_table(by="G32"))


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_text_breaks_nothing_and_is_no_formula(text: str) -> None:
    table = with_tests(with_text(made_table(by="G32"), text))
    book = load_workbook(io.BytesIO(workbook(table, caption=text, note=text)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
