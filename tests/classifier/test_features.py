import numpy as np
import pytest
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from coding.classifier.features import LARGE, Counts, Features, vocabulary_of

TEXTS = ["Lange wachtlijsten, lange wachttijd", "wachttijd", "de huisarts belt nooit", "-", ""]
LEMMAS = [["lang", "wachtlijst", "lang", "wachttijd"], ["wachttijd"], ["huisarts", "bellen", "nooit"], [], []]


def test_terms_are_weighed_as_scikit_learn_does() -> None:
    words = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    joined = [" ".join(lemmas) for lemmas in LEMMAS]
    expected = hstack([words.fit_transform(joined), pieces.fit_transform(TEXTS)]).toarray()
    vocabulary = vocabulary_of(TEXTS, LEMMAS)
    counts = Counts.of(TEXTS, LEMMAS, vocabulary, None)
    found = counts.weighed(counts.rarity()).toarray()
    assert found[:, :-1] == pytest.approx(expected)
    assert (found[:, -1] == 0).all()  # nothing gives vectors
    features = Features(vocabulary, counts.rarity(), None)
    assert features.matrix(TEXTS[2:3], LEMMAS[2:3]).toarray() == pytest.approx(found[2:3])


def test_a_part_is_weighed_by_what_the_part_holds() -> None:
    # Learned from the first two texts alone, words of the third are unknown.
    counts = Counts.of(TEXTS, LEMMAS, vocabulary_of(TEXTS, LEMMAS), None)
    rarity = counts.part(np.array([0, 1])).rarity()
    alone = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit(TEXTS[:2])
    unseen = counts.part(np.array([1, 2])).weighed(rarity)
    expected = alone.transform(TEXTS[1:3])
    start = counts.terms[0].shape[1]
    assert unseen[:, start:].power(2).sum() == pytest.approx(expected.power(2).sum())
    assert unseen[1, :start].nnz == 0 or unseen[1, :start].toarray().max() == 0


def test_of_many_texts_a_piece_that_occurs_once_is_left_out() -> None:
    texts = [*["huisarts"] * (LARGE - 1), "zeepaardje"]
    lemmas = [[text] for text in texts]
    found = vocabulary_of(texts, lemmas)
    assert "huis" in found["pieces"]
    assert "zee" not in found["pieces"]
    assert "zee" in vocabulary_of(texts[1:], lemmas[1:])["pieces"]
    assert found["words"] == ["huisarts", "zeepaardje"]


def test_without_any_words_there_is_still_a_row_per_text() -> None:
    assert vocabulary_of(["", " "], [[], []]) == {}
    assert Features({}, [], None).matrix(["", " "], [[], []]).shape[0] == 2
