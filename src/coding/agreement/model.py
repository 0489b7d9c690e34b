"""What a comparison of two coders found."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class AgreementResult:
    """Agreement of two coders on a question, over the segments both read.

    Attributes
    ----------
    n_double
        Segments both read.
    n_respondents
        Respondents (or reports) these are from; the intervals are drawn over them.
    n_codings, n_assisted
        Codes given on these segments by the two together, and how many of those were accepted from a
        suggestion: they are not independent.
    per_code
        ``[code, label, uses_a, uses_b, both, percent, positive, kappa, alpha, ac1, low, high, rare, reason]``
        and the intervals of the others as ``percent_low`` …; ``low`` and ``high`` are those of alpha.
        Coefficients run to 1; NaN has no value, and ``reason`` says why. ``rare``: used by
        either in fewer than 5 segments.
    overall
        ``percent, positive, kappa, alpha, ac1`` over answer × code, ``same`` (the same codes altogether),
        ``masi_alpha`` (over sets of codes), each with ``_low`` and ``_high``; ``mean_positive`` … are
        averages over codes.
    independent
        The same as ``overall`` without the segments on which a suggestion was accepted; ``None`` when
        there were none.
    """

    question: str
    coder_a: str
    coder_b: str
    n_double: int
    n_respondents: int
    n_codings: int
    n_assisted: int
    draws: int
    seed: int
    per_code: "pd.DataFrame"
    overall: dict[str, float]
    independent: dict[str, float] | None
