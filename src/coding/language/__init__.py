"""Dutch language processing: tokens, lemmas, word vectors and which words carry content."""

from coding.language.choice import BUILT_IN, PipelineInfo, choose, installed
from coding.language.local import ChosenVectors, VectorsInfo, text_model, vectors_from
from coding.language.pipeline import load
from coding.language.settled import PipelineChange
from coding.language.store import Language
from coding.language.text import describe_change, describe_vectors, format_change, format_info
from coding.language.tokens import tokens_of
from coding.language.vectors import TextModel, WordVectors, embed, word_vectors
from coding.language.vocabulary import is_known_word

__all__ = [
    "BUILT_IN",
    "ChosenVectors",
    "Language",
    "PipelineChange",
    "PipelineInfo",
    "TextModel",
    "VectorsInfo",
    "WordVectors",
    "choose",
    "describe_change",
    "describe_vectors",
    "embed",
    "format_change",
    "format_info",
    "installed",
    "is_known_word",
    "load",
    "text_model",
    "tokens_of",
    "vectors_from",
    "word_vectors",
]
