"""The plain way to learn codes, to stand beside: TF-IDF and a logistic regression per code."""

from collections.abc import Sequence

import numpy as np
from coded_sets import CodedSet, alike
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold


def f1(labels: NDArray[np.bool_], decisions: NDArray[np.bool_]) -> tuple[float, float]:
    """Return micro-F1, and macro-F1 over the codes that occur."""
    both, either = (labels & decisions).sum(axis=0), labels.sum(axis=0) + decisions.sum(axis=0)
    occurs = labels.any(axis=0)
    return 2 * both.sum() / max(1, either.sum()), float((2 * both / np.maximum(1, either))[occurs].mean())


def _probabilities(
    known: Sequence[str], labels: NDArray[np.bool_], new: Sequence[str]
) -> NDArray[np.float64]:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    inside = csr_matrix(hstack([words.fit_transform(known), pieces.fit_transform(known)]))
    outside = csr_matrix(hstack([words.transform(new), pieces.transform(new)]))
    found = np.zeros((len(new), labels.shape[1]))
    for k in np.nonzero(labels.any(axis=0) & ~labels.all(axis=0))[0]:
        model = LogisticRegression(class_weight="balanced", solver="liblinear", random_state=0)
        found[:, k] = model.fit(inside, labels[:, k]).predict_proba(outside)[:, 1]
    return found


def baseline(coded: CodedSet, rows: list[int], rest: list[int]) -> NDArray[np.bool_]:
    """Predict plainly: TF-IDF of words and pieces, a balanced logistic regression per code, one threshold.

    The threshold is the one with the best micro-F1 in five inner folds, identical texts together.
    """
    texts, labels = [coded.texts[row] for row in rows], coded.labels[rows]
    places = {text: place for place, text in enumerate(dict.fromkeys(map(alike, texts)))}
    inner = np.zeros(labels.shape)
    for inside, outside in GroupKFold(5).split(texts, groups=[places[alike(text)] for text in texts]):
        inner[outside] = _probabilities(
            [texts[i] for i in inside], labels[inside], [texts[i] for i in outside]
        )
    threshold = max(np.unique(inner.round(3)), key=lambda value: f1(labels, inner >= value)[0])
    return _probabilities(texts, labels, [coded.texts[row] for row in rest]) >= threshold
