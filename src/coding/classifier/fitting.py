"""Training on what a question has to learn from, the same way the first time and when it is done again.

Imports the libraries that take seconds to load: import this module where it is used.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coding.classifier.features import WEIGHT
from coding.classifier.folds import linked_groups
from coding.classifier.material import Material
from coding.classifier.model import STATE_VERSION, STRENGTH, FittedClassifier, HeldOut, train
from coding.classifier.versions import library_versions

if TYPE_CHECKING:
    from coding.language import TextModel

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Fit:
    """A trained model, what models without each text said of it, and probabilities for all texts."""

    fitted: FittedClassifier
    held_out: HeldOut
    probabilities: NDArray[np.float64]


@dataclass(frozen=True)
class Training:
    """What to train on and how; the same one gives the same model.

    Attributes
    ----------
    codes, exclusive
        The codes that can be learned, and those that stand alone.
    vectors
        What gives texts a vector.
    """

    material: Material
    codes: Sequence[str]
    exclusive: Collection[str]
    seed: int
    vectors: "TextModel"

    @cached_property
    def groups(self) -> NDArray[np.int64]:
        """Per text to learn from its group: texts of one document, like identical texts, belong together."""
        alike = [" ".join(self.material.texts[row].lower().split()) for row in self.material.coded]
        return linked_groups(alike, [self.material.documents[row] for row in self.material.coded])

    def run(self, *, progress: Progress | None = None) -> Fit:
        """Train on everything there is to learn from, and score all texts.

        What a text that was learned from gets comes from a model without it, so that its probability is as
        honest as that of a text nobody read.
        """
        material = self.material
        fitted, held_out = self._train(list(range(len(material.coded))), progress)
        probabilities = fitted.predict_proba(material.texts, material.lemmas)
        probabilities[material.coded] = held_out.probabilities
        return Fit(fitted, held_out, probabilities)

    def held_out_of(self, places: Sequence[int]) -> HeldOut:
        """Train on some of the texts only (places among those to learn from) and judge it among these."""
        return self._train(places, None)[1]

    def _train(self, places: Sequence[int], progress: Progress | None) -> tuple[FittedClassifier, HeldOut]:
        material = self.material
        rows = [material.coded[place] for place in places]
        return train(
            [material.texts[row] for row in rows],
            [material.lemmas[row] for row in rows],
            [material.label_sets[place] for place in places],
            self.codes,
            self.seed,
            exclusive=self.exclusive,
            documents=[material.documents[row] for row in rows],
            model=self.vectors,
            progress=progress,
        )

    def recipe(self, fit: Fit) -> dict[str, Any]:
        """Return how the model was made, to be kept with it."""
        snapshot = self.material.snapshot()
        return {
            "seed": self.seed,
            "n_coded": len(self.material.coded),
            "snapshot_sha256": snapshot.sha256,
            "features": "lemmas(1-2)+char_wb(3-5)+vectors",
            "vectors": self.vectors.name,
            "vectors_weight": WEIGHT,
            "method": "logistic",
            "strength": STRENGTH,
            "folds": len(set(fit.held_out.folds.tolist())),
            "versions": versions(self.vectors),
        }


def versions(vectors: "TextModel") -> dict[str, str]:
    """Return what a stored model depends on beside its recipe; with other versions it is made again."""
    return library_versions() | {"vectors": vectors.name, "state": str(STATE_VERSION)}
