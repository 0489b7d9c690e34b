"""Marking words in a text: what a browser sends, made into whole words and pieces to draw."""

from typing import Any

import pytest

from coding.pseudonyms import KINDS, ON_REQUEST, Finding, Placed
from coding.ui.components.marking import KEYS, Act, Choice, ShownText, drawn, read_acts
from coding.ui.components.marking.spans import Marked, code_points, pieces, whole_words


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("Jan kwam", 0, 3, "Jan"),
        ("😀 Jan", 3, 6, "Jan"),
        ("👩‍👩‍👧 en Bé", 12, 14, "Bé"),  # a family: five code points, eight UTF-16 units
        ("Andre\u0301 kwam", 0, 6, "Andre\u0301"),
        ("een\r\ntwee", 5, 9, "twee"),
        ("😀", 0, 1, "😀"),  # half of it
        ("😀 x", 1, 4, "😀 x"),
        ("a😀", 0, 2, "a😀"),
    ],
)
def test_offsets_of_a_browser_become_code_points(text: str, start: int, end: int, expected: str) -> None:
    found = code_points(text, start, end)
    assert found is not None
    assert text[found[0] : found[1]] == expected


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 1), (0, 9)])
def test_what_is_no_stretch_of_the_text_is_refused(start: int, end: int) -> None:
    assert code_points("😀 Jan", start, end) is None  # 6 UTF-16 units


@pytest.mark.parametrize(
    ("text", "dragged", "expected"),
    [
        ("bij Jansen, toen", "anse", "Jansen"),
        ("bij Jansen, toen", " Jansen, ", "Jansen"),
        ("zei (Jan).", "(Jan).", "Jan"),
        ("Dank aan Jan.", "Jan.", "Jan"),
        ("Dank aan J.K.", "J.K.", "J.K."),
        ("met Andre\u0301 erbij", "Andre", "Andre\u0301"),
        ("met Andre\u0301 erbij", "\u0301", "Andre\u0301"),
        ("het\r\nvan Dam\r\n", "van Dam\r\n", "van Dam"),
        ("zie @jan_k hier", "@jan", "@jan_k"),
        ("'s avonds bij Xqrt", "Xq", "Xqrt"),
    ],
)
def test_half_words_become_whole_ones(text: str, dragged: str, expected: str) -> None:
    start = text.index(dragged)
    found = whole_words(text, start, start + len(dragged))
    assert found is not None
    assert text[found[0] : found[1]] == expected


def test_blanks_and_punctuation_are_no_words() -> None:
    assert whole_words("Ja, nee", 2, 3) is None


def test_pieces_are_the_text_and_the_mark_goes_before_what_was_found() -> None:
    text = "Mevrouw Dam belde Bo."
    places = [
        Placed(1, 7, Finding(8, 11, "person"), accepted=True, decided=False),
        Placed(2, 7, Finding(18, 20, "person"), accepted=False, decided=True),
    ]
    assert pieces(text, places, Marked(7, 0, 11)) == [
        ("Mevrouw ", "chosen"),
        ("Dam", "chosen"),
        (" belde ", ""),
        ("Bo", "stays"),
        (".", ""),
    ]
    assert pieces(text, places, None)[1] == ("Dam", "gone")


def _sent(*acts: dict[str, Any]) -> dict[str, Any]:
    return {"acts": {"list": list(acts)}}


def _act(n: int, start: int, end: int, quote: str, kind: str | None = None, text: int = 7) -> dict[str, Any]:
    return {"n": n, "start": start, "end": end, "quote": quote, "kind": kind, "text": text}


def test_what_the_browser_sent_is_read_once_and_in_order() -> None:
    texts = {7: "😀 Jan en Piet"}
    sent = _sent(
        _act(5, 10, 14, "Piet", "person"), _act(4, 3, 6, "Jan", "place"), _act(3, 3, 6, "Jan", "url")
    )
    assert read_acts(sent, texts, after=3) == [
        Act(4, Marked(7, 2, 5), "Jan", "place"),
        Act(5, Marked(7, 9, 13), "Piet", "person"),
    ]


@pytest.mark.parametrize(
    "act",
    [
        _act(1, 3, 6, "Jan", text=8),  # no such text
        _act(1, 3, 6, "Bob"),  # something else stands there
        _act(1, 3, 60, "Jan"),
        _act(1, 2, 3, " "),
        _act(1, 3, 6, "Jan", "smurf"),
    ],
)
def test_what_does_not_fit_is_left_out(act: dict[str, Any]) -> None:
    assert read_acts(_sent(act), {7: "😀 Jan en Piet"}, after=0) == []


def test_half_an_emoji_is_sent_as_it_was_marked() -> None:
    (act,) = read_acts(_sent(_act(1, 1, 6, "\ude00 Jan")), {7: "😀 Jan"}, after=0)
    assert act.string == "😀 Jan"


def test_nothing_was_sent_yet() -> None:
    assert read_acts(None, {}, after=0) == []
    assert read_acts({"acts": None}, {}, after=0) == []


def test_says_at_how_many_places_before_anything_is_replaced() -> None:
    act = Act(9, Marked(7, 0, 3), "Jan", None)
    shown = [ShownText(7, "1 · Urk", "Jan en Jan")]
    data = drawn(shown, Choice(act, 2), told="", done=4)
    assert data["line"] == "‘Jan’ staat op 2 plaatsen; alle gaan mee. Wat is het?"
    assert data["choice"] == {"n": 9, "open": True}
    assert data["texts"] == [{"id": 7, "label": "1 · Urk", "pieces": [("Jan", "chosen"), (" en Jan", "")]}]
    gone = drawn(shown, Choice(act, 0), told="", done=4)
    assert gone["line"] == "‘Jan’ wordt al vervangen."
    assert gone["choice"] == {"n": 9, "open": False}


def test_every_kind_has_a_key_that_does_nothing_else_on_the_page() -> None:
    assert set(KEYS) == {*KINDS, *ON_REQUEST}
    assert len(set(KEYS.values())) == len(KEYS)
    assert not set(KEYS.values()) & set("vlzcr")
