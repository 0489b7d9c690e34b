"""Who gave what, laid out as arrays: any number of coders, who need not all have read everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

FEWEST_READERS = 2  # of a unit; what one person read says nothing about agreement


@dataclass(frozen=True, eq=False)
class Ratings:
    """What coders gave in the units (answers, passages) that two or more of them read.

    Attributes
    ----------
    read
        Whether a coder read the unit (units × coders).
    given
        Whether the coder gave the code (units × coders × codes); nothing where the unit was not read.
    clusters
        Number of the respondent (or report) of each unit, rising from 0: drawn together in the bootstrap.
    """

    codes: tuple[str, ...]
    coders: tuple[str, ...]
    read: NDArray[np.bool_]
    given: NDArray[np.bool_]
    clusters: NDArray[np.intp]

    @property
    def n_clusters(self) -> int:
        """Number of respondents."""
        return int(self.clusters.max(initial=-1)) + 1

    @property
    def one_code_each(self) -> bool:
        """Whether nobody gave a unit more than one code, so that a unit can be compared as a whole."""
        return bool(self.given.any()) and int(self.given.sum(axis=2).max()) == 1


def lay_out(
    read: "pd.DataFrame",
    given: "pd.DataFrame",
    *,
    codes: Sequence[str],
    coders: Sequence[str],
    clusters: Mapping[Any, Any],
) -> Ratings:
    """Lay codings out as arrays, units in the order of their clusters.

    Parameters
    ----------
    read
        ``[unit, coder]``, who read what.
    given
        ``[unit, coder, code]``; of other coders and codes is left out, and what its coder did not read.
    codes, coders
        Which, in this order.
    clusters
        Respondent or report of each unit.
    """
    import pandas as pd

    read = read[read["coder"].isin(list(coders))].drop_duplicates(["unit", "coder"])
    readers = read.groupby("unit").size()
    units = readers.index[readers >= FEWEST_READERS]
    numbers = pd.factorize(pd.Series([clusters[unit] for unit in units], dtype=object))[0]
    order = np.argsort(numbers, kind="stable")
    place = pd.Series(np.arange(len(units)), index=units[order])
    coder_places = pd.Series(np.arange(len(coders)), index=list(coders))
    code_places = pd.Series(np.arange(len(codes)), index=list(codes))

    matrix = np.zeros((len(units), len(coders)), dtype=bool)
    kept = read[read["unit"].isin(units)]
    matrix[place.reindex(kept["unit"]), coder_places.reindex(kept["coder"])] = True

    cube = np.zeros((len(units), len(coders), len(codes)), dtype=bool)
    kept = given[
        given["unit"].isin(units) & given["coder"].isin(list(coders)) & given["code"].isin(list(codes))
    ]
    cube[
        place.reindex(kept["unit"]), coder_places.reindex(kept["coder"]), code_places.reindex(kept["code"])
    ] = True
    cube &= matrix[:, :, None]
    return Ratings(tuple(codes), tuple(coders), matrix, cube, numbers[order].astype(np.intp))
