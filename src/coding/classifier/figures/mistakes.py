"""Codings that look like a slip: the program, which did not know the text, was sure of the opposite."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

SURE = 0.8  # from here a code that was not given looks forgotten
UNLIKELY = 0.05  # up to here a code that was given looks out of place
FEWEST_USES = 10  # a code given less often is not known well enough to doubt who gave it
MOST = 100
_EDGE = 1e-6


def likely_mistakes(
    labels: NDArray[np.bool_],
    probabilities: NDArray[np.float64],
    *,
    codes: Sequence[str],
    segment_ids: Sequence[int],
    settled: Collection[int] = (),
) -> list[dict[str, Any]]:
    """Return where people and program differ while the program is sure, the surest first.

    Parameters
    ----------
    labels, probabilities
        Texts × codes, from models that did not know the text.
    codes, segment_ids
        What the columns and rows are.
    settled
        Segments that people decided about together: those were looked at twice already.

    Returns
    -------
    list of dict
        ``segment``, ``code``, ``probability``, ``given`` (whether a person gave it).
    """
    known = labels.sum(axis=0) >= FEWEST_USES
    forgotten = ~labels & (probabilities >= SURE) & known
    misplaced = labels & (probabilities <= UNLIKELY) & known
    clipped = np.clip(probabilities, _EDGE, 1 - _EDGE)
    sureness = np.abs(np.log(clipped / (1 - clipped)))
    open_rows = np.array([segment not in settled for segment in segment_ids], dtype=bool)
    rows, columns = np.nonzero((forgotten | misplaced) & open_rows[:, None])
    order = np.argsort(-sureness[rows, columns], kind="stable")[:MOST]
    return [
        {
            "segment": segment_ids[rows[place]],
            "code": codes[columns[place]],
            "probability": round(float(probabilities[rows[place], columns[place]]), 4),
            "given": bool(labels[rows[place], columns[place]]),
        }
        for place in order.tolist()
    ]
