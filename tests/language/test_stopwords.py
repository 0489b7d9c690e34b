import pytest
from tests.builders import add_answers

from coding.language.stopwords import is_content, is_filler, stop_words
from coding.project import Project


@pytest.mark.parametrize(
    "word", ["niet", "geen", "nooit", "zonder", "weinig", "veel", "wachtlijst", "huisarts"]
)
def test_negation_amounts_and_the_field_are_content(word: str) -> None:
    assert is_content(word, word)


@pytest.mark.parametrize(
    "word",
    [
        "de",
        "en",
        "nvt",
        "n.v.t.",
        "m.u.v",
        "idem",
        "48",
        "-",
        "?",
        "x",
        "https://voorbeeld.nl",
        "a@b.nl",
        "hierover",
        "Daarnaast",
    ],
)
def test_function_words_figures_and_addresses_are_not(word: str) -> None:
    assert not is_content(word, word)


def test_a_form_whose_lemma_is_a_stop_word_is_no_content() -> None:
    assert "zijn" in stop_words()
    assert not is_content("geweest", "zijn")
    assert not is_content("Waren", "zijn")


@pytest.mark.parametrize(
    ("form", "lemma", "pos"),
    [
        ("rondom", "rondom", "ADP"),  # in no list
        ("jouwe", "jou", "PRON"),
        ("mag", "mogen", "AUX"),
        ("was", "zijn", "AUX"),
        ("gegeven", "geven", "VERB"),
        ("zeventien", "zeventien", "NUM"),
        ("laat", "laten", "VERB"),
    ],
)
def test_a_part_of_speech_without_content(form: str, lemma: str, pos: str) -> None:
    assert not is_content(form, lemma, pos)


@pytest.mark.parametrize(
    ("form", "lemma", "pos"),
    [
        ("geen", "geen", "DET"),
        ("minder", "weinig", "DET"),
        ("niets", "niets", "PRON"),
        ("zonder", "zonder", "ADP"),
        ("was", "was", "NOUN"),
        ("gegevens", "gegeven", "NOUN"),
        ("gegevens", "gegeven", ""),
        ("goed", "goed", "ADJ"),
        ("jammer", "jammer", "INTJ"),
        ("1G1P", "1g1p", "NUM"),
        ("meer", "veel", "NUM"),
        ("laat", "laat", "ADJ"),
        ("Utrecht", "utrecht", "PROPN"),
    ],
)
def test_content_whatever_the_part_of_speech(form: str, lemma: str, pos: str) -> None:
    assert is_content(form, lemma, pos)


@pytest.mark.parametrize("text", ["Geen idee!", "weet ik niet", "zie boven", "  Zie vorige vraag. "])
def test_an_answer_that_is_none(text: str) -> None:
    assert is_filler(text)


@pytest.mark.parametrize(
    "text", ["geen", "nee", "geen idee hoe lang de wachtlijst is", "de huisarts weet niet", ""]
)
def test_an_answer_that_is_one(text: str) -> None:
    assert not is_filler(text)


def test_an_answer_that_is_none_has_no_content_words(project: Project) -> None:
    add_answers(project, "63", ["Geen idee!", "geen idee hoe lang de wachtlijst is", "zie boven"])
    assert project.language.lemmas("63")["lemmas"].tolist() == [
        [],
        ["geen", "idee", "lang", "wachtlijst"],
        [],
    ]
    assert project.language.lemmas("63", content_only=False)["lemmas"].tolist()[0] == ["geen", "idee", "!"]
