"""The list in a real browser: many answers coded at once, by keyboard, seen beforehand and undone."""

import pytest

from coding.codings import BulkChange, BulkKind, JudgementUpdate
from tests.browser.server import Study

pytestmark = pytest.mark.browser

ANSWERS = [
    "Te laat.",
    "te laat",
    "De bus is te duur",
    "Prima",
    "bus te duur",
    *(f"Halte {n}" for n in range(95)),
]


class GridPage:
    """One tab with the list."""

    def __init__(self, page, study: Study, *, coder: str = "Anna") -> None:
        self.page = page
        page.goto(f"{study.server.url}/lijst?vraag={study.question}")
        who = page.locator(".st-key-coding-who-page").get_by_role("button", name=coder, exact=True)
        page.locator(".list").or_(who).first.wait_for()
        if who.is_visible():
            who.click()
        self.wait_ready()

    def wait_ready(self) -> None:
        self.page.locator(".list[data-ready=true]").wait_for()

    def wait_saved(self) -> None:
        self.page.locator(".list[data-unsaved='0']").wait_for()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def text(self, part: str) -> str:
        return " ".join(self.page.locator(f".list .{part}").inner_text().split())

    def wait_text(self, part: str, text: str) -> None:
        self.page.locator(f".list .{part}").filter(has_text=text).wait_for()


@pytest.fixture
def listed(study) -> Study:
    return study.another(ANSWERS)


@pytest.fixture
def grid_page(context, listed) -> GridPage:
    return GridPage(context.new_page(), listed)


def _codes(study: Study) -> list[list[str]]:
    with study.open_project() as project:
        segments = [int(number) for number in project.corpus.segments(study.question)["id"]]
    stored = study.stored()
    return [sorted(stored[segment][0]) if segment in stored else [] for segment in segments]


def test_many_by_keyboard_seen_beforehand_and_undone_as_one(listed, grid_page):
    page = grid_page
    assert page.text("count") == "100 van 100 antwoorden, in 99 rijen"
    page.press("Shift+ArrowDown", "c")  # two rows, of which one stands for two answers
    assert page.text("forecast") == "Krijgen ‘Te laat’: 3 antwoorden."
    page.press("Enter")
    page.wait_saved()
    assert _codes(listed)[:4] == [["laat"], ["laat"], ["laat"], []]
    page.press("f")
    expected = "Krijgen ‘Geen klacht’: 0 antwoorden; 3 overgeslagen omdat er een code staat die alleen hoort."
    assert page.text("forecast") == expected
    page.press("Escape", "z")
    page.wait_saved()
    assert _codes(listed)[:4] == [[], [], [], []]
    page.press("Shift+Z")
    page.wait_saved()
    assert _codes(listed)[:4] == [["laat"], ["laat"], ["laat"], []]
    page.press("c")
    assert page.text("forecast") == "‘Te laat’ gaat weg bij 3 antwoorden."
    page.press("Enter", "Escape", "End", "n", "Enter")
    page.wait_saved()
    codes = listed.stored()
    assert [sorted(given) for given, _read, _memo in codes.values()] == [[], [], [], []]
    assert [read for _given, read, _memo in codes.values()].count(True) == 4


def test_filter_choose_all_and_what_resembles(listed, grid_page):
    page = grid_page
    page.page.locator(".words").fill("BUS te")
    page.wait_text("count", "1 van 100")
    page.page.locator(".list[data-near=true]").wait_for()  # it is worked out beside
    page.press("Enter", "v")  # what resembles it is added, and only that is shown
    page.wait_text("count", "2 van 100")
    assert page.text("chosen") == "2 gekozen"
    page.press("e", "Enter")
    page.wait_saved()
    assert [place for place, codes in enumerate(_codes(listed)) if codes == ["duur"]] == [2, 4]
    page.page.locator(".reset").click()
    page.page.locator(".status").select_option("unread")
    page.wait_text("count", "98 van 100")
    page.press("Escape", "Control+a")
    assert page.page.locator(".list").get_attribute("data-chosen") == "98"


def test_a_screen_reader_is_told_rows_columns_and_choice(grid_page):
    grid = grid_page.page.get_by_role("grid", name="Lijst")
    assert grid.get_attribute("aria-rowcount") == "100"  # the heads count
    assert grid.get_attribute("aria-multiselectable") == "true"
    grid_page.press("End", " ")
    active = grid_page.page.locator(".body .row.active")
    assert active.get_attribute("aria-rowindex") == "100"
    assert active.get_attribute("aria-selected") == "true"
    assert grid.get_attribute("aria-activedescendant") == active.get_attribute("id")
    assert grid_page.page.locator(".body .row").count() < 60  # only what is in sight exists


def test_from_a_row_to_the_coding_window_and_back_to_the_same_place(listed, grid_page):
    page = grid_page
    page.press(*["ArrowDown"] * 60)
    here = page.text("reading")
    page.press("Enter")
    page.page.locator(".desk[data-ready=true]").wait_for()
    assert page.page.locator(".desk .answer").inner_text() == here
    page.page.get_by_role("radio", name="Lijst").or_(
        page.page.get_by_role("button", name="Lijst")
    ).first.click()
    page.wait_ready()
    page.wait_text("reading", here)
    assert page.page.locator(".body .row.active").get_attribute("aria-rowindex") == "62"


def test_what_changed_in_another_window_is_left_alone_and_told(listed, grid_page):
    page = grid_page
    with listed.open_project() as project:
        segments = [int(number) for number in project.corpus.segments(listed.question)["id"]]
        anna = project.codings.ensure_coder("Anna")
        project.codings.judge([JudgementUpdate(segments[1], frozenset({"geen"}), read=True)], coder_id=anna)
    page.press("c", "Enter")
    page.wait_saved()
    page.wait_text(
        "notice", "Intussen anders gecodeerd in een ander venster en daarom overgeslagen: 1 antwoord."
    )
    assert _codes(listed)[:2] == [["laat"], ["geen"]]


def test_what_is_done_in_another_window_appears_by_itself(listed, grid_page):
    page = grid_page
    with listed.open_project() as project:
        segments = [int(number) for number in project.corpus.segments(listed.question)["id"]]
        anna = project.codings.ensure_coder("Anna")
        project.codings.judge([JudgementUpdate(segments[3], frozenset({"geen"}), read=True)], coder_id=anna)
    page.page.locator(".body .chip").filter(has_text="Geen klacht").wait_for()
    page.press("ArrowDown", "c", "Enter")  # built on what is there now: nothing is stale
    page.wait_saved()
    assert _codes(listed)[:4] == [[], [], ["laat"], ["geen"]]


def test_the_end_of_a_long_text_is_found(study, context):
    shown = study.another(["Kort", "Lang verhaal. " * 300 + "Café aan het eind"])
    page = GridPage(context.new_page(), shown)
    page.page.locator(".words").fill("cafe AAN")
    page.wait_text("count", "1 van 2")
    assert page.text("reading").endswith("Enter opent de hele tekst in het codeervenster.")


def test_what_people_wrote_is_never_markup(study, context):
    shown = study.another(["<img src=x onerror=document.title='boo'>", "<b>vet</b>"])
    page = GridPage(context.new_page(), shown)
    assert page.text("reading") == "<img src=x onerror=document.title='boo'>"
    assert page.page.locator(".list img, .list .body b").count() == 0


def test_what_somebody_else_gave_is_not_in_the_list(listed, context):
    with listed.open_project() as project:
        segments = [int(number) for number in project.corpus.segments(listed.question)["id"]]
        bram = project.codings.ensure_coder("Bram")
        project.bulk.apply(listed.question, segments, BulkChange(BulkKind.GIVE, "duur"), coder_id=bram)
    page = GridPage(context.new_page(), listed)
    assert page.page.locator(".body .chip").count() == 0
