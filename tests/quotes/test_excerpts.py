"""Which part of a text is quoted; offsets counted by hand."""

import pytest

from coding.errors import InputError
from coding.quotes.excerpts import excerpts, locate, shown


def test_a_short_text_is_quoted_whole_without_blanks() -> None:
    assert excerpts("  Te druk, altijd. \n") == [(2, 18)]
    assert excerpts("   ") == []


def test_of_a_long_text_whole_sentences_in_a_row_of_a_readable_length() -> None:
    first, second, third = "A" * 29 + ".", "B" * 99 + ".", "C" * 149 + "."
    text = f"{first} {second} {third}"  # 30, 100 and 150 code points
    # the first alone is too short, the second with the third (251) and all three are too long
    assert excerpts(text) == [(0, 131), (31, 131), (132, 282)]


def test_a_long_text_without_a_short_enough_sentence_is_left_to_a_person() -> None:
    assert excerpts("A" * 300) == []


def test_what_is_left_out_is_shown() -> None:
    text = "Eén 👍 ding. Nog\niets.  "
    assert shown(text, 0, 11) == "Eén 👍 ding. […]"
    assert shown(text, 12, 21) == "[…] Nog iets."  # blanks at the end are nothing left out
    assert shown(text, 4, 5) == "[…] 👍 […]"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("Eén 👍 ding. Nog iets.", (0, 21)),  # a line end reads as a blank
        ("[…] 👍 ding. […]", (4, 11)),
        ("  iets. ", (16, 21)),
    ],
)
def test_words_that_were_kept_are_found_back(wanted: str, expected: tuple[int, int]) -> None:
    text = "Eén 👍 ding. Nog\niets.  "
    assert locate(text, wanted) == expected
    assert text[slice(*expected)].split() == wanted.replace("[…]", "").split()


@pytest.mark.parametrize(("wanted", "message"), [("Eén ding", "letterlijk"), ("[…]", "niets"), ("", "niets")])
def test_words_that_do_not_stand_there_are_refused(wanted: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        locate("Eén 👍 ding.", wanted)
