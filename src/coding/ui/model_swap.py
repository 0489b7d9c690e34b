"""The suggestions of one coder's queue, from the model of now: a newer one comes in without a reload.

No page in here. The browser keeps what is on screen (``sync.js``); later texts come with new suggestions.
"""

import time
from collections.abc import Callable, Sequence

from coding.project import Project

SECONDS = 5
"""So long a model is taken to be the one that suggests, before the project is asked again."""
SUGGESTED = 5
MINIMUM_PROBABILITY = 0.1


class Suggesting:
    """Suggestions per text, all of one model.

    Parameters
    ----------
    project, question_key
        What is coded.
    clock
        Seconds, ever rising.

    Attributes
    ----------
    model_id
        The model; None: there is none yet.
    rare
        Codes of which it saw so few uses that the window says so, and how many.
    """

    def __init__(
        self, project: Project, question_key: str, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._project = project
        self._question_key = question_key
        self._clock = clock
        self._asked = clock()
        self._found: dict[int, list[tuple[str, float]]] = {}
        self.rare: dict[str, int] = {}
        self.model_id: int | None = None
        self._take(project.classifiers.current_id(question_key))

    def _take(self, model_id: int | None) -> None:
        self.model_id = model_id
        self.rare = {} if model_id is None else self._project.classifiers.summary(model_id).rare

    def swapped(self) -> bool:
        """Go over to the model that suggests now, where that is another; tell whether it was.

        The project is asked at most once every few seconds.
        """
        now = self._clock()
        if now - self._asked < SECONDS:
            return False
        self._asked = now
        current = self._project.classifiers.current_id(self._question_key)
        if current == self.model_id:
            return False
        self._take(current)
        self._found.clear()
        return True

    def load(self, segment_ids: Sequence[int], *, ahead: Sequence[int] = ()) -> None:
        """Read the suggestions of texts that were not read before, and then those of the texts ahead too."""
        if self.model_id is None or all(segment_id in self._found for segment_id in segment_ids):
            return
        wanted = dict.fromkeys([*segment_ids, *ahead])
        missing = [segment_id for segment_id in wanted if segment_id not in self._found]
        found = self._project.classifiers.suggestions(
            self._question_key,
            segment_ids=missing,
            minimum=MINIMUM_PROBABILITY,
            top=SUGGESTED,
            model_id=self.model_id,
        )
        self._found.update({segment_id: [] for segment_id in missing})
        for segment_id, code, probability in zip(
            found["segment_id"], found["code"], found["probability"], strict=True
        ):
            self._found[int(segment_id)].append((str(code), round(float(probability), 4)))

    def of(self, segment_id: int) -> list[tuple[str, float]]:
        """Return code and probability of what is suggested for a text, best first."""
        return self._found.get(segment_id, [])
