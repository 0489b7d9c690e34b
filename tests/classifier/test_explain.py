"""The words that led to a code are those that only texts with that code hold."""

import pytest

from coding.classifier.explain import Explainer
from coding.classifier.features import Texts
from coding.classifier.training import train

LATE = ["bus laat", "trein laat", "veel laat", "steeds laat", "laat vandaag", "erg laat"]
DEAR = ["bus duur", "trein duur", "veel duur", "steeds duur", "duur vandaag", "erg duur"]


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    texts = LATE + DEAR
    labels = [["laat"]] * len(LATE) + [["duur"]] * len(DEAR)
    every = Texts(texts, [text.split() for text in texts])
    fitted, _held_out = train(every, range(len(texts)), labels, ["laat", "duur", "nooit"])
    return Explainer(fitted)


def test_the_telling_word_comes_first(explainer):
    words = [("de", "de"), ("bus", "bus"), ("is", "zijn"), ("laat", "laat"), ("duurder", "duur")]
    found, nothing = explainer.words([words, []], [["laat", "duur"], ["laat"]])
    assert found["laat"] == ["laat"]
    assert found["duur"] == ["duurder"]  # the form in the text, not the lemma
    assert nothing == {"laat": []}


def test_a_code_that_was_not_learned_and_a_text_that_says_nothing_have_no_words(explainer):
    assert explainer.words([[("laat", "laat")]], [["nooit"]]) == [{"nooit": []}]
    assert explainer.words([[]], [["laat"]]) == [{"laat": []}]
