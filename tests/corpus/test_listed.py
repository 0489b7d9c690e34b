"""Answers that are lists, cut into items. Expected: as a reader would say."""

import pytest

from coding.corpus.listed import item_spans


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("- werkdruk\n- wachtlijst\n- geen tijd", ["- werkdruk", "- wachtlijst", "- geen tijd"]),
        (
            "Het zijn er drie:\n1. geld\n2. tijd\n3. rust",
            ["Het zijn er drie:\n1. geld", "2. tijd", "3. rust"],
        ),
        ("Veel gaat goed.\n• geld\n• tijd\n• rust", ["Veel gaat goed.", "• geld", "• tijd", "• rust"]),
        ("1) druk 2) geen geld 3) altijd bereikbaar", ["1) druk", "2) geen geld", "3) altijd bereikbaar"]),
        ("hoge caseload; lange wachttijd; verloop", ["hoge caseload;", "lange wachttijd;", "verloop"]),
        ("werkdruk\nverloop\n\nwachttijden", ["werkdruk", "verloop", "wachttijden"]),
        (
            "- een punt\nover twee regels\n- nog een\n- slot",
            ["- een punt\nover twee regels", "- nog een", "- slot"],
        ),
        ("1. wachttijd 2. personeel", ["1. wachttijd", "2. personeel"]),
        ("Knelpunten: 1) tijd\n2) geld", ["Knelpunten: 1) tijd", "2) geld"]),
        ("Er waren er 1. Later 2. En toen niets.", ["Er waren er 1. Later 2. En toen niets."]),
        ("Te druk; te vol.", ["Te druk; te vol."]),
        ("Eén zin.\nEn nog een.", ["Eén zin.\nEn nog een."]),
        ("In 1. kwartaal en 2. kwartaal", ["In 1. kwartaal en 2. kwartaal"]),
        ("", []),
    ],
)
def test_items(text: str, items: list[str]) -> None:
    assert [text[start:end] for start, end in item_spans(text)] == items
