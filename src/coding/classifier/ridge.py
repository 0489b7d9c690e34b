"""Ridge regression on likeness, with what it would say of each text had it not seen it; no texts in here."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

PENALTY = 0.3
"""Beside a likeness of 1 between a text and itself; .1 was worse on all of three sets, 1 on two."""
LANDMARKS = 1_000
"""Texts by likeness to which all are described; with more, fitting gets slow before it gets better."""


@dataclass(frozen=True)
class Ridge:
    """A fitted regression of several targets at once.

    Attributes
    ----------
    coefficients
        Landmarks × targets.
    offsets
        Per target.
    left_out
        Texts × targets: what a regression without a text's own group says of it.
    left_out_alone
        Texts × targets: what a regression without that text, and with the rest of its group, says of it.
    """

    coefficients: NDArray[np.float64]
    offsets: NDArray[np.float64]
    left_out: NDArray[np.float64]
    left_out_alone: NDArray[np.float64]


def landmarks_of(n_texts: int, *, always: int, seed: int) -> NDArray[np.int64]:
    """Choose the texts that serve as landmarks: the last ``always`` ones and others by chance."""
    first = np.arange(n_texts - always)
    if n_texts > LANDMARKS:
        number = max(0, LANDMARKS - always)
        first = np.sort(np.random.default_rng(seed).choice(first, min(number, len(first)), replace=False))
    return np.concatenate([first, np.arange(n_texts - always, n_texts)])


def fit_ridge(
    likeness: NDArray[np.float64],
    among: NDArray[np.float64],
    targets: NDArray[np.float64],
    groups: NDArray[np.int64],
    *,
    penalty: float = PENALTY,
) -> Ridge:
    """Fit one ridge regression per target, in the space that the landmarks span.

    With all texts as landmarks this is kernel ridge regression with a free offset; with some of them the
    "subset of regressors" (Rasmussen and Williams 2006, 8.3.1). What the regression says of a group of texts
    when it is fitted without them follows from one fit: with H the matrix that turns targets into fitted
    values, the errors of a left-out group are (I - H_gg)^-1 times its errors (Cook and Weisberg 1982, 2.2).

    Parameters
    ----------
    likeness
        Texts × landmarks.
    among
        Landmarks × landmarks.
    targets
        Texts × targets.
    groups
        Texts with the same number are left out together.
    penalty
        How strongly coefficients are held small.
    """
    n_texts, n_landmarks = likeness.shape
    design = np.hstack([likeness, np.ones((n_texts, 1))])
    system = design.T @ design
    system[:n_landmarks, :n_landmarks] += penalty * among
    # landmarks that are the same text make the system singular; a millionth of its size does not show
    system[np.diag_indices_from(system)] += 1e-6 * max(1.0, np.trace(system) / len(system))
    factor = cho_factor(system, lower=True)
    solution = cho_solve(factor, design.T @ targets)
    errors = targets - design @ solution
    pulled = design @ cho_solve(factor, np.eye(len(system)))  # H = pulled @ design.T
    if len(set(groups.tolist())) < 2:  # without its one group nothing is left but what is said on average
        on_average = np.broadcast_to(targets.mean(axis=0), targets.shape)
        return Ridge(solution[:-1], solution[-1], on_average, on_average)
    pull = np.einsum("ij,ij->i", pulled, design)
    alone = errors / np.maximum(1 - pull, 1e-6)[:, None]
    together = _errors_left_out(pulled, design, errors, alone, groups)
    return Ridge(solution[:-1], solution[-1], targets - together, targets - alone)


def _errors_left_out(
    pulled: NDArray[np.float64],
    design: NDArray[np.float64],
    errors: NDArray[np.float64],
    alone: NDArray[np.float64],
    groups: NDArray[np.int64],
) -> NDArray[np.float64]:
    order = np.argsort(groups, kind="stable")
    starts = np.nonzero(np.diff(groups[order], prepend=-1))[0]
    found = alone.copy()
    for inside in np.split(order, starts[1:]):
        if len(inside) == 1:
            continue
        among = np.eye(len(inside)) - pulled[inside] @ design[inside].T
        among[np.diag_indices_from(among)] += 1e-6
        found[inside] = np.linalg.solve(among, errors[inside])
    return found
