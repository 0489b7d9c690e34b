"""The words that led to suggestions, looked up beside the coding so that no key waits for them."""

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING

from coding.errors import CodingError
from coding.project import Project

if TYPE_CHECKING:
    from coding.classifier.explain import Explainer

_log = logging.getLogger(__name__)
Words = dict[int, dict[str, list[str]]]
# One thread for all models: of those that are no longer asked nothing stays behind.
_beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="explaining")


class Explaining:
    """Explains the suggestions of one model, in another thread.

    Reading the model takes seconds; what is not known yet comes with a later batch.
    """

    def __init__(self, project: Project, question_key: str, model_id: int) -> None:
        self._project = project
        self._question_key = question_key
        self._model_id = model_id
        self._known: Words = {}
        self._asked: set[int] = set()

    def known(self, wanted: Mapping[int, Sequence[str]]) -> Words:
        """Return the words that led to each code of each segment, as far as they are known by now."""
        fresh = {segment: codes for segment, codes in wanted.items() if codes and segment not in self._asked}
        if fresh:
            self._asked |= fresh.keys()
            _beside.submit(self._explain, fresh)
        return {segment_id: self._known[segment_id] for segment_id in wanted if segment_id in self._known}

    def _explain(self, wanted: Mapping[int, Sequence[str]]) -> None:
        try:
            if self._explainer is None:
                return
            words = self._project.language.stored_words(self._question_key, list(wanted))
            texts = [words.get(segment_id, []) for segment_id in wanted]
            found = self._explainer.words(texts, list(wanted.values()))
            self._known.update(zip(wanted, found, strict=True))
        except Exception:  # noqa: BLE001 - of a text whose words cannot be told the suggestions stay
            _log.exception("suggestions of model %s could not be explained", self._model_id)

    @cached_property
    def _explainer(self) -> "Explainer | None":
        from coding.classifier.explain import Explainer

        try:
            return Explainer(self._project.classifiers.fitted(self._model_id, refit=False))
        except CodingError:  # made by another version of the program
            _log.info("the suggestions of model %s cannot be explained", self._model_id)
            return None
