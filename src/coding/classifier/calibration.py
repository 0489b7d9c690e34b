"""From a classifier's score to a probability that means what it says, and from there to yes or no."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression

FEWEST_FOR_OWN_CURVE = 5  # uses of a code below which its curve is wholly the common one
TRUST = 10  # uses at which a code's own curve counts for half


@dataclass(frozen=True)
class Calibration:
    """Per code a slope and an offset: probability = logistic(slope × score + offset)."""

    slopes: NDArray[np.float64]
    offsets: NDArray[np.float64]

    def probabilities(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn scores (texts × codes) into probabilities; a missing score counts as an average one."""
        return np.asarray(expit(np.nan_to_num(scores) * self.slopes + self.offsets), dtype=np.float64)


def _curve(inputs: NDArray[np.float64], targets: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit a logistic curve to targets between 0 and 1; the last number is the offset."""
    rows = np.concatenate([inputs, inputs])
    classes = np.repeat([1, 0], len(inputs))
    weights = np.concatenate([targets, 1 - targets])
    fitted = LogisticRegression(C=1e4, max_iter=1000).fit(rows, classes, sample_weight=weights)
    return np.append(fitted.coef_[0], fitted.intercept_)


def _targets(labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Platt's targets: a little short of 0 and 1, the more so the fewer there are."""
    positive, negative = labels.sum(), (~labels).sum()
    return np.asarray(np.where(labels, (positive + 1) / (positive + 2), 1 / (negative + 2)), dtype=np.float64)


def _offset_for_mean(base: NDArray[np.float64], share: float) -> float:
    """Return the offset with which the probabilities average to ``share``."""
    low, high = -40.0, 40.0
    for _halving in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if expit(base + middle).mean() < share else (low, middle)
    return (low + high) / 2


def calibrate(scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> Calibration:
    """Learn what scores mean, from scores of texts that the model had not seen.

    A code with few uses borrows from the others: its curve lies between its own (Platt's sigmoid) and a
    common one. Probabilities of every code average to its share among the texts.

    Parameters
    ----------
    scores
        Texts × codes; not a number where no model could be trained.
    labels
        Whether the text has the code.
    """
    n_texts, n_codes = scores.shape
    shares = (labels.sum(axis=0) + 0.5) / (n_texts + 1)
    known = ~np.isnan(scores)
    middles = np.array([scores[known[:, k], k].mean() if known[:, k].any() else 0.0 for k in range(n_codes)])
    spreads = np.array([scores[known[:, k], k].std() if known[:, k].any() else 1.0 for k in range(n_codes)])
    spreads[spreads == 0] = 1.0
    standard = (scores - middles) / spreads
    common = _common_slope(standard, labels, known, shares)
    slopes = np.zeros(n_codes)
    offsets = np.zeros(n_codes)
    for k in range(n_codes):
        rows = known[:, k]
        own, uses = common, int(labels[rows, k].sum())
        if min(uses, int(rows.sum()) - uses) >= FEWEST_FOR_OWN_CURVE:
            own = float(_curve(standard[rows, k : k + 1], _targets(labels[rows, k]))[0])
        weight = uses / (uses + TRUST)
        slope = max(0.0, weight * own + (1 - weight) * common) / spreads[k]
        base = slope * scores[rows, k] if rows.any() else np.zeros(1)
        slopes[k], offsets[k] = slope, _offset_for_mean(base, float(shares[k]))
    return Calibration(slopes, offsets)


def _common_slope(
    standard: NDArray[np.float64],
    labels: NDArray[np.bool_],
    known: NDArray[np.bool_],
    shares: NDArray[np.float64],
) -> float:
    """Fit one curve to all codes together, each with its own share as a starting point."""
    codes = np.nonzero(known)[1]
    answers = labels[known]
    if not answers.any() or answers.all():
        return 0.0
    inputs = np.column_stack([standard[known], logit(shares)[codes]])
    return max(0.0, float(_curve(inputs, _targets(answers))[0]))


def best_thresholds(scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Choose per code the score from which to say yes, for the highest F1.

    A code with few uses leans on the score that is best for all codes together. (Scores rather than
    probabilities: below 200 coded texts that found more of the rare codes, above it made no difference.)

    Parameters
    ----------
    scores
        Texts × codes; not a number where no model could be trained.
    labels
        Whether the text has the code.
    """
    known = ~np.isnan(scores)
    common = _best_threshold(scores[known], labels[known])
    columns = zip(scores.T, labels.T, known.T, strict=True)
    own = np.array([_best_threshold(score[rows], label[rows]) for score, label, rows in columns])
    uses = labels.sum(axis=0)
    weights = uses / (uses + 2 * TRUST)
    return np.asarray(weights * own + (1 - weights) * common, dtype=np.float64)


def _best_threshold(scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
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
