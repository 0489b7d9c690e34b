"""What a measurement of agreement found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class Part(StrEnum):
    """Which of the units that several people read are compared."""

    ALL = "all"
    DOUBLE = "double"  # what a division laid before two people on purpose, neither seeing the other


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of one set of readings.

    Attributes
    ----------
    n_units
        Answers (or passages) that two or more people read.
    n_respondents
        Respondents (or reports) these are from; the intervals are drawn over them.
    n_readings, n_codings
        How often these were read, and codes given in them.
    per_code
        ``[code, label, uses, used_in, shared_by_all, percent, positive, kappa, alpha, ac1, rare, reason]``,
        each coefficient with ``_low`` and ``_high``. ``uses`` counts by all coders, ``used_in`` units
        in which anybody gave the code, ``shared_by_all`` units in which all readers did. Coefficients run to
        1; NaN has no value, and ``reason`` says why. ``rare``: used in fewer than 5 units.
    overall
        ``percent, positive, kappa, alpha, ac1`` over unit × code, ``same`` (the same codes altogether),
        ``masi_alpha`` (over sets of codes), and where nobody gave more than one code ``whole_kappa,
        whole_alpha, whole_ac1`` (each unit one judgement), all with ``_low`` and ``_high``;
        ``mean_positive`` … are averages over the codes that were used.
    uses
        How often each coder gave each code: a row per code, a column per coder.
    """

    n_units: int
    n_respondents: int
    n_readings: int
    n_codings: int
    per_code: "pd.DataFrame"
    overall: dict[str, float]
    uses: "pd.DataFrame"


@dataclass(frozen=True, eq=False)
class AgreementResult:
    """Agreement of two or more coders.

    Attributes
    ----------
    about
        The question, or the name of the file.
    coders
        Who are compared.
    figures
        Over everything two or more of them read.
    unassisted
        The same without the readings in which a suggestion was accepted; ``None`` when there were none.
    pairs
        ``[coder_a, coder_b, n_double, same, percent, positive, kappa, alpha, ac1]``, overall, per two coders.
    origins
        How the codes compared came about (`coding.codings.Origin`), and how many.
    notes
        What was remarkable about the table that was read, in sentences.
    """

    about: str
    coders: tuple[str, ...]
    draws: int
    seed: int
    figures: Figures
    unassisted: Figures | None
    pairs: "pd.DataFrame"
    origins: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
