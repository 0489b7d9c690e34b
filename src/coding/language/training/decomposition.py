"""From counts of pairs of words to vectors."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix


def information(counts: csr_matrix, *, smoothing: float) -> csr_matrix:
    """Turn counts of pairs into positive pointwise mutual information.

    max(0, ln(p(w, c) / (p(w) p'(c)))), in which p'(c) is proportional to the count of c to the power
    ``smoothing`` (Levy, Goldberg and Dagan 2015, "Improving distributional similarity with lessons learned
    from word embeddings").

    Parameters
    ----------
    counts
        Words × contexts, stored values above 0.
    smoothing
        1 leaves the shares of the contexts as they are; less makes rare contexts tell less.

    Returns
    -------
    csr_matrix
        Of the same shape, float32, in nats.
    """
    of_word = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel()
    of_context = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel() ** smoothing
    of_context /= of_context.sum() or 1.0
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    ratio = counts.data / (of_word[rows] * of_context[counts.indices])
    result = csr_matrix((np.log(np.maximum(ratio, 1.0)).astype(np.float32), counts.indices, counts.indptr))
    result.resize(counts.shape)
    result.eliminate_zeros()
    return result


def decompose(
    matrix: csr_matrix, dimensions: int, *, seed: int, rounds: int = 4, extra: int = 20
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the first left singular vectors and singular values, by random projection.

    After Halko, Martinsson and Tropp (2011), "Finding structure with randomness", algorithms 4.4 and 5.1.

    Parameters
    ----------
    matrix
        n × m, float32.
    dimensions
        How many; fewer come back when n or m is smaller.
    seed
        Fixes the projection.
    rounds, extra
        Power iterations and dimensions beside those asked: more is more exact.

    Returns
    -------
    vectors, values
        n × dimensions, and the singular values from large to small.
    """
    size = min(dimensions + extra, *matrix.shape)
    transposed = csr_matrix(matrix.T)
    basis = matrix @ np.random.default_rng(seed).standard_normal((matrix.shape[1], size), dtype=np.float32)
    for _round in range(rounds):
        basis = np.linalg.qr(basis)[0]
        basis = matrix @ np.linalg.qr(transposed @ basis)[0]
    basis = np.linalg.qr(basis)[0]
    left, values, _right = np.linalg.svd((transposed @ basis).T, full_matrices=False)
    return (basis @ left)[:, :dimensions], values[:dimensions]


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows of length 1; zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def without_common(
    vectors: NDArray[np.float32], texts: NDArray[np.float32], directions: int
) -> NDArray[np.float32]:
    """Take out of the vectors what most texts have in common.

    After Arora, Liang and Ma (2017), "A simple but tough-to-beat baseline for sentence embeddings", who do it
    to the texts in hand; done to the words, with texts of the training set, a text does not depend on the
    others beside it.

    Parameters
    ----------
    vectors
        Words × dimensions.
    texts
        Texts × dimensions, rows of length 1.
    directions
        How many of the texts' first singular directions are taken out.
    """
    common = np.linalg.svd(texts, full_matrices=False)[2][:directions]
    return np.asarray(vectors - vectors @ common.T @ common, dtype=np.float32)
