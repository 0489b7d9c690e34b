"""Counting themes: how often each code was given, on which base, as a table of rows and groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from coding.codebook import THEME, Code, CodebookContent
from coding.errors import CodingError
from coding.i18n import _

THEME_BLOCK, EXCLUSIVE_BLOCK, NO_CODE_BLOCK = "theme", "exclusive", "none"
NO_CODE = ""  # stands in the code column for "read, and no code applies"

ROW_COLUMNS = {
    "code": "object",
    "label": "object",
    "parent": "object",
    "level": "int64",
    "rank": "Int64",
    "n": "int64",
    "percent": "Int64",
    "n_documents": "int64",
    "percent_documents": "Int64",
    "block": "object",
}
GROUP_COLUMNS = {
    "code": "object",
    "group": "object",
    "n": "int64",
    "percent": "Int64",
    "base": "int64",
    "n_documents": "int64",
}
BASE_COLUMNS = {"group": "object", "n_answered": "int64", "n_read": "int64", "n_documents_read": "int64"}


@dataclass(frozen=True, eq=False)
class ThemeCounts:
    """What `count_themes` found; the columns are those of `ThemeTable`."""

    n_answered: int
    n_read: int
    n_documents: int
    n_documents_read: int
    rows: pd.DataFrame
    groups: pd.DataFrame
    group_bases: pd.DataFrame
    n_contradicting: int  # read units with an exclusive code and another code beside it


def percentage(n: int, base: int) -> int | None:
    """Return n as a whole percentage of the base, halves upwards, reckoned on the exact fraction.

    Examples
    --------
    >>> percentage(22, 176), percentage(23, 200), percentage(0, 0)
    (13, 12, None)
    """
    return (200 * n + base) // (2 * base) if base else None


def ranks(counts: Sequence[int]) -> list[int | None]:
    """Return the rank of each count: the highest is 1, equal counts share a rank, zero has none.

    Examples
    --------
    >>> ranks([5, 9, 5, 0, 1])
    [2, 1, 2, None, 4]
    """
    return [1 + sum(other > n for other in counts) if n else None for n in counts]


def with_parents(uses: pd.DataFrame, codes: Iterable[Code]) -> pd.DataFrame:
    """Return the uses ``[…, code]`` with, for each use of a code, one of the theme it falls under."""
    parent_of = {code.id: code.parent for code in codes if code.parent}
    above = uses[uses["code"].isin(list(parent_of))]
    above = above.assign(code=above["code"].map(parent_of))
    return pd.concat([uses, above], ignore_index=True).drop_duplicates(ignore_index=True)


def count_themes(
    judged: pd.DataFrame,
    codebook: CodebookContent,
    *,
    answered: pd.DataFrame,
    memberships: pd.DataFrame | None = None,
    groups: Sequence[str] = (),
    dimension: str = THEME,
    per_passage: bool = False,
    minimum_base: int = 10,
) -> ThemeCounts:
    """Count how often each code was given.

    Parameters
    ----------
    judged
        ``[segment_id, code]``: the codes of what was read; no code (missing) means that it was read and
        none applies. A segment that is not in it was not read.
    codebook
        Tells which codes there are, what falls under what, and which codes stand alone.
    answered
        ``[segment_id, document_id]``: everything there is to read.
    memberships
        ``[segment_id, group]`` to split by; a segment may be in several groups.
    groups
        The groups in the order of the columns.
    dimension
        Which list of codes to count.
    per_passage
        Count passages (reports), otherwise count answers: a document counts once.
    minimum_base
        A group that has fewer read units gets no percentages.

    Raises
    ------
    CodingError
        When a code is not in the codebook: it would vanish from the table unseen.
    """
    unknown = sorted({str(code) for code in judged["code"].dropna()} - {code.id for code in codebook.codes})
    if unknown:
        raise CodingError(
            _("Deze codes staan niet in het codeboek '{codebook}': {codes}.").format(
                codebook=codebook.id, codes=", ".join(unknown)
            )
        )
    # a retired code is in the table only where something was coded with it
    codes = [code for code in codebook.in_use(set(judged["code"].dropna())) if code.dimension == dimension]
    units = answered[["segment_id", "document_id"]].astype("int64")  # an empty frame has no numbers yet
    units = units.assign(unit=units["segment_id" if per_passage else "document_id"])
    coded = judged[["segment_id", "code"]].astype({"segment_id": "int64"}).merge(units, on="segment_id")
    read = coded[["segment_id", "unit", "document_id"]].drop_duplicates()
    given = coded[coded["code"].isin([code.id for code in codes])]
    uses = with_parents(given[["segment_id", "unit", "document_id", "code"]], codes)
    n_read, n_documents_read = read["unit"].nunique(), read["document_id"].nunique()

    rows = _rows(codes, uses, read)
    rows["percent"] = [percentage(n, n_read) for n in rows["n"]]
    rows["percent_documents"] = [percentage(n, n_documents_read) for n in rows["n_documents"]]
    if memberships is None:
        memberships, groups = units[["segment_id"]].head(0).assign(group=""), ()
    bases = _group_bases(units, read, memberships, groups)
    return ThemeCounts(
        n_answered=units["unit"].nunique(),
        n_read=n_read,
        n_documents=units["document_id"].nunique(),
        n_documents_read=n_documents_read,
        rows=rows[list(ROW_COLUMNS)].astype(ROW_COLUMNS),
        groups=_group_cells(rows["code"], uses, read, memberships, bases, minimum_base),
        group_bases=bases,
        n_contradicting=_contradicting(given, codes),
    )


def _contradicting(given: pd.DataFrame, codes: Sequence[Code]) -> int:
    exclusive = given["code"].isin([code.id for code in codes if code.exclusive])
    alone = given[exclusive].drop_duplicates(["unit", "code"])
    others = set(given.loc[~exclusive, "unit"]) | set(alone.loc[alone["unit"].duplicated(), "unit"])
    return len(set(alone["unit"]) & others)


def _rows(codes: Sequence[Code], uses: pd.DataFrame, read: pd.DataFrame) -> pd.DataFrame:
    """Lay the codes in the order of the table: most used first, children below their theme."""
    counts = uses.groupby("code")[["unit", "document_id"]].nunique()
    n = {code.id: int(counts["unit"].get(code.id, 0)) for code in codes}
    documents = {code.id: int(counts["document_id"].get(code.id, 0)) for code in codes}
    known = {code.id for code in codes}

    def row(code: Code, block: str, level: int, rank: int | None) -> dict[str, object]:
        return {
            "code": code.id,
            "label": code.shown_label,
            "parent": code.parent,
            "level": level,
            "rank": rank,
            "n": n[code.id],
            "n_documents": documents[code.id],
            "block": block,
        }

    def ordered(some: list[Code]) -> list[tuple[Code, int | None]]:
        ranked = zip(some, ranks([n[code.id] for code in some]), strict=True)
        return sorted(ranked, key=lambda item: -n[item[0].id])  # stable: ties keep the codebook's order

    lines: list[dict[str, object]] = []
    top = [code for code in codes if code.parent not in known]
    for code, rank in ordered([code for code in top if not code.exclusive]):
        lines.append(row(code, THEME_BLOCK, 0, rank))
        for child, child_rank in ordered([child for child in codes if child.parent == code.id]):
            lines.append(row(child, THEME_BLOCK, 1, child_rank))
    # exclusive codes are not in the running for the largest theme, so they have no rank
    lines += [row(code, EXCLUSIVE_BLOCK, 0, None) for code, _rank in ordered([c for c in top if c.exclusive])]
    bare = read[~read["unit"].isin(uses["unit"])]
    if len(bare):
        lines.append(
            {
                "code": NO_CODE,
                "label": _("Gelezen, geen code van toepassing"),
                "parent": None,
                "level": 0,
                "rank": None,
                "n": bare["unit"].nunique(),
                "n_documents": bare["document_id"].nunique(),
                "block": NO_CODE_BLOCK,
            }
        )
    return pd.DataFrame(lines, columns=list(ROW_COLUMNS), dtype=object)


def _group_bases(
    units: pd.DataFrame, read: pd.DataFrame, memberships: pd.DataFrame, groups: Sequence[str]
) -> pd.DataFrame:
    every = units.merge(memberships, on="segment_id").groupby("group")["unit"].nunique()
    seen = read.merge(memberships, on="segment_id").groupby("group")[["unit", "document_id"]].nunique()
    rows = [
        (group, every.get(group, 0), seen["unit"].get(group, 0), seen["document_id"].get(group, 0))
        for group in groups
    ]
    return pd.DataFrame(rows, columns=list(BASE_COLUMNS)).astype(BASE_COLUMNS)


def _group_cells(
    codes: pd.Series,
    uses: pd.DataFrame,
    read: pd.DataFrame,
    memberships: pd.DataFrame,
    bases: pd.DataFrame,
    minimum_base: int,
) -> pd.DataFrame:
    bare = read[~read["unit"].isin(uses["unit"])].assign(code=NO_CODE)
    split = pd.concat([uses, bare], ignore_index=True).merge(memberships, on="segment_id")
    counts = split.groupby(["code", "group"])[["unit", "document_id"]].nunique()
    cells = []
    for code in codes:
        for group, base in zip(bases["group"], bases["n_read"], strict=True):
            n = int(counts["unit"].get((code, group), 0))
            percent = percentage(n, int(base)) if base >= minimum_base else None
            cells.append((code, group, n, percent, base, counts["document_id"].get((code, group), 0)))
    return pd.DataFrame(cells, columns=list(GROUP_COLUMNS)).astype(GROUP_COLUMNS)
