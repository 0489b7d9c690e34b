"""Figures of suggestions against what people said, on texts the model never saw; numpy only."""

import numpy as np
from numpy.typing import NDArray

from coding.classifier.figures.reliability import reliability

PRECISE = 0.95
TOP = 3
MEASURES = ("micro_f1", "macro_f1", "sample_f1", "recall_3", "coverage_95", "calibration_error")


def measures(
    labels: NDArray[np.bool_], decisions: NDArray[np.bool_], probabilities: NDArray[np.float64]
) -> dict[str, float]:
    """Return all of ``MEASURES``.

    Parameters
    ----------
    labels, decisions, probabilities
        Texts × codes.
    """
    micro, macro = micro_and_macro_f1(labels, decisions)
    return {
        "micro_f1": micro,
        "macro_f1": macro,
        "sample_f1": sample_f1(labels, decisions),
        "recall_3": recall_at(probabilities, labels, TOP),
        "coverage_95": coverage_at_precision(probabilities, labels, decisions, PRECISE),
        "calibration_error": reliability(probabilities, labels)["error"] or 0.0,
    }


def micro_and_macro_f1(labels: NDArray[np.bool_], decisions: NDArray[np.bool_]) -> tuple[float, float]:
    """Return F1 over all decisions together, and the mean of F1 over the codes that occur in ``labels``.

    Examples
    --------
    >>> labels = np.array([[1, 0], [1, 0], [0, 1]], dtype=bool)
    >>> decisions = np.array([[1, 0], [0, 0], [1, 1]], dtype=bool)
    >>> micro_and_macro_f1(labels, decisions)
    (0.6666666666666666, 0.75)
    """
    both, either = (labels & decisions).sum(axis=0), labels.sum(axis=0) + decisions.sum(axis=0)
    occurs = labels.any(axis=0)
    micro = 2 * both.sum() / max(1, either.sum())
    per_code = 2 * both[occurs] / np.maximum(1, either[occurs])
    return float(micro), float(per_code.mean()) if occurs.any() else 0.0


def sample_f1(labels: NDArray[np.bool_], decisions: NDArray[np.bool_]) -> float:
    """Return the mean over texts of F1 within a text; a text rightly left without codes counts as 1."""
    both, either = (labels & decisions).sum(axis=1), labels.sum(axis=1) + decisions.sum(axis=1)
    per_text = np.where(either == 0, 1.0, 2 * both / np.maximum(1, either))
    return float(per_text.mean()) if len(per_text) else 0.0


def recall_at(probabilities: NDArray[np.float64], labels: NDArray[np.bool_], top: int) -> float:
    """Return which part of the codes that people gave is among the ``top`` likeliest of its text."""
    rank = np.argsort(np.argsort(-probabilities, axis=1, kind="stable"), axis=1, kind="stable")
    return float((labels & (rank < top)).sum() / max(1, labels.sum()))


def coverage_at_precision(
    probabilities: NDArray[np.float64],
    labels: NDArray[np.bool_],
    decisions: NDArray[np.bool_],
    precision: float,
) -> float:
    """Return the largest share of the yes-decisions, surest first, of which that part is right.

    Examples
    --------
    Of four decisions the surest two are right, the third is not:

    >>> probabilities = np.array([[0.9], [0.8], [0.7], [0.6]])
    >>> labels = np.array([[1], [1], [0], [1]], dtype=bool)
    >>> coverage_at_precision(probabilities, labels, np.ones((4, 1), dtype=bool), 0.95)
    0.5
    """
    sure, right = probabilities[decisions], labels[decisions]
    if not len(sure):
        return 0.0
    order = np.argsort(-sure, kind="stable")
    share_right = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    precise = np.nonzero(share_right >= precision)[0]
    return float((precise[-1] + 1) / len(order)) if len(precise) else 0.0
