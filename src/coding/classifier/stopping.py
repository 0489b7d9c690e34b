"""Whether more coding still changes anything: three signs, and what they support together.

No database here. That predictions stay the same as a sign to stop: Bloodgood and Vijay-Shanker (2009), "A
method for stopping active learning based on stabilizing predictions".
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, sqrt
from typing import TypeVar

from coding.intervals import Z, wilson

Code = TypeVar("Code", str, int)  # its id, or its number in the database

STABLE_KAPPA = 0.99
STABLE_PAIRS = 2  # two steps: three models that say the same
LAST_READ = 100
WANTED_POINTS = 5.0


class State(StrEnum):
    """What a sign says: that coding on changes something still, or not any more, or nothing yet."""

    GO_ON = "go_on"
    ENOUGH = "enough"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Agreement:
    """How far two models propose the same on the same texts.

    Attributes
    ----------
    kappa
        Cohen's, over text × code; None where neither proposes anything.
    changed
        Share of the texts for which the proposed codes changed.
    n_texts
        How many texts that is.
    """

    kappa: float | None
    changed: float
    n_texts: int


def agreement(
    before: Mapping[int, AbstractSet[Code]], after: Mapping[int, AbstractSet[Code]], *, n_codes: int
) -> Agreement:
    """Compare what two models propose for the same texts.

    Parameters
    ----------
    before, after
        Segment to codes; the segments of both count.
    n_codes
        How many codes can be proposed.
    """
    texts = before.keys() & after.keys()
    cells = len(texts) * n_codes
    both = sum(len(before[text] & after[text]) for text in texts)
    first, second = sum(len(before[text]) for text in texts), sum(len(after[text]) for text in texts)
    changed = sum(before[text] != after[text] for text in texts) / len(texts) if texts else 0.0
    if not cells or not first + second:
        return Agreement(None, changed, len(texts))
    same = (cells - first - second + 2 * both) / cells
    chance = (first * second + (cells - first) * (cells - second)) / cells**2
    return Agreement(1.0 if chance == 1 else (same - chance) / (1 - chance), changed, len(texts))


@dataclass(frozen=True)
class Steady:
    """Sign (a): do the predictions of the newest models still change? ``steps``: newest first."""

    steps: Sequence[Agreement]

    @property
    def state(self) -> State:
        """Enough where the last two steps both left everything as it was; one that did not is a no."""
        known = [step for step in self.steps[:STABLE_PAIRS] if step.kappa is not None]
        if any(step.kappa is not None and step.kappa < STABLE_KAPPA for step in known):
            return State.GO_ON
        return State.ENOUGH if len(known) == STABLE_PAIRS else State.UNKNOWN


@dataclass(frozen=True)
class ThemeInterval:
    """Share of a code among all texts, from a sample, with its 95% interval (shares, 0 to 1)."""

    code: str
    hits: int
    share: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2


@dataclass(frozen=True)
class Stratum:
    """A part of the texts with a sample of its own: the codes of each text of that sample that was read.

    ``n_population``: how many texts the part has, those in the sample included.
    """

    label_sets: Sequence[AbstractSet[str]]
    n_population: int


def theme_intervals(strata: Sequence[Stratum], codes: Sequence[str]) -> list[ThemeInterval]:
    """Estimate how often each code occurs among all texts from those drawn by chance.

    Every part counts for the texts it has (stratified sample; Cochran 1977, 5.3). Wilson's interval, on the
    number of texts that the sample is worth: 1 / Σ W² (N - n) / (n (N - 1)), W being a part's share of all
    texts. Of one part that is n (N - 1) / (N - n), the finite population correction; that parts differ makes
    it a little too wide. Who read everything is sure. A part of which nothing was read is left out.
    """
    read = [part for part in strata if part.label_sets]
    total = sum(part.n_population for part in read)
    weights = [part.n_population / total for part in read]
    spread = sum(weight**2 * _spread(part) for weight, part in zip(weights, read, strict=True))
    found = []
    for code in codes:
        counts = [sum(code in labels for labels in part.label_sets) for part in read]
        share = sum(
            weight * hits / len(part.label_sets)
            for weight, hits, part in zip(weights, counts, read, strict=True)
        )
        if read and not spread:
            low = high = share
        else:
            worth = 1 / spread if read else 0.0
            low, high = wilson(share * worth, worth)
        found.append(ThemeInterval(code, sum(counts), share, low, high))
    return found


def _spread(part: Stratum) -> float:
    """Return the variance of a part's share, as a part of p (1 - p)."""
    n, n_population = len(part.label_sets), part.n_population
    return 0.0 if n >= n_population else (n_population - n) / (n * (n_population - 1))


def sample_needed(share: float, half_width: float, *, n_population: int) -> int:
    """Return about how large a sample has to be for an interval of this half-width around a share.

    Examples
    --------
    >>> sample_needed(0.5, 0.05, n_population=1_000_000), sample_needed(0.5, 0.05, n_population=400)
    (381, 196)
    """
    if half_width >= 0.5:
        return 1
    # Wilson's half-width solved for n: z² (p(1-p)/n + z²/4n²) = h² (1 + z²/n)²
    square = Z * Z
    a = half_width**2
    b = 2 * half_width**2 * square - square * share * (1 - share)
    c = half_width**2 * square**2 - square**2 / 4
    worth = (-b + sqrt(max(0.0, b * b - 4 * a * c))) / (2 * a)
    return min(n_population, ceil(worth * n_population / (worth + n_population - 1)))


@dataclass(frozen=True)
class Narrow:
    """Sign (b): is the audit sample large enough for the table one wants?

    Attributes
    ----------
    themes
        Estimates from the sample; empty where there is none.
    n_sample, n_population
        Texts of the sample that were read, of all texts.
    wanted
        Half-width one wants, as a share.
    """

    themes: Sequence[ThemeInterval]
    n_sample: int
    n_population: int
    wanted: float

    @property
    def widest(self) -> ThemeInterval | None:
        """The theme that is least sure."""
        return max(self.themes, key=lambda theme: theme.half_width, default=None)

    @property
    def state(self) -> State:
        """Enough where every theme is as sure as wanted."""
        if not self.n_sample or self.widest is None:
            return State.UNKNOWN
        return State.ENOUGH if self.widest.half_width <= self.wanted else State.GO_ON

    @property
    def n_needed(self) -> int:
        """How many texts the sample should hold, were the shares what they seem now; at least those read."""
        shares = [theme.share for theme in self.themes] or [0.5]
        needed = max(sample_needed(share, self.wanted, n_population=self.n_population) for share in shares)
        return max(needed, self.n_sample)


@dataclass(frozen=True)
class Saturated:
    """Sign (c): did new codes come up lately? ``new``: codes first given in the last hundred texts read."""

    n_read: int
    new: Sequence[str]

    @property
    def state(self) -> State:
        """Unknown as long as there is nothing before the last hundred."""
        if self.n_read <= LAST_READ:
            return State.UNKNOWN
        return State.GO_ON if self.new else State.ENOUGH


def saturation(label_sets: Sequence[AbstractSet[str]]) -> Saturated:
    """Find the codes that were first given in the last hundred texts.

    Parameters
    ----------
    label_sets
        The codes of each text, in the order in which they were read first.
    """
    before = set().union(*label_sets[:-LAST_READ])
    new = [code for labels in label_sets[-LAST_READ:] for code in sorted(labels) if code not in before]
    return Saturated(len(label_sets), list(dict.fromkeys(new)))


@dataclass(frozen=True)
class Advice:
    """The three signs, and how far the work is."""

    steady: Steady
    narrow: Narrow
    saturated: Saturated
    n_unread: int

    @property
    def state(self) -> State:
        """What the signs support together.

        One sign that says go on is enough to go on; all three must say enough to stop. Else it is unknown.
        """
        states = [self.steady.state, self.narrow.state, self.saturated.state]
        if State.GO_ON in states:
            return State.GO_ON
        return State.ENOUGH if all(state is State.ENOUGH for state in states) else State.UNKNOWN
