"""Estimates made again on texts that were all coded: do intervals hold, and are they narrower than without?

Imports the libraries that take seconds to load: import this module where it is used.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from coding.classifier.replay import Ready, cross_fitted
from coding.tables.estimates.sampling import Floats, Ints, Readings
from coding.tables.estimates.shares import Predictions, Shares, estimate, estimate_by_hand, tune

COMMON = 0.05
"""Share from which a theme counts as common where figures are summed up."""


@dataclass(frozen=True)
class ThemeReplay:
    """How well the share of one theme was estimated, over all replays with one budget.

    Attributes
    ----------
    share
        Of all texts, as they are coded.
    coverage
        Part of the replays of which the 95% interval holds that share.
    width_ratio
        Mean width of the interval over that of the interval from the same readings without predictions.
    mean_error
        Mean distance to the share, in percentage points.
    width, by_hand_width
        Mean width in percentage points, with and without predictions.
    by_hand_coverage, by_hand_error
        The same without predictions.
    bias
        Mean of what is estimated, less the share, in percentage points.
    weight
        Mean weight of the predictions.
    replays
        How many.
    """

    theme: str
    share: float
    budget: int
    coverage: float
    width_ratio: float
    mean_error: float
    width: float
    by_hand_width: float
    by_hand_coverage: float
    by_hand_error: float
    bias: float
    weight: float
    replays: int


def replay_estimates(
    ready: Ready,
    budgets: Sequence[int],
    *,
    seeds: int,
    start: int = 0,
    note: Callable[[], None] = lambda: None,
) -> list[ThemeReplay]:
    """Read so many texts drawn by chance, learn from them, estimate every theme's share; again and again.

    Parameters
    ----------
    budgets
        Numbers of texts that are read.
    seeds
        How often, each time with other texts.
    start
        So many of these were read before the draw: they count, but for themselves alone.
    note
        Called after each replay.

    Returns
    -------
    list of ThemeReplay
        Per budget, in the order of the codes; codes that no text has are left out.
    """
    found = []
    for budget in sorted(budgets):
        runs = []
        for seed in range(seeds):
            runs.append(_run(ready, budget, seed=seed, start=start))
            note()
        found += _summed_up(ready, budget, runs)
    return found


def _run(ready: Ready, budget: int, *, seed: int, start: int) -> tuple[Shares, Shares, Floats]:
    """Return the estimate with predictions, the one without, and the weight of the predictions."""
    order = np.random.default_rng(seed).permutation(len(ready.labels))[:budget]
    readings = _readings(ready, order, start)
    predictions = Predictions(cross_fitted(ready, order.tolist(), seed=seed))
    tuned = tune(readings, predictions)
    return estimate(readings, predictions, tuned), estimate_by_hand(readings), tuned.themes


def _readings(ready: Ready, order: Ints, start: int) -> Readings:
    n_units = len(ready.labels)
    before = np.arange(len(order)) < start
    n_drawn = max(1, len(order) - start)
    return Readings(
        n_units=n_units,
        rows=order,
        labels=ready.labels[order],
        weights=np.where(before, 1.0, (n_units - start) / n_drawn),
        strata=before.astype(np.int64),
    )


def _summed_up(ready: Ready, budget: int, runs: Sequence[tuple[Shares, Shares, Floats]]) -> list[ThemeReplay]:
    truth = ready.labels.mean(axis=0)

    def figures(shares: Sequence[Shares]) -> tuple[Floats, Floats, Floats, Floats]:
        low, high = np.array([one.low for one in shares]), np.array([one.high for one in shares])
        off = np.array([one.share for one in shares]) - truth
        held = (low <= truth + 1e-9) & (truth <= high + 1e-9)
        return (
            held.mean(axis=0),
            100 * (high - low).mean(axis=0),
            100 * np.abs(off).mean(axis=0),
            100 * off.mean(axis=0),
        )

    coverage, width, error, bias = figures([one[0] for one in runs])
    hand_coverage, hand_width, hand_error, _bias = figures([one[1] for one in runs])
    weight = np.mean([one[2] for one in runs], axis=0)
    return [
        ThemeReplay(
            theme=code,
            share=float(truth[k]),
            budget=budget,
            coverage=float(coverage[k]),
            width_ratio=float(width[k] / hand_width[k]) if hand_width[k] else 1.0,
            mean_error=float(error[k]),
            width=float(width[k]),
            by_hand_width=float(hand_width[k]),
            by_hand_coverage=float(hand_coverage[k]),
            by_hand_error=float(hand_error[k]),
            bias=float(bias[k]),
            weight=float(weight[k]),
            replays=len(runs),
        )
        for k, code in enumerate(ready.codes)
        if truth[k] > 0
    ]
