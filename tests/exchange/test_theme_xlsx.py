"""The workbook for report writers, read back with another library."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from coding.errors import CodingError
from coding.exchange import tables_xlsx, write_tables_xlsx
from coding.exchange.theme_xlsx import sheet_names
from coding.tables import TableSpec, ThemeTable

ROWS = [
    ("beheersing", "Werkbeheersing", None, 0, 1, 74, 42, "theme"),
    ("druk", '=HYPERLINK("x")', "beheersing", 1, 1, 29, 16, "theme"),
    ("geld", "+Geld", None, 0, None, 0, 0, "theme"),
    ("geen", "Geen", None, 0, None, 32, 18, "exclusive"),
    ("", "Gelezen, geen code van toepassing", None, 0, None, 5, None, "none"),
]


def table(*, key: str = "63", by: str | None = None, passages: bool = False) -> ThemeTable:
    rows = pd.DataFrame(
        ROWS, columns=["code", "label", "parent", "level", "rank", "n", "percent", "block"]
    ).astype({"rank": "Int64", "percent": "Int64"})
    rows = rows.assign(n_documents=7, percent_documents=rows["percent"])
    groups = pd.DataFrame(
        [
            (code, group, n, percent, base, n)
            for code in rows["code"]
            for group, n, percent, base in (("=G32", 3, 12, 26), ("onbekend", 1, None, 4))
        ],
        columns=["code", "group", "n", "percent", "base", "n_documents"],
    ).astype({"percent": "Int64"})
    bases = pd.DataFrame({"group": ["=G32", "onbekend"], "n_read": [26, 4]})
    return ThemeTable(
        spec=TableSpec(question=key),
        question=key,
        text="=Wat knelt?",
        passages=passages,
        n_answered=1760,
        n_read=1760,
        n_documents=8,
        n_documents_read=8,
        rows=rows,
        groups=groups if by else groups.head(0),
        group_bases=bases if by else bases.head(0),
        heading="Thema",
        by=by,
        notes=["=Een noot.", "Codeboek: Proef, versie 3."],
    )


def opened(content: bytes) -> dict[str, Worksheet]:
    book = load_workbook(io.BytesIO(content))
    return {name: book[name] for name in book.sheetnames}


def values(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_sheet_per_table_and_one_that_explains() -> None:
    made_at = datetime(2026, 5, 3, 14, 5, tzinfo=UTC)
    sheets = opened(tables_xlsx([table(), table(by="G32"), table(key="63")], made_at=made_at))
    assert list(sheets) == ["Vraag 63", "Vraag 63 naar G32", "Vraag 63 (2)", "Toelichting"]
    about = [cell for row in values(sheets["Toelichting"]) for cell in row if cell]
    assert "03-05-2026 14:05" in about
    assert about.count("Codeboek: Proef, versie 3.") == 3


def test_the_table_as_it_is_pasted() -> None:
    sheet = opened(tables_xlsx([table()]))["Vraag 63"]
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
    sheet = opened(tables_xlsx([table()]))["Vraag 63"]
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
    for sheet in opened(tables_xlsx([table(by=by)])).values():
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None


def test_groups_have_a_name_and_a_base_above_their_columns() -> None:
    rows = values(opened(tables_xlsx([table(by="G32")]))["Vraag 63 naar G32"])
    assert rows[3] == [None, None, "Totaal\nN = 1.760", None, "=G32\nN = 26", None, "onbekend\nN = 4", None]
    assert rows[4] == [None, "Thema", "n", "%", "n", "%", "n", "%"]
    assert rows[5] == [1, "Werkbeheersing", 74, 0.42, 3, 0.12, 1, "–"]


def test_reports_are_counted_in_two_ways() -> None:
    rows = values(opened(tables_xlsx([table(key="rapporten", passages=True)]))["rapporten"])
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


def test_a_file_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    write_tables_xlsx([table()], tmp_path / "tabel.xlsx")
    assert load_workbook(tmp_path / "tabel.xlsx").sheetnames == ["Vraag 63", "Toelichting"]
    with pytest.raises(CodingError, match="niet te schrijven"):
        write_tables_xlsx([table()], tmp_path)
