"""A trained classifier: what it says of texts, written down and read back without running anything."""

import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import skops.io
from numpy.typing import NDArray

from coding.classifier.calibration import Calibration
from coding.classifier.features import Features, Texts
from coding.classifier.thresholds import alone_or_not_at_all
from coding.errors import CodingError
from coding.i18n import _

if TYPE_CHECKING:
    from coding.language import TextModel

STATE_VERSION = 3


@dataclass(frozen=True)
class FittedClassifier:
    """A trained classifier.

    Attributes
    ----------
    codes
        All codes of the codebook, in its order.
    learned
        Positions in ``codes`` of those there was anything to learn about: texts, or words of the codebook.
        The others get probability 0.
    exclusive
        Positions of codes that stand alone.
    weights
        Terms and dimensions × learned codes.
    """

    codes: list[str]
    learned: list[int]
    exclusive: list[int]
    features: Features
    weights: NDArray[np.float32]
    offsets: NDArray[np.float64]
    calibration: Calibration
    thresholds: NDArray[np.float64]  # scores in competition from which to say yes, per learned code

    def scores(self, texts: Texts) -> NDArray[np.float64]:
        """Return texts × learned codes: what the regressions say, before it is made a probability."""
        parts = [part.scores(self.weights) for part in self.features.in_parts(texts)]
        return np.vstack([np.zeros((0, len(self.learned))), *parts]) + self.offsets

    def predict_proba(self, texts: Texts) -> NDArray[np.float64]:
        """Return texts × codes: how likely a person gives the code."""
        return self.probabilities_of(self.scores(texts))

    def probabilities_of(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return texts × codes from what ``scores`` returned."""
        probabilities = np.zeros((len(scores), len(self.codes)))
        if self.learned:
            probabilities[:, self.learned] = self.calibration.probabilities(scores)
        return probabilities

    def decide(self, scores: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return texts × codes: yes or no, from what ``scores`` returned."""
        yes = np.zeros((len(scores), len(self.codes)), dtype=bool)
        if self.learned:
            yes[:, self.learned] = self.calibration.in_competition(scores) >= self.thresholds
        return alone_or_not_at_all(yes, self.probabilities_of(scores), self.exclusive)

    def predict(self, texts: Texts) -> list[list[str]]:
        """Return the codes of every text, most likely first."""
        scores = self.scores(texts)
        return [
            [self.codes[k] for k in np.argsort(-row, kind="stable").tolist() if picked[k]]
            for row, picked in zip(self.probabilities_of(scores), self.decide(scores), strict=True)
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
            "slope": self.calibration.slope,
            "rivalry": self.calibration.rivalry,
            "calibration_offsets": self.calibration.offsets,
            "thresholds": self.thresholds,
        }
        written: bytes = skops.io.dumps(state, compression=zipfile.ZIP_DEFLATED, compresslevel=1)
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
            calibration=Calibration(state["slope"], state["rivalry"], state["calibration_offsets"]),
            thresholds=state["thresholds"],
        )


def label_matrix(label_sets: Sequence[Collection[str]], codes: Sequence[str]) -> NDArray[np.bool_]:
    """Return texts × codes; codes that are not asked for are left out."""
    place = {code: column for column, code in enumerate(codes)}
    labels = np.zeros((len(label_sets), len(codes)), dtype=bool)
    for row, given in enumerate(label_sets):
        labels[row, [place[code] for code in given if code in place]] = True
    return labels
