"""What a series of waves, a figure of an earlier wave and a table over waves are."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Part:
    """One wave of a series.

    Attributes
    ----------
    label
        What people call it, mostly a year.
    question
        Key of its question here; of a closed question that of its variable, with its ``survey``. None:
        only published figures are known.
    """

    label: str
    question: str | None = None
    survey: str | None = None


@dataclass(frozen=True)
class Series:
    """A series as it stands: its newest version, waves in order."""

    id: int
    name: str
    number: int
    title: str
    parts: tuple[Part, ...]
    retired: bool
    author: str
    created_at: datetime

    @property
    def counted(self) -> tuple[Part, ...]:
        """The waves that are counted here."""
        return tuple(part for part in self.parts if part.question is not None)


@dataclass(frozen=True)
class EarlierFigure:
    """A published percentage of an earlier wave.

    Attributes
    ----------
    code, label
        The code it is about; empty where it is about none of the codebook, then the label says it.
    percent, decimals, n
        As published, and what it is a percentage of.
    source
        Where it was published.
    """

    id: int
    series: str
    wave: str
    code: str
    label: str
    percent: float
    decimals: int
    n: int
    source: str
    author: str
    created_at: datetime

    @property
    def row(self) -> str:
        """What tells its row from others in a table over waves."""
        return self.code or self.label


@dataclass(frozen=True)
class WaveChange:
    """One row of `WaveTable.changes`, as plain values; fractions, NaN where nothing was tested."""

    row: str
    label: str
    earlier: str
    later: str
    difference: float
    low: float
    high: float
    p: float
    p_holm: float
    rounding: float
    n_pairs: int | None
    remark: str


@dataclass(frozen=True, eq=False)
class WaveTable:
    """The shares of one series over its waves.

    Attributes
    ----------
    series
        What it was made of.
    paired
        Whether only respondents of both waves were compared.
    bases
        ``[wave, n_base, n_answered, n_read, published]`` in the order of the waves; missing where nothing is
        known but published figures, which may each have their own N.
    shares
        ``[row, code, label, level, wave, share, percent, decimals, low, high, n, base, published]``, a row
        per figure that is known; fractions, and the percentage as printed; ``n`` is missing where only the
        percentage was published.
    changes
        ``[row, label, earlier, later, difference, low, high, p, p_holm, rounding, n_pairs, remark]``, a row
        per two successive figures; differences in fractions. ``rounding``: how far it may be off because a
        percentage was published rounded. ``remark``: what differs in the meaning of the code, or empty.
    warnings
        What makes waves less comparable, a sentence each.
    notes
        How it was made, a sentence each.
    """

    series: Series
    paired: bool
    bases: "pd.DataFrame"
    shares: "pd.DataFrame"
    changes: "pd.DataFrame"
    warnings: tuple[str, ...]
    notes: tuple[str, ...]

    def change_list(self) -> list[WaveChange]:
        """Return the changes as plain values."""
        plain = self.changes.astype(object)
        plain["n_pairs"] = plain["n_pairs"].where(self.changes["n_pairs"].notna(), None)
        return [WaveChange(*row) for row in plain.itertuples(index=False)]
