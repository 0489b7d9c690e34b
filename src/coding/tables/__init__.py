"""Theme tables: how often each theme occurs, on which base, and the answers behind each cell."""

from coding.tables.model import ThemeTable
from coding.tables.spec import Base, TableSpec, Whose
from coding.tables.tables import Tables
from coding.tables.text import (
    base_line,
    format_text,
    title_line,
    to_csv,
    to_markdown,
    wrap_name,
)

__all__ = [
    "Base",
    "TableSpec",
    "Tables",
    "ThemeTable",
    "Whose",
    "base_line",
    "format_text",
    "title_line",
    "to_csv",
    "to_markdown",
    "wrap_name",
]
