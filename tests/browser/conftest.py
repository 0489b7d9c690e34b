"""Shared by the browser tests: a server on a project of its own, and a real Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coding.project import Project
from tests.browser.pages import CodingPage

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
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        command = [sys.executable, "-m", "coding", "app", "--project", str(self.project)]
        command += ["--port", str(self.port), "--no-browser"]
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


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One Chromium for all tests; each test gets a context (cookies, storage) of its own."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium here: install Debian's chromium")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def context(browser) -> Iterator[object]:
    """A fresh browser profile; a test fails when a page asked anything of another machine."""
    opened = browser.new_context(viewport={"width": 1440, "height": 900})
    outside: list[str] = []

    def note(request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            outside.append(request.url)

    opened.on("request", note)
    opened.set_default_timeout(30_000)
    yield opened
    opened.close()
    assert outside == []


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Callable[[Project], None]], Server]]:
    """Build a project with a function, and serve it."""
    servers: list[Server] = []

    def start(build: Callable[[Project], None]) -> Server:
        location = tmp_path / "study.db"
        with Project(location) as project:
            build(project)
        server = Server(location, tmp_path / "server.log")
        servers.append(server)
        server.start()
        return server

    yield start
    for server in servers:
        server.kill()


@pytest.fixture
def coding_page(context) -> Callable[..., CodingPage]:
    """Open the coding page of a server as a coder, in a new tab."""

    def open_page(server: Server, *, coder: str = "Anna", address: str = "coderen?vraag=7") -> CodingPage:
        page = CodingPage(context.new_page())
        page.open(f"{server.url}/{address}", coder=coder)
        return page

    return open_page
