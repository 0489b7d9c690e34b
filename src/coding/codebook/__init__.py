"""Codebooks: codes with their rules, as YAML files and as versions in a project."""

from coding.codebook.model import THEME, Code, CodebookContent, Dimension, starter_codebook
from coding.codebook.store import Codebooks, StoredCodebook
from coding.codebook.yaml_file import CodebookError, load_codebook, parse_codebook, to_yaml

__all__ = [
    "THEME",
    "Code",
    "CodebookContent",
    "CodebookError",
    "Codebooks",
    "Dimension",
    "StoredCodebook",
    "load_codebook",
    "parse_codebook",
    "starter_codebook",
    "to_yaml",
]
