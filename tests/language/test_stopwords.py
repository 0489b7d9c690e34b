import pytest

from coding.language.stopwords import is_content, stop_words


@pytest.mark.parametrize(
    "word", ["niet", "geen", "nooit", "zonder", "weinig", "veel", "wachtlijst", "huisarts"]
)
def test_negation_amounts_and_the_field_are_content(word: str) -> None:
    assert is_content(word, word)


@pytest.mark.parametrize(
    "word", ["de", "en", "nvt", "n.v.t.", "48", "-", "?", "x", "https://voorbeeld.nl", "a@b.nl"]
)
def test_function_words_figures_and_addresses_are_not(word: str) -> None:
    assert not is_content(word, word)


def test_a_form_whose_lemma_is_a_stop_word_is_no_content() -> None:
    assert "zijn" in stop_words()
    assert not is_content("geweest", "zijn")
    assert not is_content("Waren", "zijn")
