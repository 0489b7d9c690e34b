import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from coding.language.training.scores import parse, score, sentence_f, share_of_tokens, typed_answer
from coding.language.training.treebank import Sentence, Word


def sentence(*pairs: str, document: str = "d") -> Sentence:
    words = [Word(form, pos, form.lower()) for form, pos in (pair.rsplit("/", 1) for pair in pairs)]
    return Sentence(document, tuple(words))


HELP = sentence("Hulp/NOUN", "kwam/VERB", "laat/ADJ", "./PUNCT")
SCHOOL = sentence("School/NOUN", "belt/VERB", "!/PUNCT")


@Language.component("all_nouns_that_end_in_a_full_stop")
def all_nouns_that_end_in_a_full_stop(doc: Doc) -> Doc:
    for token in doc:
        token.pos_ = "NOUN"
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text == "."
    return doc


@pytest.fixture
def nouns() -> Language:
    nlp = spacy.blank("nl")
    nlp.add_pipe("all_nouns_that_end_in_a_full_stop")
    return nlp


def test_an_answer_as_typed() -> None:
    assert [word.form for word in typed_answer(HELP).words] == ["hulp", "kwam", "laat"]


def test_scores_by_hand(nouns: Language) -> None:
    found = score(nouns, [HELP, SCHOOL])
    assert found.pos == pytest.approx(2 / 7), "two nouns of seven tokens"
    assert found.pos_typed == found.pos_bare == pytest.approx(2 / 5)
    assert found.sentences == 1
    assert found.answers_cut == 0


def test_a_sentence_counts_when_both_its_ends_are_right(nouns: Language) -> None:
    last = sentence("Daarna/ADV", "niets/PRON", "./PUNCT")
    pairs = parse(nouns, [[HELP, SCHOOL, last]])
    # found: "Hulp kwam laat." and the two others as one
    assert sentence_f(pairs) == pytest.approx(2 * 1 / (3 + 2))


def test_answers_that_are_cut_in_two(nouns: Language) -> None:
    dotted = sentence("ca/ADV", "./PUNCT", "drie/NUM", "weken/NOUN")
    assert score(nouns, [dotted, SCHOOL]).answers_cut == 0.5


def test_the_right_documents_stay_as_they_were_given(nouns: Language) -> None:
    pairs = parse(nouns, [[HELP]])
    assert [token.pos_ for token in pairs[0][0]] == ["NOUN", "VERB", "ADJ", "PUNCT"]
    assert share_of_tokens(pairs, lambda gold, found: gold.text == found.text) == 1
