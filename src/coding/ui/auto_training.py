"""A new model by itself, while people code: beside the app, one at a time, when enough has come in."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from coding.classifier import next_training, trains_itself
from coding.project import Project
from coding.ui.background import Jobs, location_of
from coding.ui.components.states import jobs

VERB = "train"
SECONDS = 10
"""So long after a look at a question before the next."""


@dataclass
class AutoTraining:
    """Looks whether a question that somebody codes is due for a new model, and starts one.

    Parameters
    ----------
    running
        The jobs of this server.
    clock
        Seconds, ever rising.
    """

    running: Jobs
    clock: Callable[[], float] = time.monotonic
    _next: dict[tuple[str, str], float] = field(default_factory=dict)
    _tried: dict[tuple[str, str], int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def consider(self, project: Project, question: str) -> bool:
        """Start training where that is due; tell whether it was started. Cheap enough to ask at every key.

        Not where somebody switched it off or chose a model to stay with, not while this project trains
        already, and after a training that came to nothing not before as many new texts again.
        """
        place = (location_of(project), question)
        with self._lock:  # of all who code at once, one looks
            if self.clock() < self._next.get(place, float("-inf")):
                return False
            self._next[place] = self.clock() + SECONDS
        if not self._due(project, question, place):
            return False
        self.running.forget(project, VERB, question)
        self.running.start(project, VERB, question, options=["--automatic"])
        return True

    def _due(self, project: Project, question: str, place: tuple[str, str]) -> bool:
        if not trains_itself(project.settings()) or self.running.any_running(project, VERB):
            return False
        classifiers = project.classifiers
        if not classifiers.follows_newest(question):
            return False
        _total, n_read = classifiers.counts(question)
        known = classifiers.newest_n_read(question)
        tried = self._tried.get(place)
        if n_read < next_training(known) or (tried is not None and n_read < next_training(tried)):
            return False
        self._tried[place] = n_read
        return True


@st.cache_resource(show_spinner=False)
def auto_training() -> AutoTraining:
    """Return the one of this server."""
    return AutoTraining(jobs())
