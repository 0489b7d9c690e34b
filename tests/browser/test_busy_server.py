"""A server that is busy is asked less and less often, and everything is stored when it has time again."""

from typing import Any

import pytest

from tests.browser.pages import CodingPage

pytestmark = pytest.mark.browser


class Line:
    """What goes between a page and its server; nothing comes back while it is ``silent``."""

    def __init__(self, page: Any) -> None:
        self.silent = False
        self.n_asked = 0
        page.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, socket: Any) -> None:
        server = socket.connect_to_server()

        def ask(message: Any) -> None:
            self.n_asked += 1
            server.send(message)

        socket.on_message(ask)
        server.on_message(lambda message: None if self.silent else socket.send(message))


def _let_pass(page: Any, seconds: int) -> None:
    """Let time pass in a page; every second what it asked over HTTP is answered first."""
    for _second in range(seconds):
        page.clock.run_for(1_000)
        page.evaluate("() => fetch('/_stcore/health').then(() => fetch('/_stcore/health'))")


def test_a_busy_server_is_left_to_finish(own_study, context):
    page = CodingPage(context.new_page())
    line = Line(page.page)
    page.page.clock.install()
    page.open(own_study.url, coder="Anna")
    first = page.segment
    line.silent = True
    page.press("c", "Enter")
    _let_pass(page.page, 4)
    page.page.locator(".desk[data-connection=busy]").wait_for()
    assert "het programma is bezig" in page.text("saving")
    before = line.n_asked
    _let_pass(page.page, 60)
    assert 1 <= line.n_asked - before <= 8  # every three seconds it would have been twenty times, and more
    page.press("e", "Enter")  # one goes on meanwhile
    line.silent = False
    _let_pass(page.page, 40)
    page.wait_saved()
    assert own_study.stored() == {
        first: (frozenset({"laat"}), True, ""),
        first + 1: (frozenset({"duur"}), True, ""),
    }
