"""Who codes what: drawing a division by chance, without a database in sight."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coding.errors import CodingError
from coding.i18n import _


@dataclass(frozen=True)
class Part:
    """What one coder gets, in the order in which it is read; ``doubles`` are read by somebody else too."""

    coder_id: int
    segments: tuple[int, ...]
    doubles: frozenset[int]


@dataclass(frozen=True)
class Plan:
    """A drawn division.

    ``probability`` is that with which each segment was drawn to be coded twice; ``doubles`` those that were.
    """

    parts: tuple[Part, ...]
    doubles: frozenset[int]
    probability: float


def draw_division(
    segments: Sequence[int],
    coders: Sequence[int],
    *,
    share: float,
    seed: int,
    documents: Mapping[int, int] | None = None,
    texts: Mapping[int, object] | None = None,
) -> Plan:
    """Divide segments over coders by chance, as evenly as can be, part of them to two people.

    Which are coded twice is a simple random sample (of documents, where those stay together), apart from
    who gets what. The same seed gives the same division, in whatever order segments and coders are given.

    Parameters
    ----------
    segments, coders
        Numbers, each once.
    share
        Of the segments (or documents) that is coded twice, 0 to 1; rounded to whole ones.
    documents
        The document of every segment: a whole document goes to one coder, or to two.
    texts
        What every segment says: the same words go to one coder, unless that would be more than a fair part.

    Returns
    -------
    Plan
        Sizes differ by at most 1 where nothing stays together, else as little as that allows; so do the
        numbers of segments that each pair of coders shares.

    Raises
    ------
    CodingError
        When there is nothing to divide, nobody to divide it over, or nobody to be the second.
    """
    if not segments:
        raise CodingError(_("Er is niets meer te verdelen: alles is al verdeeld of gelezen."))
    if not coders:
        raise CodingError(_("Kies wie er meedoen."))
    if not 0 <= share <= 1:
        raise CodingError(_("Kies een deel tussen 0 en 100 procent om dubbel te coderen."))
    if share and len(coders) < 2:
        raise CodingError(_("Dubbel coderen kan pas met twee mensen; kies er meer, of zet het deel op 0."))
    import numpy as np

    random = np.random.default_rng(seed)
    people = sorted(coders)
    units = _units(sorted(segments), documents)
    order = [units[i] for i in random.permutation(len(units))]
    n_doubles = math.floor(share * len(units) + 0.5)
    drawn, single = order[:n_doubles], order[n_doubles:]
    doubles = frozenset(segment for unit in drawn for segment in unit)
    board = _Board([people[i] for i in random.permutation(len(people))], uneven=documents is not None)
    home = _homes(order, texts or {}, doubles, board) if documents is None else {}
    # Largest first: what is small evens out at the end. Sorting is stable, so chance decides among equals.
    for unit in sorted(drawn, key=len, reverse=True):
        board.give_to_two(unit, home.get(unit[0]))
    for unit in sorted(single, key=len, reverse=True):
        if unit[0] not in home:
            board.give(unit, board.least())
    # An order of its own: the drawn ones would come first, and be known by that.
    position = dict(zip(units, random.permutation(len(units)).tolist(), strict=True))
    return Plan(
        tuple(
            Part(
                coder,
                tuple(
                    segment
                    for unit in sorted(board.units[coder], key=position.__getitem__)
                    for segment in unit
                ),
                doubles & {segment for unit in board.units[coder] for segment in unit},
            )
            for coder in people
        ),
        doubles,
        n_doubles / len(units),
    )


Unit = tuple[int, ...]  # segments that one person gets together


def _units(segments: Sequence[int], documents: Mapping[int, int] | None) -> list[Unit]:
    if documents is None:
        return [(segment,) for segment in segments]
    together: dict[int, list[int]] = {}
    for segment in segments:
        together.setdefault(documents[segment], []).append(segment)
    return [tuple(unit) for unit in together.values()]


def pair_order(people: Sequence[int]) -> list[tuple[int, int]]:
    """Return every pair once, so that after any number of pairs nobody was in two more than another.

    Even numbers: the rounds of a tournament, in each of which everybody plays once. Odd numbers: closed
    walks past everybody (Walecki's), of which first every other step is taken.
    """
    n, last, others = len(people), people[-1], people[:-1]
    pairs = []
    for i in range(n - 1 if n % 2 == 0 else (n - 1) // 2):
        if n % 2 == 0:
            pairs.append((others[i], last))
            pairs += [(others[(i + j) % (n - 1)], others[(i - j) % (n - 1)]) for j in range(1, n // 2)]
            continue
        zigzag = [i + (j // 2 if j % 2 == 0 else -(j + 1) // 2) for j in range(n - 1)]
        walk = [last, *(others[j % (n - 1)] for j in zigzag), last]
        steps = list(pairwise(walk))
        pairs += steps[0::2] + steps[1::2]
    return pairs


class _Board:
    """Who has how much so far, and how much each pair shares."""

    def __init__(self, people: Sequence[int], *, uneven: bool) -> None:
        self._uneven = uneven  # units of one size need no look at loads: the order of pairs sees to that
        self.units: dict[int, list[Unit]] = {person: [] for person in people}
        self.load = dict.fromkeys(people, 0)
        self._shared = dict.fromkeys(pair_order(people) if len(people) > 1 else [], 0)

    def give(self, unit: Unit, person: int) -> None:
        self.units[person].append(unit)
        self.load[person] += len(unit)

    def least(self) -> int:
        return min(self.load, key=self.load.__getitem__)

    def give_to_two(self, unit: Unit, first: int | None) -> None:
        """Give a unit to the pair that shares least; ``first`` has it already."""
        pair = min((pair for pair in self._shared if first is None or first in pair), key=self._burden)
        self._shared[pair] += len(unit)
        for person in pair:
            if person != first:
                self.give(unit, person)

    def _burden(self, pair: tuple[int, int]) -> tuple[int, int]:
        return self._shared[pair], max(self.load[person] for person in pair) if self._uneven else 0


def _homes(
    order: Sequence[Unit],
    texts: Mapping[int, object],
    doubles: frozenset[int],
    board: _Board,
) -> dict[int, int]:
    """Give the segments that say the same to one person each; return who got them."""
    same: dict[object, list[int]] = {}
    for [segment] in order:
        if segment in texts:
            same.setdefault(texts[segment], []).append(segment)
    fair = (len(order) + len(doubles)) // len(board.load)
    home: dict[int, int] = {}
    for group in sorted(same.values(), key=len, reverse=True):
        if not 1 < len(group) <= fair:
            continue
        person = board.least()
        for segment in group:
            board.give((segment,), person)
            home[segment] = person
    return home
