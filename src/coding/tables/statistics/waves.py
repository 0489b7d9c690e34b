"""How a share changed between two waves, also when of an earlier one only the published percentage is known.

Shares, differences and limits are fractions; intervals are 95%. A change is the later share minus the
earlier.
"""

from dataclasses import dataclass

import numpy as np

from coding.errors import InputError
from coding.i18n import _
from coding.tables.statistics.association import compare
from coding.tables.statistics.differences import difference_interval, paired_difference_interval

EXACT_BELOW = 25  # pairs that changed; with more, McNemar's chi-square is close enough


@dataclass(frozen=True)
class WaveShare:
    """A share in one wave: as counted, or all counts that fit what was published.

    Attributes
    ----------
    share
        The share itself, a fraction; of a published one, the percentage as it was printed.
    fewest, most
        How many had the theme, of ``n``; one number when it was counted, a range when only a rounded
        percentage is known.
    """

    share: float
    fewest: int
    most: int
    n: int


@dataclass(frozen=True)
class Change:
    """The difference between two waves.

    Attributes
    ----------
    difference
        Later share minus earlier share.
    low, high
        The interval; it holds for every count that fits the published percentages.
    p_value
        Of the two-proportion test (chi-square without continuity correction, Fisher when an expected count is
        below 5; McNemar's in a panel), not corrected for the number of themes. Of the counts that fit, those
        are tested that differ least. None where it cannot be tested.
    rounding
        How far the difference may be off because percentages were rounded before they were published; zero
        when both were counted.
    """

    difference: float
    low: float
    high: float
    p_value: float | None
    rounding: float


def counted(hits: int, n: int) -> WaveShare:
    """Return a share that was counted: so many of n."""
    if not 0 <= hits <= n or n == 0:
        raise ValueError("hits must lie between 0 and n, and n above zero")
    return WaveShare(share=hits / n, fewest=hits, most=hits, n=n)


def published(percent: float, n: int, *, decimals: int = 0) -> WaveShare:
    """Return a share of which the rounded percentage and the N were published.

    Parameters
    ----------
    percent
        As printed, rounded half up to so many decimals.
    n
        The number it is a percentage of.

    Raises
    ------
    InputError
        When the percentage is not between 0 and 100, or no count out of n rounds to it: then one of the two
        was misread.

    Examples
    --------
    >>> published(24, 188)
    WaveShare(share=0.24, fewest=45, most=46, n=188)
    """
    if n < 1 or not 0 <= percent <= 100:
        raise InputError(
            _(
                "{percent:g}% van N={n} kan niet: het percentage ligt tussen 0 en 100 en N is minstens 1."
            ).format(percent=percent, n=n)
        )
    steps = 10**decimals
    # count/n rounds to percent when percent - half a step <= 100 count/n < percent + half a step; in integers
    middle = round(2 * steps * percent)
    fewest = max(0, -(-(middle - 1) * n // (200 * steps)))
    most = min(n, ((middle + 1) * n - 1) // (200 * steps))
    if fewest > most:
        raise InputError(
            _("Geen enkel aantal van N={n} geeft afgerond {percent:g}%. Kijk het percentage en N na.").format(
                percent=percent, n=n
            )
        )
    return WaveShare(share=percent / 100, fewest=fewest, most=most, n=n)


def change(earlier: WaveShare, later: WaveShare) -> Change:
    """Return how a share changed between two waves with different respondents.

    The interval is Newcombe's (`difference_interval`), the test that of `compare`. Respondents who took part
    in both waves without being linked make the true interval narrower as a rule, so this one is on the safe
    side.
    """
    lowest = difference_interval(later.fewest, later.n, earlier.most, earlier.n)
    highest = difference_interval(later.most, later.n, earlier.fewest, earlier.n)
    later_hits, earlier_hits = _closest(later, earlier)
    tested = compare(later_hits, later.n, earlier_hits, earlier.n)
    difference = later.share - earlier.share
    p_value = float(tested.p_value)
    return Change(
        difference=difference,
        low=float(lowest.low),
        high=float(highest.high),
        p_value=None if np.isnan(p_value) else p_value,
        rounding=max(difference - float(lowest.estimate), float(highest.estimate) - difference, 0.0),
    )


def panel_change(both: int, earlier_only: int, later_only: int, neither: int) -> Change:
    """Return how a share changed among respondents who answered in both waves.

    The interval is Newcombe's for pairs; the test McNemar's, exact when fewer than 25 respondents changed
    (McNemar 1947, Psychometrika 12; Fagerland, Lydersen & Laake 2013, BMC Medical Research Methodology 13).
    """
    found = paired_difference_interval(both, later_only, earlier_only, neither)
    return Change(
        difference=float(found.estimate),
        low=float(found.low),
        high=float(found.high),
        p_value=_mcnemar(earlier_only, later_only),
        rounding=0.0,
    )


def _mcnemar(earlier_only: int, later_only: int) -> float | None:
    from scipy.special import bdtr, chdtrc

    changed = earlier_only + later_only
    if not changed:
        return None
    if changed < EXACT_BELOW:
        return min(1.0, 2 * float(bdtr(min(earlier_only, later_only), changed, 0.5)))
    return float(chdtrc(1, (earlier_only - later_only) ** 2 / changed))


def _closest(one: WaveShare, other: WaveShare) -> tuple[int, int]:
    """Return the counts, one of each, whose shares differ least among those that fit."""
    mine = np.arange(one.fewest, one.most + 1)
    theirs = np.clip(np.round(mine * other.n / one.n), other.fewest, other.most)
    best = int(np.abs(mine / one.n - theirs / other.n).argmin())
    return int(mine[best]), int(theirs[best])
