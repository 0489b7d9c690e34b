"""A classifier per question: learned from what people coded, honest about how good it is, kept."""

from coding.classifier.comparing import CodeFigures, Comparison
from coding.classifier.limits import FEWEST_CODED
from coding.classifier.store import Classifiers
from coding.classifier.summary import ModelSummary
from coding.classifier.text import format_quality
from coding.classifier.uncertainty import most_uncertain

__all__ = [
    "FEWEST_CODED",
    "Classifiers",
    "CodeFigures",
    "Comparison",
    "ModelSummary",
    "format_quality",
    "most_uncertain",
]
