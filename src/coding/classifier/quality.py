"""How good a classifier is: precision, recall and F1 on texts held out."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def _rates(labels: NDArray[np.bool_], decisions: NDArray[np.bool_]) -> dict[str, float | None]:
    """Precision is unknown when nothing was proposed, recall when there was nothing to find."""
    both = int((labels & decisions).sum())
    proposed, there = int(decisions.sum()), int(labels.sum())
    return {
        "precision": both / proposed if proposed else None,
        "recall": both / there if there else None,
        "f1": 2 * both / (proposed + there) if proposed + there else None,
    }


def quality(
    labels: NDArray[np.bool_],
    decisions: NDArray[np.bool_],
    *,
    codes: Sequence[str],
    names: Mapping[str, str],
    learned: Sequence[int],
) -> dict[str, Any]:
    """Compare what was proposed with what people said.

    Parameters
    ----------
    labels, decisions
        Texts × codes.
    codes, names
        The codes, and what they are called.
    learned
        Positions of the codes that had enough uses to learn from.

    Returns
    -------
    dict
        ``micro_*`` over all uses of all codes, those of codes that could not be learned being misses;
        ``macro_f1`` the plain mean of F1 over the codes learned (``n_learned``); ``per_code`` with None
        for codes not learned.
    """
    per_code: list[dict[str, Any]] = []
    for k, code in enumerate(codes):
        rates = (
            _rates(labels[:, k], decisions[:, k])
            if k in learned
            else dict.fromkeys(("precision", "recall", "f1"))
        )
        per_code.append({"code": code, "label": names[code], "n": int(labels[:, k].sum()), **rates})
    overall = _rates(labels, decisions)
    f1s = [row["f1"] or 0.0 for row in per_code if row["recall"] is not None]
    return {
        "micro_precision": overall["precision"] or 0.0,
        "micro_recall": overall["recall"] or 0.0,
        "micro_f1": overall["f1"] or 0.0,
        "macro_f1": sum(f1s) / len(f1s) if f1s else 0.0,
        "n_learned": len(f1s),
        "per_code": per_code,
    }
