"""A map: points of many dimensions laid flat, neighbours staying neighbours."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

LARGEST_FOR_NEIGHBOURS = 3_000  # beyond this t-SNE takes minutes; the two main directions then have to do


def lay_flat(points: "NDArray[float64]", *, seed: int) -> "NDArray[float64]":
    """Give every point an x and a y between -1 and 1.

    Parameters
    ----------
    points
        Different points, one per row.
    seed
        Fixes the outcome.
    """
    import numpy as np
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE

    rows, columns = points.shape
    if rows < 3 or columns < 2:
        flat = np.zeros((rows, 2))
        flat[:, : min(columns, 2)] = points[:, :2]
    elif rows < 10 or rows > LARGEST_FOR_NEIGHBOURS:
        flat = PCA(2, random_state=seed).fit_transform(points)
    else:
        perplexity = min(30.0, (rows - 1) / 3)
        flat = TSNE(2, perplexity=perplexity, init="pca", random_state=seed, n_jobs=1).fit_transform(points)
    flat = flat - (flat.min(axis=0) + flat.max(axis=0)) / 2 if rows else flat
    return np.asarray(flat / (np.abs(flat).max(initial=0.0) or 1.0), dtype=np.float64)


def spread(x: float, y: float, count: int) -> "NDArray[float64]":
    """Lay identical texts in a small spiral around their spot, so that all of them can be seen."""
    import numpy as np

    steps = np.arange(count)
    angles = steps * 2.399963  # the golden angle, as in a sunflower
    radii = 0.006 * np.sqrt(steps)
    return np.column_stack([x + radii * np.cos(angles), y + radii * np.sin(angles)])
