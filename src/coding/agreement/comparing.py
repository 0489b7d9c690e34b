"""Comparing two coders on the segments both read: coefficients per code and overall, with intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coding.agreement.coefficients import (
    Floats,
    alpha_of_coincidences,
    cohen_kappa,
    distances,
    gwet_ac1,
    masi_distance,
    nominal_alpha,
    percent_agreement,
    positive_agreement,
    undefined_reason,
)

COEFFICIENTS = {
    "percent": percent_agreement,
    "positive": positive_agreement,
    "kappa": cohen_kappa,
    "alpha": nominal_alpha,
    "ac1": gwet_ac1,
}
AVERAGED = ("positive", "kappa", "alpha", "ac1")
RARE_BELOW = 5  # answers in which either coder used the code; below it one answer turns kappa and alpha round
INTERVAL = (2.5, 97.5)
DEFINED_DRAWS = 0.5  # an interval needs a value in at least this share of the draws

PER_CODE_COLUMNS = [
    "code",
    "label",
    "uses_a",
    "uses_b",
    "both",
    *COEFFICIENTS,
    "low",
    "high",
    *(f"{name}_{side}" for name in COEFFICIENTS if name != "alpha" for side in ("low", "high")),
    "rare",
    "reason",
]


@dataclass(frozen=True, eq=False)
class Comparison:
    """What both coders gave, segment by segment.

    Attributes
    ----------
    first, second
        Whether the coder gave the code (segments × codes).
    clusters
        Number of the respondent (or report) of each segment: drawn together in the bootstrap.
    """

    codes: tuple[str, ...]
    first: NDArray[np.bool_]
    second: NDArray[np.bool_]
    clusters: NDArray[np.intp]

    def of(self, segments: NDArray[np.bool_]) -> "Comparison":
        """Return the same for some of the segments."""
        clusters = np.unique(self.clusters[segments], return_inverse=True)[1]
        return Comparison(self.codes, self.first[segments], self.second[segments], clusters)


def compare(
    first: Mapping[int, frozenset[str]],
    second: Mapping[int, frozenset[str]],
    *,
    codes: Sequence[str],
    clusters: Mapping[int, int],
) -> Comparison:
    """Lay two coders' codings side by side.

    Parameters
    ----------
    first, second
        The codes of every segment a coder read; none apply is an empty set, not read is not in it.
    codes
        The codes to compare; others are left out.
    clusters
        Respondent or report of each segment.
    """
    segments = sorted(set(first) & set(second))
    place = {code: number for number, code in enumerate(codes)}

    def matrix(given: Mapping[int, frozenset[str]]) -> NDArray[np.bool_]:
        found = np.zeros((len(segments), len(codes)), dtype=bool)
        for row, segment in enumerate(segments):
            for code in given[segment] & place.keys():
                found[row, place[code]] = True
        return found

    numbers = np.unique([clusters[segment] for segment in segments], return_inverse=True)[1]
    return Comparison(tuple(codes), matrix(first), matrix(second), numbers.astype(np.intp))


def tables_per_cluster(comparison: Comparison) -> Floats:
    """Return the 2 × 2 table of each code in each cluster (clusters × codes × 2 × 2)."""
    n_clusters = int(comparison.clusters.max(initial=-1)) + 1
    tables = np.zeros((n_clusters, len(comparison.codes), 2, 2))
    for one in (False, True):
        for other in (False, True):
            cell = (comparison.first == one) & (comparison.second == other)
            np.add.at(tables[:, :, int(one), int(other)], comparison.clusters, cell)
    return tables


def draw_weights(n_clusters: int, *, draws: int, seed: int) -> Floats:
    """Return how often each cluster is drawn in each bootstrap sample (draws × clusters)."""
    if n_clusters == 0:
        return np.zeros((draws, 0))
    generator = np.random.default_rng(seed)
    shares = np.full(n_clusters, 1 / n_clusters)
    return generator.multinomial(n_clusters, shares, size=draws).astype(float)


def interval(values: Floats) -> tuple[float, float]:
    """Return the 95% percentile interval of bootstrap values; NaN when too few of them have a value."""
    defined = values[~np.isnan(values)]
    if len(defined) < DEFINED_DRAWS * len(values) or len(defined) < 2:
        return float("nan"), float("nan")
    low, high = np.percentile(defined, INTERVAL)
    return float(low), float(high)


def resampled_tables(comparison: Comparison, weights: Floats) -> Floats:
    """Return the table of each code in each bootstrap sample (draws × codes × 2 × 2)."""
    per_cluster = tables_per_cluster(comparison)
    return np.tensordot(weights, per_cluster, axes=1)


def per_code(comparison: Comparison, labels: Mapping[str, str], weights: Floats) -> pd.DataFrame:
    """Return every coefficient of every code with its interval; ``low`` and ``high`` are those of alpha."""
    tables = tables_per_cluster(comparison).sum(axis=0)
    found = {name: function(tables) for name, function in COEFFICIENTS.items()}
    resampled = resampled_tables(comparison, weights)
    drawn = {name: function(resampled) for name, function in COEFFICIENTS.items()}
    rows = []
    for number, code in enumerate(comparison.codes):
        uses_a, uses_b = int(tables[number, 1].sum()), int(tables[number, :, 1].sum())
        row: dict[str, object] = {
            "code": code,
            "label": labels[code],
            "uses_a": uses_a,
            "uses_b": uses_b,
            "both": int(tables[number, 1, 1]),
            "rare": tables[number].sum() - tables[number, 0, 0] < RARE_BELOW,
            "reason": undefined_reason(tables[number]),
        }
        for name, values in found.items():
            row[name] = values[number]
            low, high = interval(drawn[name][:, number])
            if np.isnan(values[number]):
                low = high = float("nan")
            prefix = "" if name == "alpha" else f"{name}_"
            row[f"{prefix}low"], row[f"{prefix}high"] = low, high
        rows.append(row)
    return pd.DataFrame(rows, columns=PER_CODE_COLUMNS)


def masi_alpha(comparison: Comparison, weights: Floats) -> tuple[float, tuple[float, float]]:
    """Return alpha with MASI distance over the sets of codes, and its interval."""
    sets = [
        [frozenset(np.flatnonzero(row).tolist()) for row in given]
        for given in (comparison.first, comparison.second)
    ]
    values = list(dict.fromkeys([*sets[0], *sets[1]]))
    if len(values) < 2:
        return float("nan"), (float("nan"), float("nan"))
    place = {value: number for number, value in enumerate(values)}
    square = distances(values, masi_distance)
    one = np.array([place[value] for value in sets[0]])
    other = np.array([place[value] for value in sets[1]])
    observed = square[one, other]

    met = np.zeros((len(values), len(values)))
    np.add.at(met, (one, other), 1)
    value = float(alpha_of_coincidences(met + met.T, square))

    # with two coders and nothing missing, sums per cluster are all that a bootstrap sample needs
    n_clusters = weights.shape[1]
    used = np.zeros((n_clusters, len(values)))
    for numbers in (one, other):
        np.add.at(used, (comparison.clusters, numbers), 1)
    totals = weights @ used
    n = totals.sum(axis=1)
    expected = ((totals @ square) * totals).sum(axis=1)
    disagreed = weights @ np.bincount(comparison.clusters, observed, minlength=n_clusters) * 2 * (n - 1)
    drawn = 1 - np.divide(disagreed, expected, out=np.full(len(n), np.nan), where=expected > 0)
    return value, interval(drawn)


def overall(comparison: Comparison, weights: Floats) -> dict[str, float]:
    """Return the figures over all codes together.

    ``percent`` … ``ac1`` are over answer × code; ``mean_…`` are averages over the codes that were used and
    where the coefficient has a value; ``same`` is the share of segments with the same codes;
    ``masi_alpha`` weighs how far the sets of codes overlap. Each with ``_low`` and ``_high``, averages
    excepted.
    """
    tables = tables_per_cluster(comparison).sum(axis=0)
    pooled, resampled = tables.sum(axis=0), resampled_tables(comparison, weights).sum(axis=1)
    result: dict[str, float] = {}
    for name, function in COEFFICIENTS.items():
        result[name] = float(function(pooled))
        result[f"{name}_low"], result[f"{name}_high"] = interval(function(resampled))
    used = tables[tables[:, 0, 0] < tables.sum(axis=(1, 2))]
    for name in AVERAGED:
        values = COEFFICIENTS[name](used)
        defined = values[~np.isnan(values)]
        result[f"mean_{name}"] = float(defined.mean()) if len(defined) else float("nan")
    same = (comparison.first == comparison.second).all(axis=1)
    n_clusters = weights.shape[1]
    agreed = weights @ np.bincount(comparison.clusters, same, minlength=n_clusters)
    read = weights @ np.bincount(comparison.clusters, minlength=n_clusters)
    result["same"] = float(same.mean()) if len(same) else float("nan")
    result["same_low"], result["same_high"] = interval(
        np.divide(agreed, read, out=np.full(len(read), np.nan), where=read > 0)
    )
    result["masi_alpha"], (result["masi_alpha_low"], result["masi_alpha_high"]) = masi_alpha(
        comparison, weights
    )
    return result
