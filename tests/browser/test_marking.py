"""Words as evidence in a real browser: by mouse, by keyboard, on text that UTF-16 counts differently."""

import pytest

pytestmark = pytest.mark.browser

# Joined emoji, a letter with a loose accent, two signs beyond 16 bits, a line end of two signs.
TEXT = "Ons gezin \U0001f469\u200d\U0001f467 wacht te la\u0301ng \U0001f600\r\nen betaalt te veel."


def drag(page, first: str, last: str) -> None:
    """Drag with the mouse from the beginning of one stretch of the text to the end of another."""
    spot = """([words, atEnd]) => {
      const roots = [...document.querySelectorAll('*')].map((one) => one.shadowRoot);
      const answer = roots.map((root) => root?.querySelector('.answer')).find(Boolean);
      const walker = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at); range.setEnd(node, at + words.length);
        const boxes = [...range.getClientRects()];
        const box = atEnd ? boxes[boxes.length - 1] : boxes[0];
        return [atEnd ? box.right : box.left, (box.top + box.bottom) / 2];
      }
    }"""
    start = page.page.evaluate(spot, [first, False])
    end = page.page.evaluate(spot, [last, True])
    page.page.mouse.move(*start)
    page.page.mouse.down()
    page.page.mouse.move(*end, steps=4)
    page.page.mouse.up()
    page.page.locator(".answer .chosen").first.wait_for()


def marks(study) -> list[tuple[str, int, int, str]]:
    with study.open_project() as project:
        found = project.codings.marks(study.question)
    return [(row.code, row.start, row.end, row.quote) for row in found.itertuples()]


def lines(page) -> list[str]:
    quotes = page.page.locator(".marks li q").all_text_contents()
    labels = page.page.locator(".marks li .label").all_text_contents()
    return [f"{quote} = {label}" for quote, label in zip(quotes, labels, strict=True)]


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        ("wacht", "la\u0301ng", 14, 28),  # three code points make one sign; a loose accent
        ("\U0001f600", "en", 29, 34),  # over the line end
        ("gezin", "\U0001f469\u200d\U0001f467", 4, 13),
    ],
)
def test_words_dragged_over_get_the_code_with_their_place_in_code_points(
    study, coding_page, first, last, start, end
):
    short = study.another([TEXT, f"n{start}"])
    page = coding_page(short)
    drag(page, first, last)
    assert "een code geven markeert deze woorden" in page.text("told")
    page.press("c")
    assert page.codes == {"laat"}
    page.wait_saved()
    assert marks(short) == [("laat", start, end, TEXT[start:end])]


def test_half_a_sign_is_never_marked(study, coding_page):
    short = study.another(["a\U0001f469\u200d\U0001f467b le\u0301k", "x"])
    page = coding_page(short)
    page.page.evaluate("""() => {
      const roots = [...document.querySelectorAll('*')].map((one) => one.shadowRoot);
      const answer = roots.map((root) => root?.querySelector('.answer')).find(Boolean);
      answer.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      const node = answer.firstChild;
      document.getSelection().setBaseAndExtent(node, 2, node, 10); // in the emoji; between e and its accent
      window.dispatchEvent(new PointerEvent('pointerup'));
    }""")
    page.page.locator(".answer .chosen").first.wait_for()
    page.press("c")
    page.wait_saved()
    assert [(start, end) for _code, start, end, _quote in marks(short)] == [(1, 9)]


def test_marking_by_keyboard_alone(study, coding_page):
    short = study.another(["De bus kwam te laat en was duur.", "y"])
    page = coding_page(short)
    page.press("w", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "c")
    assert page.codes == {"laat"}
    assert lines(page) == ["kwam te laat = Te laat"]
    page.press("w", "ArrowRight", "Shift+ArrowRight", "e")  # overlaps; goes on from where one was
    assert lines(page) == ["kwam te laat = Te laat", "te laat = Te duur"]
    styles = page.page.locator(".answer mark").evaluate_all(
        "all => [...new Set(all.map(one => getComputedStyle(one).textDecorationStyle))].sort()"
    )
    assert styles == ["dashed", "solid"]  # not by colour alone
    assert (
        page.page.locator(".desk .answer").evaluate("e => e.textContent")
        == "De bus kwam te laat en was duur."
    )
    page.wait_saved()
    assert marks(short) == [("laat", 7, 19, "kwam te laat"), ("duur", 12, 19, "te laat")]
    page.press("z")
    assert lines(page) == ["kwam te laat = Te laat"]
    assert page.codes == {"laat"}
    page.press("Shift+Z")
    assert lines(page) == ["kwam te laat = Te laat", "te laat = Te duur"]
    page.press("e")  # taking the code away takes its marks
    assert lines(page) == ["kwam te laat = Te laat"]
    page.wait_saved()
    assert [code for code, *_rest in marks(short)] == ["laat"]


def test_escape_leaves_and_delete_takes_away(study, coding_page):
    short = study.another(["De bus kwam te laat.", "z"])
    page = coding_page(short)
    page.press("w", "Escape", "c")
    assert page.codes == {"laat"}
    assert lines(page) == []
    page.press("w", "Enter")  # one code was given: these words show it
    assert lines(page) == ["De = Te laat"]
    page.press("w", "Delete")
    assert lines(page) == []
    page.wait_saved()
    assert marks(short) == []


def test_a_mark_survives_a_reload_and_is_removed_by_its_button(study, coding_page):
    short = study.another(["De bus kwam te laat.", "q"])
    page = coding_page(short)
    page.press("w", "c", "Enter")
    page.wait_saved()
    page.page.goto(f"{short.url}&antwoord={marks_segment(short)}")
    page.wait_ready()
    assert lines(page) == ["De = Te laat"]
    page.page.get_by_role("button", name="Haal de markering van ‘De’ voor ‘Te laat’ weg").click()
    assert lines(page) == []
    page.wait_saved()
    assert marks(short) == []


def marks_segment(study) -> int:
    with study.open_project() as project:
        return int(project.codings.marks(study.question)["segment_id"].iloc[0])
