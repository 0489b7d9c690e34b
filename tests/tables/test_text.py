"""Theme tables as text, on tables written out by hand."""

import pandas as pd
import pytest

from coding.formulas import guard_formula
from coding.tables import TableSpec, ThemeTable, base_line, format_text
from coding.tables.frames import GROUP_COLUMNS, ROW_COLUMNS


def table(*, n_read: int = 1234, text: str = "Wat knelt?", split: bool = False) -> ThemeTable:
    rows = pd.DataFrame(
        [
            ("beheersing", "Werkbeheersing", None, 0, 1, 1100, 89, "theme"),
            ("druk", "=HYPERLINK(1)", "beheersing", 1, 1, 1000, 81, "theme"),
            ("geld", "Geld; en | meer", None, 0, None, 0, None, "theme"),
            ("geen", "Geen", None, 0, None, 20, 2, "exclusive"),
        ],
        columns=["code", "label", "parent", "level", "rank", "n", "percent", "block"],
    )
    rows = rows.assign(n_documents=rows["n"], percent_documents=rows["percent"])
    rows = rows.reindex(columns=list(ROW_COLUMNS))
    groups = pd.DataFrame(
        [
            (code, group, n, percent, base, n)
            for code in rows["code"]
            for group, n, percent, base in (("G32", 3, 12, 26), ("onbekend", 1, None, 4))
        ],
        columns=["code", "group", "n", "percent", "base", "n_documents"],
    ).reindex(columns=list(GROUP_COLUMNS))
    groups["suppressed"] = False
    bases = pd.DataFrame({"group": ["G32", "onbekend"], "n_base": [26, 4]})
    return ThemeTable(
        spec=TableSpec(question="63"),
        question="63",
        text=text,
        passages=False,
        n_answered=1234,
        n_read=n_read,
        n_documents=1234,
        n_documents_read=n_read,
        n_asked=1234,
        n_base=n_read,
        rows=rows.astype({"rank": "Int64", "percent": "Int64", "percent_documents": "Int64"}),
        groups=(groups if split else groups.head(0)).astype({"percent": "Int64"}),
        group_bases=bases if split else bases.head(0),
        heading="Thema",
        by="G32" if split else None,
        notes=["Een noot."],
    )


def test_the_terminal_shows_an_aligned_table() -> None:
    assert format_text(table()) == (
        "Vraag 63. Wat knelt?\n"
        "N = 1.234\n"
        "\n"
        "    Thema                n    %\n"
        "───────────────────────────────\n"
        " 1  Werkbeheersing   1.100  89%\n"
        "      =HYPERLINK(1)  1.000  81%\n"
        "    Geld; en | meer      0    –\n"
        "───────────────────────────────\n"
        "    Geen                20   2%\n"
        "───────────────────────────────\n"
        "Een noot.\n"
    )


def test_groups_stand_beside_the_total_with_their_own_base() -> None:
    lines = format_text(table(split=True)).splitlines()
    assert lines[3].split() == ["G32", "onbekend"]
    assert lines[4].split() == ["Thema", "n", "%", "N=26", "N=4"]
    assert lines[6].split() == ["1", "Werkbeheersing", "1.100", "89%", "3", "12%", "1", "–"]
    assert len({len(line) for line in lines[6:9]}) == 1


def test_what_was_read_is_said_when_it_is_not_all() -> None:
    assert base_line(table()) == "N = 1.234"
    assert base_line(table(n_read=120)) == "1.234 beantwoord, 120 gelezen"


def test_a_long_question_is_wrapped() -> None:
    lines = format_text(table(text="woord " * 60)).splitlines()
    assert max(map(len, lines)) <= 78


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 6", "-2", "- streepje", "@SOM(A1)", "\t=1", " =1", "\r\n=1", "＝1"]
)
def test_formulas_are_guarded(text: str) -> None:
    assert guard_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-", "Geen", "a=b", "'=1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guard_formula(text) == text


def test_a_long_word_in_a_group_name_stays_whole() -> None:
    wide = table(split=True)
    wide.group_bases["group"] = wide.group_bases["group"].replace(
        "onbekend", "kwaliteitsmedewerker of anders"
    )
    assert "kwaliteitsmedewerker" in format_text(wide)
