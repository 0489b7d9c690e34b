"""The texts of a question as every list of them shows them: read once, for everybody who looks."""

import json
import logging
import os
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any

from coding.codings.twins import same_groups
from coding.project import Project
from coding.ui.background import location_of, lower_priority

_log = logging.getLogger(__name__)

MANY = 5_000  # texts; a second or so, and more than that is no work for the server's own process
LONGEST_TEXT = 3000  # characters of a text that a browser gets; further on, the server searches


class Answers:
    """The texts of one question. Texts never change, and what is new makes another of these.

    Attributes
    ----------
    ids
        The segments in reading order; everything else is in this order too.
    same
        Group of texts that are the same.
    sources
        Where each passage of a report stands; None for answers: nobody's business who gave them.
    respondents
        Whose answer each is; never shown itself.
    """

    def __init__(self, project: Project, question_key: str) -> None:
        self._project = project
        self._question_key = question_key
        rows = project.corpus.segments(question_key).to_dict("records")
        self.ids = [int(row["id"]) for row in rows]
        self.texts = [str(row["text"]) for row in rows]
        self.same = same_groups(self.texts)
        of_reports = project.corpus.question(question_key).kind == "reports"
        self.sources = [_source(row) for row in rows] if of_reports else None
        self.respondents = [row["respondent"] for row in rows]
        self._near: list[int] | None = None
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @cached_property
    def places(self) -> dict[int, int]:
        """Segment to its place in the order of this list."""
        return {number: place for place, number in enumerate(self.ids)}

    def near(self) -> list[int] | None:
        """Return the group of texts that are nearly the same; None as long as that is being worked out.

        Thousands of texts take seconds, so the first who asks sets it going and nobody waits for it.
        """
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._find_near, name="near", daemon=True)
                self._thread.start()
        return self._near

    def wait(self) -> None:
        """Wait until `near` is known."""
        self.near()
        assert self._thread is not None
        self._thread.join()

    def _find_near(self) -> None:
        try:
            groups = self._near_apart() if len(self.ids) > MANY else self._near_here()
            self._near = [groups[number] for number in self.ids]
        except Exception:  # noqa: BLE001 - in a thread of its own nobody else would hear of it
            _log.exception("near-identical texts could not be found")
            self._near = self.same

    def _near_here(self) -> Mapping[int, int]:
        groups = self._project.twins.groups(self._question_key)
        return dict(zip(groups["segment_id"].tolist(), groups["near"].tolist(), strict=True))

    def _near_apart(self) -> Mapping[int, int]:
        """Work it out in another process: here it would take turns with everybody who is coding."""
        with subprocess.Popen(
            [sys.executable, "-m", "coding.codings.twins_worker", self._question_key],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env={**os.environ, "CODING_PROJECT": location_of(self._project)},
        ) as process:
            lower_priority(process)
            found, _errors = process.communicate()
        segment_ids, near = json.loads(found)
        return dict(zip(segment_ids, near, strict=True))

    def containing(self, text: str) -> set[int]:
        """Return the segments too long for a browser that contain a text, whatever the case and accents."""
        wanted = folded(text).strip()
        return {number for number, whole in self._long.items() if wanted in whole}

    @cached_property
    def _long(self) -> Mapping[int, str]:
        return {
            number: folded(text)
            for number, text in zip(self.ids, self.texts, strict=True)
            if len(text) > LONGEST_TEXT
        }


def folded(text: str) -> str:
    """Return a text as it is searched: without case and accents, as `fold` in table.js.

    Examples
    --------
    >>> folded("Één CAFÉ")
    'een cafe'
    """
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.category(part).startswith("M")).lower()


def _source(row: Mapping[Hashable, Any]) -> str:
    headings: Sequence[object] = row["headings"]
    return " › ".join(str(part) for part in (row["title"], *headings) if part)
