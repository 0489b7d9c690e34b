"""How the figures of a table differ from those of an earlier run; no database here."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "code",
    "label",
    "group",
    "kind",
    "n_before",
    "n",
    "percent_before",
    "percent",
    "difference_n",
    "difference_percent",
)
SAME, CHANGED, NEW, GONE = "same", "changed", "new", "gone"


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> "pd.DataFrame":
    """Lay the figures of two runs side by side, cell by cell.

    Parameters
    ----------
    before, after
        As `coding.recipes.result.result_of` gives them.

    Returns
    -------
    ``[code, label, group, kind, n_before, n, percent_before, percent, difference_n, difference_percent]`` in
    the order of the newer table, what is gone last. ``group`` is None for the whole; ``kind``: same, changed,
    new (a row or column that was not there), gone. Differences of percentages are in points; missing where a
    figure is missing on either side.
    """

    old, new = _cells(before), _cells(after)
    labels = {row["code"]: row["label"] for result in (before, after) for row in result["rows"]}
    both = new.merge(old, on=["code", "group"], how="outer", suffixes=("", "_before"), indicator=True)
    order = {key: place for place, key in enumerate(dict.fromkeys([*_keys(new), *_keys(old)]))}
    both = both.assign(
        label=both["code"].map(labels),
        difference_n=both["n"] - both["n_before"],
        difference_percent=both["percent"] - both["percent_before"],
        place=[order[key] for key in _keys(both)],
        kind=both["_merge"].astype(str).map({"both": SAME, "left_only": NEW, "right_only": GONE}),
    )
    figures = both[["n", "percent"]].fillna(-1).to_numpy()
    earlier = both[["n_before", "percent_before"]].fillna(-1).to_numpy()
    both.loc[(both["kind"] == SAME) & (figures != earlier).any(axis=1), "kind"] = CHANGED
    both["group"] = both["group"].astype(object).where(both["group"] != "", None)
    return both.sort_values("place")[list(COLUMNS)].reset_index(drop=True)


def _cells(result: Mapping[str, Any]) -> "pd.DataFrame":
    """Return ``[code, group, n, percent]`` of the whole (group empty) and of every group."""
    import pandas as pd

    cells = [(row["code"], "", row["n"], row["percent"]) for row in result["rows"]]
    cells += [(cell["code"], cell["group"], cell["n"], cell["percent"]) for cell in result["groups"]]
    frame = pd.DataFrame(cells, columns=["code", "group", "n", "percent"])
    return frame.astype({"n": "Float64", "percent": "Float64"})


def _keys(frame: "pd.DataFrame") -> list[tuple[str, str]]:
    return list(zip(frame["code"], frame["group"], strict=True))
