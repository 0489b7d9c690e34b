"""From draws and readings of segments to readings of units; no database here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from coding.tables.estimates.sampling import Bools, Floats, Ints, Readings


@dataclass(frozen=True)
class Order:
    """Segments of one stratum in an order drawn by chance.

    Attributes
    ----------
    taken
        Per segment whether its turn came.
    whole
        Whether the draw still has all its texts; else it is no sample, but can be read to the end.
    before
        Segments of it that were read before it was drawn.
    """

    segments: Sequence[int]
    taken: Sequence[bool]
    whole: bool
    before: Collection[int]


@dataclass(frozen=True)
class Places:
    """Which unit each segment belongs to: ``units`` holds places, from 0, in the order of ``segments``."""

    segments: Ints
    units: Ints

    @cached_property
    def _order(self) -> Ints:
        return np.argsort(self.segments, kind="stable")

    @property
    def n_units(self) -> int:
        """Return how many units there are."""
        return int(self.units.max(initial=-1)) + 1

    def of(self, wanted: Collection[int]) -> Ints:
        """Return the place of each segment's unit; -1 for other segments."""
        asked = np.fromiter(wanted, dtype=np.int64, count=len(wanted))
        if not len(self.segments):
            return np.full(len(asked), -1)
        ordered = self.segments[self._order]
        at = np.minimum(np.searchsorted(ordered, asked), len(ordered) - 1)
        return np.where(ordered[at] == asked, self.units[self._order[at]], -1)

    def firsts(self) -> "Places":
        """Return each unit with its first segment alone."""
        units, first = np.unique(self.units, return_index=True)
        return Places(self.segments[first], units)

    def whole(self, some: Collection[int]) -> Bools:
        """Tell of each unit whether all its segments are among some."""
        there = self.of(some)
        found = np.bincount(there[there >= 0], minlength=self.n_units)
        return np.equal(found, np.bincount(self.units, minlength=self.n_units))


@dataclass(frozen=True)
class Frame:
    """Units, and the readings of them.

    Attributes
    ----------
    n_uncovered
        Unread units that no unit drawn and read speaks for.
    pieces
        Whether a unit can have several segments.
    """

    readings: Readings
    places: Places
    n_uncovered: int
    pieces: bool


def frame_of(
    places: Places, orders: Sequence[Order], given: Mapping[int, Collection[str]], codes: Sequence[str]
) -> Frame:
    """Work out which units were read, and what each stands for.

    A unit has its turn where its first segment has; it is read once all its segments are. In each stratum the
    units up to the first that was not are a simple random sample. What was read before a draw was made stands
    for itself alone, and the sample for the others. What was read after it, otherwise than by it, cannot be
    set apart so: see ``docs/estimates.md``.

    Parameters
    ----------
    places
        Every segment and its unit, in reading order.
    orders
        The draws; a segment is in one at most.
    given
        Per segment read its codes, with those above them.
    codes
        The columns of the labels.
    """
    n_units, firsts = places.n_units, places.firsts()
    read = places.whole(given)
    weights, strata = np.zeros(n_units), np.zeros(n_units, dtype=np.int64)
    for number, order in enumerate(orders, start=1):
        at = firsts.of(order.segments)
        mine, taken = at[at >= 0], np.array(order.taken, dtype=bool)[at >= 0]
        known = places.whole(order.before)[mine] & read[mine]
        strata[mine] = number
        weights[mine] = _weights(read[mine], taken, known, whole=order.whole)
    weights[read & (strata == 0)] = 1.0
    rows = np.nonzero(read)[0]
    readings = Readings(n_units, rows, _labels(places, given, codes)[rows], weights[rows], strata[rows])
    return Frame(
        readings=readings,
        places=places,
        n_uncovered=n_units - round(float(weights[rows].sum())),
        pieces=n_units < len(places.segments),
    )


def _labels(places: Places, given: Mapping[int, Collection[str]], codes: Sequence[str]) -> Bools:
    column = {code: place for place, code in enumerate(codes)}
    labels = np.zeros((places.n_units, len(codes)), dtype=bool)
    for place, found in zip(places.of(given).tolist(), given.values(), strict=True):
        if place >= 0:
            labels[place, [column[code] for code in found if code in column]] = True
    return labels


def _weights(read: Bools, taken: Bools, known: Bools, *, whole: bool) -> Floats:
    """Return what each unit of a stratum, in the order drawn, stands for."""
    if read.all():
        return np.ones(len(read))
    weights = known.astype(np.float64)
    if not whole:
        return weights
    m = int(np.argmin(taken & read))
    sample = np.arange(len(read)) < m
    chance = sample & ~known
    if chance.any():
        weights[chance] = (~known).sum() / chance.sum()
    return weights
