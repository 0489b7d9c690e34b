"""The review of personal data in a real browser: by keyboard, until it is released."""

from collections.abc import Callable

import pytest

from coding.project import Project
from coding.pseudonyms import Recogniser
from tests.browser.server import Server
from tests.pseudonyms.test_store import FIRST, mapping

pytestmark = pytest.mark.browser


def _waiting(project: Project) -> None:
    project.codings.ensure_coder("Ans")
    project.pseudonyms.stage_survey(
        FIRST.encode(), name="a.csv", mapping=mapping(), recogniser=Recogniser(), by="Ans"
    )


def test_decided_by_keyboard_and_released(serve: Callable[..., Server], context) -> None:
    server = serve(_waiting)
    page = context.new_page()
    page.goto(f"{server.url}/persoonsgegevens")
    page.get_by_role("button", name="Ans").click()
    page.get_by_text("0 van 3 vervangingen bekeken").wait_for()
    page.keyboard.press("l")
    page.get_by_text("Wiersinga: blijft staan (zo ook op 2 andere plaatsen)").wait_for()
    page.get_by_text("1 van 3 vervangingen bekeken").wait_for()
    page.keyboard.press("v")
    page.get_by_text("2 van 3 vervangingen bekeken").wait_for()
    page.keyboard.press("z")
    page.get_by_text("1 van 3 vervangingen bekeken").wait_for()
    page.get_by_role("button", name="Vrijgeven", exact=True).click()
    page.get_by_text("2 vervangingen zijn nog niet bekeken").wait_for()
    page.get_by_role("button", name="Nu vrijgeven").click()
    page.get_by_text("3 nieuwe respondenten").wait_for()
    with server.open_project() as project:
        texts = project.corpus.segments("1")["text"].tolist()
    assert "Mevrouw Wiersinga belde [TELEFOON-1]." in texts
    assert "dhr. [PERSOON-1] en dhr. Wiersinga zwegen." in texts
