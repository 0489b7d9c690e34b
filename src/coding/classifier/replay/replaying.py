"""Coding done again: texts get their known codes in an order, and what is learned is judged on the rest.

Imports the libraries that take seconds to load: import this module where it is used.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coding.classifier.features import Texts
from coding.classifier.model import FittedClassifier, label_matrix
from coding.classifier.replay.coded_table import CodedTable, Reading, texts_read
from coding.classifier.replay.measures import measures
from coding.classifier.strategies import Pool, Strategy, place_texts
from coding.classifier.training import HeldOut, Prepared, fit, groups_of, prepare

if TYPE_CHECKING:
    from coding.codebook import Code
    from coding.language import TextModel

BATCH = 20  # texts between two trainings, for strategies that ask the model
BLIND = frozenset({"order", "random", "representatives"})  # strategies that do not


@dataclass(frozen=True)
class Ready:
    """A coded table turned into points, ready to be replayed.

    Attributes
    ----------
    linked
        Per text a number shared by identical texts and texts of one group.
    alike
        Per text a number shared by identical texts.
    places
        Where texts lie, for choosing among them.
    """

    table: CodedTable
    codes: list[str]
    exclusive: frozenset[str]
    labels: NDArray[np.bool_]
    prepared: Prepared
    linked: NDArray[np.int64]
    alike: NDArray[np.int64]
    places: NDArray[np.float64]


@dataclass(frozen=True)
class Replay:
    """One measurement: after ``coded`` texts, in the replay with this seed."""

    strategy: str
    seed: int
    budget: int
    coded: int
    tested: int
    seconds: float
    figures: dict[str, float]


def make_ready(
    table: CodedTable,
    *,
    reading: Reading,
    codebook: "Sequence[Code] | None" = None,
    model: "TextModel | None" = None,
) -> Ready:
    """Turn a coded table into points.

    Parameters
    ----------
    table
        Texts with their codes.
    reading
        Whether words are read as Dutch.
    codebook
        What is known of the codes beforehand; only codes with these identifiers count. None: the codes that
        occur, known by their names alone.
    model
        What gives texts a vector by meaning.
    """
    from coding.classifier.guidance import Guidance, guidance_of

    if codebook is None:
        codes = table.codes
        guidance = [Guidance(_as_words(code), place) for place, code in enumerate(codes)]
        exclusive: frozenset[str] = frozenset()
    else:
        codes = [code.id for code in codebook]
        guidance = guidance_of(codebook)
        exclusive = frozenset(code.id for code in codebook if code.exclusive)
    texts: Texts = table.read(reading)
    prepared = prepare(
        texts,
        guidance=texts_read([one.text for one in guidance], reading),
        guidance_codes=[one.code for one in guidance],
        model=model,
    )
    vectors = np.zeros((len(texts), 1)) if model is None else model.embed(texts.texts)
    own = [group or place for place, group in enumerate(table.groups)]
    return Ready(
        table=table,
        codes=codes,
        exclusive=exclusive,
        labels=label_matrix(table.label_sets, codes),
        prepared=prepared,
        linked=groups_of(table.texts, own),
        alike=groups_of(table.texts),
        places=place_texts(texts.texts, vectors),
    )


def _as_words(code: str) -> str:
    """Return the name of a code as something that can stand in a text: no capitals, no joined words."""
    return " ".join(code.lower().replace("_", " ").replace("-", " ").replace("/", " ").split())


def replay(
    ready: Ready,
    strategy: Strategy,
    budgets: Sequence[int],
    *,
    seed: int,
    start: int = 0,
    batch: int = BATCH,
    test: Sequence[int] | None = None,
    note: Callable[[Replay], None] = lambda _one: None,
) -> list[Replay]:
    """Code texts in the order a strategy asks for, and measure at each budget on what is not coded yet.

    Identical texts and texts of one group are never on both sides: once one of them is coded, the others are
    not judged.

    Parameters
    ----------
    budgets
        Numbers of coded texts at which to measure.
    seed
        Fixes what is drawn by chance.
    start
        So many texts drawn by chance are coded before the strategy begins.
    batch
        Texts between two trainings.
    test
        Texts that are judged and never coded; None: whatever is not coded.
    note
        Called with each measurement.
    """
    rng = np.random.default_rng(seed)
    n_texts = len(ready.table.texts)
    coded = np.zeros(n_texts, dtype=bool)
    closed = np.zeros(n_texts, dtype=bool)
    if test is not None:
        closed[np.isin(ready.linked, ready.linked[np.array(test, dtype=np.int64)])] = True
    order = rng.permutation(np.nonzero(~closed)[0])[:start]
    coded[order] = True
    chosen: list[int] = order.tolist()
    judged = None if test is None else np.isin(np.arange(n_texts), np.array(test, dtype=np.int64))
    found: list[Replay] = []
    for budget in sorted(budgets):
        while len(chosen) < budget:
            wanted = budget - len(chosen)
            picked = _pick(ready, strategy, coded, closed, min(wanted, batch), rng, seed)
            if not picked:
                break
            chosen += picked
            coded[picked] = True
        one = _measured(ready, strategy.name, chosen, judged, budget, seed)
        found.append(one)
        note(one)
    return found


def _pick(
    ready: Ready,
    strategy: Strategy,
    coded: NDArray[np.bool_],
    closed: NDArray[np.bool_],
    n: int,
    rng: np.random.Generator,
    seed: int,
) -> list[int]:
    """Return the next texts; where only copies of coded texts are left, those."""
    probabilities = committee = None
    if strategy.name not in BLIND:
        rows = np.nonzero(coded)[0].tolist()
        probabilities = _say(ready, ready.prepared, rows, seed)
        if strategy.name == "disagreement":
            committee = np.stack([_say(ready, half, rows, seed) for half in ready.prepared.halves()])
    pool = Pool(
        coded=coded | closed,
        vectors=ready.places,
        alike=ready.alike,
        probabilities=probabilities,
        committee=committee,
    )
    picked = [one.place for one in strategy.pick(pool, n, rng)]
    return picked or np.nonzero(~(coded | closed))[0][:n].tolist()


def _learn(
    ready: Ready, prepared: Prepared, rows: Sequence[int], seed: int
) -> tuple[FittedClassifier, HeldOut]:
    return fit(
        prepared,
        rows,
        [ready.table.label_sets[row] for row in rows],
        ready.codes,
        groups=ready.linked[np.array(rows, dtype=np.int64)],
        seed=seed,
        exclusive=ready.exclusive,
    )


def _say(ready: Ready, prepared: Prepared, rows: Sequence[int], seed: int) -> NDArray[np.float64]:
    """Return how likely each code is for every text, after these were coded."""
    fitted, _held_out = _learn(ready, prepared, rows, seed)
    return fitted.probabilities_of(prepared.scores(fitted))


def cross_fitted(ready: Ready, rows: Sequence[int], *, seed: int) -> NDArray[np.float64]:
    """Return how likely each code is for every text, by a model without it, after some were coded.

    Parameters
    ----------
    rows
        The texts that are coded.
    seed
        As for `fit`.
    """
    fitted, held_out = _learn(ready, ready.prepared, rows, seed)
    probabilities = fitted.probabilities_of(ready.prepared.scores(fitted))
    probabilities[np.array(rows, dtype=np.int64)] = held_out.alone
    return probabilities


def _measured(
    ready: Ready,
    strategy: str,
    chosen: Sequence[int],
    test: NDArray[np.bool_] | None,
    budget: int,
    seed: int,
) -> Replay:
    """Learn from the chosen texts and judge the others that share nothing with them."""
    started = time.perf_counter()
    fitted, _held_out = _learn(ready, ready.prepared, chosen, seed)
    seconds = time.perf_counter() - started
    near = np.isin(ready.linked, ready.linked[np.array(chosen, dtype=np.int64)])
    judged = np.nonzero(~near if test is None else test & ~near)[0]
    scores = ready.prepared.scores(fitted)[judged]
    figures = measures(ready.labels[judged], fitted.decide(scores), fitted.probabilities_of(scores))
    return Replay(strategy, seed, budget, len(chosen), len(judged), seconds, figures)
