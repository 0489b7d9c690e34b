"""The figures of a table as plain values, to be kept with a run."""

import json
from typing import TYPE_CHECKING, Any

from coding.tables import ThemeTable

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = ("n_asked", "n_answered", "n_read", "n_base", "n_effective", "n_documents", "n_documents_read")
_FRAMES = ("rows", "groups", "group_bases")


def result_of(table: ThemeTable) -> dict[str, Any]:
    """Return the figures of a table as plain values: its numbers by name, its frames as lists of rows."""
    numbers = {name: getattr(table, name) for name in _NUMBERS}
    return numbers | {name: _plain(getattr(table, name)) for name in _FRAMES} | {"by": table.by}


def _plain(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", double_precision=15))
    return found
