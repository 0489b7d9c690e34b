"""What a saved recipe and its runs are."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coding.tables import TableSpec, ThemeTable

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Recipe:
    """A recipe as it stands: its newest version.

    Attributes
    ----------
    id, number
        The version's identity in the database, and its number for people (1, 2, …).
    retired
        No longer listed; what was made with it stays.
    """

    id: int
    name: str
    number: int
    title: str
    spec: TableSpec
    retired: bool
    author: str
    created_at: datetime


@dataclass(frozen=True)
class Run:
    """A table as it came out once.

    Attributes
    ----------
    number
        The version of the recipe it was made with.
    result
        Its figures, see `coding.recipes.result`.
    state
        What they rested on, see `coding.recipes.state`.
    """

    id: int
    number: int
    result: dict[str, Any]
    state: dict[str, Any]
    author: str
    created_at: datetime


@dataclass(frozen=True, eq=False)
class Rerun:
    """A table made again, beside how it came out before.

    Attributes
    ----------
    before
        The run it is compared with; None: this is the first.
    changes
        As `coding.recipes.comparing.compare` gives it; empty for a first run.
    reasons
        What happened in between, in sentences.
    """

    recipe: Recipe
    table: ThemeTable
    run: Run
    before: Run | None
    changes: "pd.DataFrame"
    reasons: tuple[str, ...]
