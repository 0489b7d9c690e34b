"""Coding by keyboard in a real browser, through everything that goes wrong around it."""

import re

import pytest

from tests.browser.builders import add_suggestions
from tests.browser.pages import CodingPage
from tests.builders import add_question

pytestmark = pytest.mark.browser

N_ANSWERS = 100


def _answers(project) -> None:
    add_question(
        project, [f"Antwoord {number}: de bus  kwam\nte laat 😀" for number in range(1, N_ANSWERS + 1)]
    )
    project.codings.ensure_coder("Anna")
    project.codings.ensure_coder("Bram")


def _stored(server, coder: str = "Anna") -> dict[int, tuple[frozenset[str], bool, str]]:
    """What stands in the database: segment -> codes, read, memo."""
    with server.open_project() as project:
        judgements = project.codings.judgements("7")
        codings = project.codings.codings("7")
    given: dict[int, set[str]] = {}
    for row in codings[codings["coder"] == coder].to_dict("records"):
        given.setdefault(int(row["segment_id"]), set()).add(row["code"])
    return {
        int(row["segment_id"]): (
            frozenset(given.get(int(row["segment_id"]), set())),
            bool(row["read"]),
            row["memo"],
        )
        for row in judgements[judgements["coder"] == coder].to_dict("records")
    }


@pytest.fixture
def server(serve):
    return serve(_answers)


def test_three_answers_by_keyboard_alone(server, coding_page):
    page: CodingPage = coding_page(server)
    first = page.segment
    page.press("2", "4", "Enter")  # te laat, te duur
    page.press("m")
    page.page.keyboard.type("klopt dit? m z 1")
    page.press("Escape", "5", "Enter")  # geen
    page.press("Enter")  # read, no code
    assert page.text("flag") == "nog niet gelezen"
    page.wait_saved()
    assert _stored(server) == {
        first: (frozenset({"laat", "duur"}), True, ""),
        first + 1: (frozenset({"geen"}), True, "klopt dit? m z 1"),
        first + 2: (frozenset(), True, ""),
    }
    page.press("ArrowLeft")
    assert page.text("flag") == "gelezen, geen code"
    assert page.text("count") == f"3 van {N_ANSWERS} gelezen"
    assert page.text("saving") == "Alles bewaard"


def test_white_space_and_the_whole_text_are_shown(server, coding_page):
    page = coding_page(server)
    answer = page.page.locator(".desk .answer")
    assert answer.evaluate("e => e.textContent") == "Antwoord 1: de bus  kwam\nte laat 😀"
    assert answer.evaluate("e => getComputedStyle(e).whiteSpaceCollapse") == "preserve"


def test_fast_keys_are_neither_lost_nor_misplaced(server, coding_page):
    page = coding_page(server)
    first = page.segment
    codes = {"1": "dienst", "2": "laat", "3": "zelden", "4": "duur", "5": "geen"}
    expected = {}
    for number in range(90):
        keys = [["2"], ["1", "4"], [], ["5"], ["3", "2", "4"]][number % 5]
        for key in [*keys, "Enter"]:
            page.press(key)
            page.page.wait_for_timeout(12)  # 80 keys a second, faster than hands
        expected[first + number] = (frozenset(codes[key] for key in keys), True, "")
    page.wait_saved()
    assert _stored(server) == expected


def test_keys_stop_at_the_end_of_what_is_loaded(server, coding_page):
    page = coding_page(server)
    server.kill()
    for _number in range(N_ANSWERS):
        page.press("2", "Enter")
    loaded = page.unsaved
    assert 60 <= loaded < N_ANSWERS
    assert page.text("answer") == "De volgende teksten worden geladen…"
    server.start()
    page.wait_saved()
    assert len(_stored(server)) == loaded
    page.page.locator(".desk:not([data-segment=''])").wait_for()
    assert page.text("place") == f"Antwoord {loaded + 1} van {N_ANSWERS}"


def test_exclusive_code_stands_alone_and_undo_says_what_it_undoes(server, coding_page):
    page = coding_page(server)
    page.press("2", "4", "5")
    assert page.codes == {"geen"}
    assert "‘Geen klacht’ staat alleen; weggehaald: Te laat, Te duur" in page.text("told")
    page.press("z")
    assert page.codes == {"laat", "duur"}
    assert "‘Geen klacht’ weer weg" in page.text("told")
    page.press("z")
    assert page.codes == {"laat"}
    page.press("5", "3")
    assert page.codes == {"zelden"}
    first = page.segment
    page.press("Enter", "z")
    assert page.segment == first
    assert page.text("flag").startswith("nog niet gelezen")
    page.wait_saved()
    assert _stored(server) == {first: (frozenset({"zelden"}), False, "")}


def test_find_a_code_by_typing_and_walk_with_arrows(server, coding_page):
    page = coding_page(server)
    page.press("/")
    page.page.keyboard.type("zel")
    page.press("Enter")
    assert page.codes == {"zelden"}
    page.press("ArrowDown", "ArrowDown", "Space")
    assert page.codes == {"zelden", "laat"}
    page.press("/", "Escape", "4")
    assert page.codes == {"zelden", "laat", "duur"}


def test_help_shows_the_keys_and_goes(server, coding_page):
    page = coding_page(server)
    page.press("?")
    sheet = page.page.get_by_role("dialog")
    assert "Alles met het toetsenbord" in sheet.inner_text()
    page.press("2", "Escape", "3")
    assert not sheet.is_visible()
    assert page.codes == {"zelden"}


def test_confirmed_work_survives_a_killed_server_and_unconfirmed_work_arrives(server, coding_page):
    page = coding_page(server)
    first = page.segment
    page.press("2", "Enter")
    page.wait_saved()
    server.kill()
    page.press("4", "Enter", "5", "Enter")
    assert page.unsaved == 2
    page.page.locator(".desk[data-connection=lost]").wait_for()
    assert "geen verbinding; uw werk staat veilig in deze browser" in page.text("saving")
    page.press("3", "Enter")  # it goes on
    assert page.unsaved == 3
    assert _stored(server) == {first: (frozenset({"laat"}), True, "")}
    server.start()
    page.wait_saved()
    assert _stored(server) == {
        first: (frozenset({"laat"}), True, ""),
        first + 1: (frozenset({"duur"}), True, ""),
        first + 2: (frozenset({"geen"}), True, ""),
        first + 3: (frozenset({"zelden"}), True, ""),
    }
    assert page.text("saving") == "Alles bewaard"


def test_unconfirmed_work_survives_a_reload_and_a_closed_tab(server, coding_page, context):
    page = coding_page(server)
    first = page.segment
    server.kill()
    page.press("2", "Enter", "4", "Enter")
    other = context.new_page()  # keeps the browser open while the tab closes
    page.page.close()
    server.start()
    again = CodingPage(other)
    again.open(f"{server.url}/coderen?vraag=7", coder="Anna")
    again.wait_saved()
    assert _stored(server) == {
        first: (frozenset({"laat"}), True, ""),
        first + 1: (frozenset({"duur"}), True, ""),
    }


def test_reload_shows_what_is_not_saved_yet_and_sends_it(server, coding_page):
    page = coding_page(server)
    first = page.segment
    # The server does not get to hear anything, though the page itself can be loaded again.
    page.page.evaluate("() => { WebSocket.prototype.send = () => {} }")
    page.press("2", "Enter", "4", "m")
    page.page.keyboard.type("later nog eens kijken")
    page.press("Escape")
    assert page.unsaved == 2
    assert page.text("saving") == "2 nog niet bewaard"
    assert _stored(server) == {}
    page.page.reload()
    page.wait_ready()
    assert "2 coderingen van eerder waren nog niet bewaard" in page.text("told")
    page.wait_saved()
    assert _stored(server) == {
        first: (frozenset({"laat"}), True, ""),
        first + 1: (frozenset({"duur"}), False, "later nog eens kijken"),
    }


def test_what_was_left_at_one_question_arrives_from_another(serve, coding_page):
    def two_questions(project) -> None:
        _answers(project)
        add_question(project, ["Elders"], key="8")

    server = serve(two_questions)
    page = coding_page(server)
    first = page.segment
    page.page.evaluate("() => { WebSocket.prototype.send = () => {} }")
    page.press("2", "Enter")
    page.page.goto(f"{server.url}/coderen?vraag=8")
    page.wait_ready()
    page.wait_saved()
    assert page.text("answer") == "Elders"
    assert _stored(server) == {first: (frozenset({"laat"}), True, "")}


def test_suggestions_are_taken_one_by_one_with_shift_and_a_digit(serve, coding_page):
    server = serve(lambda project: (_answers(project), add_suggestions(project)))
    page = coding_page(server)
    first = page.segment
    assert re.findall(r"(Te laat|Te duur) (\d+%)", page.text("suggestions")) == [
        ("Te laat", "88%"),
        ("Te duur", "31%"),
    ]
    assert page.codes == set()  # never by itself
    page.press("Shift+Digit2", "Enter", "ArrowLeft", "v", "Shift+Digit1")
    assert page.codes == {"duur"}  # what is hidden cannot be taken
    page.press("v", "4", "Enter")
    page.wait_saved()
    assert _stored(server) == {first: (frozenset(), True, "")}
    with server.open_project() as project:
        history = project.codings.history(first)
    given = history[history["code"] == "duur"]
    assert list(zip(given["action"], given["origin"], strict=True)) == [
        ("add", "suggestion"),
        ("remove", "hand"),
    ]


def test_memo_is_kept_though_the_tab_closes_while_typing(server, coding_page, context):
    page = coding_page(server)
    first = page.segment
    page.page.evaluate("() => { WebSocket.prototype.send = () => {} }")
    page.press("m")
    page.page.keyboard.type("halverwege")
    other = CodingPage(context.new_page())
    page.page.close()
    other.open(f"{server.url}/coderen?vraag=7", coder="Anna")
    other.wait_saved()
    assert _stored(server) == {first: (frozenset(), False, "halverwege")}


def test_undo_reaches_back_over_a_reload(server, coding_page):
    page = coding_page(server)
    page.press("2", "Enter")
    page.wait_saved()
    page.page.reload()
    page.wait_ready()
    page.press("z", "z")
    assert page.codes == set()
    assert "‘Te laat’ weer weg" in page.text("told")
    page.press("z")
    assert page.text("told") == "Er is niets (meer) om ongedaan te maken"
    page.wait_saved()
    assert list(_stored(server).values()) == [(frozenset(), False, "")]


def test_two_tabs_that_disagree(server, coding_page):
    one = coding_page(server)
    two = coding_page(server)
    first = one.segment
    assert two.segment == first
    one.press("2", "Enter")
    one.wait_saved()
    two.press("4")
    two.page.locator(".notice").wait_for()
    assert two.codes == {"laat"}
    notice = two.text("notice")
    assert "in een ander venster anders gecodeerd" in notice
    assert "Getoond wordt wat bewaard is: Te laat." in notice
    assert "Uw keuze was: Te duur" in notice
    two.press("Tab", "Enter")  # the notice's first button: mine after all
    two.wait_saved()
    assert two.codes == {"duur"}
    assert _stored(server) == {first: (frozenset({"duur"}), False, "")}
    with server.open_project() as project:
        history = project.codings.history(first)
    assert list(history["action"]) == ["add", "read", "remove", "add", "reopen"]


def test_a_duplicated_tab_gets_a_name_of_its_own(server, coding_page):
    page = coding_page(server)
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


def test_another_coder_never_sees_the_first_ones_codes(server, coding_page):
    page = coding_page(server)
    page.press("2", "Enter", "4", "Enter")
    page.wait_saved()
    page.page.get_by_test_id("stPopover").get_by_role("button").click()
    page.page.get_by_role("button", name="Iemand anders aan het werk").click()
    page.page.locator(".st-key-coding-who").get_by_role("button", name="Bram").click()
    page.page.get_by_text("0 van 100 gelezen").wait_for()
    page.wait_ready()
    assert page.codes == set()
    page.press("3", "Enter")
    page.wait_saved()
    assert len(_stored(server, "Anna")) == 2
    assert [codes for codes, _read, _memo in _stored(server, "Bram").values()] == [frozenset({"zelden"})]


def test_the_address_opens_at_an_answer(server, coding_page):
    page = coding_page(server)
    first = page.segment
    page.press("ArrowRight", "ArrowRight")
    assert page.page.url.endswith(f"vraag=7&antwoord={first + 2}")
    other = coding_page(server, address=f"coderen?vraag=7&antwoord={first + 80}")
    assert other.text("place") == f"Antwoord 81 van {N_ANSWERS}"
    assert other.segment == first + 80


def test_back_on_the_page_one_is_where_one_was(server, coding_page):
    page = coding_page(server)
    page.press("2", "Enter", "ArrowRight", "4")
    page.wait_saved()
    here = page.segment
    page.page.get_by_test_id("stTopNavLink").filter(has_text="Codeboek").click()
    page.window.wait_for(state="detached")
    page.page.get_by_test_id("stTopNavLink").filter(has_text="Coderen").click()
    page.wait_ready()
    assert page.segment == here
    assert page.codes == {"duur"}


def test_everything_read_leads_to_the_tables(serve, coding_page):
    def two_answers(project) -> None:
        add_question(project, ["Te laat.", "Prima zo."])
        project.codings.ensure_coder("Anna")

    page = coding_page(serve(two_answers))
    page.press("ArrowRight", "Enter")
    assert page.text("place") == "Einde van de rij"
    assert "Nog 1 tekst is niet gelezen." in page.text("answer")
    page.press("n", "2", "Enter", "ArrowRight")
    assert "Alles is gelezen." in page.text("answer")
    page.page.get_by_role("button", name="Naar Tabellen").click()
    page.page.wait_for_url("**/tabellen?vraag=7")
