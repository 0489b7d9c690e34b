"""Shared by the browser tests: a server on a project of its own, and a real Chromium."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coding.project import Project
from tests.browser.pages import CodingPage
from tests.browser.server import CHROMIUM, FLAGS, Server


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
