"""Signing in on a server, in a real browser, with a sign-in server on the loopback."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coding.project import Project
from coding.ui.gateway import CONTENT_POLICY
from tests.browser.builders import add_answers
from tests.browser.oidc import CLIENT, SignInServer
from tests.browser.server import Server

pytestmark = pytest.mark.browser
ANNA = {"sub": "17", "email": "anna@voorbeeld.nl", "email_verified": True, "name": "Anna"}


@pytest.fixture(scope="module")
def provider() -> Iterator[SignInServer]:
    pytest.importorskip("authlib", reason="the extra 'server' is not installed")
    server = SignInServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, provider: SignInServer) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("server")
    with Project(folder / "study.db") as project:
        add_answers(project)
        project.team.change(1, login="anna@voorbeeld.nl", role="lead")
        project.team.change(2, login="bram@voorbeeld.nl")
    server = Server(folder / "study.db", folder / "server.log")
    secrets = folder / "inloggen.toml"
    secrets.write_text(provider.secrets(server.url), encoding="utf-8")
    server.options = ["--address", "0.0.0.0", "--sign-in", str(secrets)]
    server.start()
    yield server
    server.kill()


@pytest.fixture
def door(context, served: Server):
    """The app as somebody sees it who did not sign in."""
    page = context.new_page()
    page.goto(f"{served.url}/coderen?vraag=7&wie=2")
    page.get_by_role("button", name="Inloggen").wait_for()
    return page


def test_who_was_added_signs_in_and_codes_in_their_own_name(door, provider, served) -> None:
    assert door.get_by_text("Antwoord 1:").count() == 0
    provider.person = ANNA
    door.get_by_role("button", name="Inloggen").click()
    door.locator(".desk[data-ready=true]").wait_for()
    assert provider.asked[-1] == CLIENT
    assert door.get_by_test_id("stPopoverButton").filter(has_text="Anna").count() == 1
    # Once more, as Bram: neither the address nor a cookie makes Anna somebody else.
    with served.open_project() as project:
        name = f"coding-{str(project.settings()['project_id'])[:12]}"
    door.context.add_cookies([{"name": name, "value": "2", "url": served.url}])
    door.goto(f"{served.url}/coderen?vraag=7&wie=2")
    door.locator(".desk[data-ready=true]").wait_for()
    door.keyboard.press("Enter")
    door.locator(".desk[data-unsaved='0']").wait_for()
    with served.open_project() as project:
        assert set(project.codings.judgements("7")["coder"]) == {"Anna"}


def test_who_was_not_added_stays_outside(door, provider) -> None:
    provider.person = {**ANNA, "sub": "99", "email": "vreemd@voorbeeld.nl"}
    door.get_by_role("button", name="Inloggen").click()
    door.get_by_text("vreemd@voorbeeld.nl doet niet mee in dit project").wait_for()
    assert door.locator(".desk").count() == 0


def test_who_stops_taking_part_cannot_go_on(door, provider, served) -> None:
    provider.person = {**ANNA, "sub": "18", "email": "bram@voorbeeld.nl", "name": "Bram"}
    door.get_by_role("button", name="Inloggen").click()
    door.locator(".desk[data-ready=true]").wait_for()
    with served.open_project() as project:
        project.team.change(2, active=False)
    door.keyboard.press("Enter")
    door.get_by_text("Bram doet niet meer mee").wait_for()
    with served.open_project() as project:
        judged = project.codings.judgements("7")
        assert "Bram" not in set(judged["coder"])


def test_the_policy_is_as_narrow_with_signing_in(context, served) -> None:
    page = context.new_page()
    reply = page.goto(served.url)
    assert reply.headers["content-security-policy"] == CONTENT_POLICY
    assert not re.search(r"https?:|\*", CONTENT_POLICY)
