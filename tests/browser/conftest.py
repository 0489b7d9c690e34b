"""Shared by the browser tests: a server on a project of its own, and a real Chromium."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coding.project import Project
from tests.browser.builders import add_answers
from tests.browser.pages import CodingPage
from tests.browser.server import CHROMIUM, FLAGS, Server, Study

_NUMBERS = itertools.count(1)


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


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that leave it alive."""
    folder = tmp_path_factory.mktemp("shared")
    with Project(folder / "study.db") as project:
        project.codings.ensure_coder("Anna")
        project.codings.ensure_coder("Bram")
    server = Server(folder / "study.db", folder / "server.log")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def study(shared_server: Server) -> Study:
    """A question with a hundred answers, on the server that must stay alive."""
    key = f"v{next(_NUMBERS)}"
    with shared_server.open_project() as project:
        add_answers(project, key=key)
    return Study(shared_server, key)


@pytest.fixture
def own_study(serve: Callable[[Callable[[Project], None]], Server]) -> Study:
    """The same, on a server that may be killed."""
    return Study(serve(add_answers), "7")


@pytest.fixture
def coding_page(context) -> Callable[..., CodingPage]:
    """Open the coding page of a question as a coder, in a new tab."""

    def open_page(study: Study, *, coder: str = "Anna", rest: str = "") -> CodingPage:
        page = CodingPage(context.new_page())
        page.open(study.url + rest, coder=coder)
        return page

    return open_page
