"""Tables as CSV, read back."""

import csv
import io

import pytest
from tests.theme_tables import ODD_TEXTS, made_table, with_hidden, with_intervals, with_tests, with_text

from coding.tables import REGRESSION, TESTS, grid_csv, significance_grids, to_csv


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_csv_reads_back_with_plain_numbers() -> None:
    text = to_csv(made_table(by="G32"))
    found = records(text)
    assert text.startswith("rang;code;thema;hoofdthema;blok;n;percentage;N;")
    assert (found[0]["n"], found[0]["percentage"], found[0]["N"]) == ("74", "42", "1760")
    assert (found[0]["onbekend: n"], found[0]["onbekend: percentage"]) == ("1", "")
    assert [record["rang"] for record in found] == ["1", "1", "", "", ""]
    assert [record["blok"] for record in found[2:]] == ["thema", "uitsluitend", "geen code"]
    assert found[1]["hoofdthema"] == "beheersing"
    assert to_csv(made_table(), separator=",").startswith("rang,code,thema,")


def test_nothing_in_it_is_a_formula_also_in_the_heads() -> None:
    rows = list(csv.reader(io.StringIO(to_csv(made_table(by="G32"))), delimiter=";"))
    assert "'=G32: n" in rows[0]
    assert [row[2] for row in rows[2:4]] == ['\'=HYPERLINK("x")', "'+Geld"]


def test_intervals_and_machine_stand_in_columns_of_their_own_where_there_are_any() -> None:
    found = records(to_csv(with_intervals(made_table())))[0]
    assert (found["percentage laag"], found["percentage hoog"], found["n alleen model"]) == (
        "38.0",
        "46.5",
        "12",
    )
    assert "percentage laag" not in to_csv(made_table())


def test_a_hidden_number_is_a_cross_wherever_it_would_be_read() -> None:
    found = records(to_csv(with_hidden(with_intervals(made_table(by="G32")))))
    assert (found[0]["'=G32: n"], found[0]["'=G32: percentage"], found[0]["n"]) == ("×", "×", "74")
    hidden = [
        found[2][name] for name in ("n", "percentage", "percentage laag", "percentage hoog", "n alleen model")
    ]
    assert hidden == ["×"] * 5


def test_tests_are_a_table_of_their_own() -> None:
    grids = significance_grids(with_tests(made_table(by="G32")))
    assert list(grids) == [TESTS, REGRESSION]
    found = records(grid_csv(grids[TESTS]))
    assert [row["thema"] for row in found] == ["Werkbeheersing", "'=G32", '\'=HYPERLINK("x")', "'=G32"]
    assert [row["p"] for row in found] == ["0.005", "0.0004", "", "0.5"]
    assert found[1]["95%-marge van"] == "3.2"
    assert records(grid_csv(grids[REGRESSION]))[1]["opmerking"] == "te weinig die het noemen"
    assert significance_grids(made_table()) == {}


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_text_stays_in_its_cell(text: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(with_text(made_table(by="G32"), text))), delimiter=";"))
    assert len(rows) == 6
    assert {len(row) for row in rows} == {14}


def test_a_test_of_the_whole_table_comes_first() -> None:
    table = with_tests(made_table(by="G32"))
    table.overall.loc[1] = ["", 12.718, 3, 0.005, 0.005, 0.26, "chi2"]
    found = records(grid_csv(significance_grids(table)[TESTS]))
    assert (found[0]["thema"], found[0]["χ²"], found[0]["df"], found[0]["p"]) == (
        "De hele tabel",
        "12.718",
        "3",
        "0.005",
    )
