"""What is estimated of a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coding.tables.estimates.planning import planned_half_width
from coding.tables.estimates.shares import Shares


@dataclass(frozen=True)
class ThemeEstimate:
    """The share of one theme, with its interval.

    Attributes
    ----------
    share, low, high
        Between 0 and 1.
    by_hand_half_width
        Half the width of the interval had predictions played no part.
    effective_size
        How large a simple random sample would be as sure; infinite where everything was read.
    weight
        How far predictions count: 0 not at all, 1 in full.
    n_human
        Units that people read and gave the theme, in the sample or not.
    n_machine
        Units nobody read for which the model finds the theme likelier than not; says nothing of the share.
    expected
        The share as counting probabilities would have it; biased.
    """

    code: str
    share: float
    low: float
    high: float
    by_hand_half_width: float
    effective_size: float
    weight: float
    n_human: int
    n_machine: int
    expected: float

    @property
    def half_width(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2


@dataclass(frozen=True)
class PartEstimates:
    """Estimates of all themes in a population, or in one group of it.

    Attributes
    ----------
    n_units, n_read, n_sample
        Units, those that people read, and those that the estimate rests on.
    reason
        Why there are no estimates; empty where there are.
    themes
        By code.
    """

    n_units: int
    n_read: int
    n_sample: int
    reason: str = ""
    themes: Mapping[str, ThemeEstimate] = field(default_factory=dict)
    shares: Shares | None = None
    codes: Sequence[str] = ()

    @property
    def n_base(self) -> int:
        """Return about how many units belong to the base; all of them where that is not estimated."""
        return self.n_units if self.shares is None else round(self.n_units * self.shares.in_base)

    def planned(self, code: str, n_more: int) -> float | None:
        """Return half the width of a theme's interval once so many more were drawn and read."""
        if self.shares is None:
            return None
        return float(planned_half_width(self.shares, n_more)[list(self.codes).index(code)])


@dataclass(frozen=True)
class QuestionEstimates:
    """Estimates of a question as a whole and of each group, and what belongs under the table."""

    whole: PartEstimates
    groups: Mapping[str, PartEstimates]
    notes: Sequence[str]
