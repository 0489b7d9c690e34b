"""A classifier per question: learned from what people coded, honest about how good it is, kept."""

from coding.classifier.limits import FEWEST_CODED
from coding.classifier.store import Classifiers, ModelSummary
from coding.classifier.text import format_quality
from coding.classifier.uncertainty import most_uncertain

__all__ = ["FEWEST_CODED", "Classifiers", "ModelSummary", "format_quality", "most_uncertain"]
