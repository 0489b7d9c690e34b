"""Starting the app: for this machine only unless people sign in, and plain words when it cannot start."""

import asyncio
import json
import socket
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from coding.errors import CodingError
from coding.ui.gateway import CONTENT_POLICY, HOST_CONFIG, Gateway
from coding.ui.serve import refuse_strangers, serve, settings
from coding.ui.sign_in import SignIn


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Run in a thread of its own: the browser tests leave an event loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


def test_the_server_keeps_to_this_machine():
    from streamlit import config

    chosen = settings(9000)
    assert chosen["server.address"] == "127.0.0.1"
    assert chosen["server.port"] == 9000
    assert chosen["browser.gatherUsageStats"] is False
    assert chosen["server.fileWatcherType"] == "none"
    assert chosen["server.enableXsrfProtection"] is True
    assert set(chosen) <= set(config._config_options_template)  # no setting Streamlit does not know


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "example.org"])
def test_other_machines_are_let_in_only_when_people_sign_in(tmp_path, address):
    with pytest.raises(CodingError, match="Dat kan pas als mensen inloggen: geef met --sign-in"):
        serve(tmp_path / "study.db", address=address)
    assert not (tmp_path / "study.db").exists()


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_this_machine_needs_no_sign_in(address):
    refuse_strangers(address, None)


def test_with_sign_in_the_server_answers_to_its_public_name_only(tmp_path):
    where = SignIn(tmp_path / "inloggen.toml", "codering.voorbeeld.nl", "email")
    refuse_strangers("0.0.0.0", where)
    chosen = settings(9000, address="0.0.0.0", sign_in=where)
    assert chosen["server.address"] == "0.0.0.0"
    assert chosen["server.allowedHosts"] == ["127.0.0.1", "codering.voorbeeld.nl", "localhost"]
    assert chosen["secrets.files"] == [str(tmp_path / "inloggen.toml")]
    assert settings(9000)["secrets.files"] == []  # a file that happens to lie about counts for nothing


def test_a_busy_port_is_named(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CodingError, match=f"Poort {port} is al in gebruik"):
            serve(tmp_path / "study.db", port=port)
    assert not (tmp_path / "study.db").exists()


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_cannot_be_is_refused(tmp_path, port):
    with pytest.raises(CodingError, match="bestaat niet"):
        serve(tmp_path / "study.db", port=port)


def test_an_unknown_language_is_refused(tmp_path):
    with pytest.raises(CodingError, match="nl of en"):
        serve(tmp_path / "study.db", language="fy")


def test_what_is_no_project_is_refused_before_anything_starts(tmp_path):
    file = tmp_path / "notes.db"
    file.write_text("this is no database, but it is long enough to be looked at " * 20)
    with pytest.raises(CodingError, match="geen projectbestand"):
        serve(file, port=_free_port())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _page(scope, receive, send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": b"page"})


def _ask(path: str) -> tuple[dict[str, str], bytes]:
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    _run(Gateway(_page)(scope, receive, send))
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return headers, b"".join(message.get("body", b"") for message in sent[1:])


def test_every_answer_forbids_talking_to_others():
    for path in ("/", "/coderen", HOST_CONFIG):
        headers, _body = _ask(path)
        assert headers["content-security-policy"] == CONTENT_POLICY
        assert headers["referrer-policy"] == "no-referrer"
    assert "http:" not in CONTENT_POLICY
    assert "https:" not in CONTENT_POLICY
    assert "*" not in CONTENT_POLICY


def test_no_window_of_streamlits_own_takes_the_keyboard_away():
    headers, body = _ask(HOST_CONFIG)
    answer = json.loads(body)
    assert answer["blockErrorDialogs"] is True
    assert answer["allowedOrigins"] == []
    assert headers["cache-control"] == "no-cache"


def test_the_host_answer_has_what_streamlit_itself_answers():
    from starlette.applications import Starlette
    from streamlit.web.server.starlette.starlette_routes import create_host_config_routes

    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    own = Starlette(routes=create_host_config_routes(""))
    scope = {"type": "http", "method": "GET", "path": HOST_CONFIG, "headers": [], "query_string": b""}
    _run(own(scope, receive, send))
    theirs = json.loads(b"".join(message.get("body", b"") for message in sent[1:]))
    assert set(theirs) == set(json.loads(_ask(HOST_CONFIG)[1]))
