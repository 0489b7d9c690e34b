"""The audit: a sample drawn by chance beforehand, whatever else is read; no database here.

All texts of a stratum stand in an order drawn by chance. The audit reads them in that order, so that what it
has had at any moment is a simple random sample of m from N: other ways of choosing can neither hurry a text
nor hold it back. See ``docs/queue.md``.
"""

import math
from collections.abc import Collection, Sequence

DEFAULT_SHARE = 0.2


def drawn_order(segments: Collection[int], seed: int) -> list[int]:
    """Return segments in an order drawn by chance; the same for the same seed, however they are given.

    Examples
    --------
    >>> sorted(drawn_order({4, 7, 9}, 1)), drawn_order([9, 7, 4], 1) == drawn_order([4, 7, 9], 1)
    ([4, 7, 9], True)
    """
    import numpy as np

    ordered = sorted(segments)
    return [ordered[place] for place in np.random.default_rng(seed).permutation(len(ordered)).tolist()]


def n_kept(n: int, share: float) -> int:
    """Return how many of ``n`` texts are kept for the audit: the share, rounded; at least one.

    Examples
    --------
    >>> n_kept(242, 0.2), n_kept(2, 0.2), n_kept(0, 0.2), n_kept(10, 0)
    (48, 1, 0, 0)
    """
    return max(min(n, 1), math.floor(n * share + 0.5)) if share else 0


def sample_size(taken: Sequence[bool], read: Sequence[bool], *, whole: bool = True) -> int:
    """Return how many texts, from the first on, are a simple random sample that was read.

    Those whose turn came and that were read, up to the first that was not: to leave out what somebody
    skipped would leave out what is hard to code. When everything is read it is everything.

    Parameters
    ----------
    taken, read
        Per text, in the order drawn: whether its turn came, and whether somebody read it.
    whole
        Whether the draw still has all its texts; one that lost some to a later draw is no sample any more,
        but can be read to the end.

    Examples
    --------
    >>> sample_size([True, True, True, False], [True, True, False, True])
    2
    >>> sample_size([True, False, False], [True, True, True])
    3
    >>> sample_size([True, False], [True, False], whole=False)
    0
    """
    if all(read):
        return len(read)
    if not whole:
        return 0
    pairs = zip(taken, read, strict=True)
    return next(place for place, (came, was_read) in enumerate(pairs) if not (came and was_read))


def next_draw(had: Sequence[tuple[int, int]]) -> int | None:
    """Return which of several draws is behind most with its reserve; None where all were had.

    Parameters
    ----------
    had
        Per draw how many of its reserve had their turn, and how many there are.

    Examples
    --------
    >>> next_draw([(3, 10), (0, 2), (5, 5)]), next_draw([(2, 2)])
    (1, None)
    """
    open_ = [place for place, (taken, kept) in enumerate(had) if taken < kept]
    return min(open_, key=lambda place: had[place][0] / had[place][1]) if open_ else None
