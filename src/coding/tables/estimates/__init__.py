"""Theme shares when not everything was read by a person; see ``docs/estimates.md``.

`estimate_shares` is for a question of a project; the others are plain functions on arrays.
"""

from coding.tables.estimates.model import PartEstimates, QuestionEstimates, ThemeEstimate
from coding.tables.estimates.naive import NaiveShares, count_predictions
from coding.tables.estimates.planning import planned_half_width
from coding.tables.estimates.project import FEWEST_READ, estimate_shares
from coding.tables.estimates.sampling import Readings
from coding.tables.estimates.shares import Predictions, Shares, Tuned, estimate, estimate_by_hand, tune
from coding.tables.estimates.text import least_sure, planning_sentence

__all__ = [
    "FEWEST_READ",
    "NaiveShares",
    "PartEstimates",
    "Predictions",
    "QuestionEstimates",
    "Readings",
    "Shares",
    "ThemeEstimate",
    "Tuned",
    "count_predictions",
    "estimate",
    "estimate_by_hand",
    "estimate_shares",
    "least_sure",
    "planned_half_width",
    "planning_sentence",
    "tune",
]
