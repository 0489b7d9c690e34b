"""Splitting by a variable or by a second list of codes: who belongs to which group, in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from coding.codebook import CodebookContent
from coding.corpus import SEVERAL
from coding.i18n import _, format_number
from coding.tables.layout import with_parents

SEPARATE_VALUES = 6  # a number with this many different values or fewer needs no classes
CLASSES_WITHOUT_BOUNDS = 3


@dataclass(frozen=True, eq=False)
class Split:
    """What a table is split by.

    Attributes
    ----------
    groups
        In the order of the columns.
    memberships
        ``[segment_id, group]``.
    unknown
        The group of those without a value, when there are any.
    of_codes
        Whether the groups are made of codes, and so hold nothing that was not read.
    overlapping
        Whether one may be in several groups.
    numbers
        Of a split by a number: the number of each segment.
    """

    label: str
    groups: tuple[str, ...]
    memberships: pd.DataFrame
    unknown: str | None
    of_codes: bool = False
    overlapping: bool = False
    numbers: pd.Series | None = None


def unknown_group() -> str:
    """Return what the column of missing values is called."""
    return _("onbekend")


def class_labels(bounds: Sequence[float]) -> list[str]:
    """Name the classes that the lower bounds make; one more than there are bounds.

    Examples
    --------
    >>> class_labels([20000, 50000])
    ['minder dan 20.000', '20.000 tot 50.000', '50.000 of meer']
    """

    def number(value: float) -> str:
        decimals = len(f"{value:g}".partition(".")[2]) if "e" not in f"{value:g}" else 0
        return format_number(value, decimals)

    if not bounds:
        return [_("alle")]
    between = [
        _("{low} tot {high}").format(low=number(low), high=number(high)) for low, high in pairwise(bounds)
    ]
    return [
        _("minder dan {high}").format(high=number(bounds[0])),
        *between,
        _("{low} of meer").format(low=number(bounds[-1])),
    ]


def number_groups(values: pd.Series, bounds: Sequence[float]) -> tuple[pd.Series, list[str]]:
    """Put numbers into classes; without bounds: each value by itself, or three classes of like size.

    Returns
    -------
    The class of each value (missing stays missing), and the classes in order.
    """
    known = values.dropna().astype(float)
    if not bounds and known.nunique() <= SEPARATE_VALUES:
        distinct = sorted(known.unique())
        # no thousands separators here: these are years, grades or counts
        names = {
            value: str(int(value)) if float(value).is_integer() else format_number(value, 1)
            for value in distinct
        }
        return values.map(names), [names[value] for value in distinct]
    if not bounds:
        shares = [part / CLASSES_WITHOUT_BOUNDS for part in range(1, CLASSES_WITHOUT_BOUNDS)]
        bounds = sorted({float(f"{bound:.2g}") for bound in known.quantile(shares)})
    labels = class_labels(bounds)
    numbers = known.map(lambda value: labels[sum(value >= bound for bound in bounds)])
    return numbers.reindex(values.index), labels


def number_classes(values: pd.Series, levels: Sequence[object]) -> tuple[pd.Series, list[str]]:
    """Put numbers into the classes of their variable, see `number_groups`."""
    return number_groups(
        pd.to_numeric(values, errors="coerce"), sorted(float(str(bound)) for bound in levels)
    )


def split_by_variable(
    segments: pd.DataFrame, values: pd.Series, *, label: str, kind: str, levels: Sequence[object]
) -> Split:
    """Split answers by a variable of their respondents.

    Parameters
    ----------
    segments
        ``[segment_id, respondent]``.
    values
        The variable, by respondent; of several answers at once a list each.
    kind, levels
        ``number`` with the lower bounds of its classes, else the values in order.
    """
    numbers = None
    if kind == "number":
        known = pd.to_numeric(values, errors="coerce")
        numbers = pd.Series(known.reindex(segments["respondent"]).to_numpy(), index=segments["segment_id"])
        grouped, order = number_classes(known, levels)
    else:
        grouped = values.explode() if kind in SEVERAL else values
        order = [str(level) for level in levels]
        order += sorted({str(value) for value in grouped.dropna()} - set(order))
    group = grouped.dropna().astype(object).rename("group").rename_axis("respondent").reset_index()
    memberships = segments[["segment_id", "respondent"]].merge(group, on="respondent", how="left")
    unknown = unknown_group() if memberships["group"].isna().any() else None
    memberships["group"] = memberships["group"].where(memberships["group"].notna(), unknown)
    occurring = set(memberships["group"])
    columns = [name for name in order if name in occurring and name != unknown]
    return Split(
        label,
        (*columns, unknown) if unknown else tuple(columns),
        memberships[["segment_id", "group"]],
        unknown,
        overlapping=kind in SEVERAL,
        numbers=numbers,
    )


def split_by_dimension(judged: pd.DataFrame, codebook: CodebookContent, *, by: str, dimension: str) -> Split:
    """Split passages by the codes of another dimension; a passage with two of them is in both groups.

    What has a code of the counted dimension and none of this one is *onbekend*.
    """
    codes = [code for code in codebook.codes if code.dimension == by]
    label_of = {code.id: code.shown_label for code in codes if code.parent is None}
    uses = with_parents(
        judged.loc[judged["code"].isin([code.id for code in codes]), ["segment_id", "code"]], codes
    )
    uses = uses[uses["code"].isin(list(label_of))]
    memberships = uses.assign(group=uses["code"].map(label_of))[["segment_id", "group"]]
    counted = [code.id for code in codebook.codes if code.dimension == dimension]
    without = set(judged.loc[judged["code"].isin(counted), "segment_id"]) - set(uses["segment_id"])
    unknown = unknown_group() if without else None
    if unknown:
        rest = pd.DataFrame({"segment_id": sorted(without), "group": unknown})
        memberships = pd.concat([memberships, rest], ignore_index=True)
    occurring = set(memberships["group"])
    columns = tuple(label for label in label_of.values() if label in occurring)
    return Split(
        codebook.dimension_labels[by],
        (*columns, unknown) if unknown else columns,
        memberships,
        unknown,
        of_codes=True,
        overlapping=True,
    )
