"""Which codes are taken for one another: a person gave this one, the program proposed that one."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

EXAMPLES = 5
MOST_PAIRS = 20


def confusions(
    labels: NDArray[np.bool_],
    decisions: NDArray[np.bool_],
    probabilities: NDArray[np.float64],
    *,
    codes: Sequence[str],
    segment_ids: Sequence[int],
) -> dict[str, list[dict[str, Any]]]:
    """Count where proposals and codings part, per text.

    A text where one code was missed and another proposed in its place counts as that pair; with several on
    either side, as every pair of them. Where nothing stands on the other side, the code was just missed, or
    proposed too much.

    Parameters
    ----------
    labels, decisions, probabilities
        Texts × codes, from models that did not know the text.
    codes, segment_ids
        What the columns and rows are.

    Returns
    -------
    dict
        ``pairs`` (given, proposed, n, n_given, segments), ``missed`` and ``too_much`` (code, n, segments);
        the most frequent first, ``segments`` those the program was surest about first.
    """
    missed, extra = labels & ~decisions, decisions & ~labels
    both: NDArray[np.bool_] = np.logical_and(missed.any(axis=1), extra.any(axis=1))
    counts = missed[both].astype(int).T @ extra[both].astype(int)
    order = sorted(zip(*np.nonzero(counts), strict=True), key=lambda pair: (-counts[pair], pair))
    pairs = []
    for given, proposed in order[:MOST_PAIRS]:
        rows = np.nonzero(missed[:, given] & extra[:, proposed])[0]
        sure = probabilities[rows, proposed] - probabilities[rows, given]
        pairs.append(
            {
                "given": codes[given],
                "proposed": codes[proposed],
                "n": int(counts[given, proposed]),
                "n_given": int(labels[:, given].sum()),
                "segments": _first(rows, sure, segment_ids),
            }
        )
    alone, loose = missed & ~both[:, None], extra & ~both[:, None]
    return {
        "pairs": pairs,
        "missed": _single(alone, labels, -probabilities, codes, segment_ids),
        "too_much": _single(loose, decisions, probabilities, codes, segment_ids),
    }


def _single(
    found: NDArray[np.bool_],
    among: NDArray[np.bool_],
    surest: NDArray[np.float64],
    codes: Sequence[str],
    segment_ids: Sequence[int],
) -> list[dict[str, Any]]:
    sizes = found.sum(axis=0)
    rows = []
    for place in np.argsort(-sizes, kind="stable")[:MOST_PAIRS].tolist():
        if sizes[place]:
            texts = np.nonzero(found[:, place])[0]
            rows.append(
                {
                    "code": codes[place],
                    "n": int(sizes[place]),
                    "n_all": int(among[:, place].sum()),
                    "segments": _first(texts, surest[texts, place], segment_ids),
                }
            )
    return rows


def _first(rows: NDArray[np.intp], sure: NDArray[np.float64], segment_ids: Sequence[int]) -> list[int]:
    return [segment_ids[row] for row in rows[np.argsort(-sure, kind="stable")][:EXAMPLES].tolist()]
