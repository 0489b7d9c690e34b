"""Training a multi-label classifier, and judging it on texts it never saw; no database here."""

import zipfile
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import skops.io
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from coding.classifier.calibration import Calibration, best_thresholds, calibrate
from coding.classifier.features import Counts, Features, vocabulary_of
from coding.classifier.folds import divide, linked_groups, number_of_folds
from coding.classifier.limits import FEWEST_USES
from coding.errors import CodingError
from coding.i18n import _

if TYPE_CHECKING:
    from coding.language import TextModel

STRENGTH = 3.0  # inverse of regularisation; 1 to 10 made no difference of note
STATE_VERSION = 2
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class FittedClassifier:
    """A trained classifier.

    Attributes
    ----------
    codes
        All codes of the codebook, in its order.
    learned
        Positions in ``codes`` of those with enough uses; the others get probability 0.
    exclusive
        Positions of codes that stand alone.
    """

    codes: list[str]
    learned: list[int]
    exclusive: list[int]
    features: Features
    weights: NDArray[np.float32]  # learned codes × features
    offsets: NDArray[np.float64]
    calibration: Calibration
    thresholds: NDArray[np.float64]  # scores from which to say yes, per learned code

    def _scores(self, texts: Sequence[str], lemmas: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        found = self.features.matrix(texts, lemmas)
        return np.asarray(found @ self.weights.T.astype(np.float64)) + self.offsets

    def predict_proba(self, texts: Sequence[str], lemmas: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """Return texts × codes: how likely a person gives the code."""
        probabilities = np.zeros((len(texts), len(self.codes)))
        probabilities[:, self.learned] = self.calibration.probabilities(self._scores(texts, lemmas))
        return probabilities

    def predict(self, texts: Sequence[str], lemmas: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the codes of every text, most likely first."""
        probabilities = self.predict_proba(texts, lemmas)
        yes = np.zeros(probabilities.shape, dtype=bool)
        yes[:, self.learned] = self._scores(texts, lemmas) >= self.thresholds
        chosen = alone_or_not_at_all(yes, probabilities, self.exclusive)
        return [
            [self.codes[k] for k in np.argsort(-row, kind="stable").tolist() if picked[k]]
            for row, picked in zip(probabilities, chosen, strict=True)
        ]

    def to_bytes(self) -> bytes:
        """Write down as skops: texts, numbers and arrays, nothing that runs when it is read."""
        state: dict[str, Any] = {
            "version": STATE_VERSION,
            "codes": self.codes,
            "learned": self.learned,
            "exclusive": self.exclusive,
            "features": self.features.state(),
            "weights": self.weights,
            "offsets": self.offsets,
            "slopes": self.calibration.slopes,
            "calibration_offsets": self.calibration.offsets,
            "thresholds": self.thresholds,
        }
        written: bytes = skops.io.dumps(state, compression=zipfile.ZIP_DEFLATED)
        return written

    @classmethod
    def from_bytes(cls, content: bytes, model: "TextModel | None" = None) -> "FittedClassifier":
        """Read what ``to_bytes`` wrote; no type beyond texts, numbers and arrays is accepted.

        Parameters
        ----------
        content
            What was written.
        model
            What gives texts a vector now.

        Raises
        ------
        CodingError
            When it was learned with other vectors, or by a version of the program that worked otherwise.
        """
        state = skops.io.loads(content, trusted=[])
        if state["version"] != STATE_VERSION:
            raise CodingError(
                _(
                    "Dit model is gemaakt door een andere versie van het programma en is niet meer te "
                    "gebruiken. Train het opnieuw; de voorstellen die er al zijn, blijven zolang staan."
                )
            )
        learned_with, now = state["features"]["vectors"], "" if model is None else model.name
        if learned_with and learned_with != now:
            raise CodingError(
                _(
                    "Dit model is geleerd met andere woordvectoren ({old}) dan dit programma nu heeft "
                    "({new}). Train het opnieuw; de voorstellen die er al zijn, blijven zolang staan."
                ).format(old=learned_with, new=now or _("geen"))
            )
        return cls(
            codes=state["codes"],
            learned=state["learned"],
            exclusive=state["exclusive"],
            features=Features.from_state(state["features"], model),
            weights=state["weights"],
            offsets=state["offsets"],
            calibration=Calibration(state["slopes"], state["calibration_offsets"]),
            thresholds=state["thresholds"],
        )


@dataclass(frozen=True)
class HeldOut:
    """What models said about texts that they had not seen.

    Attributes
    ----------
    probabilities, decisions
        Texts × codes.
    labels
        What people said.
    learned
        Positions of the codes with enough uses.
    folds
        The part each text was in.
    """

    probabilities: NDArray[np.float64]
    decisions: NDArray[np.bool_]
    labels: NDArray[np.bool_]
    learned: list[int]
    folds: NDArray[np.int64]


@dataclass(frozen=True)
class _Scores:
    labels: NDArray[np.bool_]  # texts × all codes
    learned: list[int]
    folds: NDArray[np.int64]
    scores: NDArray[np.float64]  # texts × learned codes, from models without that text
    exclusive: list[int]
    codes: list[str]


def label_matrix(label_sets: Sequence[Collection[str]], codes: Sequence[str]) -> NDArray[np.bool_]:
    """Return texts × codes; codes that are not asked for are left out."""
    return np.array([[code in given for code in codes] for given in label_sets], dtype=bool).reshape(
        len(label_sets), len(codes)
    )


def alone_or_not_at_all(
    chosen: NDArray[np.bool_], probabilities: NDArray[np.float64], exclusive: Sequence[int]
) -> NDArray[np.bool_]:
    """Keep an exclusive code only where it is the likeliest of those chosen, and then alone."""
    kept = chosen.copy()
    if len(exclusive):
        likeliest = np.where(chosen, probabilities, -1.0).argmax(axis=1)
        alone = np.isin(likeliest, exclusive) & chosen.any(axis=1)
        kept[:, list(exclusive)] = False
        kept[alone] = False
        kept[alone, likeliest[alone]] = True
    return kept


def _train(counts: csr_matrix, labels: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Train one logistic regression per code; no weights where a code has no uses, or nothing but uses."""
    weights = np.full((labels.shape[1], counts.shape[1]), np.nan)
    offsets = np.full(labels.shape[1], np.nan)
    for k in range(labels.shape[1]):
        if labels[:, k].any() and not labels[:, k].all():
            # The dual problem: fifteen times as fast as the primal one where terms outnumber texts.
            model = LogisticRegression(
                C=STRENGTH, class_weight="balanced", solver="liblinear", dual=True, tol=1e-3, random_state=0
            )
            model.fit(counts, labels[:, k])
            weights[k], offsets[k] = model.coef_[0], model.intercept_[0]
    return weights, offsets


def _out_of_fold(
    texts: Sequence[str],
    counts: Counts,
    label_sets: Sequence[Collection[str]],
    codes: Sequence[str],
    seed: int,
    *,
    exclusive: Collection[str],
    documents: Sequence[Hashable] | None,
    progress: Progress | None,
) -> _Scores:
    labels = label_matrix(label_sets, codes)
    alike = [" ".join(text.lower().split()) for text in texts]
    groups = linked_groups(alike) if documents is None else linked_groups(alike, documents)
    learned = [
        k
        for k in range(len(codes))
        if FEWEST_USES <= labels[:, k].sum() < len(texts) and len(set(groups[labels[:, k]])) > 1
    ]
    n_folds = number_of_folds(len(set(groups.tolist())))
    folds = divide(labels[:, learned], groups, n_folds, seed=seed)
    scores = np.full((len(texts), len(learned)), np.nan)
    for fold in range(n_folds):
        inside, outside = np.nonzero(folds != fold)[0], np.nonzero(folds == fold)[0]
        if len(inside) and len(outside):
            known = counts.part(inside)
            rarity = known.rarity()
            weights, offsets = _train(known.weighed(rarity), labels[inside][:, learned])
            scores[outside] = counts.part(outside).weighed(rarity) @ weights.T + offsets
        if progress:
            progress(fold + 1, n_folds + 1)
    places = [k for k, code in enumerate(codes) if code in exclusive]
    return _Scores(labels, learned, folds, scores, places, list(codes))


def _held_out(found: _Scores) -> HeldOut:
    """Calibrate and set thresholds for each part on the other parts, so that no text judges itself."""
    shape = found.labels.shape
    probabilities, decisions = np.zeros(shape), np.zeros(shape, dtype=bool)
    mine = found.labels[:, found.learned]
    for fold in set(found.folds.tolist()):
        inside, outside = found.folds != fold, found.folds == fold
        if not found.learned or not inside.any():
            continue
        scores = found.scores[outside]
        calibration = calibrate(found.scores[inside], mine[inside])
        part = np.zeros((len(scores), shape[1]))
        part[:, found.learned] = calibration.probabilities(scores)
        yes = np.zeros(part.shape, dtype=bool)
        yes[:, found.learned] = scores >= best_thresholds(found.scores[inside], mine[inside])
        probabilities[outside] = part
        decisions[outside] = alone_or_not_at_all(yes, part, found.exclusive)
    return HeldOut(probabilities, decisions, found.labels, found.learned, found.folds)


def _final(counts: Counts, features: Features, found: _Scores) -> FittedClassifier:
    mine = found.labels[:, found.learned]
    weights, offsets = _train(counts.weighed(features.rarity), mine)
    calibration = calibrate(found.scores, mine)
    return FittedClassifier(
        codes=found.codes,
        learned=found.learned,
        exclusive=found.exclusive,
        features=features,
        weights=weights.astype(np.float32),
        offsets=offsets,
        calibration=calibration,
        thresholds=best_thresholds(found.scores, mine),
    )


def train(
    texts: Sequence[str],
    lemmas: Sequence[Sequence[str]],
    label_sets: Sequence[Collection[str]],
    codes: Sequence[str],
    seed: int = 1,
    *,
    exclusive: Collection[str] = (),
    documents: Sequence[Hashable] | None = None,
    model: "TextModel | None" = None,
    progress: Progress | None = None,
) -> tuple[FittedClassifier, HeldOut]:
    """Train on coded texts, and say how good that is on texts held out.

    Parameters
    ----------
    texts, lemmas, label_sets
        Per text its content lemmas and the codes that a person gave it (none: read, and no code applies).
    codes
        The codes of the codebook; others in ``label_sets`` are ignored.
    seed
        Fixes how texts are divided.
    exclusive
        Codes that stand alone.
    documents
        Per text the document it is from: texts of one document, like identical texts, are held out together.
    model
        What gives texts a vector beside their words; ``None``: words alone.
    progress
        Called with (done, total).
    """
    vocabulary = vocabulary_of(texts, lemmas)
    counts = Counts.of(texts, lemmas, vocabulary, model)
    found = _out_of_fold(
        texts, counts, label_sets, codes, seed, exclusive=exclusive, documents=documents, progress=progress
    )
    held_out = _held_out(found)
    fitted = _final(counts, Features(vocabulary, counts.rarity(), model), found)
    if progress:
        total = len(set(found.folds.tolist())) + 1
        progress(total, total)
    return fitted, held_out
