"""How many units have each code, altogether and per group: numbers and sums of weights, as arrays."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Population:
    """The units of a table.

    Attributes
    ----------
    documents
        Per unit the number of its document, from 0.
    weights
        Per unit; 1 where nothing is weighted.
    read, in_base
        Per unit whether it was read, and whether it belongs to what percentages are of.
    """

    documents: Ints
    weights: Floats
    read: Mask
    in_base: Mask


@dataclass(frozen=True, eq=False)
class Sums:
    """Numbers of units per column, with the sums of their weights and of the squares of these."""

    n: Ints
    weight: Floats
    square: Floats
    n_documents: Ints

    def shaped(self, *shape: int) -> "Sums":
        """Return the same numbers laid out in another shape."""
        return Sums(
            self.n.reshape(shape),
            self.weight.reshape(shape),
            self.square.reshape(shape),
            self.n_documents.reshape(shape),
        )


@dataclass(frozen=True, eq=False)
class Tally:
    """What was counted, a column for everything together and one per group.

    Attributes
    ----------
    hits
        Codes × columns: read units with the code.
    answered, read, base
        Per column: units there are, units read, units read that belong to the base.
    complete
        Whether the groups hold units that were not read as well (a group made of codes cannot).
    """

    hits: Sums
    answered: Sums
    read: Sums
    base: Sums
    complete: bool


def tally(
    population: Population, uses: tuple[Ints, Ints], n_codes: int, members: tuple[Ints, Ints], n_groups: int
) -> Tally:
    """Count.

    Parameters
    ----------
    uses
        Units and the codes they have, as numbers from 0; each pair once.
    members
        Units and the groups they are in, likewise; a unit may be in several.
    """
    n_units = len(population.read)
    every = np.arange(n_units)
    member_units = np.concatenate([every, members[0]])
    member_columns = np.concatenate([np.zeros(n_units, dtype=np.int64), members[1] + 1])
    n_columns = n_groups + 1

    def per_column(mask: Mask) -> Sums:
        chosen = mask[member_units]
        return _sums(population, member_units[chosen], member_columns[chosen], n_columns)

    units, codes = uses
    kept = population.read[units]
    used = pd.DataFrame({"unit": units[kept], "code": codes[kept]})
    placed = used.merge(pd.DataFrame({"unit": member_units, "column": member_columns}), on="unit")
    places = placed["code"].to_numpy() * n_columns + placed["column"].to_numpy()
    hits = _sums(population, placed["unit"].to_numpy(), places, n_codes * n_columns)
    return Tally(
        hits=hits.shaped(n_codes, n_columns),
        answered=per_column(np.ones(n_units, dtype=bool)),
        read=per_column(population.read),
        base=per_column(population.in_base),
        complete=len(np.unique(members[0])) == n_units,
    )


def _sums(population: Population, units: Ints, places: Ints, n_places: int) -> Sums:
    weights = population.weights[units]
    n = np.bincount(places, minlength=n_places).astype(np.int64)
    n_documents = int(population.documents.max(initial=-1)) + 1
    if n_documents == len(population.documents):
        in_documents = n
    else:
        pairs = np.unique(places * n_documents + population.documents[units])
        in_documents = np.bincount(pairs // n_documents, minlength=n_places).astype(np.int64)
    return Sums(
        n=n,
        weight=np.bincount(places, weights, minlength=n_places).astype(np.float64),
        square=np.bincount(places, weights**2, minlength=n_places).astype(np.float64),
        n_documents=in_documents,
    )
