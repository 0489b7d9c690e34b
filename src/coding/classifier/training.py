"""Training a multi-label classifier, and judging it on texts it never saw; no database here."""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from coding.classifier.calibration import calibrate
from coding.classifier.features import Features, Points, Texts
from coding.classifier.folds import divide, linked_groups, number_of_folds
from coding.classifier.limits import FEWEST_USES
from coding.classifier.model import FittedClassifier, label_matrix
from coding.classifier.ridge import fit_ridge, landmarks_of
from coding.classifier.thresholds import alone_or_not_at_all, best_thresholds

if TYPE_CHECKING:
    from coding.language import TextModel

METHOD = "ridge on likeness: lemmas(1-2), char_wb(3-5), lsa(50), vectors, codebook"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class HeldOut:
    """What models said about coded texts that they had not seen.

    Attributes
    ----------
    probabilities, decisions
        Texts × codes, by models without the text's group.
    alone
        Probabilities by models without the text itself, and with the rest of its group: what the text would
        have got had nobody read it.
    labels
        What people said.
    learned
        Positions of the codes with enough uses to be judged.
    folds
        The part each text was in when scores were turned into probabilities and decisions.
    """

    probabilities: NDArray[np.float64]
    decisions: NDArray[np.bool_]
    alone: NDArray[np.float64]
    labels: NDArray[np.bool_]
    learned: list[int]
    folds: NDArray[np.int64]


@dataclass(frozen=True)
class Prepared:
    """Texts of a question turned into points, ready to be learned from again and again.

    Attributes
    ----------
    points
        Of all texts, then of those of the codebook.
    guidance_codes
        For each text of the codebook the position of its code.
    """

    features: Features
    points: Points
    n_texts: int
    guidance_codes: NDArray[np.int64]

    def scores(self, fitted: FittedClassifier) -> NDArray[np.float64]:
        """Return texts × learned codes: what a classifier fitted to these says of all texts."""
        return self.points.rows(np.arange(self.n_texts)).scores(fitted.weights) + fitted.offsets

    def halves(self) -> "tuple[Prepared, Prepared]":
        """Return the texts by their terms alone and by what they mean and where they lie alone.

        Two models that each see one half differ where the coded texts do not settle a matter.
        """
        sparse, dense = self.points.sparse, self.points.dense
        return (
            replace(self, points=Points(sparse, np.zeros_like(dense))),
            replace(self, points=Points(csr_matrix(sparse.shape, dtype=sparse.dtype), dense)),
        )


def prepare(
    texts: Texts,
    *,
    guidance: Texts | None = None,
    guidance_codes: Sequence[int] = (),
    model: "TextModel | None" = None,
) -> Prepared:
    """Turn texts into points; no judgement is needed for that.

    Parameters
    ----------
    texts
        All texts of the question, read or not.
    guidance, guidance_codes
        Texts out of the codebook, and the position of the code each is about.
    model
        What gives texts a vector beside their words; ``None``: words alone.
    """
    features, points = Features.learn(texts + (guidance or Texts([], [])), model=model)
    return Prepared(features, points, len(texts), np.array(guidance_codes, dtype=np.int64))


def fit(
    prepared: Prepared,
    coded: Sequence[int],
    label_sets: Sequence[Collection[str]],
    codes: Sequence[str],
    *,
    groups: NDArray[np.int64],
    seed: int = 1,
    exclusive: Collection[str] = (),
) -> tuple[FittedClassifier, HeldOut]:
    """Fit to coded texts, and say how good that is on texts left out.

    Parameters
    ----------
    prepared
        What ``prepare`` made of all texts.
    coded, label_sets
        Places of the texts that somebody read, and their codes (none: read, and no code applies).
    codes
        The codes of the codebook; others in ``label_sets`` are ignored.
    groups
        Per coded text a number; texts with the same number are left out together.
    seed
        Fixes landmarks and how texts are divided.
    exclusive
        Codes that stand alone.
    """
    labels = label_matrix(label_sets, codes)
    about = prepared.guidance_codes
    learned = [k for k in range(len(codes)) if labels[:, k].any() or (about == k).any()]
    alone = [k for k, code in enumerate(codes) if code in exclusive]
    rows = np.concatenate([np.array(coded, dtype=np.int64), prepared.n_texts + np.arange(len(about))])
    points = prepared.points.rows(rows)
    targets = np.vstack([labels, np.arange(len(codes)) == about[:, None]])[:, learned].astype(np.float64)
    marks = points.rows(landmarks_of(len(rows), always=len(about), seed=seed))
    beyond = int(groups.max(initial=-1)) + 1
    ridge = fit_ridge(
        points.likeness(marks),
        marks.likeness(marks),
        targets,
        np.concatenate([groups, beyond + np.arange(len(about))]),
    )
    scores, mine = ridge.left_out[: len(coded)], labels[:, learned]
    calibration = calibrate(scores, mine)
    fitted = FittedClassifier(
        codes=list(codes),
        learned=learned,
        exclusive=alone,
        features=prepared.features,
        weights=marks.combined(ridge.coefficients).astype(np.float32),
        offsets=ridge.offsets,
        calibration=calibration,
        thresholds=best_thresholds(calibration.in_competition(scores), mine),
    )
    by_itself = ridge.left_out_alone[: len(coded)]
    return fitted, _held_out(scores, by_itself, labels, learned, groups, alone, seed)


def _held_out(
    scores: NDArray[np.float64],
    by_itself: NDArray[np.float64],
    labels: NDArray[np.bool_],
    learned: list[int],
    groups: NDArray[np.int64],
    exclusive: Sequence[int],
    seed: int,
) -> HeldOut:
    """Calibrate and set thresholds for each part on the other parts, so that no text judges itself."""
    mine = labels[:, learned]
    n_groups = len(set(groups.tolist()))
    folds = divide(mine, groups, number_of_folds(n_groups), seed=seed)
    probabilities, decisions = np.zeros(labels.shape), np.zeros(labels.shape, dtype=bool)
    alone = np.zeros(labels.shape)
    for fold in set(folds.tolist()):
        inside, outside = folds != fold, folds == fold
        calibration = calibrate(scores[inside], mine[inside])
        thresholds = best_thresholds(calibration.in_competition(scores[inside]), mine[inside])
        part, yes = np.zeros((int(outside.sum()), labels.shape[1])), decisions[outside]
        part[:, learned] = calibration.probabilities(scores[outside])
        yes[:, learned] = calibration.in_competition(scores[outside]) >= thresholds
        probabilities[outside] = part
        alone[np.ix_(outside, learned)] = calibration.probabilities(by_itself[outside])
        decisions[outside] = alone_or_not_at_all(yes, part, exclusive)
    judged = [k for k in learned if labels[:, k].sum() >= FEWEST_USES and len(set(groups[labels[:, k]])) > 1]
    return HeldOut(probabilities, decisions, alone, labels, judged, folds)


def groups_of(texts: Sequence[str], documents: Sequence[Hashable] | None = None) -> NDArray[np.int64]:
    """Return a number per text: the same for identical texts and for texts of one document."""
    alike = [" ".join(text.lower().split()) for text in texts]
    return linked_groups(alike) if documents is None else linked_groups(alike, documents)


def train(
    texts: Texts,
    coded: Sequence[int],
    label_sets: Sequence[Collection[str]],
    codes: Sequence[str],
    *,
    guidance: Texts | None = None,
    guidance_codes: Sequence[int] = (),
    documents: Sequence[Hashable] | None = None,
    exclusive: Collection[str] = (),
    model: "TextModel | None" = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> tuple[FittedClassifier, HeldOut]:
    """Train on coded texts, and say how good that is on texts held out: ``prepare``, then ``fit``.

    Parameters
    ----------
    texts
        All texts of the question, read or not.
    coded, label_sets
        Places of the texts that somebody read, and their codes (none: read, and no code applies).
    codes
        The codes of the codebook.
    guidance, guidance_codes
        Texts out of the codebook, and the position of the code each is about.
    documents
        Per text the document or respondent it is from: texts of one, like identical texts, are held out
        together.
    exclusive
        Codes that stand alone.
    model
        What gives texts a vector beside their words; ``None``: words alone.
    seed
        Fixes the outcome.
    progress
        Called with (done, total).
    """
    steps = progress or (lambda _done, _total: None)
    steps(0, 2)
    prepared = prepare(texts, guidance=guidance, guidance_codes=guidance_codes, model=model)
    steps(1, 2)
    groups = groups_of(
        [texts.texts[place] for place in coded],
        None if documents is None else [documents[place] for place in coded],
    )
    outcome = fit(prepared, coded, label_sets, codes, groups=groups, seed=seed, exclusive=exclusive)
    steps(2, 2)
    return outcome
