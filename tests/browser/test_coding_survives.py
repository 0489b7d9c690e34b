"""Nothing a coder did is lost or misplaced: killed servers, reloads, closed and quarrelling tabs."""

import random
import re

import pytest

from tests.browser.builders import N_ANSWERS
from tests.browser.pages import CodingPage

pytestmark = pytest.mark.browser


def test_keys_stop_at_the_end_of_what_is_loaded(own_study, coding_page):
    page = coding_page(own_study)
    own_study.server.kill()
    for _number in range(N_ANSWERS):
        page.press("c", "Enter")
    loaded = page.unsaved
    assert 60 <= loaded < N_ANSWERS
    assert page.text("answer") == "De volgende teksten worden geladen…"
    own_study.server.start()
    page.wait_saved()
    assert len(own_study.stored()) == loaded
    page.page.locator(".desk:not([data-segment=''])").wait_for()
    assert page.text("place") == f"Antwoord {loaded + 1} van {N_ANSWERS}"


def test_confirmed_work_survives_a_killed_server_and_unconfirmed_work_arrives(own_study, coding_page):
    page = coding_page(own_study)
    first = page.segment
    page.press("c", "Enter")
    page.wait_saved()
    own_study.server.kill()
    page.press("e", "Enter", "f", "Enter")
    assert page.unsaved == 2
    page.page.locator(".desk[data-connection=lost]").wait_for()
    assert "geen verbinding; uw werk staat veilig in deze browser" in page.text("saving")
    page.press("d", "Enter")  # it goes on
    assert page.unsaved == 3
    assert own_study.stored() == {first: (frozenset({"laat"}), True, "")}
    own_study.server.start()
    page.wait_saved()
    assert own_study.stored() == {
        first: (frozenset({"laat"}), True, ""),
        first + 1: (frozenset({"duur"}), True, ""),
        first + 2: (frozenset({"geen"}), True, ""),
        first + 3: (frozenset({"zelden"}), True, ""),
    }
    assert page.text("saving") == "Alles bewaard"


def test_unconfirmed_work_survives_a_reload_and_a_closed_tab(own_study, coding_page, context):
    page = coding_page(own_study)
    first = page.segment
    own_study.server.kill()
    page.press("c", "Enter", "e", "Enter")
    other = context.new_page()  # keeps the browser open while the tab closes
    page.page.close()
    own_study.server.start()
    again = CodingPage(other)
    again.open(own_study.url, coder="Anna")
    again.wait_saved()
    assert own_study.stored() == {
        first: (frozenset({"laat"}), True, ""),
        first + 1: (frozenset({"duur"}), True, ""),
    }


def test_reload_shows_what_is_not_saved_yet_and_sends_it(study, coding_page):
    page = coding_page(study)
    first = page.segment
    # The server does not get to hear anything, though the page itself can be loaded again.
    page.page.evaluate("() => { WebSocket.prototype.send = () => {} }")
    page.press("c", "Enter", "e", "m")
    page.page.keyboard.type("later nog eens kijken")
    page.press("Escape")
    assert page.unsaved == 2
    assert page.text("saving") == "2 nog niet bewaard"
    assert study.stored() == {}
    page.page.reload()
    page.wait_ready()
    assert "2 coderingen van eerder waren nog niet bewaard" in page.text("told")
    page.wait_saved()
    assert study.stored() == {
        first: (frozenset({"laat"}), True, ""),
        first + 1: (frozenset({"duur"}), False, "later nog eens kijken"),
    }


def test_what_was_left_at_one_question_arrives_from_another(study, coding_page):
    other = study.another(["Elders"])
    page = coding_page(study)
    first = page.segment
    page.page.evaluate("() => { WebSocket.prototype.send = () => {} }")
    page.press("c", "Enter")
    page.page.goto(other.url)
    page.wait_ready()
    page.wait_saved()
    assert page.text("answer") == "Elders"
    assert study.stored() == {first: (frozenset({"laat"}), True, "")}


def test_memo_is_kept_though_the_tab_closes_while_typing(study, coding_page, context):
    page = coding_page(study)
    first = page.segment
    page.page.evaluate("() => { WebSocket.prototype.send = () => {} }")
    page.press("m")
    page.page.keyboard.type("halverwege")
    other = CodingPage(context.new_page())
    page.page.close()
    other.open(study.url, coder="Anna")
    other.wait_saved()
    assert study.stored() == {first: (frozenset(), False, "halverwege")}


def test_undo_reaches_back_over_a_reload(study, coding_page):
    page = coding_page(study)
    page.press("c", "Enter")
    page.wait_saved()
    page.page.reload()
    page.wait_ready()
    page.press("z", "z")
    assert page.codes == set()
    assert "‘Te laat’ weer weg" in page.text("told")
    page.press("z")
    assert page.text("told") == "Er is niets (meer) om ongedaan te maken"
    page.wait_saved()
    assert list(study.stored().values()) == [(frozenset(), False, "")]


def test_two_tabs_that_disagree(study, coding_page):
    one = coding_page(study)
    two = coding_page(study)
    first = one.segment
    assert two.segment == first
    one.press("c", "Enter")
    one.wait_saved()
    two.press("e")
    two.page.locator(".notice").wait_for()
    assert two.codes == {"laat"}
    notice = two.text("notice")
    assert "in een ander venster anders gecodeerd" in notice
    assert "Getoond wordt wat bewaard is: Te laat." in notice
    assert "Uw keuze was: Te duur" in notice
    two.press("Tab", "Enter")  # the notice's first button: mine after all
    two.wait_saved()
    assert two.codes == {"duur"}
    assert study.stored() == {first: (frozenset({"duur"}), False, "")}
    with study.open_project() as project:
        history = project.codings.history(first)
    assert list(history["action"]) == ["add", "read", "remove", "add", "reopen"]


def test_a_duplicated_tab_gets_a_name_of_its_own(study, coding_page):
    page = coding_page(study)
    with page.page.expect_popup() as popup:
        page.page.evaluate("() => { window.open(location.href) }")  # copies the tab's storage
    twin = CodingPage(popup.value)
    twin.wait_ready()
    names = [tab.page.evaluate("() => sessionStorage.getItem('coding-client')") for tab in (page, twin)]
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in names)
    assert names[0] != names[1]
    page.page.reload()
    page.wait_ready()
    assert page.page.evaluate("() => sessionStorage.getItem('coding-client')") == names[0]


def test_two_people_in_two_tabs_stay_themselves_over_a_restart(own_study, coding_page, context):
    anna = coding_page(own_study)
    bram = CodingPage(context.new_page())
    bram.page.goto(own_study.url)
    bram.wait_ready()
    bram.page.get_by_test_id("stPopover").get_by_role("button").click()
    bram.page.get_by_role("button", name="Iemand anders aan het werk").click()
    bram.page.locator(".st-key-coding-who-page").get_by_role("button", name="Bram").click()
    bram.wait_ready()
    own_study.server.kill()
    own_study.server.start()
    for page in (anna, bram):
        page.page.reload()
        page.wait_ready()
    anna.press("c", "Enter")
    bram.press("e", "Enter")
    for page in (anna, bram):
        page.wait_saved()
    assert [codes for codes, _read, _memo in own_study.stored("Anna").values()] == [frozenset({"laat"})]
    assert [codes for codes, _read, _memo in own_study.stored("Bram").values()] == [frozenset({"duur"})]


def test_without_storage_it_says_so_and_still_works(own_study, context):
    context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page = CodingPage(context.new_page())
    page.open(own_study.url, coder="Anna")
    page.press("c", "Enter")
    page.wait_saved()
    own_study.server.kill()
    page.press("e")
    assert "deze browser bewaart niets" in page.text("saving")
    own_study.server.start()
    page.wait_saved()
    assert len(own_study.stored()) == 2


def test_without_locks_a_duplicated_tab_still_gets_a_name_of_its_own(study, context):
    context.add_init_script("delete Navigator.prototype.locks")
    page = CodingPage(context.new_page())
    page.open(study.url, coder="Anna")
    with page.page.expect_popup() as popup:
        page.page.evaluate("() => { window.open(location.href) }")
    twin = CodingPage(popup.value)
    twin.wait_ready()
    names = {tab.page.evaluate("() => sessionStorage.getItem('coding-client')") for tab in (page, twin)}
    assert len(names) == 2


def test_a_browser_that_numbers_anew_after_a_crash_loses_nothing(study, coding_page):
    page = coding_page(study)
    first = page.segment
    page.press("c", "e", "Enter")
    page.wait_saved()
    # The tab's own storage as it was before: same name, older numbers.
    page.page.evaluate("() => sessionStorage.setItem('coding-revision', '0')")
    page.page.goto(f"{study.url}&antwoord={first}")
    page.wait_ready()
    page.press("e", "d")
    page.wait_saved()
    assert page.codes == {"laat", "zelden"}
    page.press("c", "Enter", "e", "Enter")
    page.wait_saved()
    assert study.stored() == {
        first: (frozenset({"zelden"}), True, ""),
        first + 1: (frozenset({"duur"}), True, ""),
    }


def test_five_kills_while_keys_are_pressed_lose_nothing_and_repeat_nothing(own_study, coding_page):
    chance = random.Random(11)
    page = coding_page(own_study)
    first, pressed = page.segment, []

    def code() -> None:
        key, given = chance.choice([("c", "laat"), ("d", "zelden"), ("e", "duur"), ("f", "geen")])
        page.press(key, "Enter")
        pressed.append((frozenset({given}), True, ""))

    for _kill in range(5):
        for _text in range(chance.randint(2, 5)):
            code()
            page.page.wait_for_timeout(chance.uniform(0, 150))
        own_study.server.kill()  # whatever is on its way now
        code()
        own_study.server.start()
        code()
    page.wait_saved()
    assert own_study.stored() == {first + place: state for place, state in enumerate(pressed)}
    with own_study.open_project() as project, project.database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        twice = connection.exec_driver_sql(
            "SELECT segment_id FROM coding_event GROUP BY segment_id, action, code_id HAVING count(*) > 1"
        )
        assert twice.fetchall() == []
