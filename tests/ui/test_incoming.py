"""What a browser sends is read with distrust."""

import pytest

from coding.ui.components.incoming import LARGEST_NUMBER, clean_text, client_name, whole_number


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, 0),
        (3.0, 3),
        (LARGEST_NUMBER, LARGEST_NUMBER),
        (LARGEST_NUMBER + 1, None),
        (-1, None),
        (3.5, None),
        (float("nan"), None),
        (True, None),
        ("3", None),
        (None, None),
    ],
)
def test_whole_numbers(value, expected):
    assert whole_number(value) == expected


@pytest.mark.parametrize(
    ("value", "fine"), [("a" * 8, True), ("a-B_9" * 4, True), ("a" * 7, False), ("a;" * 8, False), (7, False)]
)
def test_names_of_tabs(value, fine):
    assert client_name(value) == (value if fine else None)


def test_what_no_database_stores_is_taken_out():
    assert clean_text("a\x00b") == "ab"
    assert clean_text("\ud83d\ude00 \ud83d!") == "😀 \ufffd!"
