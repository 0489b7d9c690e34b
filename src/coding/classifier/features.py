"""Texts as points: their words, the pieces of those, what they mean, and where they lie among the others.

How texts are weighed and where they lie is learned from all texts of a question, read or not: no judgement
is needed for that, and the texts that nobody read yet tell which words go together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

from coding.classifier.terms import Tokens, count, pieces_of, texts_with, words_and_pairs
from coding.placeholders import without_placeholders

if TYPE_CHECKING:
    from coding.language import TextModel

SEPARATOR = "\n"  # in the stored vocabulary; no term holds one: white space is squeezed before counting
FEWEST_TEXTS = 2  # a term of one text says nothing about likeness between texts
DIRECTIONS = 50  # of the space in which texts lie by the words they share
LARGE = 5_000  # texts from which directions are learned; more add seconds and nothing else
AT_ONCE = 50_000  # texts in memory at a time when they are scored
CONTEXT_WEIGHT = 0.4  # of what stands around a text (headings, the question), a whole view being 1


@dataclass(frozen=True)
class Texts:
    """Texts to learn from or to judge.

    Attributes
    ----------
    texts, lemmas
        As they were written, and their content lemmas.
    contexts
        What stands around each: the headings over a passage, the question an answer is to; empty: nothing.
    """

    texts: Sequence[str]
    lemmas: Sequence[Sequence[str]]
    contexts: Sequence[str] = field(default=())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.texts)

    def __add__(self, other: "Texts") -> "Texts":
        """Return these texts and then others."""
        return Texts(
            [*self.texts, *other.texts],
            [*self.lemmas, *other.lemmas],
            [*self._contexts(), *other._contexts()],
        )

    def rows(self, places: Iterable[int]) -> "Texts":
        """Return some of the texts."""
        places, contexts = list(places), self._contexts()
        return Texts(
            [self.texts[place] for place in places],
            [self.lemmas[place] for place in places],
            [contexts[place] for place in places],
        )

    def _contexts(self) -> Sequence[str]:
        return self.contexts or [""] * len(self.texts)

    def tokens(self) -> dict[str, list[list[str]]]:
        """Return per kind of term the tokens of each text."""
        lemmas = [["_".join(word.split()) for word in words] for words in self.lemmas]
        return {
            "words": [list(words_and_pairs(words)) for words in lemmas],
            "pieces": [without_placeholders(text).lower().split() for text in self.texts],
            "context": [text.lower().split() for text in self._contexts()],
        }


CUTS: dict[str, Callable[[str], Iterable[str]] | None] = {"words": None, "pieces": pieces_of, "context": None}


@dataclass(frozen=True)
class Points:
    """Texts as rows of numbers, whose products say how alike two texts are (1: the same).

    Attributes
    ----------
    sparse
        Texts × terms.
    dense
        Texts × dimensions: vectors by meaning, then places by shared words.
    """

    sparse: csr_matrix
    dense: NDArray[np.float64]

    def rows(self, places: NDArray[np.int64]) -> "Points":
        """Return some of the texts."""
        return Points(self.sparse[places], self.dense[places])

    def likeness(self, other: "Points") -> NDArray[np.float64]:
        """Return how alike each of these texts is to each of the others."""
        shared = (self.sparse @ other.sparse.T).toarray().astype(np.float64)
        return np.asarray(shared + self.dense @ other.dense.T)

    def combined(self, coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return these texts added up with coefficients (texts × codes): terms and dimensions × codes."""
        return np.vstack([self.sparse.T @ coefficients, self.dense.T @ coefficients])

    def scores(self, weights: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """Return texts × codes, the weights being terms and dimensions × codes."""
        n_terms = self.sparse.shape[1]
        return np.asarray(self.sparse @ weights[:n_terms] + self.dense @ weights[n_terms:], dtype=np.float64)


@dataclass(frozen=True)
class Features:
    """How texts become points, learned from the texts of a question.

    Attributes
    ----------
    n_texts
        Of how many texts.
    vocabulary, rarity
        Per kind of term its terms and their weights (smoothed inverse document frequency).
    directions
        Terms of words and pieces × directions: the first singular vectors of texts × terms.
    model
        What gives texts a vector by meaning; ``None``: they have none.
    """

    n_texts: int
    vocabulary: dict[str, list[str]]
    rarity: dict[str, NDArray[np.float32]]
    directions: NDArray[np.float32]
    model: "TextModel | None"

    @classmethod
    def learn(cls, texts: Texts, *, model: "TextModel | None", seed: int = 0) -> "tuple[Features, Points]":
        """Learn from texts, and return them as points too.

        Parameters
        ----------
        texts
            All texts of the question, and those of the codebook.
        model
            What gives texts a vector by meaning.
        seed
            Fixes the directions.
        """
        vocabulary: dict[str, list[str]] = {}
        rarity: dict[str, NDArray[np.float32]] = {}
        blocks: dict[str, csr_matrix] = {}
        for kind, tokens in texts.tokens().items():
            counts, names = count(tokens, CUTS[kind])
            holding = texts_with(counts)
            kept = sorted(np.nonzero(holding >= FEWEST_TEXTS)[0].tolist(), key=names.__getitem__)
            if not kept:
                continue
            vocabulary[kind] = [names[place] for place in kept]
            # as scikit-learn's TfidfTransformer with smooth_idf
            every = (np.log((1 + len(texts)) / (1 + holding)) + 1).astype(np.float32)
            blocks[kind] = csr_matrix(_weighed(counts, every)[:, kept])
            rarity[kind] = every[kept]
        directions = _directions(_shared_words(blocks, len(texts)), seed)
        features = cls(len(texts), vocabulary, rarity, directions, model)
        return features, features._points(blocks, texts)

    def points(self, texts: Texts) -> Points:
        """Return texts as points."""
        tokens = texts.tokens()
        blocks = {kind: self._block(kind, tokens[kind]) for kind in self.vocabulary}
        return self._points(blocks, texts)

    def _block(self, kind: str, tokens: Tokens) -> csr_matrix:
        """Return the known terms of texts; the others only make the text longer, as they did in learning."""
        counts, names = count(tokens, CUTS[kind])
        place = {term: column for column, term in enumerate(self.vocabulary[kind])}
        to = np.array([place.get(name, -1) for name in names], dtype=np.int64)
        unknown = np.float32(np.log((1 + self.n_texts) / FEWEST_TEXTS) + 1)  # as of a term in one text
        weighed = _weighed(counts, np.where(to >= 0, self.rarity[kind][to], unknown))
        known = np.nonzero(to >= 0)[0]
        chooser = csr_matrix(
            (np.ones(len(known), dtype=np.float32), (known, to[known])), shape=(len(names), len(place))
        )
        return csr_matrix(weighed @ chooser)

    def in_parts(self, texts: Texts) -> Iterable[Points]:
        """Yield texts as points, some at a time, so that memory stays bounded."""
        for start in range(0, len(texts), AT_ONCE):
            yield self.points(texts.rows(range(start, min(start + AT_ONCE, len(texts)))))

    def _points(self, blocks: Mapping[str, csr_matrix], texts: Texts) -> Points:
        views = [blocks[kind] for kind in ("words", "pieces") if kind in blocks]
        shared = _shared_words(blocks, len(texts))
        dense = [normalize(shared @ self.directions)] if self.directions.shape[1] else []
        if self.model is not None:
            dense.append(self.model.embed(texts.texts))
        scale = np.sqrt(1 / max(1, len(views) + len(dense)))
        sparse = [block * scale for block in views]
        if "context" in blocks:
            sparse.append(blocks["context"] * (scale * np.sqrt(CONTEXT_WEIGHT)))
        empty = csr_matrix((len(texts), 0), dtype=np.float32)
        return Points(
            sparse=csr_matrix(hstack([empty, *sparse])),
            dense=scale * np.hstack([np.zeros((len(texts), 0)), *dense]).astype(np.float64),
        )

    @property
    def terms(self) -> list[tuple[str, str]]:
        """The kind and the term of every row of weights that belongs to one."""
        return [(kind, term) for kind, names in self.vocabulary.items() for term in names]

    def state(self) -> dict[str, Any]:
        """Return what is needed to build these again: texts and arrays only."""
        return {
            "n_texts": self.n_texts,
            "terms": {kind: SEPARATOR.join(names) for kind, names in self.vocabulary.items()},
            "rarity": self.rarity,
            "directions": self.directions,
            "vectors": "" if self.model is None else self.model.name,
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Any], model: "TextModel | None") -> "Features":
        """Build from what ``state`` returned; ``model`` is the one whose name stands there."""
        return cls(
            n_texts=state["n_texts"],
            vocabulary={kind: terms.split(SEPARATOR) for kind, terms in state["terms"].items()},
            rarity=dict(state["rarity"]),
            directions=state["directions"],
            model=model if state["vectors"] else None,
        )


def _weighed(counts: csr_matrix, rarity: NDArray[np.float32]) -> csr_matrix:
    """Return counts softened, weighed by rarity, every text of length 1."""
    if not counts.shape[1]:
        return counts
    softened = counts.copy()
    softened.data = (1 + np.log(softened.data)).astype(np.float32)
    return csr_matrix(normalize(softened @ diags(rarity)))


def _shared_words(blocks: Mapping[str, csr_matrix], n_texts: int) -> csr_matrix:
    kinds = [blocks[kind] for kind in ("words", "pieces") if kind in blocks]
    return csr_matrix(hstack([csr_matrix((n_texts, 0), dtype=np.float32), *kinds]))


def _directions(shared: csr_matrix, seed: int) -> NDArray[np.float32]:
    """Return the first singular vectors of texts × terms (latent semantic analysis), terms × directions."""
    n_texts, n_terms = shared.shape
    number = min(DIRECTIONS, n_texts // 3, n_terms)
    if number < 1:
        return np.zeros((n_terms, 0), dtype=np.float32)
    if n_texts > LARGE:
        drawn = np.random.default_rng(seed).choice(n_texts, LARGE, replace=False)
        shared = shared[np.sort(drawn)]
    _left, _sizes, right = randomized_svd(shared, number, n_iter=4, random_state=seed)
    return np.ascontiguousarray(right.T, dtype=np.float32)
