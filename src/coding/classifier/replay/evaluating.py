"""Learning from one coded table, judged on another.

Imports the libraries that take seconds to load: import this module where it is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from coding.classifier.quality import quality
from coding.classifier.replay.coded_table import CodedTable, Reading
from coding.classifier.replay.measures import measures
from coding.classifier.replay.replaying import make_ready
from coding.classifier.training import fit
from coding.errors import InputError
from coding.i18n import _

if TYPE_CHECKING:
    from coding.codebook import Code
    from coding.language import TextModel


@dataclass(frozen=True)
class Evaluation:
    """How good suggestions learned from one table are on another.

    Attributes
    ----------
    n_train, n_test
        Texts learned from and judged.
    n_left_out
        Texts of the second table that say the same as one of the first, or share its group: not judged.
    figures
        As `measures` gives them.
    quality
        As `coding.classifier.quality.quality` gives it: per code, and over all.
    """

    n_train: int
    n_test: int
    n_left_out: int
    reading: Reading
    figures: dict[str, float]
    quality: dict[str, Any]


def evaluate(
    train: CodedTable,
    test: CodedTable,
    *,
    reading: Reading,
    codebook: "Sequence[Code] | None" = None,
    model: "TextModel | None" = None,
    seed: int = 1,
) -> Evaluation:
    """Learn from one table and judge on another.

    The texts of the second table, not their codes, take part in learning how texts are weighed and where they
    lie, as the texts that nobody read yet do in a project.

    Parameters
    ----------
    codebook
        What is known of the codes beforehand; None: the names of the codes that occur in either table.

    Raises
    ------
    InputError
        When no text of the second table is left to judge.
    """
    both = CodedTable(
        train.name,
        train.texts + test.texts,
        train.label_sets + test.label_sets,
        train.groups + test.groups,
        train.contexts + test.contexts,
    )
    ready = make_ready(both, reading=reading, codebook=codebook, model=model)
    rows = np.arange(len(train.texts))
    fitted, _held_out = fit(
        ready.prepared,
        rows.tolist(),
        train.label_sets,
        ready.codes,
        groups=ready.linked[rows],
        seed=seed,
        exclusive=ready.exclusive,
    )
    near = np.isin(ready.linked, ready.linked[rows])
    judged = np.nonzero(~near)[0]
    if not len(judged):
        raise InputError(
            _(
                "elke tekst, of zijn respondent, staat ook in {train}: er blijft niets over om op te toetsen."
            ).format(train=train.name),
            file=test.name,
        )
    scores = ready.prepared.scores(fitted)[judged]
    labels, decisions = ready.labels[judged], fitted.decide(scores)
    learned = [k for k in range(len(ready.codes)) if labels[:, k].any() or decisions[:, k].any()]
    names = {code: code for code in ready.codes}
    if codebook is not None:
        names |= {code.id: code.label for code in codebook}
    return Evaluation(
        n_train=len(train.texts),
        n_test=len(judged),
        n_left_out=len(test.texts) - len(judged),
        reading=reading,
        figures=measures(labels, decisions, fitted.probabilities_of(scores)),
        quality=quality(labels, decisions, codes=ready.codes, names=names, learned=learned),
    )
