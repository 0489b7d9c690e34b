"""A classifier per question: learned from what people coded, honest about how good it is, kept."""

from coding.classifier.advice_text import SignText, advice_texts, conclusion, state_names
from coding.classifier.comparing import CodeFigures, Comparison
from coding.classifier.limits import FEW_USES
from coding.classifier.registry_text import named, origin_names, recipe_sentence, texts_sentences
from coding.classifier.stopping import Advice, State
from coding.classifier.store import Classifiers
from coding.classifier.summary import ModelSummary
from coding.classifier.text import format_quality
from coding.classifier.uncertainty import most_uncertain
from coding.classifier.wishes import BY_HAND_ONLY, POINTS, next_training, trains_itself, wanted_points

__all__ = [
    "BY_HAND_ONLY",
    "FEW_USES",
    "POINTS",
    "Advice",
    "Classifiers",
    "CodeFigures",
    "Comparison",
    "ModelSummary",
    "SignText",
    "State",
    "advice_texts",
    "conclusion",
    "format_quality",
    "most_uncertain",
    "named",
    "next_training",
    "origin_names",
    "recipe_sentence",
    "state_names",
    "texts_sentences",
    "trains_itself",
    "wanted_points",
]
