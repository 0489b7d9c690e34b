"""From scores to probabilities that mean what they say, and from there to yes or no."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

# What scores meant before anything was coded, read off the sets of benchmarks/learning.py and the demo, and
# how sure that is; real codings soon outweigh it.
# In order: constant, score, highest other score, logit of the code's share.
EXPERIENCE = np.array([-2.7, 11.5, -2.3, 0.2])
CONFIDENCE = np.array([1.0, 0.1, 0.4, 10.0])  # inverse variances

TRUST = 10  # uses at which a code's own figures count for half
SHARE_TEXTS = 2.0  # texts for which the common share counts beside a code's own
ENOUGH = 50_000  # texts × codes from which four numbers are known well enough
CODES_PER_TEXT = 1.5  # expected before anything was coded, for as many texts as the next number says
EXPECTED_TEXTS = 5.0


@dataclass(frozen=True)
class Calibration:
    """Turns scores into probabilities: logistic(slope × score + rivalry × highest other score + offset).

    The highest score among the other codes counts because codes compete: where most texts have one code, a
    strong rival makes a code less likely; where they have several, ``rivalry`` comes out near 0.
    """

    slope: float
    rivalry: float
    offsets: NDArray[np.float64]  # per code

    def probabilities(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn scores (texts × codes) into probabilities."""
        return np.asarray(
            expit(self.slope * scores + self.rivalry * highest_other(scores) + self.offsets), dtype=np.float64
        )

    def in_competition(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return scores less what the strongest rival takes off: what thresholds are set on.

        Unlike probabilities they do not hold how often a code is used; thresholds on those hardly ever
        said yes to a rare code.
        """
        weight = np.clip(self.rivalry / self.slope, -1.0, 0.0) if self.slope > 0 else 0.0
        return np.asarray(scores + weight * highest_other(scores), dtype=np.float64)


def highest_other(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each text and code the highest score of the other codes.

    Examples
    --------
    >>> highest_other(np.array([[0.5, 0.2, 0.1]])).tolist()
    [[0.2, 0.5, 0.5]]
    """
    if scores.shape[1] < 2:
        return np.zeros_like(scores)
    top = np.partition(scores, -2, axis=1)[:, -2:]
    is_top = np.arange(scores.shape[1]) == scores.argmax(axis=1)[:, None]
    return np.where(is_top, top[:, :1], top[:, 1:])


def shares_of(labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the share of each code, drawn towards the mean share the more, the fewer texts there are."""
    n_texts, n_codes = labels.shape
    expected = min(0.5, CODES_PER_TEXT / max(1, n_codes))
    common = (labels.sum() / max(1, n_codes) + EXPECTED_TEXTS * expected) / (n_texts + EXPECTED_TEXTS)
    shares = (labels.sum(axis=0) + SHARE_TEXTS * common) / (n_texts + SHARE_TEXTS)
    return np.asarray(np.clip(shares, 1e-4, 1 - 1e-4), dtype=np.float64)


def calibrate(scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> Calibration:
    """Learn what scores mean, from scores of texts that the model had not seen.

    One curve for all codes, fitted to all texts × codes together (Platt 1999, with a prior instead of his
    targets); then each code's own offset, such that its probabilities average to its share, as far as it was
    used often enough to know that.

    Parameters
    ----------
    scores
        Texts × codes. Without texts the curve is the one of ``EXPERIENCE``.
    labels
        Whether the text has the code.
    """
    shares = shares_of(labels)
    some = slice(None, None, 1 + scores.size // ENOUGH)
    constant, slope, rivalry, by_share = _curve(scores[some], labels[some], logit(shares))
    if slope <= 0:  # scores that say the opposite say nothing; they are not turned round
        slope = rivalry = 0.0
    offsets = constant + by_share * logit(shares)
    base = slope * scores + rivalry * highest_other(scores) + offsets
    uses = labels.sum(axis=0)
    own = own_offsets(base, shares) * uses / (uses + TRUST)
    return Calibration(float(slope), float(rivalry), offsets + own)


def _curve(
    scores: NDArray[np.float64], labels: NDArray[np.bool_], by_share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Fit a logistic regression with a normal prior around ``EXPERIENCE``, by Newton's method."""
    views = [np.ones_like(scores), scores, highest_other(scores), np.broadcast_to(by_share, scores.shape)]
    inputs = np.stack(views, axis=-1).reshape(-1, len(views))
    targets = labels.ravel().astype(np.float64)
    found = EXPERIENCE.copy()
    cost = _cost(inputs @ found, targets, found)
    for _step in range(100):
        mean = expit(inputs @ found)
        gradient = inputs.T @ (mean - targets) + CONFIDENCE * (found - EXPERIENCE)
        curvature = (inputs * (mean * (1 - mean))[:, None]).T @ inputs + np.diag(CONFIDENCE)
        step = np.linalg.solve(curvature, gradient)
        for _halving in range(30):  # a whole step may go too far where the curve is flat
            tried = found - step
            there = _cost(inputs @ tried, targets, tried)
            if there <= cost:
                break
            step = step / 2
        else:
            break
        found, cost = tried, there
        if np.abs(step).max() < 1e-8:
            break
    return found


def _cost(logits: NDArray[np.float64], targets: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """Return minus the log of likelihood times prior."""
    misfit = np.logaddexp(0, logits).sum() - logits @ targets
    return float(misfit + 0.5 * CONFIDENCE @ (found - EXPERIENCE) ** 2)


def own_offsets(base: NDArray[np.float64], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return per code what to add so that its probabilities average to its share; 0 without texts.

    Parameters
    ----------
    base
        Texts × codes: logits.
    shares
        Per code, between 0 and 1.
    """
    offsets = np.zeros(base.shape[1])
    if not base.size:
        return offsets
    for _step in range(25):  # Newton on the logit of the mean, which is nearly a straight line
        probabilities = expit(base + offsets)
        mean = np.clip(probabilities.mean(axis=0), 1e-12, 1 - 1e-12)
        rise = (probabilities * (1 - probabilities)).mean(axis=0) / (mean * (1 - mean))
        step = (logit(shares) - logit(mean)) / np.maximum(rise, 0.05)
        offsets += np.clip(step, -3, 3)
        if np.abs(step).max() < 1e-6:
            break
    return offsets
