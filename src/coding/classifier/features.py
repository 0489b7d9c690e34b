"""Texts as weighed counts of lemmas, pairs of lemmas and pieces of words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

SEPARATOR = "\n"  # in the stored vocabulary; no term holds one: white space is squeezed before counting
LARGE = 1_000  # texts from which a piece that occurs once is left out: it teaches nothing and costs most


def _words(**options: Any) -> TfidfVectorizer:
    return TfidfVectorizer(
        token_pattern=r"\S+", lowercase=False, ngram_range=(1, 2), sublinear_tf=True, **options
    )


def _pieces(**options: Any) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, **options)


def _restored(vectorizer: TfidfVectorizer, weights: NDArray[np.float64]) -> TfidfVectorizer:
    vectorizer.idf_ = weights
    return vectorizer


def _joined(lemmas: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join("_".join(word.split()) for word in words) for words in lemmas]


@dataclass(frozen=True)
class Features:
    """How texts become numbers, learned from one set of texts."""

    words: TfidfVectorizer | None
    pieces: TfidfVectorizer | None

    @classmethod
    def learn(cls, texts: Sequence[str], lemmas: Sequence[Sequence[str]]) -> "Features":
        """Learn the vocabulary and the weight of each term."""
        joined = _joined(lemmas)
        fewest = 2 if len(texts) >= LARGE else 1
        return cls(
            words=_words().fit(joined) if any(joined) else None,
            pieces=_pieces(min_df=fewest).fit(texts) if any(text.strip() for text in texts) else None,
        )

    def counts(self, texts: Sequence[str], lemmas: Sequence[Sequence[str]]) -> csr_matrix:
        """Return one row per text."""
        blocks = []
        if self.words is not None:
            blocks.append(self.words.transform(_joined(lemmas)))
        if self.pieces is not None:
            blocks.append(self.pieces.transform(texts))
        return csr_matrix(hstack(blocks)) if blocks else csr_matrix((len(texts), 1))

    def state(self) -> dict[str, Any]:
        """Return what is needed to build these again: texts and arrays only."""
        state: dict[str, Any] = {}
        for name, vectorizer in (("words", self.words), ("pieces", self.pieces)):
            if vectorizer is not None:
                state[name] = SEPARATOR.join(vectorizer.get_feature_names_out().tolist())
                state[f"{name}_weights"] = vectorizer.idf_
        return state

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> "Features":
        """Build from what ``state`` returned."""

        def restored(name: str, build: Any) -> TfidfVectorizer | None:
            if name not in state:
                return None
            return _restored(build(vocabulary=state[name].split(SEPARATOR)), state[f"{name}_weights"])

        return cls(words=restored("words", _words), pieces=restored("pieces", _pieces))
