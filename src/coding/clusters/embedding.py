"""Texts as points: by their lemmas and pieces of words, and by what their words mean."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from coding.language import TextModel

DIMENSIONS = 100
WEIGHT = 0.5  # of a text's vector; the rest is for its own words
FEWEST_FOR_NEIGHBOURS = 20
MOST_FOR_NEIGHBOURS = 15_000  # beyond this it takes minutes and gigabytes


def _terms(texts: Sequence[str], lemmas: Sequence[Sequence[str]]) -> "csr_matrix":
    """Count lemmas, pairs of lemmas, and pieces of words of three to five letters."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(
        tokenizer=str.split, token_pattern=None, lowercase=False, ngram_range=(1, 2), sublinear_tf=True
    )
    # Pieces of words bring typos and compounds together; those of one text only say nothing.
    pieces = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), min_df=1 if len(texts) < 50 else 2, sublinear_tf=True
    )
    joined = [" ".join(lemmas_of_text) for lemmas_of_text in lemmas]
    return csr_matrix(hstack([words.fit_transform(joined), pieces.fit_transform(texts)]))


def _by_words(texts: Sequence[str], lemmas: Sequence[Sequence[str]], *, seed: int) -> "NDArray[float64]":
    """Give every text a point by the words it shares with the others."""
    import numpy as np
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    terms = _terms(texts, lemmas)
    dimensions = min(DIMENSIONS, min(terms.shape) - 1)
    if dimensions < 2:
        points = terms.toarray()
    else:
        points = TruncatedSVD(dimensions, random_state=seed).fit_transform(terms)
    return np.asarray(normalize(points), dtype=np.float64)


def embed(
    texts: Sequence[str], lemmas: Sequence[Sequence[str]], *, model: "TextModel | None" = None, seed: int
) -> "NDArray[float64]":
    """Give every text a point; the cosine between two points says how alike the texts are.

    Parameters
    ----------
    texts, lemmas
        Different texts and, per text, its content lemmas.
    model
        What gives texts a vector beside their words; ``None``: words alone.
    seed
        Fixes the outcome.

    Returns
    -------
    array
        One row per text, of length 1.
    """
    import numpy as np
    from sklearn.preprocessing import normalize

    if not texts:
        return np.zeros((0, 2))
    points = _by_words(texts, lemmas, seed=seed)
    if model is None:
        return points
    return np.asarray(normalize(np.hstack([(1 - WEIGHT) * points, WEIGHT * model.embed(texts)])))


def by_neighbours(points: "NDArray[float64]", *, seed: int) -> "NDArray[float64]":
    """Put beside every point where it stands in the graph of nearest neighbours (spectral embedding).

    Short texts mostly have nothing in common, so that as they are they form one large shapeless group with
    a few small ones around it. With this the largest of 12 groups of 200 texts held some 30 instead of 80
    to 120, and the groups agreed as much or more with known topics.

    Parameters
    ----------
    points
        Rows of length 1.
    seed
        Fixes the outcome.

    Returns
    -------
    array
        One row per point, longer than it came; the points themselves when they are too few or too many.
    """
    import warnings

    import numpy as np
    from sklearn.manifold import SpectralEmbedding
    from sklearn.preprocessing import normalize

    if not FEWEST_FOR_NEIGHBOURS <= len(points) <= MOST_FOR_NEIGHBOURS:
        return points
    model = SpectralEmbedding(
        min(12, max(3, len(points) // 15)),
        affinity="nearest_neighbors",
        n_neighbors=min(10, max(4, len(points) // 6)),
        eigen_solver="arpack",
        random_state=seed,
    )
    with warnings.catch_warnings():  # "graph is not fully connected": separate groups are what is looked for
        warnings.simplefilter("ignore", UserWarning)
        standing = normalize(model.fit_transform(points))
    return np.asarray(np.hstack([standing, points]), dtype=np.float64)
