"""Long work beside the app: a process of its own, with its progress in a file, that can be stopped.

Clustering and training would otherwise hold up everybody who is coding in the same server.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coding.i18n import _, current_language
from coding.threads import job_environment

if TYPE_CHECKING:
    from coding.project import Project

STOP_SECONDS = 5
NICENESS = 10  # people who code on the same machine go first
LONGEST_PROBLEM = 600  # characters; a traceback of an unforeseen error does not fill the page


@dataclass(frozen=True)
class Progress:
    """How far a job is. ``total`` is 0 as long as it is not known."""

    done: int = 0
    total: int = 0
    message: str = ""

    @property
    def share(self) -> float:
        """Part that is done, 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0


@dataclass
class Job:
    """One run of a command of ours.

    Attributes
    ----------
    verb, question
        What runs (``cluster``, ``train``, ``analyse``), and for which question; ``""`` is the whole project.
    folder
        Where it writes its progress and what went wrong.
    """

    verb: str
    question: str
    folder: Path
    process: "subprocess.Popen[bytes]"
    stopped: bool = False

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self.process.poll() is None

    def progress(self) -> Progress:
        """Return how far it is."""
        try:
            found = json.loads((self.folder / "progress.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):  # not written yet
            return Progress()
        return Progress(int(found["done"]), int(found["total"]), str(found["message"]))

    def problem(self) -> str | None:
        """Return what went wrong, or ``None`` when it runs, went well or was stopped."""
        if self.stopped or self.process.poll() in {None, 0}:
            return None
        text = (self.folder / "errors.txt").read_text(encoding="utf-8", errors="replace").strip()
        if "Traceback (most recent call last)" in text:
            reason = text.splitlines()[-1][:LONGEST_PROBLEM]
            return _(
                "Er ging iets mis dat het programma niet voorzag; uw werk is veilig. Melding: {reason}"
            ).format(reason=reason)
        return text[-LONGEST_PROBLEM:] or _("Het werk brak af zonder melding; uw werk is veilig.")

    def stop(self) -> None:
        """End it; what it had not stored yet is gone, everything else stays as it was."""
        if not self.running:
            return
        self.stopped = True
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_SECONDS)


@dataclass
class Jobs:
    """The jobs of this server, one per project, verb and question; shared by everybody who looks on."""

    _jobs: dict[tuple[str, str, str], Job] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, project: "Project", verb: str, question: str, *, options: Sequence[str] = ()) -> Job:
        """Start a command on a question; where it runs already, return that run.

        Parameters
        ----------
        verb
            A verb of the command line that takes ``--progress-file``, and ``--question`` where there is one.
        options
            Further options, such as ``["--groups", "12"]``.
        """
        location = location_of(project)
        with self._lock:
            known = self._jobs.get((location, verb, question))
            if known is not None and known.running:
                return known
            job = _launch(location, verb, question, options)
            self._jobs[location, verb, question] = job
            return job

    def find(self, project: "Project", verb: str, question: str) -> Job | None:
        """Return the newest run, finished or not."""
        return self._jobs.get((location_of(project), verb, question))

    def any_running(self, project: "Project", verb: str) -> bool:
        """Tell whether a verb runs on any question of a project."""
        location = location_of(project)
        return any(
            job.running
            for (place, what, _question), job in list(self._jobs.items())
            if (place, what) == (location, verb)
        )

    def forget(self, project: "Project", verb: str, question: str) -> None:
        """Drop a finished run, so that its outcome is told once."""
        with self._lock:
            job = self._jobs.get((location_of(project), verb, question))
            if job is not None and not job.running:
                del self._jobs[location_of(project), verb, question]
                shutil.rmtree(job.folder, ignore_errors=True)


def location_of(project: "Project") -> str:
    """Return where a project is, as the command line takes it."""
    url = project.database.url
    return str(url.database) if project.database.is_sqlite else url.render_as_string(hide_password=False)


def lower_priority(process: "subprocess.Popen[Any]") -> None:
    """Let a process that was started a moment ago, and all that it starts, step back for the server."""
    if sys.platform == "win32":
        return  # nothing in the standard library does it for a process that runs
    with suppress(OSError):  # it ended already
        os.setpriority(os.PRIO_PROCESS, process.pid, NICENESS)


def _launch(location: str, verb: str, question: str, options: Sequence[str]) -> Job:
    folder = Path(tempfile.mkdtemp(prefix="coding-job-"))
    command = [
        sys.executable,
        "-m",
        "coding",
        verb,
        *(["--question", question] if question else []),
        "--progress-file",
        str(folder / "progress.json"),
        *options,
    ]
    with (folder / "errors.txt").open("wb") as errors:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env={**job_environment(), "CODING_PROJECT": location, "CODING_LANGUAGE": current_language()},
        )
    lower_priority(process)
    return Job(verb, question, folder, process)
