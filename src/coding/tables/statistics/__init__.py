"""The statistics behind theme tables, as pure functions: shares, tests, differences, rounding, suppression.

Fractions between 0 and 1 go in and come out, unless a name says percent. Functions on counts take arrays of
any one shape: a column of themes, or themes x groups.
"""

from coding.tables.statistics.association import Comparison, Independence, compare, holm, independence
from coding.tables.statistics.differences import difference_interval, paired_difference_interval
from coding.tables.statistics.logistic import OddsRatio, logistic, sensible_unit
from coding.tables.statistics.rounding import percentage, percentages, round_half_up
from coding.tables.statistics.shares import (
    Interval,
    WeightSums,
    checked_weights,
    effective_n,
    exact_interval,
    share_interval,
    weighted_share,
    wilson_interval,
)
from coding.tables.statistics.suppression import Suppression, suppress
from coding.tables.statistics.waves import Change, WaveShare, change, counted, panel_change, published

__all__ = [
    "Change",
    "Comparison",
    "Independence",
    "Interval",
    "OddsRatio",
    "Suppression",
    "WaveShare",
    "WeightSums",
    "change",
    "checked_weights",
    "compare",
    "counted",
    "difference_interval",
    "effective_n",
    "exact_interval",
    "holm",
    "independence",
    "logistic",
    "paired_difference_interval",
    "panel_change",
    "percentage",
    "percentages",
    "published",
    "round_half_up",
    "sensible_unit",
    "share_interval",
    "suppress",
    "weighted_share",
    "wilson_interval",
]
