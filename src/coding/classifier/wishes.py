"""What people want of models, as it stands in the settings of a project."""

from collections.abc import Mapping
from typing import Any

from coding.classifier.stopping import WANTED_POINTS

POINTS = "model_points"  # setting: how precise the table has to be
BY_HAND_ONLY = "model_by_hand_only"  # setting: models are not trained by themselves
FIRST_STEP, STEP = 5, 20  # texts
SHARE = 0.1


def wanted_points(settings: Mapping[str, Any]) -> float:
    """Return half the width of an interval that a table may have, in percentage points."""
    return float(settings.get(POINTS) or WANTED_POINTS)


def trains_itself(settings: Mapping[str, Any]) -> bool:
    """Tell whether a question that is being coded gets a new model by itself."""
    return not settings.get(BY_HAND_ONLY)


def next_training(n_known: int | None) -> int:
    """Return how many texts must have been read before a new model is worth training.

    Parameters
    ----------
    n_known
        How many had been read when the newest model was trained; None where there is no model.

    Examples
    --------
    >>> next_training(None), next_training(20), next_training(1000)
    (0, 40, 1100)
    """
    if n_known is None:  # what the codebook says is there to learn from
        return 0
    return n_known + max(FIRST_STEP, min(STEP, n_known), int(SHARE * n_known))
