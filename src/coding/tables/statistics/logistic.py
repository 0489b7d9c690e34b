"""Whether a theme goes with a number (inhabitants, say): logistic regression, and why not if it cannot."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from coding.tables.statistics.shares import Floats

Problem = Literal["no_variation", "same_answer", "few_events", "separation", "not_converged"]

FEWEST_EVENTS = 5


@dataclass(frozen=True)
class OddsRatio:
    """How the odds of having a theme change with a number.

    Attributes
    ----------
    unit
        The step of the number that the odds ratio is about.
    odds_ratio, low, high
        By how much the odds are multiplied per step, with Wald's 95% interval; None when there is a problem.
    p_value
        Of Wald's test, two-sided.
    n, n_events
        Respondents with a value, and how many of them have the theme.
    problem
        Why there are no figures: ``no_variation`` (everybody has the same number, or nobody has one),
        ``same_answer`` (nobody or everybody has the theme), ``few_events`` (fewer than 5 have it, or do not
        have it), ``separation`` (all who have it are on one side of all who do not), ``not_converged``.
    """

    unit: float
    n: int
    n_events: int
    odds_ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    problem: Problem | None = None


def logistic(numbers: ArrayLike, has_theme: ArrayLike, *, unit: float | None = None) -> OddsRatio:
    """Fit one logistic regression of having a theme on a number.

    Fewer than five events per variable is too few to trust an odds ratio or its interval (Vittinghoff &
    McCulloch 2007, American Journal of Epidemiology 165).

    Parameters
    ----------
    numbers
        One per respondent; who has none (NaN, infinite) is left out.
    has_theme
        One boolean per respondent.
    unit
        The step of the odds ratio; `sensible_unit` of the numbers when not given.
    """
    x, y = np.asarray(numbers, dtype=float), np.asarray(has_theme, dtype=bool)
    present = np.isfinite(x)
    step = unit if unit is not None else sensible_unit(x)
    x, y = x[present], y[present]
    n, n_events = int(y.size), int(y.sum())
    problem = _problem(x, y)
    figures = None if problem else _fit(x, y, step)
    if figures is None:
        return OddsRatio(unit=step, n=n, n_events=n_events, problem=problem or "not_converged")
    odds_ratio, low, high, p_value = figures
    return OddsRatio(
        unit=step, n=n, n_events=n_events, odds_ratio=odds_ratio, low=low, high=high, p_value=p_value
    )


def sensible_unit(numbers: ArrayLike) -> float:
    """Return the power of ten just below the standard deviation: 10,000 for inhabitants of municipalities.

    Per inhabitant an odds ratio would always read 1.00.

    Examples
    --------
    >>> sensible_unit([12_000, 25_000, 60_000, 70_000]), sensible_unit([1.0, 1.0])
    (10000.0, 1.0)
    """
    values = np.asarray(numbers, dtype=float)
    values = values[np.isfinite(values)]
    spread = float(values.std()) if values.size else 0.0
    return float(10.0 ** np.floor(np.log10(spread))) if spread > 0 else 1.0


def _problem(x: Floats, y: np.ndarray) -> Problem | None:
    if not x.size or x.min() == x.max():
        return "no_variation"
    if y.all() or not y.any():
        return "same_answer"
    if min(y.sum(), (~y).sum()) < FEWEST_EVENTS:
        return "few_events"
    # with one predictor the fit runs away exactly when a point cuts those with from those without
    if x[y].min() >= x[~y].max() or x[y].max() <= x[~y].min():
        return "separation"
    return None


def _fit(x: Floats, y: np.ndarray, step: float) -> tuple[float, float, float, float] | None:
    from statsmodels.discrete.discrete_model import Logit

    spread = x.std()
    design = np.column_stack([np.ones_like(x), (x - x.mean()) / spread])  # large numbers would upset the fit
    with np.errstate(all="ignore"):  # an overflow gives inf, which is looked for below
        try:
            fitted = Logit(y.astype(float), design).fit(disp=0, warn_convergence=False)
        except np.linalg.LinAlgError:
            return None
        slope = np.array([fitted.params[1], *fitted.conf_int()[1]]) * step / spread
        figures = [*np.exp(slope), fitted.pvalues[1]]
    if not (fitted.mle_retvals["converged"] and np.isfinite(figures).all()):
        return None
    odds_ratio, low, high, p_value = (float(value) for value in figures)
    return odds_ratio, low, high, p_value
