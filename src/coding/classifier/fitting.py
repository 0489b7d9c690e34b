"""Training on what a question has to learn from, the same way the first time and when it is done again.

Imports the libraries that take seconds to load: import this module where it is used.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coding.classifier.features import Texts
from coding.classifier.keeping import LEFT_OUT
from coding.classifier.material import Material
from coding.classifier.model import STATE_VERSION, FittedClassifier
from coding.classifier.ridge import LANDMARKS, PENALTY
from coding.classifier.training import METHOD, HeldOut, Prepared, fit, groups_of, prepare
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
    guidance, guidance_codes
        What the codebook says of its codes, and the position of the code each text is about.
    """

    material: Material
    codes: Sequence[str]
    exclusive: Collection[str]
    seed: int
    vectors: "TextModel"
    guidance: Texts
    guidance_codes: Sequence[int]

    @cached_property
    def groups(self) -> NDArray[np.int64]:
        """Per text to learn from its group: texts of one document, like identical texts, belong together."""
        rows = self.material.coded
        return groups_of(
            [self.material.texts[row] for row in rows], [self.material.documents[row] for row in rows]
        )

    @cached_property
    def prepared(self) -> Prepared:
        """All texts and those of the codebook, turned into points once for every fit."""
        material = self.material
        return prepare(
            Texts(material.texts, material.lemmas, material.contexts),
            guidance=self.guidance,
            guidance_codes=self.guidance_codes,
            model=self.vectors,
        )

    def run(self, *, progress: Progress | None = None) -> Fit:
        """Train on everything there is to learn from, and score all texts.

        What a text that was learned from gets comes from a model without it, so that its probability is as
        honest as that of a text nobody read; estimates of shares rest on that.
        """
        steps = progress or (lambda _done, _total: None)
        steps(0, 2)
        prepared = self.prepared
        steps(1, 2)
        fitted, held_out = self._fit(range(len(self.material.coded)), prepared)
        probabilities = fitted.probabilities_of(prepared.scores(fitted))
        probabilities[self.material.coded] = held_out.alone
        steps(2, 2)
        return Fit(fitted, held_out, probabilities)

    def committee(self) -> NDArray[np.float64]:
        """Return models × texts × codes: two models that each see one half of the features."""
        every = range(len(self.material.coded))
        fits = [(half, self._fit(every, half)[0]) for half in self.prepared.halves()]
        return np.stack([fitted.probabilities_of(half.scores(fitted)) for half, fitted in fits])

    def held_out_of(self, places: Sequence[int]) -> HeldOut:
        """Train on some of the texts only (places among those to learn from) and judge it among these."""
        return self._fit(places, self.prepared)[1]

    def _fit(self, places: Sequence[int], prepared: Prepared) -> tuple[FittedClassifier, HeldOut]:
        material = self.material
        return fit(
            prepared,
            [material.coded[place] for place in places],
            [material.label_sets[place] for place in places],
            self.codes,
            groups=self.groups[np.array(places, dtype=np.int64)],
            seed=self.seed,
            exclusive=self.exclusive,
        )

    def recipe(self, fit: Fit) -> dict[str, Any]:
        """Return how the model was made, to be kept with it."""
        snapshot = self.material.snapshot()
        return {
            "seed": self.seed,
            "n_coded": len(self.material.coded),
            "snapshot_sha256": snapshot.sha256,
            "vectors": self.vectors.name,
            "method": METHOD,
            "penalty": PENALTY,
            "landmarks": LANDMARKS,
            "left_out": LEFT_OUT,
            "folds": len(set(fit.held_out.folds.tolist())),
            "versions": versions(self.vectors),
        }


def versions(vectors: "TextModel") -> dict[str, str]:
    """Return what a stored model depends on beside its recipe; with other versions it is made again."""
    return library_versions() | {"vectors": vectors.name, "state": str(STATE_VERSION)}
