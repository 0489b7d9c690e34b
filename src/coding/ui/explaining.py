"""The words that led to suggestions, looked up beside the coding so that no key waits for them."""

import logging
import threading
from collections.abc import Mapping, Sequence
from queue import SimpleQueue

from coding.errors import CodingError
from coding.project import Project

_log = logging.getLogger(__name__)
Words = dict[int, dict[str, list[str]]]


class Explaining:
    """Explains the suggestions of one model, in a thread of its own.

    Reading the model takes seconds and a text some 20 ms; what is not known yet comes with a later batch.
    """

    def __init__(self, project: Project, question_key: str, model_id: int) -> None:
        self._project = project
        self._question_key = question_key
        self._model_id = model_id
        self._known: Words = {}
        self._asked: set[int] = set()
        self._waiting: SimpleQueue[tuple[int, Sequence[str]]] = SimpleQueue()
        threading.Thread(target=self._work, daemon=True).start()

    def known(self, wanted: Mapping[int, Sequence[str]]) -> Words:
        """Return the words that led to each code of each segment, as far as they are known by now."""
        for segment_id, codes in wanted.items():
            if codes and segment_id not in self._asked:
                self._asked.add(segment_id)
                self._waiting.put((segment_id, codes))
        return {segment_id: self._known[segment_id] for segment_id in wanted if segment_id in self._known}

    def _work(self) -> None:
        from coding.classifier.explain import Explainer

        try:
            explainer = Explainer(self._project.classifiers.fitted(self._model_id, refit=False))
        except CodingError:  # made by another version of the program: its suggestions stay, unexplained
            _log.info("the suggestions of model %s cannot be explained", self._model_id)
            return
        words = self._project.language.stored_words(self._question_key)
        while True:
            segment_id, codes = self._waiting.get()
            self._known[segment_id] = explainer.words(words.get(segment_id, []), codes)
