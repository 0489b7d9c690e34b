"""Which words are known. Expected: a Dutch dictionary."""

import pytest

from coding.language import is_known_word


@pytest.mark.parametrize("word", ["wachttijd", "Samengesteld", "re-integratie", "foto's", "FOTO’S"])
def test_dutch_words_in_any_form_are_known(word: str) -> None:
    assert is_known_word(word)


@pytest.mark.parametrize("word", ["", "sultaat", "samenge", "financi", "xqz"])
def test_pieces_of_words_are_not(word: str) -> None:
    assert not is_known_word(word)
