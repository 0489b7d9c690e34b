"""Coding of already coded data done again, to see how fast and how well it is learned."""

from coding.classifier.replay.coded_table import CodedColumns, CodedTable, Reading, coded_table
from coding.classifier.replay.evaluating import Evaluation, evaluate
from coding.classifier.replay.measures import MEASURES
from coding.classifier.replay.replaying import Ready, Replay, cross_fitted, make_ready, replay
from coding.classifier.replay.text import (
    budgets_of,
    evaluation_csv,
    format_evaluation,
    format_replay,
    replay_csv,
)

__all__ = [
    "MEASURES",
    "CodedColumns",
    "CodedTable",
    "Evaluation",
    "Reading",
    "Ready",
    "Replay",
    "budgets_of",
    "coded_table",
    "cross_fitted",
    "evaluate",
    "evaluation_csv",
    "format_evaluation",
    "format_replay",
    "make_ready",
    "replay",
    "replay_csv",
]
