from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from coding.classifier.features import Features, Texts

TEXTS = ["Lange wachtlijsten, lange wachttijd", "wachttijd", "de huisarts belt nooit", "-", ""]
LEMMAS = [["lang", "wachtlijst", "lang", "wachttijd"], ["wachttijd"], ["huisarts", "bellen", "nooit"], [], []]
TWICE = Texts(TEXTS * 2, LEMMAS * 2)


class Lengths:
    """A text model whose vectors lie by length."""

    name = "lengths"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[len(text) % 2, 1 - len(text) % 2] for text in texts], dtype=np.float32)


def test_terms_are_weighed_as_scikit_learn_does() -> None:
    words = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True, lowercase=False)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    joined = [" ".join(lemmas) for lemmas in LEMMAS * 2]
    expected = hstack([words.fit_transform(joined), pieces.fit_transform(TEXTS * 2)]).toarray()
    features, points = Features.learn(TWICE, model=None)
    views = 3  # words, pieces and the place by shared words weigh the same
    assert points.sparse.toarray() * np.sqrt(views) == pytest.approx(expected, abs=1e-5)
    names = [*words.get_feature_names_out(), *pieces.get_feature_names_out()]
    assert [term for _kind, term in features.terms] == names


def test_a_text_is_as_like_itself_as_can_be() -> None:
    _features, points = Features.learn(TWICE, model=Lengths())
    likeness = points.likeness(points)
    assert likeness[0, 0] == pytest.approx(1, abs=1e-5)
    assert likeness[0, 5] == pytest.approx(1, abs=1e-5)  # the same text again
    assert likeness.max() < 1 + 1e-5
    assert likeness[0, 1] > likeness[0, 2]  # 'wachttijd' is in both


def test_a_term_of_one_text_is_no_likeness_but_makes_the_text_longer() -> None:
    texts = Texts(["rood blauw", "rood groen", "rood"], [["rood", "blauw"], ["rood", "groen"], ["rood"]])
    features, points = Features.learn(texts, model=None)
    assert ("words", "blauw") not in features.terms
    alike = (points.sparse @ points.sparse.T).toarray()
    assert alike[0, 1] < alike[2, 2] / 2


def test_the_same_text_later_is_the_same_point() -> None:
    contexts = ["kop een", "kop twee", "", "", ""] * 2
    texts = Texts(TWICE.texts, TWICE.lemmas, contexts)
    features, points = Features.learn(texts, model=Lengths())
    again = features.points(texts.rows([0, 3]))
    assert again.sparse.toarray() == pytest.approx(points.sparse[[0, 3]].toarray(), abs=1e-6)
    assert again.dense == pytest.approx(points.dense[[0, 3]], abs=1e-6)
    assert "context" in features.vocabulary


def test_scores_in_parts_are_scores_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    features, points = Features.learn(TWICE, model=None)
    weights = np.random.default_rng(0).normal(size=(points.sparse.shape[1] + points.dense.shape[1], 2))
    monkeypatch.setattr("coding.classifier.features.AT_ONCE", 3)
    parts = [part.scores(weights) for part in features.in_parts(TWICE)]
    assert [len(part) for part in parts] == [3, 3, 3, 1]
    assert np.vstack(parts) == pytest.approx(points.scores(weights), abs=1e-5)


def test_combined_texts_score_as_their_likeness_says() -> None:
    _features, points = Features.learn(TWICE, model=Lengths())
    marks = points.rows(np.array([0, 2]))
    coefficients = np.array([[1.0, 0.0], [0.5, -2.0]])
    expected = points.likeness(marks) @ coefficients
    assert points.scores(marks.combined(coefficients)) == pytest.approx(expected, abs=1e-5)


def test_without_any_words_there_is_still_a_row_per_text() -> None:
    features, points = Features.learn(Texts(["", " "], [[], []]), model=None)
    assert features.vocabulary == {}
    assert points.sparse.shape == (2, 0)
    assert features.points(Texts(["nieuw"], [["nieuw"]])).dense.shape[0] == 1


def test_written_down_and_read_back() -> None:
    features, _points = Features.learn(TWICE, model=None)
    again = Features.from_state(features.state(), None)
    assert (again.points(TWICE).sparse != features.points(TWICE).sparse).nnz == 0
    assert again.points(TWICE).dense == pytest.approx(features.points(TWICE).dense, abs=1e-6)
