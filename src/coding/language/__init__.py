"""Dutch language processing: tokens, lemmas and which words carry content."""

from coding.language.pipeline import PipelineInfo, describe, load
from coding.language.store import Language

__all__ = ["Language", "PipelineInfo", "describe", "load"]
