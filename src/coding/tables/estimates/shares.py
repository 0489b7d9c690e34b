"""Shares of themes from what people read and what a model predicts for everything; numpy only.

The difference estimator (Särndal, Swensson and Wretman 1992, 6.3) with a weight per theme for predictions,
for a finite population; for an infinite one it is PPI++ (Angelopoulos, Duchi and Zrnic 2023).
"""

from dataclasses import dataclass

import numpy as np

from coding.tables.estimates.intervals import CONFIDENCE, effective_size, wilson
from coding.tables.estimates.sampling import Bools, Floats, Readings

TINY = 1e-14  # predictions that vary less than this, beside their number, are all the same but for rounding


@dataclass(frozen=True)
class Predictions:
    """What a model that did not see a unit says of it, for every unit of the population.

    Attributes
    ----------
    themes
        Units × themes: between 0 and 1; need not be right, but must come about alike for what was read and
        what was not.
    base
        Per unit the same of its belonging to the base, where that is not known of all.
    """

    themes: Floats
    base: Floats | None = None

    def part(self, inside: Bools) -> "Predictions":
        """Return those of a part of the population."""
        return Predictions(self.themes[inside], None if self.base is None else self.base[inside])


@dataclass(frozen=True)
class Tuned:
    """How far predictions count: 0 not at all, 1 in full. Per theme, and for the base."""

    themes: Floats
    base: float = 0.0


@dataclass(frozen=True)
class Shares:
    """Estimated shares, an element per theme, with intervals.

    Attributes
    ----------
    share, low, high
        Between 0 and 1.
    size
        How large a simple random sample, with replacement, would be as sure.
    n_drawn, n_random
        Units that the estimate rests on, and how many of these were drawn by chance.
    n_left
        Units that those drawn by chance speak for, themselves included.
    confidence
        Of the intervals.
    in_base
        The part of all units that belongs to the base.
    """

    share: Floats
    low: Floats
    high: Floats
    size: Floats
    n_drawn: int
    n_random: int
    n_left: float
    confidence: float
    in_base: float

    @property
    def half_width(self) -> Floats:
        """Half the width of each interval."""
        return np.asarray((self.high - self.low) / 2, dtype=np.float64)


def tune(readings: Readings, predictions: Predictions, *, base: Bools | None = None) -> Tuned:
    """Return the weight of the predictions that makes the variance smallest, between 0 and 1.

    That is the slope of labels on predictions. It is 0 for a theme that no unit drawn has.

    Parameters
    ----------
    base
        Per unit read whether it belongs to the base; None: all do.
    """
    drawn = readings.sampled[:, None]
    labels = readings.labels if base is None else readings.labels & base[:, None]

    enough = TINY * readings.n_units**2

    def slope(values: Floats, predicted: Floats) -> Floats:
        values, predicted = np.where(drawn, values, 0.0), np.where(drawn, predicted, 0.0)
        together, alone = (readings.covariance(predicted, other) for other in (values, predicted))
        found = np.divide(together, alone, out=np.zeros_like(together), where=alone > enough)
        return np.clip(found, 0.0, 1.0)

    themes = slope(labels.astype(np.float64), predictions.themes[readings.rows])
    if base is None or predictions.base is None:
        return Tuned(themes)
    return Tuned(themes, float(slope(base[:, None].astype(float), predictions.base[readings.rows, None])[0]))


def estimate(
    readings: Readings,
    predictions: Predictions,
    tuned: Tuned,
    *,
    base: Bools | None = None,
    confidence: float = CONFIDENCE,
) -> Shares:
    """Estimate the share of every theme in a population, or in a part of it.

    The mean of the predictions, times their weight, plus the mean of what is wrong with them among the units
    drawn. For a part (`Readings.part`) the same with the part's own units, the weight being that of the
    whole. With a base that is itself estimated the share is a ratio, whose variance is linearised (Särndal
    and others 1992, 5.6).

    Parameters
    ----------
    readings, predictions
        Of the population, or of the part.
    tuned
        As `tune` gives it for the population.
    base
        Per unit read whether it belongs to the base; None: all units do.
    confidence
        Of the intervals.

    Returns
    -------
    Shares
        Not a number where nothing was drawn, or the base is empty.
    """
    every = np.ones(len(readings.rows), dtype=bool) if base is None else base
    labels = readings.labels & every[:, None]
    drawn, weights = readings.sampled, np.where(readings.sampled, readings.weights, 0.0)
    total = float(weights.sum())
    n_random = int(readings.by_chance.sum())
    n_left = float(weights[readings.by_chance].sum())
    n_drawn = int(drawn.sum())
    if not n_drawn or (n_random == 1 and n_left > 1):
        nothing = np.full(labels.shape[1], np.nan)
        return Shares(
            nothing,
            nothing,
            nothing,
            np.zeros(labels.shape[1]),
            n_drawn,
            n_random,
            n_left,
            confidence,
            np.nan,
        )

    wrong = labels - tuned.themes * predictions.themes[readings.rows]
    mean_wrong = weights @ wrong / total
    given = tuned.themes * predictions.themes.mean(axis=0) + mean_wrong
    in_base, beside = 1.0, np.zeros((len(wrong), 1))
    if base is not None:
        predicted = np.zeros(readings.n_units) if predictions.base is None else predictions.base
        off = every - tuned.base * predicted[readings.rows]
        mean_off = float(weights @ off / total)
        in_base, beside = tuned.base * float(predicted.mean()) + mean_off, (off - mean_off)[:, None]

    yes, no = labels.sum(axis=0), (every[:, None] & ~labels).sum(axis=0)
    most = readings.n_units - int((~every).sum())
    least_share, most_share = (yes / most, 1 - no / most) if most else (np.nan, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.clip(given / in_base, least_share, most_share)
        errors = np.where(drawn[:, None], (wrong - mean_wrong - share * beside) / (total * in_base), 0.0)
        # one more number was estimated than the mean: the weight of the predictions
        degrees = readings.degrees_of_freedom
        loss = np.where(tuned.themes > 0, degrees / max(1, degrees - 1), 1.0)
        variance = readings.covariance(errors, errors) * loss
    counted = (drawn & every).astype(np.float64)
    fewest = np.minimum(counted @ labels, counted @ ~labels)
    size = effective_size(
        share,
        variance,
        _nominal_size(weights, every, total, in_base),
        fewest,
        degrees_of_freedom=degrees,
        confidence=confidence,
    )
    low, high = wilson(share, size, confidence=confidence)
    low, high = np.clip(low, least_share, most_share), np.clip(high, least_share, most_share)
    return Shares(share, low, high, size, n_drawn, n_random, n_left, confidence, in_base)


def _nominal_size(weights: Floats, every: Bools, total: float, in_base: float) -> float:
    """Return what a draw is worth by itself: (Σ w)² / Σ w (w - 1), Kish (1965, 11.7) made finite."""
    spread = float((weights * (weights - 1))[(weights > 1) & every].sum())
    return np.inf if spread <= 0 else (total * in_base) ** 2 / spread


def estimate_by_hand(
    readings: Readings, *, base: Bools | None = None, confidence: float = CONFIDENCE
) -> Shares:
    """Estimate shares from what people read alone: the same estimator, with predictions that do not count."""
    n_themes = readings.labels.shape[1]
    without = Predictions(np.zeros((readings.n_units, n_themes)))
    return estimate(readings, without, Tuned(np.zeros(n_themes)), base=base, confidence=confidence)
