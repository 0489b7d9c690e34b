"""From which score to say yes, and what an exclusive code does to the others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

TRUST = 20  # uses at which a code's own best threshold counts for half
EXPERIENCE = 0.15
"""The threshold before anything was coded."""
EXPERIENCE_USES = 20.0  # uses of all codes together for which that counts


def best_thresholds(scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Choose per code the score from which to say yes, for the highest F1.

    A code with few uses leans on the score that is best for all codes together, and that one, as long as
    little was coded, on what was best in other sets.

    Parameters
    ----------
    scores
        Texts × codes, of texts that the model had not seen.
    labels
        Whether the text has the code.
    """
    n_uses = float(labels.sum())
    common = EXPERIENCE
    if n_uses:
        weight = n_uses / (n_uses + EXPERIENCE_USES)
        common = weight * best_threshold(scores.ravel(), labels.ravel()) + (1 - weight) * EXPERIENCE
    uses = labels.sum(axis=0)
    own = np.array([best_threshold(score, label) for score, label in zip(scores.T, labels.T, strict=True)])
    weights = uses / (uses + TRUST)
    return np.asarray(weights * own + (1 - weights) * common, dtype=np.float64)


def best_threshold(scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    """Return the score, halfway between two neighbours, from which saying yes gives the highest F1."""
    if not labels.any():
        return 0.0
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    hits = np.cumsum(labels[order])
    f1 = 2 * hits / (np.arange(1, len(ranked) + 1) + labels.sum())
    f1[:-1][ranked[:-1] == ranked[1:]] = -1  # a threshold cannot part equals
    best = int(np.argmax(f1))
    below = ranked[best + 1] if best + 1 < len(ranked) else ranked[best] - 1.0
    return float((ranked[best] + below) / 2)


def alone_or_not_at_all(
    chosen: NDArray[np.bool_], probabilities: NDArray[np.float64], exclusive: Sequence[int]
) -> NDArray[np.bool_]:
    """Keep an exclusive code only where it is the likeliest of those chosen, and then alone."""
    kept = chosen.copy()
    if len(exclusive):
        likeliest = np.where(chosen, probabilities, -1.0).argmax(axis=1)
        alone = np.isin(likeliest, exclusive) & chosen.any(axis=1)
        kept[:, list(exclusive)] = False
        kept[alone] = False
        kept[alone, likeliest[alone]] = True
    return kept
