"""Reading CSV and XLSX into a table of texts."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter

from coding.corpus import FileOptions, read_table
from coding.errors import InputError


def csv_table(text: str, **options: str):
    return read_table(text.encode(), name="x.csv", options=FileOptions(**options))


def xlsx(rows: list[list[object]], **more_sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for title, cells in more_sheets.items():
        extra = book.create_sheet(title)
        for row in cells:
            extra.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    rows = [
        ["gemeente", "antwoord", "aantal"],
        ["Elzerveen", '"druk; te, vol | en\tzo"', "3"],
        ["B", "nee", "4"],
    ]
    table = csv_table("\n".join(separator.join(row) for row in rows))
    assert table.separator == separator
    assert table.columns == ("gemeente", "antwoord", "aantal")
    assert table.rows[0].cells == ("Elzerveen", "druk; te, vol | en\tzo", "3")


def test_commas_in_answers_do_not_win_from_the_separator() -> None:
    text = "id;antwoord\n" + "".join(f"{n};druk, vol, zwaar, en lang\n" for n in range(10))
    assert csv_table(text).separator == ";"


def test_excels_hint_is_taken_and_not_counted() -> None:
    table = csv_table("sep=,\r\na,b\r\n1;2,3\r\n")
    assert table.columns == ("a", "b")
    assert table.rows[0].number == 2


def test_line_breaks_in_cells_and_row_numbers_of_a_spreadsheet() -> None:
    table = csv_table('id;antwoord\r\nA;"een\r\ntwee\r\n\r\ndrie"\r\n\r\nB;"x ""y"""\r\n')
    assert [row.number for row in table.rows] == [2, 4]
    assert table.column("antwoord") == ["een\r\ntwee\r\n\r\ndrie", 'x "y"']


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["2,5", "11,25"], ","),
        (["2.5", "11.25"], "."),
        (["1.200", "3.400,5"], ","),
        (["1.200"], ","),
        (["geen"], ","),
        (["2,5", "zie 3.2"], ","),
    ],
)
def test_the_decimal_sign_is_found(cells: list[str], expected: str) -> None:
    assert csv_table("id;n\n" + "".join(f"x;{cell}\n" for cell in cells)).decimal == expected


def test_names_of_columns_are_tidied_and_empty_columns_dropped() -> None:
    table = csv_table('id;"Vraag 63:\n knelpunten ";;\nA;x;;\n')
    assert table.columns == ("id", "Vraag 63: knelpunten")
    assert table.rows[0].cells == ("A", "x")


def test_a_column_is_found_by_its_folded_name_and_a_wrong_one_advised() -> None:
    table = csv_table("Gemeente;knelpunten\nA;b\n")
    assert table.index_of("gemeente ") == 0
    with pytest.raises(InputError, match="Bedoelt u 'knelpunten'"):
        table.index_of("knelpuntn")
    with pytest.raises(InputError, match="'Gemeente', 'knelpunten'"):
        table.index_of("zzz")


def test_a_formula_stays_text() -> None:
    assert csv_table("id;a\nA;=1+1\nB;-2+3\n").column("a") == ["=1+1", "-2+3"]


def test_what_a_sheet_shows() -> None:
    content = xlsx(
        [
            ["id", "getal", "heel", "datum", "moment", "tijd", "waar", "leeg", "tekst"],
            [
                "A",
                2.5,
                3.0,
                date(2017, 6, 12),
                datetime(2017, 6, 12, 14, 30),
                time(9, 5),
                True,
                None,
                "a\nb_x000D_",
            ],
            ["B", 1234567, 0.1 + 0.2, None, None, None, False, None, "’n antwoord 🙂"],
        ]
    )
    table = read_table(content, name="x.xlsx")
    assert table.columns == ("id", "getal", "heel", "datum", "moment", "tijd", "waar", "leeg", "tekst")
    assert table.rows[0].cells == (
        "A", "2,5", "3", "2017-06-12", "2017-06-12 14:30", "09:05", "WAAR", "", "a\nb\r",
    )  # fmt: skip
    assert table.rows[1].cells[1:3] == ("1234567", "0,3")
    assert table.rows[1].cells[8] == "’n antwoord 🙂"


def test_row_numbers_count_blank_rows() -> None:
    table = read_table(xlsx([[], ["id", "a"], [], ["A", "x"]]), name="x.xlsx")
    assert [row.number for row in table.rows] == [4]


def test_the_content_decides_and_not_the_name() -> None:
    assert read_table(xlsx([["id", "a"], ["A", "x"]]), name="x.csv").columns == ("id", "a")


def test_the_first_filled_sheet_unless_one_is_named() -> None:
    content = xlsx([], Antwoorden=[["id", "a"], ["A", "x"]], Uitleg=[["wat"], ["dit"]])
    table = read_table(content, name="x.xlsx")
    assert table.sheet == "Antwoorden"
    assert "Uitleg" in table.notes[0]
    assert read_table(content, name="x.xlsx", options=FileOptions(sheet="Uitleg")).columns == ("wat",)
    with pytest.raises(InputError, match="Antwoorden, Uitleg"):
        read_table(content, name="x.xlsx", options=FileOptions(sheet="Blad9"))


def test_a_formula_shows_its_stored_outcome_and_is_never_computed() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["id", "a"])
    sheet.write(1, 0, "A")
    sheet.write_formula(1, 1, "=1+1", None, 41)  # not what it would come to
    sheet.write_string(2, 0, "B")
    sheet.write_string(2, 1, "=1+1")
    book.close()
    assert read_table(out.getvalue(), name="x.xlsx").column("a") == ["41", "=1+1"]


def test_a_formula_without_an_outcome_stays_as_text_and_is_told() -> None:
    table = read_table(xlsx([["id", "a"], ["A", "=1+1"], ["B", "=geen idee"]]), name="x.xlsx")
    assert table.column("a") == ["=1+1", "=geen idee"]
    assert "B2, B3" in table.notes[0]


def test_an_error_value_of_excel_is_told() -> None:
    table = read_table(xlsx([["id", "a"], ["A", "#NAME?"]]), name="x.xlsx")
    assert "B2" in table.notes[0]


def test_a_preview_for_people() -> None:
    preview = csv_table("id;a\nA;1\nB;2\nC;3\n").preview(2)
    assert list(preview.columns) == ["id", "a"]
    assert list(preview.index) == [2, 3]


def test_a_very_small_number_is_written_out() -> None:
    assert read_table(xlsx([["id", "n"], ["A", 1e-7], ["B", 0.1 + 0.2]]), name="x.xlsx").column("n") == [
        "0,0000001",
        "0,3",
    ]


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["wie", "vraag", "intern"], [1, "te druk", "x"], [2, "te vol", "y"], [3, "prima", "z"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True  # nothing stands in it
    sheet.column_dimensions["C"].hidden = True
    out = io.BytesIO()
    book.save(out)
    table = read_table(out.getvalue(), name="a.xlsx")
    assert table.column("vraag") == ["te druk", "te vol", "prima"]
    rows, columns = table.notes
    assert "1 rij is in Excel verborgen of weggefilterd en is wel gelezen: 3." in rows
    assert columns == "1 kolom is in Excel verborgen en is wel gelezen: C."
