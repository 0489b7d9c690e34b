"""Coefficients of agreement, by value, for two or more coders who need not all have judged every unit.

Every coefficient follows from a few sums over units (`Sums`), so that thousands of bootstrap samples cost one
product of matrices. Units that fewer than two coders judged do not count anywhere. With two coders each is
the textbook coefficient; with more, percent agreement, AC1 (Gwet) and kappa (Conger) are those of pairs of
coders within a unit, alpha is Krippendorff's. NaN where a coefficient has no value: nothing can be said about
chance when every judgement is the same.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums over units; leading axes (samples, codes) are free, ``q`` is the number of categories.

    Attributes
    ----------
    units
        How many there are.
    readings
        How many judgements of units.
    equal
        Per unit the share of pairs of coders who judged alike, summed.
    matched
        How often each category met itself in a unit, each unit by its number of judgements minus 1
        (Krippendorff's coincidences; ``…, q``).
    shares
        Per unit the share of its judgements in each category, summed (``…, q``).
    totals
        Judgements in each category (``…, q``).
    margins
        The same per coder (``…, coders, q``).
    """

    units: Floats
    readings: Floats
    equal: Floats
    matched: Floats
    shares: Floats
    totals: Floats
    margins: Floats


def of_table(cells: ArrayLike) -> Sums:
    """Return the sums of two coders from their square table: the first's categories by the second's.

    Any number of such tables at once (``…, q, q``). For one code that is
    ``[[neither, only second], [only first, both]]``.

    Examples
    --------
    >>> float(cohen_kappa(of_table([[2, 0], [1, 1]])))
    0.5
    """
    table = np.asarray(cells, dtype=float)
    n = table.sum(axis=(-2, -1))
    margins = np.stack([table.sum(axis=-1), table.sum(axis=-2)], axis=-2)
    both = np.diagonal(table, axis1=-2, axis2=-1)
    totals = margins.sum(axis=-2)
    return Sums(
        units=n,
        readings=2 * n,
        equal=both.sum(axis=-1),
        matched=2 * both,
        shares=totals / 2,
        totals=totals,
        margins=margins,
    )


def _ratio(over: ArrayLike, under: ArrayLike) -> Floats:
    """Divide; NaN where the denominator is zero."""
    top, bottom = np.broadcast_arrays(np.asarray(over, dtype=float), np.asarray(under, dtype=float))
    result = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=result, where=bottom != 0)
    return result


def percent_agreement(sums: Sums) -> Floats:
    """Return the share of equal judgements, 0 to 1: the mean over units of the share of equal pairs."""
    return _ratio(sums.equal, sums.units)


def positive_agreement(sums: Sums) -> Floats:
    """Return which share of the uses of a code is shared: ``2a / (2a + b + c)``; unused gives NaN.

    The categories are *not* and *applies*, in this order.
    """
    return _ratio(sums.matched[..., 1], sums.totals[..., 1])


def cohen_kappa(sums: Sums) -> Floats:
    """Return Cohen's kappa: chance from each coder's own use of the categories.

    With more than two coders Conger's generalisation: the mean over pairs of coders of both the agreement
    and the chance.
    """
    judged = sums.margins.sum(axis=-1, keepdims=True)
    active = judged[..., 0] > 0
    use = np.where(active[..., None], np.nan_to_num(_ratio(sums.margins, judged)), 0.0)
    n_coders = active.sum(axis=-1)[..., None]
    mean = _ratio(use.sum(axis=-2), n_coders)
    apart = np.where(active[..., None], use - mean[..., None, :], 0.0)
    spread = _ratio((apart**2).sum(axis=-2), n_coders * (n_coders - 1))
    chance = (mean**2 - spread).sum(axis=-1)
    return _ratio(percent_agreement(sums) - chance, 1 - chance)


def gwet_ac1(sums: Sums) -> Floats:
    """Return Gwet's AC1: chance from how evenly the categories are used; stable for rare codes."""
    share = _ratio(sums.shares, np.asarray(sums.units)[..., None])
    chance = _ratio((share * (1 - share)).sum(axis=-1), share.shape[-1] - 1)
    return _ratio(percent_agreement(sums) - chance, 1 - chance)


def nominal_alpha(sums: Sums) -> Floats:
    """Return Krippendorff's alpha (nominal)."""
    n = np.asarray(sums.readings)
    expected = n**2 - (sums.totals**2).sum(axis=-1)
    return 1 - _ratio((n - sums.matched.sum(axis=-1)) * (n - 1), expected)


COEFFICIENTS = {
    "percent": percent_agreement,
    "positive": positive_agreement,
    "kappa": cohen_kappa,
    "alpha": nominal_alpha,
    "ac1": gwet_ac1,
}


class ClusterSums:
    """The sums of each cluster, to be added up over all of them or over a bootstrap sample.

    Parameters
    ----------
    read
        Whether a coder judged the unit (units × coders).
    given
        Whether the judgement was in a category (units × coders × codes × categories but the first, which is
        what remains).
    clusters
        Cluster of each unit, rising from 0.
    """

    def __init__(self, read: NDArray[np.bool_], given: NDArray[np.bool_], clusters: NDArray[np.intp]) -> None:
        n_units, self._n_coders, self._n_codes, others = given.shape
        self._q = others + 1
        n = read.sum(axis=1).astype(float)[:, None, None]
        uses = given.sum(axis=1, dtype=float)
        counts = np.concatenate([n - uses.sum(axis=2, keepdims=True), uses], axis=2)
        matched = counts * (counts - 1) / (n - 1)
        parts = [
            np.ones((n_units, 1)),
            read,
            (matched / n).sum(axis=2),
            _flat(matched),
            _flat(uses / n),
            _flat(given),
        ]
        starts = np.flatnonzero(np.diff(clusters, prepend=-1))
        self._widths = [part.shape[1] for part in parts]
        self._sums = (
            np.concatenate([np.add.reduceat(part, starts, axis=0, dtype=float) for part in parts], axis=1)
            if n_units
            else np.zeros((0, sum(self._widths)))
        )

    def total(self) -> Sums:
        """Return the sums over all clusters, per code."""
        return self._named(self._sums.sum(axis=0))

    def samples(self, weights: Floats) -> Sums:
        """Return the sums of bootstrap samples (how often each drew each cluster), per sample and code."""
        return self._named(weights @ self._sums)

    def _named(self, flat: Floats) -> Sums:
        ends = np.cumsum(self._widths)[:-1]
        units, reads, equal, matched, shares, given = np.split(flat, ends, axis=-1)
        lead = flat.shape[:-1]
        by_code = (*lead, self._n_codes)
        coder_uses = np.moveaxis(
            given.reshape(*lead, self._n_coders, self._n_codes, self._q - 1), -3, -2
        )  # …, codes, coders, categories but the first
        units = np.broadcast_to(units, by_code)
        readings = np.broadcast_to(reads.sum(axis=-1, keepdims=True), by_code)
        reads = np.broadcast_to(reads[..., None, :], (*by_code, self._n_coders))
        return Sums(
            units=units,
            readings=readings,
            equal=equal,
            matched=matched.reshape(*by_code, self._q),
            shares=_with_rest(shares.reshape(*by_code, self._q - 1), units),
            totals=_with_rest(coder_uses.sum(axis=-2), readings),
            margins=_with_rest(coder_uses, reads),
        )


def _flat(part: NDArray[Any]) -> NDArray[Any]:
    """Lay what belongs to a unit in one row, also where there are no units."""
    return part.reshape(len(part), int(np.prod(part.shape[1:])))


def _with_rest(others: Floats, whole: Floats) -> Floats:
    """Put before the other categories what they leave of the whole."""
    return np.concatenate([(whole - others.sum(axis=-1))[..., None], others], axis=-1)


def pooled(sums: Sums) -> Sums:
    """Return the sums over all codes together: units are then unit × code."""
    return Sums(
        units=sums.units.sum(axis=-1),
        readings=sums.readings.sum(axis=-1),
        equal=sums.equal.sum(axis=-1),
        matched=sums.matched.sum(axis=-2),
        shares=sums.shares.sum(axis=-2),
        totals=sums.totals.sum(axis=-2),
        margins=sums.margins.sum(axis=-3),
    )
