"""Counting predictions as if they were codings: biased, however good the model is; numpy only."""

from dataclasses import dataclass

import numpy as np

from coding.tables.estimates.sampling import Floats, Readings

YES_FROM = 0.5


@dataclass(frozen=True)
class NaiveShares:
    """Shares as predictions have them, an element per theme; without an interval, for no interval would hold.

    Attributes
    ----------
    expected
        What people gave where they read, and the mean of the probabilities elsewhere.
    decided
        The same with yes where the probability is a half or more.
    """

    expected: Floats
    decided: Floats


def count_predictions(readings: Readings, predicted: Floats) -> NaiveShares:
    """Count predictions where nobody read, and what people gave where somebody did.

    Parameters
    ----------
    predicted
        Units × themes.
    """
    unread = np.ones(readings.n_units, dtype=bool)
    unread[readings.rows] = False
    given = readings.labels.sum(axis=0)
    return NaiveShares(
        expected=(given + predicted[unread].sum(axis=0)) / max(1, readings.n_units),
        decided=(given + (predicted[unread] >= YES_FROM).sum(axis=0)) / max(1, readings.n_units),
    )
