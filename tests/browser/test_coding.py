"""Coding by keyboard in a real browser."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.builders import N_ANSWERS, add_suggestions
from tests.browser.pages import CodingPage

pytestmark = pytest.mark.browser


def test_three_answers_by_keyboard_alone(study, coding_page):
    page: CodingPage = coding_page(study)
    first = page.segment
    page.press("c", "e", "Enter")  # te laat, te duur
    page.press("m")
    page.page.keyboard.type("klopt dit? m z 1")
    page.press("Escape", "f", "Enter")  # geen
    page.press("Enter")  # read, no code
    assert page.text("flag") == "nog niet gelezen"
    page.wait_saved()
    assert study.stored() == {
        first: (frozenset({"laat", "duur"}), True, ""),
        first + 1: (frozenset({"geen"}), True, "klopt dit? m z 1"),
        first + 2: (frozenset(), True, ""),
    }
    page.press("ArrowLeft")
    assert page.text("flag") == "gelezen, geen code"
    assert page.text("count") == f"3 van {N_ANSWERS} gelezen"
    assert page.text("saving") == "Alles bewaard"


def test_white_space_and_the_whole_text_are_shown(study, coding_page):
    page = coding_page(study)
    answer = page.page.locator(".desk .answer")
    assert answer.evaluate("e => e.textContent") == "Antwoord 1: de bus  kwam\nte laat 😀"
    assert answer.evaluate("e => getComputedStyle(e).whiteSpaceCollapse") == "preserve"


def test_fast_keys_are_neither_lost_nor_misplaced(study, coding_page):
    page = coding_page(study)
    first = page.segment
    codes = {"a": "dienst", "c": "laat", "d": "zelden", "e": "duur", "f": "geen"}
    expected = {}
    for number in range(90):
        keys = [["c"], ["a", "e"], [], ["f"], ["d", "c", "e"]][number % 5]
        for key in [*keys, "Enter"]:
            page.press(key)
            page.page.wait_for_timeout(12)  # 80 keys a second, faster than hands
        expected[first + number] = (frozenset(codes[key] for key in keys), True, "")
    page.wait_saved()
    assert study.stored() == expected


def test_exclusive_code_stands_alone_and_undo_says_what_it_undoes(study, coding_page):
    page = coding_page(study)
    page.press("c", "e", "f")
    assert page.codes == {"geen"}
    assert "‘Geen klacht’ staat alleen; weggehaald: Te laat, Te duur" in page.text("told")
    page.press("z")
    assert page.codes == {"laat", "duur"}
    assert "‘Geen klacht’ weer weg" in page.text("told")
    page.press("z")
    assert page.codes == {"laat"}
    page.press("f", "d")
    assert page.codes == {"zelden"}
    first = page.segment
    page.press("Enter", "z")
    assert page.segment == first
    assert page.text("flag").startswith("nog niet gelezen")
    page.wait_saved()
    assert study.stored() == {first: (frozenset({"zelden"}), False, "")}


def test_find_a_code_by_typing_and_walk_with_arrows(study, coding_page):
    page = coding_page(study)
    page.press("/")
    page.page.keyboard.type("zel")
    page.press("Enter")
    assert page.codes == {"zelden"}
    page.press("ArrowDown", "ArrowDown", "Space")
    assert page.codes == {"zelden", "laat"}
    page.press("/", "Escape", "e")
    assert page.codes == {"zelden", "laat", "duur"}


def test_help_shows_the_keys_and_goes(study, coding_page):
    page = coding_page(study)
    page.press("?")
    sheet = page.page.get_by_role("dialog")
    assert "Alles met het toetsenbord" in sheet.inner_text()
    page.press("c", "Escape", "d")
    assert not sheet.is_visible()
    assert page.codes == {"zelden"}


def test_suggestions_are_taken_one_by_one_with_a_digit(study, coding_page):
    with study.open_project() as project:
        add_suggestions(project, question=study.question)
    page = coding_page(study)
    first = page.segment
    assert re.findall(r"(Te laat|Te duur)[^%\d]*(\d+%)", page.text("suggestions")) == [
        ("Te laat", "88%"),
        ("Te duur", "31%"),
    ]
    assert page.codes == set()  # never by itself
    page.press("Digit2", "Enter", "ArrowLeft", "v", "Digit1")
    assert page.codes == {"duur"}  # what is hidden cannot be taken
    page.press("v", "e", "Enter")
    page.wait_saved()
    assert study.stored() == {first: (frozenset(), True, "")}
    with study.open_project() as project:
        history = project.codings.history(first)
    given = history[history["code"] == "duur"]
    assert list(zip(given["action"], given["origin"], strict=True)) == [
        ("add", "suggestion"),
        ("remove", "hand"),
    ]


def test_sure_suggestions_and_the_next_text_in_one_press(study, coding_page):
    with study.open_project() as project:
        add_suggestions(project, question=study.question)
    page = coding_page(study)
    first = page.segment
    chips = page.page.locator(".suggestion")
    assert chips.evaluate_all("all => all.map(one => one.dataset.sure)") == ["true", "false"]
    page.press("Shift+Enter")
    assert page.segment == first + 1
    assert page.text("told") == "Voorstellen overgenomen: Te laat. Gelezen: Antwoord 1 van 100"
    page.wait_saved()
    assert study.stored() == {first: (frozenset({"laat"}), True, "")}
    page.press("z")
    page.wait_saved()
    assert page.segment == first
    assert study.stored() == {first: (frozenset(), False, "")}
    with study.open_project() as project:
        history = project.codings.history(first)
    assert [tuple(row) for row in history[["action", "origin"]].to_numpy()] == [
        ("add", "suggestion"),
        ("read", "hand"),
        ("remove", "undo"),
        ("reopen", "undo"),
    ]


def test_where_a_choice_stands_or_nothing_is_on_screen_no_suggestion_is_added(study, coding_page):
    with study.open_project() as project:
        add_suggestions(project, question=study.question)
    page = coding_page(study)
    first = page.segment
    page.press("e")
    assert page.page.locator(".suggestion[data-sure=true]").count() == 0
    page.press("Shift+Enter")  # coded by hand: read, as it is
    assert page.text("told").startswith("Hier was al gekozen: geen voorstellen toegevoegd.")
    page.press("v", "Shift+Enter")  # hidden: nothing happens, also no "read, no code"
    assert page.segment == first + 1
    page.press("v", "Enter", "ArrowLeft", "Shift+Enter")  # read without a code: stays so
    page.wait_saved()
    assert study.stored() == {
        first: (frozenset({"duur"}), True, ""),
        first + 1: (frozenset(), True, ""),
    }


def test_an_exclusive_code_is_taken_over_alone_or_not_at_all(study, coding_page):
    with study.open_project() as project:
        add_suggestions(project, question=study.question, chances={"geen": 0.9, "laat": 0.8, "duur": 0.5})
    page = coding_page(study)
    first = page.segment
    page.press("Shift+Enter")
    page.wait_saved()
    assert study.stored() == {first: (frozenset({"geen"}), True, "")}
    with study.open_project() as project:
        add_suggestions(project, question=study.question, chances={"laat": 0.8, "geen": 0.7, "duur": 0.5})
    page.page.reload()
    page.wait_ready()
    page.press("Shift+Enter")
    page.wait_saved()
    assert study.stored()[first + 1] == (frozenset({"laat", "duur"}), True, "")


def test_another_coder_never_sees_the_first_ones_codes(study, coding_page):
    page = coding_page(study)
    page.press("c", "Enter", "e", "Enter")
    page.wait_saved()
    page.page.get_by_test_id("stPopover").get_by_role("button").click()
    page.page.get_by_role("button", name="Iemand anders aan het werk").click()
    page.page.locator(".st-key-coding-who-page").get_by_role("button", name="Bram").click()
    page.page.get_by_text("0 van 100 gelezen").wait_for()
    page.wait_ready()
    assert page.codes == set()
    page.press("d", "Enter")
    page.wait_saved()
    assert len(study.stored("Anna")) == 2
    assert [codes for codes, _read, _memo in study.stored("Bram").values()] == [frozenset({"zelden"})]


def test_a_link_from_somebody_else_does_not_make_one_that_person(study, context):
    page = context.new_page()
    page.goto(f"{study.url}&wie=1")
    page.get_by_role("heading", name="Wie bent u?").wait_for()


def test_text_of_people_is_never_markup(study, coding_page):
    nasty = "<img src=x onerror=\"document.title='hacked'\"><b>vet</b> & <script>1</script>"
    page = coding_page(study.another([nasty]))
    assert page.page.locator(".desk .answer").evaluate("e => e.textContent") == nasty
    assert page.page.locator(".desk .answer *").count() == 0
    page.press("m")
    page.page.keyboard.type(nasty)
    page.press("Escape")
    page.wait_saved()
    assert "hacked" not in page.page.title()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_narrow_window(study, coding_page, scheme):
    page = coding_page(study)
    page.page.emulate_media(color_scheme=scheme)
    page.page.set_viewport_size({"width": 900, "height": 800})
    assert page.page.evaluate("() => document.scrollingElement.scrollWidth") <= 900
    for code in page.page.locator(".tree .code").all():
        box = code.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 900
        assert box["y"] + box["height"] <= 800
    size = page.page.locator(".answer").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert 17 <= size <= 18


def test_names_and_states_for_a_screen_reader(study, coding_page):
    page = coding_page(study)
    assert page.page.get_by_role("application", name="Codeervenster").count() == 1
    late = page.page.get_by_role("button", name="Te laat", pressed=False)
    assert late.count() == 1
    page.press("c")
    assert page.page.get_by_role("button", name="Te laat", pressed=True).count() == 1
    meter = page.page.get_by_role("progressbar")
    assert meter.get_attribute("aria-valuemax") == str(N_ANSWERS)
    page.page.locator(".announce", has_text="Alles bewaard").wait_for(state="attached")
    assert page.page.evaluate("() => document.documentElement.lang") == "nl"


def test_the_address_opens_at_an_answer(study, coding_page):
    page = coding_page(study)
    first = page.segment
    page.press("ArrowRight", "ArrowRight")
    assert parse_qs(urlsplit(page.page.url).query) == {
        "vraag": [study.question],
        "wie": ["1"],
        "antwoord": [str(first + 2)],
    }
    other = coding_page(study, rest=f"&antwoord={first + 80}")
    assert other.text("place") == f"Antwoord 81 van {N_ANSWERS}"
    assert other.segment == first + 80


def test_back_on_the_page_one_is_where_one_was(study, coding_page):
    page = coding_page(study)
    page.press("c", "Enter", "ArrowRight", "e")
    page.wait_saved()
    here = page.segment
    page.page.get_by_test_id("stTopNavLink").filter(has_text="Codeboek").click()
    page.window.wait_for(state="detached")
    page.page.get_by_test_id("stTopNavLink").filter(has_text="Coderen").click()
    page.wait_ready()
    assert page.segment == here
    assert page.codes == {"duur"}


def test_everything_read_leads_to_the_tables(study, coding_page):
    short = study.another(["Te laat.", "Prima zo."])
    page = coding_page(short)
    page.press("ArrowRight", "Enter")
    assert page.text("place") == "Einde van de rij"
    assert "Nog 1 tekst is niet gelezen." in page.text("answer")
    page.press("n", "c", "Enter", "ArrowRight")
    assert "Alles is gelezen." in page.text("answer")
    page.page.get_by_role("button", name="Naar Tabellen").click()
    page.page.wait_for_url(f"**/tabellen?vraag={short.question}*")


def test_a_double_click_gives_and_takes_and_leaves_one_row_at_most(study, coding_page):
    page = coding_page(study)
    first = page.segment
    code = page.page.locator(".tree .code[data-code=laat]")
    code.dblclick()
    page.wait_saved()
    assert page.codes == set()
    code.click()
    page.press("Enter")
    page.wait_saved()
    assert study.stored() == {first: (frozenset({"laat"}), True, "")}
