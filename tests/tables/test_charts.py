"""What charts are drawn of: the figures of the table, in its order."""

from typing import Any

import pandas as pd
import pytest
from tests.theme_tables import made_table, with_hidden, with_intervals

from coding.tables import ThemeTable, WavePoint, theme_chart, theme_sentence, wave_chart


def data(chart: Any) -> list[dict[str, Any]]:
    return list(next(iter(chart.to_dict()["datasets"].values())))


def test_a_bar_per_theme_in_the_order_of_the_table() -> None:
    rows = data(theme_chart(made_table()))
    assert [(row["row"], row["label"], row["percent"]) for row in rows] == [
        (0, "Werkbeheersing", 42),
        (1, '=HYPERLINK("x")', 16),
        (2, "+Geld", 0),
        (3, "Geen", 18),
    ]
    assert [row["text"] for row in data(theme_chart(made_table(), children=False))] == ["42%", "0%", "18%"]
    colours = {row["colour"] for row in data(theme_chart(made_table(), colours={"geld": "#123456"}))}
    assert "#123456" in colours


def test_intervals_are_drawn_where_there_are_any() -> None:
    def marks(table: ThemeTable) -> list[str]:
        return [layer["mark"]["type"] for layer in theme_chart(table).to_dict()["layer"]]

    assert marks(made_table()) == ["bar", "text"]
    assert marks(with_intervals(made_table())) == ["bar", "rule", "tick", "tick", "text"]
    first = data(theme_chart(with_intervals(made_table())))[0]
    assert (first["low"], first["high"]) == pytest.approx((38.0, 46.5))


def test_a_split_table_has_a_bar_per_group_that_is_large_enough() -> None:
    rows = data(theme_chart(with_hidden(made_table(by="G32"))))
    assert {row["group"] for row in rows} == {"=G32 (N = 26)"}
    # what is hidden has no bar, and says that it is hidden
    assert [row["text"] for row in rows if row["row"] == 0] == ["×"]
    assert [row["percent"] for row in rows if row["row"] == 0] == [None]


def test_waves_are_drawn_in_their_order_with_gaps() -> None:
    chart = wave_chart(
        {"Preventie": [WavePoint("2015", 0.38, 0.32, 0.44), WavePoint("2014", None), WavePoint("2017", 0.59)]}
    )
    rows = data(chart)
    assert [(row["wave"], row["percent"], row["text"]) for row in rows] == [
        ("2015", 38.0, "38%"),
        ("2014", None, ""),
        ("2017", 59.0, "59%"),
    ]
    axis = chart.to_dict()["layer"][1]["encoding"]["x"]
    assert axis["sort"] == ["2015", "2014", "2017"]


def test_a_sentence_says_what_the_picture_shows() -> None:
    assert theme_sentence(made_table()) == "Het meest genoemd: Werkbeheersing (42%). Geen: 18%."
    empty = made_table()
    empty.rows["percent"] = pd.NA
    assert theme_sentence(empty) == "Nog geen thema's om te laten zien."
