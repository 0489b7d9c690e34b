"""Tables of which part was read by people and the rest by a model: estimated, or counted as predicted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from coding.i18n import _
from coding.tables.counting import ThemeCounts
from coding.tables.estimates import FEWEST_READ, PartEstimates, QuestionEstimates, least_sure
from coding.tables.groups import Split
from coding.tables.statistics import percentages
from coding.tables.tally import Floats, Mask

YES_FROM = 0.5
ESTIMATED = ["percent", "share", "low", "high"]


def with_predictions(judged: pd.DataFrame, units: pd.DataFrame, predicted: pd.DataFrame) -> pd.DataFrame:
    """Return the readings ``[segment_id, code]``, with what a model says of every segment nobody read.

    Parameters
    ----------
    predicted
        ``[segment_id, code, probability]``; a code applies from a probability of a half on.
    """
    unread = units.loc[~units["segment_id"].isin(judged["segment_id"]), ["segment_id"]]
    likely = predicted.loc[predicted["probability"] >= YES_FROM, ["segment_id", "code"]]
    added = unread.merge(likely, on="segment_id", how="left")
    added["code"] = added["code"].astype(object).where(added["code"].notna(), None)
    return pd.concat([judged[["segment_id", "code"]], added], ignore_index=True)


def mark_machine(counts: ThemeCounts, judged: pd.DataFrame, split: Split | None) -> ThemeCounts:
    """Say of counts with predictions what people read, and per line what only the model says.

    Parameters
    ----------
    judged
        ``[segment_id, …]`` of what people read.
    """
    machine = _machine(counts, judged)
    units, lines = counts.has
    n_machine = np.bincount(lines[machine[units]], minlength=len(counts.rows))
    bases = counts.group_bases
    if split is not None:
        pairs = counts.units.merge(split.memberships, on="segment_id")[["unit", "group"]].drop_duplicates()
        by_people = pairs[~machine[pairs["unit"].to_numpy()]].groupby("group").size()
        n_read = bases["group"].map(by_people).fillna(0).astype("int64")
        bases = bases.assign(n_read=n_read)
    return replace(
        counts,
        n_read=int((~machine).sum()),
        rows=counts.rows.assign(n_machine=pd.array(n_machine, dtype="Int64")),
        group_bases=bases,
    )


def _machine(counts: ThemeCounts, judged: pd.DataFrame) -> Mask:
    """Tell which units people did not read, or not all of."""
    unread = ~counts.units["segment_id"].isin(judged["segment_id"])
    machine = np.zeros(len(counts.in_base), dtype=bool)
    machine[counts.units.loc[unread, "unit"].to_numpy()] = True
    return machine


@dataclass(frozen=True, eq=False)
class Estimated:
    """Counts whose shares were estimated, and what to note of that."""

    counts: ThemeCounts
    notes: Sequence[str]


def with_estimates(
    counts: ThemeCounts,
    found: QuestionEstimates,
    *,
    factor: Callable[[str | None], float],
    n_base: Callable[[str | None], int],
    decimals: int,
    minimum_base: int,
) -> Estimated:
    """Put estimated shares in the place of counted ones.

    Parameters
    ----------
    factor
        By what the shares of a group (``None``: of everything) are multiplied, for a base that is wider than
        what was estimated of.
    n_base
        How many the percentages of a group are of.
    """
    rows, cells = counts.rows.copy(), counts.groups.copy()
    blank = rows["share"].isna() & (counts.n_read > 0)
    _put(rows, found.whole, factor(None), decimals)
    rows.loc[blank, ESTIMATED] = pd.NA
    for group, part in found.groups.items():
        own = cells["group"] == group
        mine = cells[own].copy()
        _put(mine, part, factor(group), decimals)
        if n_base(group) < minimum_base:
            mine[ESTIMATED] = pd.NA
        for name in ESTIMATED:
            cells.loc[own, name] = mine[name].array
    cells.loc[cells["code"].isin(rows.loc[blank, "code"]), ESTIMATED] = pd.NA
    cells["base"] = cells["group"].map(lambda group: n_base(str(group))).astype("int64")
    bases = counts.group_bases.assign(n_base=[n_base(str(group)) for group in counts.group_bases["group"]])
    reasons = [found.whole.reason] if found.whole.reason else []
    if factor(None) == 1:  # else the sentence would name another percentage than the table
        shown = rows.loc[rows["percent"].notna(), ["code", "label"]].itertuples(index=False)
        reasons += [sentence] if (sentence := least_sure(found.whole, dict(shown))) else []
    elsewhere = [
        group
        for group, part in found.groups.items()
        if part.reason and not found.whole.reason and n_base(group) >= minimum_base
    ]
    if elsewhere:
        reasons.append(
            _(
                "Geen percentages (–) bij {groups}: uit de steekproef is daar te weinig gelezen om te "
                "schatten (minder dan {fewest})."
            ).format(groups=", ".join(f"‘{group}’" for group in elsewhere), fewest=FEWEST_READ)
        )
    return Estimated(
        replace(counts, rows=rows, groups=cells, group_bases=bases, n_base=n_base(None)),
        [*reasons, *found.notes],
    )


def _put(frame: pd.DataFrame, part: PartEstimates, factor: float, decimals: int) -> None:
    def values(name: str) -> Floats:
        known = {code: getattr(theme, name) for code, theme in part.themes.items()}
        return frame["code"].map(known).to_numpy(dtype=float) * factor

    for name in ("share", "low", "high"):
        frame[name] = pd.Series(values(name), index=frame.index).astype("Float64")
    rounded = pd.Series(percentages(values("share"), 1.0, decimals=decimals), index=frame.index)
    frame["percent"] = rounded.astype("Float64" if decimals else "Int64")
