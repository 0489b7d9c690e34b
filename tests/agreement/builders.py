"""Ratings out of short texts: a letter is a code."""

from collections.abc import Mapping, Sequence

import pandas as pd

from coding.agreement.ratings import Ratings, lay_out


def ratings(
    *coders: Mapping[int, str], codes: Sequence[str] = "abcd", clusters: Mapping[int, int] | None = None
) -> Ratings:
    """Return what coders gave: unit -> codes; what is not in it was not read."""
    names = [f"coder {number}" for number in range(len(coders))]
    read = [(unit, name) for name, given in zip(names, coders, strict=True) for unit in given]
    given = [
        (unit, name, code)
        for name, units in zip(names, coders, strict=True)
        for unit, letters in units.items()
        for code in letters
    ]
    units = {unit for unit, _name in read}
    return lay_out(
        pd.DataFrame(read, columns=["unit", "coder"]),
        pd.DataFrame(given, columns=["unit", "coder", "code"]),
        codes=list(codes),
        coders=names,
        clusters=clusters or {unit: unit for unit in units},
    )
