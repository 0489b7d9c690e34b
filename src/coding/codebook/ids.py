"""Permanent ids of codes and codebooks, made of what people call them."""

import re
import unicodedata
from collections.abc import Container


def make_id(label: str) -> str:
    """Make a permanent id of a label.

    Examples
    --------
    >>> make_id("Privacy & gegevensdeling"), make_id("Financiën")
    ('privacy-gegevensdeling', 'financien')
    """
    ascii_only = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


def unique_id(label: str, taken: Container[str]) -> str:
    """Make an id that nothing else has, also not something from earlier times.

    Examples
    --------
    >>> unique_id("Te laat", {"te-laat", "te-laat-2"}), unique_id("…", set())
    ('te-laat-3', 'code')
    """
    stem = make_id(label) or "code"
    found, number = stem, 2
    while found in taken:
        found, number = f"{stem}-{number}", number + 1
    return found
