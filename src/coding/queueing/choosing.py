"""Choosing a batch: from how things stand to texts in an order; nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coding.codings.audit_draws import Draw
from coding.queueing.sources import Groups, Texts
from coding.queueing.standing import Standing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coding.classifier.strategies import Pool, Strategy

LEFT_AT_ONCE = 100  # of what is left when nothing is to be chosen any more; equal answers lie together there


@dataclass(frozen=True)
class Chosen:
    """One text of a batch; no segment: whichever text has its turn in the audit."""

    segment_id: int | None
    reason: str
    probability: float | None = None


@dataclass(frozen=True)
class Batch:
    """What comes next in a queue.

    Attributes
    ----------
    n_before
        How many items the queue had when this was chosen.
    owner
        Whose draw the audit takes from: the coder, where they have a part of their own; else nobody's.
    chosen
        In the order in which they are to be read.
    short
        How many more were wanted than could be chosen: then the rest of the reserve is read.
    left
        What else is left to read, when that is at its end too.
    """

    n_before: int
    owner: int | None
    chosen: tuple[Chosen, ...]
    short: int = 0
    left: tuple[int, ...] = ()
    doubles: frozenset[int] = field(default_factory=frozenset)
    model_id: int | None = None


def choose(
    way: "Strategy",
    texts: Texts,
    at: Standing,
    draws: Sequence[Draw],
    *,
    owner: int | None,
    n: int,
    rng: "np.random.Generator",
    probabilities: "NDArray[np.float64] | None",
    committee: "NDArray[np.float64] | None" = None,
    model_id: int | None,
    groups: Groups | None,
) -> Batch:
    """Choose the next ``n`` texts of a queue."""
    from coding.classifier.strategies import Reason

    rows, pool, n_own = _pool(texts, at, draws, owner, groups)
    pool = replace(
        pool,
        probabilities=None if probabilities is None else probabilities[rows],
        committee=None if committee is None else committee[:, rows],
    )
    chosen = []
    for pick in way.pick(pool, n, rng):
        if pick.reason is not Reason.AUDIT:
            segment = texts.segments[int(rows[pick.place])]
            chosen.append(Chosen(segment, pick.reason.value, pick.probability))
        elif n_own:
            n_own -= 1
            chosen.append(Chosen(None, pick.reason.value))
    short = n - len(chosen)
    return Batch(
        n_before=len(at.in_queue),
        owner=owner,
        chosen=tuple(chosen),
        short=short,
        left=_left(texts, at, chosen, draws, owner) if short else (),
        doubles=at.doubles,
        model_id=model_id,
    )


def _pool(
    texts: Texts,
    at: Standing,
    draws: Sequence[Draw],
    owner: int | None,
    groups: Groups | None,
) -> "tuple[NDArray[np.int64], Pool, int]":
    """Return where the pool's rows stand, the pool, and how many of its reserve are the owner's.

    Its rows are the texts that can be laid before this coder, and those that are known: read, or before
    somebody. Unread texts in others' parts say nothing here.
    """
    import numpy as np

    from coding.classifier.strategies import Pool

    waits = np.array([segment in at.waiting for segment in texts.segments], dtype=bool)
    known = np.array([segment in at.known for segment in texts.segments], dtype=bool)
    rows = np.nonzero(waits | known)[0]
    here = {texts.segments[row]: place for place, row in enumerate(rows.tolist())}
    own = [segment for draw in draws if draw.coder_id == owner for segment in draw.waiting]
    others = [segment for draw in draws if draw.coder_id != owner for segment in draw.waiting]
    reserve = [here[segment] for segment in (*own, *others) if segment in here]
    pool = Pool(
        coded=~waits[rows],
        vectors=texts.vectors[rows],
        alike=texts.alike[rows],
        clusters=None if groups is None else groups.numbers[rows],
        typicality=None if groups is None else groups.typicality[rows],
        reserve=np.array(reserve, dtype=np.int64),
    )
    return rows, pool, sum(segment in here for segment in own)


def _left(
    texts: Texts, at: Standing, chosen: Sequence[Chosen], draws: Sequence[Draw], owner: int | None
) -> tuple[int, ...]:
    """Return what no strategy chooses: what says the same as a coded text, and others' reserve.

    Equal texts lie together, so that one act codes them all.
    """
    had = {one.segment_id for one in chosen}
    own = {segment for draw in draws if draw.coder_id == owner for segment in draw.waiting}
    left = [item for item in at.scope if item in at.waiting and item not in had and item not in own]
    left.sort(key=lambda item: (int(texts.alike[texts.places[item]]), texts.places[item]))
    return tuple(left[:LEFT_AT_ONCE])
