"""The review of personal data in a real browser: by keyboard, until it is released."""

from collections.abc import Callable
from typing import Any

import pytest

from coding.project import Project
from coding.pseudonyms import Recogniser
from tests.browser.server import Server
from tests.pseudonyms.test_store import FIRST, HEAD, mapping

pytestmark = pytest.mark.browser


MISSED = (
    HEAD
    + "Urk;Leuk 😀👩‍👩‍👧, zei Xqrt tegen ons.;En xqrt lachte.\r\n"
    + "Ede;Niets op aan te merken.;Het was Zuurlap Bakkerij niet.\r\n"
)


def _waiting(project: Project, content: str = FIRST) -> None:
    project.codings.ensure_coder("Ans")
    project.pseudonyms.stage_survey(
        content.encode(), name="a.csv", mapping=mapping(), recogniser=Recogniser(), by="Ans"
    )


def _open(server: Server, context) -> Any:
    page = context.new_page()
    page.goto(f"{server.url}/persoonsgegevens")
    page.get_by_role("button", name="Ans").click()
    page.locator(".marking .text").first.wait_for()
    return page


def _where(page, words: str) -> tuple[float, float, float, float]:
    """Return left, middle, right of words on screen, and the height at which they stand."""
    text = page.locator(".marking .text", has_text=words).first
    text.scroll_into_view_if_needed()
    x, y, width, height = text.evaluate(
        """(text, words) => {
          const node = [...text.childNodes].find((one) => one.textContent.includes(words));
          const range = document.createRange();
          range.setStart(node, node.data.indexOf(words));
          range.setEnd(node, node.data.indexOf(words) + words.length);
          const { x, y, width, height } = range.getBoundingClientRect();
          return [x, y, width, height];
        }""",
        words,
    )
    return x, x + width / 2, x + width, y + height / 2


def test_a_missed_word_behind_an_emoji_is_marked_by_double_click(
    serve: Callable[..., Server], context
) -> None:
    server = serve(lambda project: _waiting(project, MISSED))
    page = _open(server, context)
    _left, middle, _right, height = _where(page, "Xqrt")
    page.mouse.dblclick(middle, height)
    page.get_by_text("‘Xqrt’ staat op 2 plaatsen; alle gaan mee. Wat is het?").wait_for()
    with server.open_project() as project:
        assert project.pseudonyms.groups(1) == []  # only marked
    page.keyboard.press("1")
    page.get_by_text("‘Xqrt’ (persoon) wordt vervangen, op 2 plaatsen.").wait_for()
    page.get_by_text("1 van 1 vervangingen bekeken").wait_for()
    with server.open_project() as project:
        (group,) = project.pseudonyms.groups(1)
        texts = {number: text for number, _label, text in project.pseudonyms.texts(1)}
    assert (group.kind, [place.finding.text(texts[place.text_id]) for place in group.places]) == (
        "person",
        ["Xqrt", "xqrt"],
    )
    page.keyboard.press("z")  # the window kept the focus, and the page its keys
    page.locator(".marking .line", has_text="Het laatste besluit is ongedaan gemaakt").wait_for()
    with server.open_project() as project:
        assert project.pseudonyms.groups(1) == []


def test_words_are_marked_by_dragging_and_by_keyboard(serve: Callable[..., Server], context) -> None:
    server = serve(lambda project: _waiting(project, MISSED))
    page = _open(server, context)
    left, _middle, right, height = _where(page, "uurlap Bak")  # half words
    page.mouse.move(left, height)
    page.mouse.down()
    page.mouse.move(right, height)
    page.mouse.up()
    page.get_by_text("‘Zuurlap Bakkerij’ staat op 1 plaats. Wat is het?").wait_for()
    page.locator(".marking button", has_text="organisatie").click()
    page.get_by_text("‘Zuurlap Bakkerij’ (organisatie) wordt vervangen, op 1 plaats.").wait_for()
    page.keyboard.press("ArrowDown")  # the first word of the first text, then the third, then up to the fifth
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.get_by_text("‘Xqrt’ staat op 2 plaatsen").wait_for()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.get_by_text("‘Xqrt tegen ons’ staat op 1 plaats.").wait_for()
    page.keyboard.press("1")
    page.get_by_text("‘Xqrt tegen ons’ (persoon) wordt vervangen").wait_for()
    with server.open_project() as project:
        found = {(group.kind, group.string) for group in project.pseudonyms.groups(1)}
    assert found == {("organisation", "Zuurlap Bakkerij"), ("person", "Xqrt tegen ons")}


def test_decided_by_keyboard_and_released(serve: Callable[..., Server], context) -> None:
    server = serve(_waiting)
    page = _open(server, context)
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
