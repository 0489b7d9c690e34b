"""Dutch language processing: tokens, lemmas and which words carry content."""

from coding.language.pipeline import PipelineInfo, describe, load
from coding.language.store import Language
from coding.language.vocabulary import is_known_word

__all__ = ["Language", "PipelineInfo", "describe", "is_known_word", "load"]
