"""Agreement of twenty coders on 10,000 answers with 50 codes, 1,000 draws.  python benchmarks/agreement.py

Every answer has one to three codes, often used ones more often; every coder leaves out one in ten and gives
one in fifty answers a code too many. Once everybody read everything, once each answer was read by two.
"""

import time

import numpy as np
from machine import header
from numpy.typing import NDArray

from coding.agreement.measuring import measure, pairs
from coding.agreement.ratings import Ratings

N_CODERS, N_ANSWERS, N_CODES, DRAWS = 20, 10_000, 50, 1_000


def made_up(readers: int) -> Ratings:
    """Return ratings in which ``readers`` of the coders read each answer."""
    chance = np.random.default_rng(1)
    likely = 1 / np.arange(1, N_CODES + 1)
    scores = chance.gumbel(size=(N_ANSWERS, N_CODES)) + np.log(likely)
    rank = np.argsort(np.argsort(-scores, axis=1), axis=1)
    true = rank < chance.integers(1, 4, size=(N_ANSWERS, 1))
    read = np.argsort(chance.random((N_ANSWERS, N_CODERS)), axis=1) < readers
    shape = (N_ANSWERS, N_CODERS, N_CODES)
    kept = chance.random(shape) > 0.1
    added: NDArray[np.bool_] = chance.random(shape) < 0.02 / N_CODES
    given = (true[:, None, :] & kept | added) & read[:, :, None]
    names = tuple(f"coder {number}" for number in range(N_CODERS))
    return Ratings(
        tuple(f"code {number}" for number in range(N_CODES)), names, read, given, np.arange(N_ANSWERS)
    )


def main() -> None:
    print(header("Agreement"))
    for readers in (N_CODERS, 2):
        ratings = made_up(readers)
        sets = len(np.unique(np.packbits(ratings.given[ratings.read], axis=1), axis=0))
        start = time.perf_counter()
        figures = measure(ratings, labels={code: code for code in ratings.codes}, draws=DRAWS, seed=1)
        measured = time.perf_counter()
        found = pairs(ratings)
        done = time.perf_counter()
        print(
            f"{readers} readers per answer, {N_ANSWERS:,} answers, {N_CODES} codes, {sets:,} different sets: "
            f"figures with {DRAWS:,} draws {measured - start:.1f} s, {len(found)} pairs "
            f"{done - measured:.1f} s; alpha {figures.overall['alpha']:.3f}"
        )


if __name__ == "__main__":
    main()
