"""Charts as files."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
from tests.theme_tables import ODD_TEXTS, made_table, with_intervals, with_text

from coding.exchange import Exhibit, FileKind, chart_svg, table_file
from coding.tables import theme_chart

SVG = "{http://www.w3.org/2000/svg}"
MADE_AT = datetime(2026, 5, 3, tzinfo=UTC)


def test_svg_has_a_title_a_description_and_the_figures() -> None:
    exhibit = Exhibit(with_intervals(made_table()), caption="Knelpunten <2017> & later")
    root = ET.fromstring(table_file(exhibit, FileKind.SVG, made_at=MADE_AT))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", "Knelpunten <2017> & later")
    assert description.text == "Het meest genoemd: Werkbeheersing (42%, marge 38–47). Geen: 18%, marge 14–23."
    shown = [element.text for element in root.iter(f"{SVG}text")]
    assert {"Werkbeheersing", "42%", "18%", "% (N = 1.760)"} <= set(shown)


def test_pictures_are_the_same_each_time() -> None:
    for kind, start in ((FileKind.PNG, b"\x89PNG\r\n"), (FileKind.SVG, b"<svg")):
        first = table_file(Exhibit(made_table()), kind, made_at=MADE_AT)
        assert first.startswith(start)
        assert first == table_file(Exhibit(made_table()), kind, made_at=MADE_AT)


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_text_gives_a_well_formed_picture(text: str) -> None:
    chart = theme_chart(with_text(made_table(by="G32"), text[:2000]))
    root = ET.fromstring(chart_svg(chart, title=text, description=text))
    assert root[0].tag == f"{SVG}title"
