"""The learning curve: how good a model is with fewer texts, and what more of them would likely bring."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MORE = 50
"""Texts further on that a forecast is made for."""
FEWEST = 25  # texts below which a part of them teaches nothing
FEWEST_SIZES = 3
LARGEST_PART = 800  # texts; larger ones would take as long as the training itself
TWICE_UP_TO = 250  # texts; a smaller part depends much on which texts happen to be in it
POWERS = (0.25, 0.5, 0.75, 1.0)
SIMULATIONS = 400
WIDEST = 0.25  # an interval wider than this around what 50 texts bring says nothing

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Point:
    """Quality (``f1``, 0 to 1) of a model that had ``n`` texts, and its standard error."""

    n: int
    f1: float
    error: float


def parts(n: int) -> list[tuple[int, int]]:
    """Return the sizes to try beside all texts, smallest first, and how often each.

    Half of the texts, a quarter and an eighth; of many texts smaller parts, so that it takes no longer for
    ten thousand than for two thousand.

    Examples
    --------
    >>> parts(400)
    [(50, 2), (100, 2), (200, 2)]
    >>> parts(4000)
    [(200, 2), (400, 1), (800, 1)]
    """
    top = min(n // 2, LARGEST_PART)
    sizes = [top // 4, top // 2, top]
    return [(size, 2 if size <= TWICE_UP_TO else 1) for size in sizes if size >= FEWEST]


def choose_part(groups: NDArray[np.int64], size: int, *, seed: int) -> NDArray[np.intp]:
    """Return the rows of about ``size`` texts drawn by chance, texts of one group together."""
    order = np.random.default_rng(seed).permutation(int(groups.max()) + 1)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    rows = np.argsort(rank[groups], kind="stable")[:size]
    return np.sort(rows)


def measure_parts(
    groups: NDArray[np.int64],
    quality_of: Callable[[NDArray[np.intp]], tuple[float, float] | None],
    *,
    seed: int,
) -> list[Point]:
    """Return a point per size; draws of one size are averaged.

    Parameters
    ----------
    groups
        Per text its group.
    quality_of
        Trains on these rows only and returns F1 on texts held out among them with its standard error;
        None where they teach nothing.
    """
    points = []
    for size, draws in parts(len(groups)):
        tried = [quality_of(choose_part(groups, size, seed=seed + place)) for place in range(draws)]
        found = [result for result in tried if result is not None]
        if found:
            f1 = float(np.mean([value for value, _error in found]))
            # draws of one size share texts: their mean is hardly surer than one of them
            points.append(Point(size, f1, float(np.mean([error for _value, error in found]))))
    return points


def forecast(points: Sequence[Point], *, more: int = MORE, seed: int = 1) -> dict[str, Any] | None:
    """Say what ``more`` texts would likely bring: ``n``, ``gain`` with ``low`` and ``high``, in points of F1.

    Quality is taken to rise as a - b / n^c, ever slower; the curve is fitted again to figures that lie
    elsewhere within their own uncertainty, so that the interval holds both that and the choice of c.

    Returns
    -------
    dict or None
        None where it is not to be said yet: fewer than three sizes, or an interval so wide that it says
        nothing.
    """
    if len({point.n for point in points}) < FEWEST_SIZES:
        return None
    sizes = np.array([point.n for point in points], dtype=float)
    values = np.array([point.f1 for point in points])
    errors = np.maximum([point.error for point in points], 0.005)
    drawn = values + errors * np.random.default_rng(seed).standard_normal((SIMULATIONS, len(points)))
    now = float(sizes.max())
    gains = _gains(sizes, drawn, errors, now, now + more)
    low, high = np.percentile(gains, (2.5, 97.5))
    if high - low > WIDEST:
        return None
    gain = float(_gains(sizes, values[None, :], errors, now, now + more)[0])
    room = max(0.0, 1 - float(values[sizes.argmax()]))  # no figure is better than perfect
    low, high = min(float(low), room), min(float(high), room)
    return {"n": more, "gain": min(max(gain, low), high), "low": low, "high": high}


def _gains(sizes: Floats, values: Floats, errors: Floats, now: float, then: float) -> Floats:
    """Return per row of values how much the curve that fits it best rises from ``now`` to ``then``."""
    weights = 1 / errors**2
    best, gains = np.full(len(values), np.inf), np.zeros(len(values))
    for power in POWERS:
        basis = sizes**-power
        middle = np.average(basis, weights=weights)
        centre = np.average(values, axis=1, weights=weights)
        spread = float((weights * (basis - middle) ** 2).sum())
        slope = ((values - centre[:, None]) * (weights * (basis - middle))).sum(axis=1) / spread
        slope = np.minimum(slope, 0.0)  # more texts never make it worse
        fitted = centre[:, None] + slope[:, None] * (basis - middle)
        misfit = (weights * (values - fitted) ** 2).sum(axis=1)
        gain = slope * (then**-power - now**-power)
        better = misfit < best
        best, gains = np.where(better, misfit, best), np.where(better, gain, gains)
    return gains
