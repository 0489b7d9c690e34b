"""The program as a person starts it, and the browser it is looked at with."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coding.project import Project
from tests.builders import add_question

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_SECONDS = 60


def free_port() -> int:
    """Return a port on the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The program as a person starts it: ``coding app``, in a process of its own."""

    def __init__(self, project: Path, log: Path) -> None:
        self.project = project
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.options: list[str] = []  # beside those every test needs
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        command = [sys.executable, "-m", "coding", "app", "--project", str(self.project)]
        command += ["--port", str(self.port), "--no-browser", *self.options]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env={**os.environ, "CODING_LANGUAGE": "nl"},
                start_new_session=True,
            )
        self._wait_until(self._healthy, "did not start")

    def _wait_until(self, condition: Callable[[], bool], complaint: str) -> None:
        end = time.monotonic() + START_SECONDS
        while not condition():
            assert self._process is not None
            if self._process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"the server {complaint}:\n{self._log.read_text(errors='replace')}")
            time.sleep(0.1)

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as reply:
                return bool(reply.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """Take the server away as a power cut would: no goodbye."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def open_project(self) -> Project:
        """Look at the project beside the server, as it stands on disk."""
        return Project(self.project)


@dataclass(frozen=True)
class Study:
    """One question of a project that is being served."""

    server: Server
    question: str

    @property
    def url(self) -> str:
        """Address of the coding page."""
        return f"{self.server.url}/coderen?vraag={self.question}"

    def open_project(self) -> Project:
        """Look at the project beside the server, as it stands on disk."""
        return self.server.open_project()

    def another(self, answers: list[str]) -> "Study":
        """Add a question to the same project."""
        key = f"{self.question}-{len(answers)}"
        with self.open_project() as project:
            add_question(project, answers, key=key)
        return Study(self.server, key)

    def stored(self, coder: str = "Anna") -> dict[int, tuple[frozenset[str], bool, str]]:
        """Return what stands in the database: segment -> codes, read, memo."""
        with self.open_project() as project:
            judgements = project.codings.judgements(self.question)
            codings = project.codings.codings(self.question)
        given: dict[int, set[str]] = {}
        for row in codings[codings["coder"] == coder].to_dict("records"):
            given.setdefault(int(row["segment_id"]), set()).add(row["code"])
        return {
            int(row["segment_id"]): (
                frozenset(given.get(int(row["segment_id"]), set())),
                bool(row["read"]),
                row["memo"],
            )
            for row in judgements[judgements["coder"] == coder].to_dict("records")
        }
