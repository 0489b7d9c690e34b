"""Intervals by enumeration of what a draw can bring, and against statsmodels."""

import numpy as np
import pytest
from scipy.stats import hypergeom
from statsmodels.stats.proportion import proportion_confint

from coding.tables.estimates import Readings, estimate_by_hand
from coding.tables.estimates.intervals import wilson


def test_wilson_is_that_of_statsmodels() -> None:
    for hits, n in ((0, 30), (1, 30), (15, 40), (40, 40)):
        low, high = wilson(np.array([hits / n]), np.array([float(n)]), confidence=0.9)
        assert (low[0], high[0]) == pytest.approx(
            proportion_confint(hits, n, alpha=0.1, method="wilson"), abs=1e-9
        )


def test_a_sample_of_everything_has_no_width() -> None:
    low, high = wilson(np.array([0.3]), np.array([np.inf]), confidence=0.95)
    assert (low[0], high[0]) == (pytest.approx(0.3), pytest.approx(0.3))


@pytest.mark.parametrize(("n_units", "n_read"), [(200, 60), (1_000, 300)])
def test_rare_themes_are_covered_whatever_their_number(n_units: int, n_read: int) -> None:
    """Every number of units with the theme up to 5%, every outcome of the draw, weighed by its chance."""
    most = n_units // 20
    labels = np.arange(n_read)[:, None] < np.arange(most + 1)
    weights = np.full(n_read, n_units / n_read)
    readings = Readings(n_units, np.arange(n_read), labels, weights, np.zeros(n_read, dtype=np.int64))
    found = estimate_by_hand(readings)
    coverage = []
    for number in range(1, most + 1):
        share = number / n_units
        holds = (found.low - 1e-9 <= share) & (share <= found.high + 1e-9)
        chances = hypergeom(n_units, number, n_read).pmf(np.arange(most + 1))
        coverage.append(float(chances @ holds))
    assert np.mean(coverage) > 0.94
    assert min(coverage) > 0.88
