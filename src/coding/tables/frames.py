"""Counts and shares as the tables that a theme table holds."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from coding.tables.layout import Line
from coding.tables.shares import Asked, Shares
from coding.tables.statistics import percentages
from coding.tables.tally import Tally

ROW_COLUMNS = {
    "code": "object",
    "label": "object",
    "parent": "object",
    "level": "int64",
    "rank": "Int64",
    "n": "Int64",
    "percent": "Float64",
    "share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "n_machine": "Int64",
    "n_documents": "Int64",
    "percent_documents": "Float64",
    "block": "object",
    "alpha": "Float64",
    "n_double": "Int64",
}
GROUP_COLUMNS = {
    "code": "object",
    "group": "object",
    "n": "Int64",
    "percent": "Float64",
    "share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "base": "int64",
    "n_documents": "Int64",
    "suppressed": "bool",
}
BASE_COLUMNS = {
    "group": "object",
    "n_asked": "int64",
    "n_answered": "int64",
    "n_read": "int64",
    "n_base": "int64",
    "n_effective": "Float64",
    "n_documents_read": "int64",
}


def _percentages(columns: Mapping[str, str], decimals: int) -> dict[str, str]:
    """Return of which kind percentages are: whole numbers, unless decimals are asked."""
    kind = "Float64" if decimals else "Int64"
    return {name: kind for name in columns if name.startswith("percent")}


def rows_frame(lines: Sequence[Line], counted: Tally, shares: Shares, *, decimals: int) -> pd.DataFrame:
    """Return a row per line, of everything together."""
    n_documents = counted.hits.n_documents[:, 0]
    frame = pd.DataFrame(
        {
            "code": [line.code for line in lines],
            "label": [line.label for line in lines],
            "parent": pd.Series([line.parent for line in lines], dtype=object),
            "level": [line.level for line in lines],
            "rank": [line.rank for line in lines],
            "n": counted.hits.n[:, 0],
            "percent": shares.percent[:, 0],
            "share": shares.share[:, 0],
            "low": shares.low[:, 0],
            "high": shares.high[:, 0],
            "n_machine": 0,
            "n_documents": n_documents,
            "percent_documents": percentages(n_documents, counted.base.n_documents[0], decimals=decimals),
            "block": [line.block for line in lines],
            "alpha": None,
            "n_double": None,
        }
    )
    frame.loc[frame["percent"].isna(), "percent_documents"] = None
    return frame.astype(ROW_COLUMNS | _percentages(ROW_COLUMNS, decimals))


def cells_frame(
    lines: Sequence[Line],
    counted: Tally,
    shares: Shares,
    groups: Sequence[str],
    *,
    minimum_base: int,
    decimals: int,
) -> pd.DataFrame:
    """Return a row per line and group; no shares in a group that is smaller than the minimum."""
    n_lines, n_groups = len(lines), len(groups)
    small = np.tile(shares.n_base[1:] < minimum_base, n_lines)

    def shown(values: np.ndarray) -> np.ndarray:
        return np.where(small, np.nan, values[:, 1:].ravel())

    return pd.DataFrame(
        {
            "code": np.repeat(np.array([line.code for line in lines], dtype=object), n_groups),
            "group": np.tile(np.array(groups, dtype=object), n_lines),
            "n": counted.hits.n[:, 1:].ravel(),
            "percent": shown(shares.percent),
            "share": shown(shares.share),
            "low": shown(shares.low),
            "high": shown(shares.high),
            "base": np.tile(shares.n_base[1:], n_lines),
            "n_documents": counted.hits.n_documents[:, 1:].ravel(),
            "suppressed": False,
        }
    ).astype(GROUP_COLUMNS | _percentages(GROUP_COLUMNS, decimals))


def bases_frame(counted: Tally, shares: Shares, asked: Asked | None, groups: Sequence[str]) -> pd.DataFrame:
    """Return a row per group: how many were asked, answered, are read and in the base."""
    return pd.DataFrame(
        {
            "group": list(groups),
            "n_asked": (asked.n if asked else counted.answered.n)[1:],
            "n_answered": counted.answered.n[1:],
            "n_read": counted.read.n[1:],
            "n_base": shares.n_base[1:],
            "n_effective": shares.n_effective[1:],
            "n_documents_read": counted.base.n_documents[1:],
        }
    ).astype(BASE_COLUMNS)
