"""Codebooks: codes with their rules, as files, as versions in a project, and what is changed in them."""

from coding.codebook.changes import (
    UNFINISHED,
    Add,
    Change,
    Edit,
    Kind,
    Merge,
    Move,
    Patch,
    Restore,
    Retire,
    Split,
    draft,
    step_down,
    step_up,
    with_missing_retired,
)
from coding.codebook.checking import CodebookError, field_names
from coding.codebook.csv_file import parse_codebook_csv, to_csv
from coding.codebook.difference import Difference, difference, sentences
from coding.codebook.ids import make_id, unique_id
from coding.codebook.model import THEME, Code, CodebookContent, Dimension, starter_codebook
from coding.codebook.similar import SimilarCode, similar_codes
from coding.codebook.store import Codebooks, ConflictError, NewVersion, StoredCodebook
from coding.codebook.yaml_file import load_codebook, parse_codebook, to_yaml

__all__ = [
    "THEME",
    "UNFINISHED",
    "Add",
    "Change",
    "Code",
    "CodebookContent",
    "CodebookError",
    "Codebooks",
    "ConflictError",
    "Difference",
    "Dimension",
    "Edit",
    "Kind",
    "Merge",
    "Move",
    "NewVersion",
    "Patch",
    "Restore",
    "Retire",
    "SimilarCode",
    "Split",
    "StoredCodebook",
    "difference",
    "draft",
    "field_names",
    "load_codebook",
    "make_id",
    "parse_codebook",
    "parse_codebook_csv",
    "sentences",
    "similar_codes",
    "starter_codebook",
    "step_down",
    "step_up",
    "to_csv",
    "to_yaml",
    "unique_id",
    "with_missing_retired",
]
