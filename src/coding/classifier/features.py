"""Texts as weighed counts of lemmas, pairs of lemmas and pieces of words, and by where they lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from coding.placeholders import without_placeholders

if TYPE_CHECKING:
    from coding.language import TextModel

SEPARATOR = "\n"  # in the stored vocabulary; no term holds one: white space is squeezed before counting
LARGE = 1_000  # texts from which a piece that occurs once is left out: it teaches nothing and costs most
WEIGHT = 1.0  # of a text's vector beside its words and its pieces, each of length 1


def _counter(kind: str, **options: Any) -> CountVectorizer:
    if kind == "words":
        return CountVectorizer(token_pattern=r"\S+", lowercase=False, ngram_range=(1, 2), **options)
    return CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), **options)


def _documents(texts: Sequence[str], lemmas: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    joined = [" ".join("_".join(word.split()) for word in words) for words in lemmas]
    return {"words": joined, "pieces": [without_placeholders(text) for text in texts]}


def vocabulary_of(texts: Sequence[str], lemmas: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return the terms that texts hold: ``words`` (lemmas and pairs) and ``pieces`` (of words)."""
    found: dict[str, list[str]] = {}
    for kind, documents in _documents(texts, lemmas).items():
        fewest = 2 if kind == "pieces" and len(texts) >= LARGE else 1
        if any(text.strip() for text in documents):
            counter = _counter(kind, min_df=fewest).fit(documents)
            found[kind] = counter.get_feature_names_out().tolist()
    return found


@dataclass(frozen=True)
class Counts:
    """How often each term occurs in each text, and the texts' vectors where there are any.

    Made once for all texts; parts of them are then weighed each in their own way.
    """

    terms: list[csr_matrix]  # per kind of term, texts × terms
    vectors: NDArray[np.float64]  # texts × dimensions; one column of zeros where nothing gives vectors

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        lemmas: Sequence[Sequence[str]],
        vocabulary: Mapping[str, Sequence[str]],
        model: "TextModel | None",
    ) -> "Counts":
        """Count the terms of a vocabulary."""
        documents = _documents(texts, lemmas)
        return cls(
            terms=[
                _counter(kind, vocabulary=names).transform(documents[kind])
                for kind, names in vocabulary.items()
            ],
            vectors=np.zeros((len(texts), 1)) if model is None else model.embed(texts).astype(np.float64),
        )

    def part(self, rows: NDArray[np.int64]) -> "Counts":
        """Return some of the texts."""
        return Counts([block[rows] for block in self.terms], self.vectors[rows])

    def rarity(self) -> list[NDArray[np.float64]]:
        """Return the weight of each term by how few texts hold it; 0 for one that none holds."""
        weights = []
        for block in self.terms:
            texts_with = np.bincount(block.indices, minlength=block.shape[1])
            # smoothed inverse document frequency, as in scikit-learn's TfidfTransformer
            weight = np.log((1 + block.shape[0]) / (1 + texts_with)) + 1
            weights.append(np.where(texts_with > 0, weight, 0.0))
        return weights

    def weighed(self, rarity: Sequence[NDArray[np.float64]]) -> csr_matrix:
        """Return one row per text: each kind of terms and the vector side by side."""
        blocks = []
        for block, weights in zip(self.terms, rarity, strict=True):
            softened = block.astype(np.float64)
            softened.data = 1 + np.log(softened.data)
            blocks.append(normalize(softened @ diags(weights)))
        return csr_matrix(hstack([*blocks, csr_matrix(WEIGHT * self.vectors)]))


@dataclass(frozen=True)
class Features:
    """How texts become numbers, learned from one set of texts.

    Attributes
    ----------
    vocabulary, rarity
        Per kind of term its terms and their weights.
    model
        What gives texts their vectors; ``None``: they have none.
    """

    vocabulary: dict[str, list[str]]
    rarity: list[NDArray[np.float64]]
    model: "TextModel | None"

    def matrix(self, texts: Sequence[str], lemmas: Sequence[Sequence[str]]) -> csr_matrix:
        """Return one row per text."""
        return Counts.of(texts, lemmas, self.vocabulary, self.model).weighed(self.rarity)

    def state(self) -> dict[str, Any]:
        """Return what is needed to build these again: texts and arrays only."""
        kinds = list(self.vocabulary)
        return {
            "terms": {kind: SEPARATOR.join(self.vocabulary[kind]) for kind in kinds},
            "rarity": dict(zip(kinds, self.rarity, strict=True)),
            "vectors": "" if self.model is None else self.model.name,
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Any], model: "TextModel | None") -> "Features":
        """Build from what ``state`` returned; ``model`` is the one whose name stands there."""
        return cls(
            vocabulary={kind: terms.split(SEPARATOR) for kind, terms in state["terms"].items()},
            rarity=list(state["rarity"].values()),
            model=model if state["vectors"] else None,
        )
