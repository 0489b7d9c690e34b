"""The lines of a theme table: which codes, in which order, and what falls under what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from coding.codebook import Code
from coding.i18n import _

THEME_BLOCK, EXCLUSIVE_BLOCK, NO_CODE_BLOCK = "theme", "exclusive", "none"
NO_CODE = ""  # stands in the code column for "read, and no code applies"


@dataclass(frozen=True)
class Line:
    """Where a code stands in the table."""

    code: str
    label: str
    parent: str | None
    level: int
    rank: int | None
    block: str


def ranks(counts: Sequence[float]) -> list[int | None]:
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


def outside_base(codes: Sequence[Code], chosen: Sequence[str]) -> list[str]:
    """Return what ``valid`` leaves out: the codes chosen with all below, or all that stand alone."""
    out = list(chosen) or [code.id for code in codes if code.exclusive]
    return [*out, *(code.id for code in codes if code.parent in out)]


def lines_of(codes: Sequence[Code], amount: Callable[[str], float], *, as_listed: bool = False) -> list[Line]:
    """Lay the codes in the order of the table: most used first, children below their theme.

    Parameters
    ----------
    amount
        How much each code, by its id, was used.
    as_listed
        Keep the order in which the codes are listed, without ranks: the answers of a scale.
    """
    known = {code.id for code in codes}

    def ordered(some: list[Code]) -> list[tuple[Code, int | None]]:
        if as_listed:
            return [(code, None) for code in some]
        ranked = zip(some, ranks([amount(code.id) for code in some]), strict=True)
        return sorted(ranked, key=lambda item: -amount(item[0].id))  # stable: ties keep the codebook's order

    def line(code: Code, block: str, level: int, rank: int | None) -> Line:
        return Line(code.id, code.shown_label, code.parent, level, rank, block)

    lines: list[Line] = []
    top = [code for code in codes if code.parent not in known]
    for code, rank in ordered([code for code in top if not code.exclusive]):
        lines.append(line(code, THEME_BLOCK, 0, rank))
        for child, child_rank in ordered([child for child in codes if child.parent == code.id]):
            lines.append(line(child, THEME_BLOCK, 1, child_rank))
    # exclusive codes are not in the running for the largest theme, so they have no rank
    alone = ordered([code for code in top if code.exclusive])
    return lines + [line(code, EXCLUSIVE_BLOCK, 0, None) for code, _rank in alone]


def no_code_line(label: str | None = None) -> Line:
    """Return the line of what was read without any code."""
    return Line(NO_CODE, label or _("Gelezen, geen code van toepassing"), None, 0, None, NO_CODE_BLOCK)
