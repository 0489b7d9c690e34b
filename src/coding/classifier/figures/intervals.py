"""How sure the figures of a model are: 95% intervals, those of F1 by drawing the texts anew."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coding.intervals import wilson

DRAWS = 1000
LIMITS = (2.5, 97.5)
FEWEST_DEFINED = 0.5  # an interval needs a value in at least this share of the draws

Floats = NDArray[np.float64]


def percentiles(values: Floats) -> tuple[float, float] | None:
    """Return where 95% of drawn values lie; None where too few draws have a value."""
    defined = values[~np.isnan(values)]
    if len(defined) < max(2, FEWEST_DEFINED * len(values)):
        return None
    low, high = np.percentile(defined, LIMITS)
    return float(low), float(high)


@dataclass(frozen=True)
class Drawn:
    """Figures of bootstrap samples; a sample is as many groups of texts as there are, with replacement.

    Attributes
    ----------
    f1
        Draws × codes; not a number where a draw holds neither use nor proposal of the code.
    micro
        ``precision``, ``recall`` and ``f1`` over all codes together, per draw.
    macro
        Plain mean of F1 over the codes that were learned, per draw.
    """

    f1: Floats
    micro: dict[str, Floats]
    macro: Floats


def draw(
    labels: NDArray[np.bool_],
    decisions: NDArray[np.bool_],
    groups: NDArray[np.int64],
    *,
    learned: list[int],
    draws: int = DRAWS,
    seed: int = 1,
) -> Drawn:
    """Draw groups of texts anew and work out the figures of each draw, all at once.

    Only how often a group is drawn matters, so that a draw is a row of counts and all of them one product
    of matrices.

    Parameters
    ----------
    labels, decisions
        Texts × codes: what people gave, what was proposed.
    groups
        Texts with the same number (one document, the same text) are drawn together.
    learned
        Positions of the codes that the mean over codes is taken of.
    """
    numbers, places = np.unique(groups, return_inverse=True)
    n_groups, n_codes = len(numbers), labels.shape[1]
    if not n_groups:
        nothing = np.full(draws, np.nan)
        return Drawn(
            np.full((draws, n_codes), np.nan), dict.fromkeys(("precision", "recall", "f1"), nothing), nothing
        )
    counts = np.zeros((n_groups, 3 * n_codes), dtype=np.float32)  # right, proposed, given
    np.add.at(counts, places, np.hstack([labels & decisions, decisions, labels]).astype(np.float32))
    shares = np.full(n_groups, 1 / n_groups)
    weights = np.random.default_rng(seed).multinomial(n_groups, shares, size=draws).astype(np.float32)
    sums = (weights @ counts).astype(np.float64)
    right, proposed, given = np.split(sums, 3, axis=1)
    f1 = _divided(2 * right, proposed + given)
    total_right, total_proposed, total_given = (part.sum(axis=1) for part in (right, proposed, given))
    return Drawn(
        f1=f1,
        micro={
            "precision": _divided(total_right, total_proposed),
            "recall": _divided(total_right, total_given),
            "f1": _divided(2 * total_right, total_proposed + total_given),
        },
        macro=np.nan_to_num(f1[:, learned]).mean(axis=1) if learned else np.full(draws, np.nan),
    )


def with_intervals(
    metrics: dict[str, Any],
    labels: NDArray[np.bool_],
    decisions: NDArray[np.bool_],
    drawn: Drawn,
) -> dict[str, Any]:
    """Return the figures of `quality` with ``_low`` and ``_high`` beside each; None where there is no value.

    Precision and recall per code are shares, with Wilson's interval; F1, and all figures over codes, come
    from the draws.

    Parameters
    ----------
    metrics
        As `quality` gives it; ``per_code`` in the order of the columns.
    """
    per_code = []
    for place, row in enumerate(metrics["per_code"]):
        right = int((labels[:, place] & decisions[:, place]).sum())
        proposed, given = int(decisions[:, place].sum()), int(labels[:, place].sum())
        found = {
            "precision": wilson(right, proposed),
            "recall": wilson(right, given),
            "f1": _f1_interval(right, proposed + given - right, percentiles(drawn.f1[:, place])),
        }
        per_code.append(row | _sides({name: found[name] for name in found}, row) | {"proposed": proposed})
    overall = {f"micro_{name}": percentiles(values) for name, values in drawn.micro.items()}
    overall["macro_f1"] = percentiles(drawn.macro)
    return metrics | _sides(overall, metrics) | {"per_code": per_code}


def _f1_interval(right: int, concerned: int, drawn: tuple[float, float] | None) -> tuple[float, float] | None:
    """Return the interval of F1; where it was always wrong or always right, every draw says the same.

    Then it comes from the share of right ones among the texts concerned (given, proposed or both), which F1
    follows: F1 = 2s / (1 + s) (Hand, Christen and Kirielle 2021).
    """
    if not concerned or 0 < right < concerned:
        return drawn
    low, high = wilson(right, concerned)
    return 2 * low / (1 + low), 2 * high / (1 + high)


def _sides(found: dict[str, tuple[float, float] | None], values: dict[str, Any]) -> dict[str, float | None]:
    sides: dict[str, float | None] = {}
    for name, limits in found.items():
        low, high = (None, None) if limits is None or values.get(name) is None else limits
        sides |= {f"{name}_low": low, f"{name}_high": high}
    return sides


def _divided(above: Floats, below: Floats) -> Floats:
    shares: Floats = np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)
    return shares
