"""Tables in Markdown."""

import pytest
from tests.theme_tables import ODD_TEXTS, made_table, with_hidden, with_text

from coding.tables import grid_markdown, theme_grid
from coding.tables.formats.markdown import escape


def test_a_table_in_markdown() -> None:
    assert grid_markdown(theme_grid(made_table())).splitlines()[:5] == [
        "**Vraag 63. =Wat knelt?** (N = 1.760)",
        "",
        "|  | Thema | n | % |",
        "|--:|:--|--:|--:|",
        "| 1 | **Werkbeheersing** | 74 | 42% |",
    ]


def test_groups_are_named_with_their_base_above_their_first_column() -> None:
    lines = grid_markdown(theme_grid(with_hidden(made_table(by="G32")))).splitlines()
    assert (
        lines[2]
        == "|  | Thema | Totaal (N = 1.760): n | % | =G32 (N = 26): n | % | onbekend (N = 4): n | % |"
    )
    assert lines[4] == "| 1 | **Werkbeheersing** | 74 | 42% | × | × | 1 | – |"


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_columns_stay_columns(text: str) -> None:
    lines = grid_markdown(theme_grid(with_text(made_table(by="G32"), text))).splitlines()
    body = [line.replace("\\|", "") for line in lines if line.startswith("|")]
    assert len(body) == 7
    assert {line.count("|") for line in body} == {9}


def test_mark_up_and_html_are_text() -> None:
    assert escape("<b>*x*</b> [y](z) a_b & `c`") == (
        "&lt;b&gt;\\*x\\*&lt;/b&gt; \\[y\\](z) a\\_b &amp; \\`c\\`"
    )
