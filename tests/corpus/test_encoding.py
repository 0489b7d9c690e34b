"""Which encoding a file is in. Expected: what the test encoded it with."""

import codecs

import pytest

from coding.corpus.readers.encoding import decode, detect_encoding
from coding.errors import InputError

DUTCH = "gemeente;antwoord\nElzerveen;Coördinatie is moeizaam, één loket, te hoge caseload\nIJlst;financiën\n"


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "latin-1",
        "cp850",
        "mac_roman",
    ],
)
def test_dutch_text_comes_back_as_it_was(encoding: str) -> None:
    text, _found = decode(DUTCH.encode(encoding), name="x.csv")
    assert text == DUTCH


def test_big_endian_with_a_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + DUTCH.encode("utf-16-be"), name="x")[0] == DUTCH


def test_windows_quotes_and_euro() -> None:
    text = "‘té druk’ – “echt” … € 5\n" * 3
    assert decode(text.encode("cp1252"), name="x")[0] == text


def test_one_strange_letter_in_a_long_ascii_file() -> None:
    text = "gemeente;antwoord\n" + "A;te druk en te vol\n" * 5000 + "B;één loket\n"
    assert decode(text.encode("cp1252"), name="x")[0] == text


def test_plain_ascii_is_utf_8() -> None:
    assert detect_encoding(b"a;b\n1;2\n") == "utf-8"


def test_an_encoding_that_was_asked_for_is_held_to() -> None:
    with pytest.raises(InputError, match="utf-8") as caught:
        decode(DUTCH.encode("cp1252"), name="x.csv", encoding="utf-8")
    assert caught.value.row == 2
    with pytest.raises(InputError, match="klinkklaar"):
        decode(b"a", name="x.csv", encoding="klinkklaar")


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(InputError, match="geen tekstbestand"):
        decode(bytes(range(256)) * 20, name="x.csv")


def test_the_euro_of_an_older_linux() -> None:
    text = "één antwoord;prijs\nTe duur;€ 45\nGoed;€ 12\n"
    assert decode(text.encode("iso8859-15"), name="x.csv")[0] == text
    assert decode(text.encode("cp1252"), name="x.csv")[0] == text
