"""A table laid out: which columns there are, and how values read."""

from tests.theme_tables import made_table, with_hidden, with_intervals, with_tests

from coding.tables import Column, Kind, theme_grid
from coding.tables.grid import ends


def test_values_read_as_people_write_them() -> None:
    assert Column("%", Kind.PERCENT, 1).text(42.3) == "42,3%"
    assert Column("n", Kind.COUNT).text(1234) == "1.234"
    assert Column("m", Kind.INTERVAL, 0).text((38.0, 47.0)) == "38–47"
    assert Column("m", Kind.INTERVAL, 1).text((-4.9, 37.0)) == "-4,9 tot 37,0"
    assert Column("p", Kind.CHANCE, 3).text(0.0004) == "<0,001"
    assert Column("p", Kind.CHANCE, 3).text(0.005) == "0,005"
    assert Column("n", Kind.COUNT).text(None) == "–"
    assert Column("n", Kind.COUNT).text(0) == "0"


def test_columns_without_a_value_are_left_out() -> None:
    assert [column.head for column in theme_grid(made_table()).columns] == ["n", "%"]
    full = theme_grid(with_intervals(made_table()))
    assert [column.head for column in full.columns] == ["n", "%", "95%-marge", "alleen model", "α"]
    assert full.rows[0].values == (74, 42, (38.0, 47.0), 12, 0.8123)
    assert full.rows[4].values[2] is None


def test_reports_are_counted_in_passages_and_in_reports() -> None:
    heads = [column.head for column in theme_grid(made_table(passages=True)).columns]
    assert heads == ["passages", "%", "rapporten", "%"]


def test_what_is_hidden_shows_a_cross_and_a_small_base_a_dash() -> None:
    grid = theme_grid(with_hidden(made_table(by="G32")))
    texts = [
        [column.text(value) for column, value in zip(grid.columns, row.values, strict=True)]
        for row in grid.rows
    ]
    assert texts[0] == ["74", "42%", "×", "×", "1", "–"]
    assert texts[2] == ["×", "×", "3", "12%", "1", "–"]
    assert grid.groups == (("Totaal", "N = 1.760"), ("=G32", "N = 26"), ("onbekend", "N = 4"))
    assert grid.spans() == [(0, 2), (1, 2), (2, 2)]


def test_blocks_are_ruled_and_themes_with_others_below_are_strong() -> None:
    rows = theme_grid(made_table(), title="Mijn tabel", note="Eigen noot.").rows
    assert [row.ruled for row in rows] == [False, False, False, True, True]
    assert [row.strong for row in rows] == [True, False, False, False, False]
    assert [row.rank for row in rows] == [1, None, None, None, None]
    grid = theme_grid(made_table(), title="Mijn tabel", note="Eigen noot.")
    assert (grid.title, grid.notes[0]) == ("Mijn tabel", "Eigen noot.")


def test_intervals_are_rounded_halves_upwards() -> None:
    assert ends(100 * 0.145, 100 * 0.285, 0) == (15.0, 29.0)
    assert ends(None, 3.0, 0) is None


def test_a_group_that_differs_is_marked() -> None:
    grid = theme_grid(with_tests(made_table(by="G32")))
    assert grid.texts(grid.rows[0]) == ["74", "42%", "3", "12%*", "1", "–"]
    assert grid.texts(grid.rows[1])[3] == "12%"
