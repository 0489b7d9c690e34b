"""Counting themes: how often each code was given, on which base, as a table of rows and groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from coding.codebook import THEME, Code, CodebookContent
from coding.errors import CodingError
from coding.i18n import _
from coding.tables.frames import bases_frame, cells_frame, rows_frame
from coding.tables.layout import Line, lines_of, no_code_line, outside_base, with_parents
from coding.tables.shares import Asked, Shares, shares_of
from coding.tables.spec import Base
from coding.tables.tally import Ints, Mask, Population, Tally, tally


@dataclass(frozen=True, kw_only=True)
class Counting:
    """How to count; see `TableSpec` for what is not told here.

    Attributes
    ----------
    per_passage
        Count passages (reports), otherwise documents: an answer counts once.
    asked
        Who was asked, where that is known.
    weighted
        Whether the units have weights.
    sampled
        Whether what was read is a random sample of what there is.
    as_listed
        Keep the order of the codebook.
    bare_label
        What the line of what was read without any code is called.
    """

    dimension: str = THEME
    per_passage: bool = False
    minimum_base: int = 10
    base: Base = Base.ANSWERED
    left_out: tuple[str, ...] = ()
    asked: Asked | None = None
    weighted: bool = False
    sampled: bool = False
    decimals: int = 0
    as_listed: bool = False
    bare_label: str | None = None


@dataclass(frozen=True, eq=False)
class ThemeCounts:
    """What `count_themes` found; the columns of the tables are those of `ThemeTable`.

    Attributes
    ----------
    n_left_out
        Read units that ``valid`` leaves out of the base.
    n_contradicting
        Read units with an exclusive code and another code beside it.
    tally, shares
        The same as the tables have, as arrays: lines × columns, the first column being the total.
    has
        ``[unit, line]`` as numbers from 0: which read units have what.
    units
        ``[segment_id, unit]``: the number of the unit of each segment.
    in_base
        Per unit whether it belongs to the base and was read.
    """

    n_answered: int
    n_read: int
    n_documents: int
    n_documents_read: int
    n_asked: int
    n_base: int
    n_effective: float | None
    rows: pd.DataFrame
    groups: pd.DataFrame
    group_bases: pd.DataFrame
    n_left_out: int
    n_contradicting: int
    tally: Tally
    shares: Shares
    has: tuple[Ints, Ints]
    units: pd.DataFrame
    in_base: Mask


def count_themes(
    judged: pd.DataFrame,
    codebook: CodebookContent,
    *,
    answered: pd.DataFrame,
    memberships: pd.DataFrame | None = None,
    groups: Sequence[str] = (),
    how: Counting = Counting(),
) -> ThemeCounts:
    """Count how often each code was given.

    Parameters
    ----------
    judged
        ``[segment_id, code]``: the codes of what was read; no code (missing) means that it was read and
        none applies. A segment that is not in it was not read; a unit is read once all its segments are.
    codebook
        Tells which codes there are, what falls under what, and which codes stand alone.
    answered
        ``[segment_id, document_id]``: everything there is to read; with ``weight`` where that is asked.
    memberships
        ``[segment_id, group]`` to split by; a segment may be in several groups.
    groups
        The groups in the order of the columns.

    Raises
    ------
    CodingError
        When a code is not in the codebook: it would vanish from the table unseen.
    """
    codes = _codes(judged, codebook, how.dimension)
    units = _units(answered, per_passage=how.per_passage)
    numbers = units.set_index("segment_id")["unit"]
    given = judged.loc[judged["segment_id"].isin(numbers.index), ["segment_id", "code"]]
    given = given.assign(unit=numbers.reindex(given["segment_id"]).to_numpy(dtype="int64"))
    read = _read(units, given)
    given = given[given["code"].isin([code.id for code in codes]) & read[given["unit"].to_numpy()]]
    uses = with_parents(given[["unit", "code"]].drop_duplicates(), codes)

    outside = (
        _only(uses, outside_base(codes, how.left_out))
        if how.base is Base.VALID
        else np.array([], dtype="int64")
    )
    in_base = read.copy()
    in_base[outside] = False
    population = Population(
        documents=_firsts(units, "document"), weights=_firsts(units, "weight"), read=read, in_base=in_base
    )
    members = _members(numbers, memberships, groups)
    lines, counted, has = _lines(codes, uses, population, members, len(groups), how)
    shares = shares_of(
        counted,
        base=how.base,
        asked=how.asked,
        weighted=how.weighted,
        sampled=how.sampled,
        decimals=how.decimals,
    )
    if how.base is Base.VALID:
        _blank(
            shares,
            [place for place, line in enumerate(lines) if line.code in outside_base(codes, how.left_out)],
        )
    return ThemeCounts(
        n_answered=int(counted.answered.n[0]),
        n_read=int(counted.read.n[0]),
        n_documents=int(counted.answered.n_documents[0]),
        n_documents_read=int(counted.base.n_documents[0]),
        n_asked=int(how.asked.n[0] if how.asked else counted.answered.n[0]),
        n_base=int(shares.n_base[0]),
        n_effective=float(shares.n_effective[0]) if how.weighted else None,
        rows=rows_frame(lines, counted, shares, decimals=how.decimals),
        groups=cells_frame(
            lines, counted, shares, groups, minimum_base=how.minimum_base, decimals=how.decimals
        ),
        group_bases=bases_frame(counted, shares, how.asked, groups),
        n_left_out=len(outside),
        n_contradicting=_contradicting(uses, codes),
        tally=counted,
        shares=shares,
        has=has,
        units=units[["segment_id", "unit"]],
        in_base=in_base,
    )


def _codes(judged: pd.DataFrame, codebook: CodebookContent, dimension: str) -> list[Code]:
    used = set(judged["code"].dropna().unique())
    unknown = sorted({str(code) for code in used} - {code.id for code in codebook.codes})
    if unknown:
        raise CodingError(
            _("Deze codes staan niet in het codeboek '{codebook}': {codes}.").format(
                codebook=codebook.id, codes=", ".join(unknown)
            )
        )
    # a retired code is in the table only where something was coded with it
    return [code for code in codebook.in_use(used) if code.dimension == dimension]


def _units(answered: pd.DataFrame, *, per_passage: bool) -> pd.DataFrame:
    """Return ``[segment_id, unit, document, weight]`` with units and documents numbered from 0."""
    keys = answered["segment_id" if per_passage else "document_id"]
    return pd.DataFrame(
        {
            "segment_id": answered["segment_id"].astype("int64"),
            "unit": pd.factorize(keys)[0].astype("int64"),
            "document": pd.factorize(answered["document_id"])[0].astype("int64"),
            "weight": answered["weight"].astype("float64") if "weight" in answered else 1.0,
        }
    )


def _firsts(units: pd.DataFrame, column: str) -> np.ndarray:
    """Return a value per unit, in the order of their numbers; all segments of a unit have the same."""
    return units.drop_duplicates("unit")[column].to_numpy()


def _read(units: pd.DataFrame, given: pd.DataFrame) -> Mask:
    n_units = int(units["unit"].max()) + 1 if len(units) else 0
    there = np.bincount(units["unit"], minlength=n_units)
    seen = np.bincount(given.drop_duplicates("segment_id")["unit"], minlength=n_units)
    return np.asarray(there == seen)


def _only(uses: pd.DataFrame, left_out: Sequence[str]) -> Ints:
    """Return the units with nothing but codes that are left out of the base."""
    out = uses["code"].isin(left_out)
    return np.setdiff1d(uses.loc[out, "unit"], uses.loc[~out, "unit"])


def _members(
    numbers: pd.Series, memberships: pd.DataFrame | None, groups: Sequence[str]
) -> tuple[Ints, Ints]:
    if memberships is None:
        return np.array([], dtype="int64"), np.array([], dtype="int64")
    places = pd.Series(range(len(groups)), index=list(groups), dtype="int64")
    kept = memberships[memberships["segment_id"].isin(numbers.index) & memberships["group"].isin(groups)]
    pairs = pd.DataFrame(
        {
            "unit": numbers.reindex(kept["segment_id"]).to_numpy(dtype="int64"),
            "group": places.reindex(kept["group"]).to_numpy(dtype="int64"),
        }
    ).drop_duplicates()
    return pairs["unit"].to_numpy(), pairs["group"].to_numpy()


def _lines(
    codes: Sequence[Code],
    uses: pd.DataFrame,
    population: Population,
    members: tuple[Ints, Ints],
    n_groups: int,
    how: Counting,
) -> tuple[list[Line], Tally, tuple[Ints, Ints]]:
    """Lay the codes in order and count each; what was read without any comes last."""
    amounts = pd.Series(population.weights[uses["unit"]], index=uses.index).groupby(uses["code"]).sum()
    lines = lines_of(codes, lambda code: float(amounts.get(code, 0)), as_listed=how.as_listed)
    without = population.read.copy()
    without[uses["unit"]] = False
    bare = np.flatnonzero(without)
    places = pd.Series(range(len(lines)), index=[line.code for line in lines], dtype="int64")
    has = (
        np.concatenate([uses["unit"].to_numpy(dtype="int64"), bare]),
        np.concatenate(
            [places.reindex(uses["code"]).to_numpy(dtype="int64"), np.full(len(bare), len(lines))]
        ),
    )
    if len(bare):
        lines.append(no_code_line(how.bare_label))
    return lines, tally(population, has, len(lines), members, n_groups), has


def _blank(shares: Shares, lines: Sequence[int]) -> None:
    """Take away the shares of what is not in the base."""
    for part in (shares.percent, shares.share, shares.low, shares.high):
        part[lines] = np.nan


def _contradicting(uses: pd.DataFrame, codes: Sequence[Code]) -> int:
    exclusive = uses["code"].isin([code.id for code in codes if code.exclusive])
    alone = uses[exclusive]
    others = set(uses.loc[~exclusive, "unit"]) | set(alone.loc[alone["unit"].duplicated(), "unit"])
    return len(set(alone["unit"]) & others)
