"""Replacing personal data before anyone reads: finding it, placeholders, review, and what is kept."""

from coding.pseudonyms.besides import Besides, look_besides
from coding.pseudonyms.deid import Deduce
from coding.pseudonyms.files import PseudonymisedFile, Replacement, pseudonymise_file, review_list
from coding.pseudonyms.findings import KINDS, ON_REQUEST, Finding, format_counts, kind_label
from coding.pseudonyms.recognise import Recogniser, tagger, with_recogniser
from coding.pseudonyms.replace import Placeholders
from coding.pseudonyms.review import Group, Placed, around
from coding.pseudonyms.rows import Batch
from coding.pseudonyms.store import Pseudonyms

__all__ = [
    "KINDS",
    "ON_REQUEST",
    "Batch",
    "Besides",
    "Deduce",
    "Finding",
    "Group",
    "Placed",
    "Placeholders",
    "PseudonymisedFile",
    "Pseudonyms",
    "Recogniser",
    "Replacement",
    "around",
    "format_counts",
    "kind_label",
    "look_besides",
    "pseudonymise_file",
    "review_list",
    "tagger",
    "with_recogniser",
]
