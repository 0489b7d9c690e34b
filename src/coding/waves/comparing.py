"""Shares over waves and how they changed; no database here."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coding.tables.statistics import (
    Change,
    WaveShare,
    change,
    counted,
    holm,
    panel_change,
    percentages,
    share_interval,
)

if TYPE_CHECKING:
    import pandas as pd

SHARE_COLUMNS = {
    "row": "object",
    "code": "object",
    "label": "object",
    "level": "int64",
    "wave": "object",
    "share": "float64",
    "percent": "float64",
    "decimals": "int64",
    "low": "float64",
    "high": "float64",
    "n": "Int64",
    "base": "int64",
    "published": "bool",
}
CHANGE_COLUMNS = {
    "row": "object",
    "label": "object",
    "earlier": "object",
    "later": "object",
    "difference": "float64",
    "low": "float64",
    "high": "float64",
    "p": "float64",
    "p_holm": "float64",
    "rounding": "float64",
    "n_pairs": "Int64",
    "remark": "object",
}


class Figure(NamedTuple):
    """What is known of one row in one wave; ``row`` tells it from others, a loose one has no ``code``."""

    row: str
    code: str
    label: str
    level: int
    wave: str
    share: WaveShare
    published: bool
    decimals: int = 0

    @property
    def percent(self) -> float:
        """The percentage as it is printed: as it was published, or rounded half up."""
        if self.published:
            return round(100 * self.share.share, self.decimals)
        return float(percentages(self.share.share, 1.0, decimals=self.decimals))


def share_rows(figures: Sequence[Figure]) -> "pd.DataFrame":
    """Return the figures with their intervals, as `WaveTable.shares`.

    The interval of a published percentage runs over all counts that fit it.
    """
    import numpy as np
    import pandas as pd

    n = np.array([figure.share.n for figure in figures], dtype=float)
    low = share_interval(np.array([figure.share.fewest for figure in figures]), n).low
    high = share_interval(np.array([figure.share.most for figure in figures]), n).high
    rows = [
        (
            figure.row,
            figure.code,
            figure.label,
            figure.level,
            figure.wave,
            figure.share.share,
            figure.percent,
            figure.decimals,
            below,
            above,
            None if figure.published else figure.share.most,
            figure.share.n,
            figure.published,
        )
        for figure, below, above in zip(figures, low.tolist(), high.tolist(), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(SHARE_COLUMNS)).astype(SHARE_COLUMNS)


def change_rows(
    figures: Sequence[Figure], waves: Sequence[str], *, remarks: Mapping[tuple[str, str, str], str]
) -> "pd.DataFrame":
    """Return how each row changed from one known figure to the next, as `WaveTable.changes`.

    Parameters
    ----------
    remarks
        By (row, earlier wave, later wave): what differs in what it means.
    """
    places = {wave: place for place, wave in enumerate(waves)}
    by_row: dict[str, list[Figure]] = {}
    for figure in figures:
        by_row.setdefault(figure.row, []).append(figure)
    found: list[tuple[Figure, Figure, Change, int | None]] = [
        (before, after, change(before.share, after.share), None)
        for known in by_row.values()
        for before, after in pairwise(sorted(known, key=lambda figure: places[figure.wave]))
    ]
    return _changes(found, remarks)


def panel_tables(
    earlier: "pd.DataFrame",
    later: "pd.DataFrame",
    rows: Sequence[Figure],
    *,
    remarks: Mapping[tuple[str, str, str], str],
) -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """Return shares and changes among respondents who answered both times.

    Parameters
    ----------
    earlier, later
        ``[respondent, code]``, with a row without a code for who had none; the same name is the same one.
    rows
        Two per code to compare: of the earlier and of the later wave.
    remarks
        As in `change_rows`.
    """
    codes = list(dict.fromkeys(figure.row for figure in rows))
    one, other = (_hits(frame, codes) for frame in (earlier, later))
    both = one.index.intersection(other.index)
    if not len(both):
        return share_rows([]), _changes([], remarks)
    by_row: dict[str, list[Figure]] = {}
    for figure in rows:
        by_row.setdefault(figure.row, []).append(figure)
    found: list[tuple[Figure, Figure, Change, int | None]] = []
    shares: list[Figure] = []
    for code, (first, second) in by_row.items():
        before, after = (frame.loc[both, code].to_numpy(dtype=bool) for frame in (one, other))
        cells = (before & after, before & ~after, ~before & after, ~before & ~after)
        made = panel_change(*(int(cell.sum()) for cell in cells))
        pair = (
            first._replace(share=counted(int(before.sum()), len(both))),
            second._replace(share=counted(int(after.sum()), len(both))),
        )
        shares += pair
        found.append((*pair, made, len(both)))
    return share_rows(shares), _changes(found, remarks)


def shared_respondents(earlier: "pd.DataFrame", later: "pd.DataFrame") -> int:
    """Return how many respondents answered both times."""
    return len(
        {name.casefold() for name in earlier["respondent"]}
        & {name.casefold() for name in later["respondent"]}
    )


def _hits(frame: "pd.DataFrame", codes: Sequence[str]) -> "pd.DataFrame":
    """Return a row per respondent and a column per code: whether they have it."""
    import pandas as pd

    names = frame["respondent"].str.casefold()
    table = pd.crosstab(names, frame["code"].fillna(""), dropna=False) > 0
    return table.reindex(columns=list(codes), fill_value=False)


def _changes(
    found: "Sequence[tuple[Figure, Figure, Change, int | None]]",
    remarks: Mapping[tuple[str, str, str], str],
) -> "pd.DataFrame":
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame(
        [
            (
                before.row,
                after.label,
                before.wave,
                after.wave,
                made.difference,
                made.low,
                made.high,
                np.nan if made.p_value is None else made.p_value,
                np.nan,
                made.rounding,
                n_pairs,
                remarks.get((before.row, before.wave, after.wave), ""),
            )
            for before, after, made, n_pairs in found
        ],
        columns=list(CHANGE_COLUMNS),
    ).astype(CHANGE_COLUMNS)
    # Holm's correction over the rows that are compared between the same two waves
    for _waves, part in frame.groupby(["earlier", "later"], sort=False):
        frame.loc[part.index, "p_holm"] = holm(part["p"].to_numpy())
    return frame
