"""From counts to shares: what each percentage is of, rounded, with an interval where one applies."""

from dataclasses import dataclass

import numpy as np

from coding.tables.spec import Base
from coding.tables.statistics import (
    Interval,
    WeightSums,
    effective_n,
    percentages,
    share_interval,
    weighted_share,
)
from coding.tables.tally import Floats, Ints, Tally


@dataclass(frozen=True, eq=False)
class Asked:
    """Who was asked: numbers and sums of weights (and of their squares), altogether first, then per group."""

    n: Ints
    weight: Floats
    square: Floats


@dataclass(frozen=True, eq=False)
class Shares:
    """Shares of codes × columns, the first column being everything together.

    Attributes
    ----------
    percent
        Rounded, 0 to 100; missing (NaN) like the others where nothing was read.
    share, low, high
        Fractions; no interval (NaN) where none applies.
    n_base, n_effective
        Per column: how many the percentages are of, and how many unweighted ones would tell as much.
    """

    percent: Floats
    share: Floats
    low: Floats
    high: Floats
    n_base: Ints
    n_effective: Floats


def shares_of(
    counted: Tally,
    *,
    base: Base,
    asked: Asked | None = None,
    weighted: bool = False,
    sampled: bool = False,
    decimals: int = 0,
) -> Shares:
    """Return the shares that counts make.

    With the base of everybody asked the share among those read is multiplied by the fraction that answered:
    who did not answer named nothing, and what was not read yet is taken to be like what was.

    Parameters
    ----------
    asked
        With base ``asked``: who was; it needs at least those who answered.
    sampled
        Whether what was read is a random sample of what there is: only then the shares have intervals.
    """
    of, answered, read = counted.base, counted.answered, counted.read
    if base is Base.ASKED and asked is not None:
        above = (answered.weight, asked.weight) if weighted else (answered.n, asked.n)
        n_base, effective = asked.n, effective_n(asked.weight, asked.square)
    else:
        above = (np.ones_like(of.n), np.ones_like(of.n))
        n_base, effective = of.n, effective_n(of.weight, of.square)
    hits, size = (counted.hits.weight, of.weight) if weighted else (counted.hits.n, of.n)
    parts, wholes = hits * above[0], size * above[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(wholes > 0, parts / wholes, np.nan)
        factor = np.where(above[1] > 0, above[0] / above[1], np.nan)
    nothing = np.full(share.shape, np.nan)
    low, high = nothing, nothing.copy()
    partly = read.n < _answered(counted)
    if sampled and partly.any():
        found = _interval(counted, weighted=weighted)
        low = np.where(partly, found.low * factor, np.nan)
        high = np.where(partly, found.high * factor, np.nan)
    return Shares(
        percent=percentages(parts, wholes, decimals=decimals),
        share=share,
        low=low,
        high=high,
        n_base=n_base,
        n_effective=effective if weighted else np.full(len(of.n), np.nan),
    )


def _answered(counted: Tally) -> Floats:
    """Return how many units each column has, read or not; of a group made of codes that is estimated."""
    n, read = counted.answered.n.astype(float), counted.read.n
    if not counted.complete and read[0]:
        n[1:] = read[1:] * (n[0] / read[0])
    return n


def _interval(counted: Tally, *, weighted: bool) -> Interval:
    of = counted.base
    if weighted:
        hits = counted.hits
        return weighted_share(WeightSums(hits.weight, hits.square, of.weight, of.square, of.n))
    read = np.maximum(counted.read.n, 1)
    # of a base that is part of what was read, so much is there to read as of everything
    population = np.maximum(np.rint(of.n * _answered(counted) / read), of.n)
    return share_interval(counted.hits.n, of.n, population=population)
