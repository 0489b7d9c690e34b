"""The words that led to suggestions, looked up beside the coding so that no key waits for them."""

import logging
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coding.errors import CodingError
from coding.project import Project

if TYPE_CHECKING:
    from coding.classifier.explain import Explainer

_log = logging.getLogger(__name__)
Words = dict[int, dict[str, list[str]]]


class Explaining:
    """Explains the suggestions of one model.

    The model and the words of the texts are read in a thread of their own; until then nothing is known.
    """

    def __init__(self, project: Project, question_key: str, model_id: int) -> None:
        self._project = project
        self._question_key = question_key
        self._model_id = model_id
        self._known: Words = {}
        self._explainer: Explainer | None = None
        self._words: dict[int, list[tuple[str, str]]] = {}
        self.reading = threading.Thread(target=self._read, daemon=True)
        self.reading.start()

    def known(self, wanted: Mapping[int, Sequence[str]]) -> Words:
        """Return the words that led to each code of each segment, as far as they can be told by now."""
        if self._explainer is not None:
            for segment_id, codes in wanted.items():
                if segment_id not in self._known and codes:
                    words = self._words.get(segment_id, [])
                    self._known[segment_id] = self._explainer.words(words, codes)
        return {segment_id: self._known[segment_id] for segment_id in wanted if segment_id in self._known}

    def _read(self) -> None:
        from coding.classifier.explain import Explainer

        try:
            self._words = self._project.language.stored_words(self._question_key)
            self._explainer = Explainer(self._project.classifiers.fitted(self._model_id))
        except CodingError:  # made by another version of the program: its suggestions stay, unexplained
            _log.info("the suggestions of model %s cannot be explained", self._model_id)
