"""Every figure of agreement on laid-out ratings: per code, overall and per pair, with bootstrap intervals."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coding.agreement.coefficients import COEFFICIENTS, ClusterSums, Floats, Sums, of_table, pooled
from coding.agreement.model import Figures
from coding.agreement.ratings import Ratings
from coding.agreement.sets import set_figures
from coding.i18n import _

AVERAGED = ("positive", "kappa", "alpha", "ac1")
AS_A_WHOLE = ("kappa", "alpha", "ac1")
FEWEST_DRAWS = 100
RARE_BELOW = 5  # units in which anybody used the code; below it one unit turns kappa and alpha round
INTERVAL = (2.5, 97.5)
DEFINED_DRAWS = 0.5  # an interval needs a value in at least this share of the draws

PER_CODE_COLUMNS = [
    "code",
    "label",
    "uses",
    "used_in",
    "shared_by_all",
    *(f"{name}{side}" for name in COEFFICIENTS for side in ("", "_low", "_high")),
    "rare",
    "reason",
]
PAIR_COLUMNS = ["coder_a", "coder_b", "n_double", "same", "percent", "positive", "kappa", "alpha", "ac1"]


def draw_weights(n_clusters: int, *, draws: int, seed: int) -> Floats:
    """Return how often each cluster is drawn in each bootstrap sample (draws × clusters)."""
    weights = np.zeros((draws, n_clusters))
    if n_clusters:
        generator = np.random.default_rng(seed)
        for row in weights:
            row += np.bincount(generator.integers(n_clusters, size=n_clusters), minlength=n_clusters)
    return weights


def interval(values: Floats) -> tuple[float, float]:
    """Return the 95% percentile interval of bootstrap values; NaN when too few of them have a value."""
    defined = values[~np.isnan(values)]
    if len(defined) < DEFINED_DRAWS * len(values) or len(defined) < 2:
        return float("nan"), float("nan")
    low, high = np.percentile(defined, INTERVAL)
    return float(low), float(high)


def measure(ratings: Ratings, *, labels: Mapping[str, str], draws: int, seed: int) -> Figures:
    """Work out every figure of agreement.

    Parameters
    ----------
    labels
        What each code is called.
    draws, seed
        Bootstrap samples over respondents, and where chance begins.
    """
    weights = draw_weights(ratings.n_clusters, draws=draws, seed=seed)
    sums = ClusterSums(ratings.read, ratings.given[:, :, :, None], ratings.clusters)
    total, drawn = sums.total(), sums.samples(weights)
    return Figures(
        n_units=len(ratings.read),
        n_respondents=ratings.n_clusters,
        n_readings=int(ratings.read.sum()),
        n_codings=int(ratings.given.sum()),
        per_code=_per_code(ratings, labels, total, drawn),
        overall=_overall(ratings, total, drawn, weights),
        uses=pd.DataFrame(
            ratings.given.sum(axis=0).T, index=list(ratings.codes), columns=list(ratings.coders)
        ),
    )


def _with_interval(name: str, value: float, drawn: Floats) -> dict[str, float]:
    low, high = (float("nan"), float("nan")) if np.isnan(value) else interval(drawn)
    return {name: float(value), f"{name}_low": low, f"{name}_high": high}


def _per_code(ratings: Ratings, labels: Mapping[str, str], total: Sums, drawn: Sums) -> pd.DataFrame:
    found = {name: function(total) for name, function in COEFFICIENTS.items()}
    samples = {name: function(drawn) for name, function in COEFFICIENTS.items()}
    gave, readers = ratings.given.sum(axis=1), ratings.read.sum(axis=1)[:, None]
    used_in, by_all = (gave > 0).sum(axis=0), ((gave == readers) & (gave > 0)).sum(axis=0)
    rows = []
    for place, code in enumerate(ratings.codes):
        row: dict[str, object] = {
            "code": code,
            "label": labels[code],
            "uses": int(gave[:, place].sum()),
            "used_in": int(used_in[place]),
            "shared_by_all": int(by_all[place]),
            "rare": bool(used_in[place] < RARE_BELOW),
            "reason": _reason(total.totals[place]),
        }
        for name, values in found.items():
            row |= _with_interval(name, values[place], samples[name][:, place])
        rows.append(row)
    return pd.DataFrame(rows, columns=PER_CODE_COLUMNS)


def _reason(totals: Floats) -> str:
    """Say why kappa and alpha have no value for a code; empty when they have."""
    without, uses = totals
    if without + uses == 0:
        return _("er is niets dat twee of meer lazen")
    if uses == 0:
        return _("door niemand gebruikt")
    return "" if without else _("door iedereen overal gebruikt")


def _overall(ratings: Ratings, total: Sums, drawn: Sums, weights: Floats) -> dict[str, float]:
    """Return the figures over all codes together; see `Figures`."""
    result: dict[str, float] = {}
    together, samples = pooled(total), pooled(drawn)
    for name, function in COEFFICIENTS.items():
        result |= _with_interval(name, float(function(together)), function(samples))
    used = total.totals[..., 1] > 0
    for name in AVERAGED:
        values = COEFFICIENTS[name](total)[used]
        defined = values[~np.isnan(values)]
        result[f"mean_{name}"] = float(defined.mean()) if len(defined) else float("nan")
    sets = set_figures(ratings, weights)
    result |= _with_interval("same", sets.same, sets.same_drawn)
    result |= _with_interval("masi_alpha", sets.alpha, sets.alpha_drawn)
    if ratings.one_code_each:
        whole = ClusterSums(ratings.read, _categories(ratings)[:, :, None, :], ratings.clusters)
        once, many = whole.total(), whole.samples(weights)
        for name in AS_A_WHOLE:
            result |= _with_interval(
                f"whole_{name}", float(COEFFICIENTS[name](once)[0]), COEFFICIENTS[name](many)[:, 0]
            )
    return result


def _categories(ratings: Ratings) -> NDArray[np.bool_]:
    """Return which category each reading is in, but the first: the classical table of categories.

    They are the codes that were used, after "none" where that occurs; one that does not occur changes AC1.
    """
    used = ratings.given[:, :, ratings.given.any(axis=(0, 1))]
    none_occurs = bool((ratings.read & ~used.any(axis=2)).any())
    return used if none_occurs else used[:, :, 1:]


def pairs(ratings: Ratings) -> pd.DataFrame:
    """Return the overall figures of every two coders who read the same units, most units first."""
    rows = []
    for one, other in combinations(range(len(ratings.coders)), 2):
        double = ratings.read[:, one] & ratings.read[:, other]
        if not double.any():
            continue
        first, second = ratings.given[double, one], ratings.given[double, other]
        both, only, other_only = ((first & second).sum(), (first & ~second).sum(), (second & ~first).sum())
        sums = of_table([[first.size - both - only - other_only, other_only], [only, both]])
        same = float((first == second).all(axis=1).mean())
        figures = [float(function(sums)) for function in COEFFICIENTS.values()]
        rows.append((ratings.coders[one], ratings.coders[other], len(first), same, *figures))
    frame = pd.DataFrame(rows, columns=PAIR_COLUMNS)
    return frame.sort_values(
        ["n_double", "coder_a", "coder_b"], ascending=[False, True, True], ignore_index=True
    )
