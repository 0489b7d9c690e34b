"""Keys that take over what is suggested, and keys that go on at once."""

from dataclasses import replace

import pytest

from tests.browser.builders import add_suggestions

CHANCES = {"laat": 0.88, "duur": 0.41, "zelden": 0.3}


@pytest.fixture
def suggested(study):
    with study.open_project() as project:
        add_suggestions(project, question=study.question, chances=CHANCES)
    return study


def _history(study, segment):
    with study.open_project() as project:
        history = project.codings.history(segment)
    return [tuple(row) for row in history[["action", "code", "origin"]].fillna("").to_numpy()]


def _pairs(page):
    return page.page.locator(".pair .label").all_inner_texts()


def test_shift_and_a_letter_gives_the_code_and_goes_on_as_one_act(study, coding_page):
    page = coding_page(study)
    first = page.segment
    page.press("c", "Shift+E")
    assert page.segment == first + 1
    assert page.text("told") == "‘Te duur’ gegeven. Gelezen: Antwoord 1 van 100"
    page.wait_saved()
    assert study.stored() == {first: (frozenset({"laat", "duur"}), True, "")}
    page.press("z")
    assert page.segment == first
    page.wait_saved()
    assert study.stored() == {first: (frozenset({"laat"}), False, "")}
    page.press("Shift+Z")
    page.wait_saved()
    assert study.stored() == {first: (frozenset({"laat", "duur"}), True, "")}


def test_shift_on_a_code_that_stands_leaves_it_and_goes_on(study, coding_page):
    page = coding_page(study)
    first = page.segment
    page.press("c", "Shift+C")
    assert page.segment == first + 1
    assert page.text("told") == "‘Te laat’ was al gegeven en blijft. Gelezen: Antwoord 1 van 100"
    page.press("ArrowLeft", "Shift+C")  # read before: nothing is written again
    assert page.segment == first + 1
    page.wait_saved()
    assert study.stored() == {first: (frozenset({"laat"}), True, "")}


def test_one_stays_to_see_what_an_exclusive_code_takes_away(study, coding_page):
    page = coding_page(study)
    first = page.segment
    page.press("c", "Shift+F")  # geen
    assert page.segment == first
    assert page.codes == {"geen"}
    assert page.text("told").startswith("‘Geen klacht’ staat alleen; weggehaald: Te laat.")
    assert page.text("flag").startswith("nog niet gelezen")


def test_a_key_that_bounces_codes_one_text(study, coding_page):
    page = coding_page(study)
    first = page.segment
    page.press("Shift+C", "Shift+C")
    assert page.segment == first + 1
    page.wait_saved()
    assert study.stored() == {first: (frozenset({"laat"}), True, "")}


def test_shift_and_a_digit_takes_a_suggestion_over_and_goes_on(suggested, coding_page):
    page = coding_page(suggested)
    first = page.segment
    page.press("Digit3", "Shift+Digit1")
    assert page.segment == first + 1
    page.wait_saved()
    assert suggested.stored() == {first: (frozenset({"zelden", "laat"}), True, "")}
    assert sorted(_history(suggested, first)) == [
        ("add", "laat", "suggestion"),
        ("add", "zelden", "suggestion"),
        ("read", "", "hand"),
    ]
    page.press("Shift+Digit5", "Digit5")  # there is none: nothing happens, and it says so
    assert page.segment == first + 1
    assert page.codes == set()
    assert page.text("told") == "Hier is geen voorstel 5"


def test_digits_work_where_they_need_shift(suggested, coding_page):
    """On French and Belgian keyboards the key of 1 gives & alone and 1 with Shift."""
    page = coding_page(suggested)
    first = page.segment
    send = """([key, code, shiftKey]) => document.querySelectorAll("[data-testid=stBidiComponentIsolated]")
      .forEach((one) => one.shadowRoot?.querySelector(".desk")?.dispatchEvent(
        new KeyboardEvent("keydown", {key, code, shiftKey, bubbles: true, composed: true})))"""
    page.page.evaluate(send, ["é", "Digit2", False])
    assert page.codes == {"duur"}
    page.page.evaluate(send, ["1", "Digit1", True])
    assert page.segment == first + 1
    page.page.evaluate(send, ["2", "Numpad2", False])
    assert page.codes == {"duur"}
    page.page.evaluate(send, ["A", "KeyQ", True])  # the letter on the key, not where it lies
    page.wait_saved()
    assert suggested.stored() == {
        first: (frozenset({"laat", "duur"}), True, ""),
        first + 1: (frozenset({"duur", "dienst"}), True, ""),
    }


def test_two_suggestions_together_under_one_key(suggested, coding_page):
    page = coding_page(suggested)
    first = page.segment
    assert _pairs(page) == ["Te laat + Te duur", "Te laat + Rijdt zelden"]  # .36 and .26; .12 is third
    page.press("Digit7")
    assert page.codes == {"laat", "zelden"}
    assert _pairs(page) == ["Te laat + Te duur", "Te laat + Rijdt zelden"]  # keys stay what they were
    page.press("Digit7")
    assert page.codes == set()
    page.press("Shift+Digit6")
    assert page.segment == first + 1
    assert page.text("told") == "Voorstellen overgenomen: Te laat, Te duur. Gelezen: Antwoord 1 van 100"
    page.wait_saved()
    assert suggested.stored()[first] == (frozenset({"laat", "duur"}), True, "")
    page.press("z")
    page.wait_saved()
    assert suggested.stored()[first] == (frozenset(), False, "")


def test_pairs_leave_out_what_stands_alone_what_is_unlikely_and_what_is_sure(study, coding_page):
    with study.open_project() as project:
        chances = {"geen": 0.9, "laat": 0.8, "duur": 0.6, "zelden": 0.07}
        add_suggestions(project, question=study.question, chances=chances)
    page = coding_page(study)
    assert _pairs(page) == ["Te laat + Te duur"]  # zelden is below what is shown at all
    with study.open_project() as project:
        add_suggestions(project, question=study.question, chances={"laat": 0.8, "duur": 0.6, "zelden": 0.1})
    page.page.reload()
    page.wait_ready()
    # What Shift+Enter takes is not offered again.
    assert _pairs(page) == ["Te laat + Rijdt zelden", "Te duur + Rijdt zelden"]


def test_sure_suggestions_are_taken_over_and_one_stays_to_change_them(suggested, coding_page):
    page = coding_page(suggested)
    first = page.segment
    page.press("=")
    assert page.segment == first
    assert page.codes == {"laat"}
    page.press("=")
    assert page.text("told") == "Hier was al gekozen: geen voorstellen toegevoegd."
    page.press("Shift+A")
    page.wait_saved()
    assert suggested.stored() == {first: (frozenset({"laat", "dienst"}), True, "")}
    assert ("add", "laat", "suggestion") in _history(suggested, first)
    assert ("add", "dienst", "hand") in _history(suggested, first)


def test_what_is_hidden_is_not_taken_over_by_any_key(suggested, coding_page):
    page = coding_page(suggested)
    first = page.segment
    page.press("v", "Digit1", "Shift+Digit1", "Digit6", "Shift+Digit6", "=", "Shift+Enter")
    assert page.segment == first
    assert page.codes == set()
    page.press("Digit1")
    assert page.text("told") == "De voorstellen zijn verborgen; v toont ze"
    page.wait_saved()
    assert suggested.stored() == {}


def test_marking_and_going_on_is_one_act(study, coding_page):
    page = coding_page(study)
    first = page.segment
    page.press("w", "Shift+C")
    assert page.segment == first + 1
    page.wait_saved()
    with study.open_project() as project:
        anna = int(project.codings.coders().set_index("name").loc["Anna", "id"])
        [mark] = project.codings.states([first], coder_id=anna)[first].marks
    assert mark.code == "laat"
    page.press("z")
    page.wait_saved()
    assert study.stored() == {first: (frozenset(), False, "")}


def test_codes_beyond_the_letters_have_a_digit(own_study, coding_page):
    with own_study.open_project() as project:
        book = project.codebooks.for_question(own_study.question).content
        more = [replace(book.code("duur"), id=f"extra{n}", label=f"Extra {n}") for n in range(1, 17)]
        project.codebooks.add(replace(book, codes=(*book.codes, *more)), author="Anna", reason="Meer codes")
    page = coding_page(own_study)
    assert page.page.locator(".recent .label").all_inner_texts() == ["Extra 15", "Extra 16"]
    assert page.page.locator(".tree .code[data-code=extra16] kbd").inner_text() == "9"
    page.press("c", "Digit9")
    assert page.codes == {"laat", "extra16"}
    recent = page.page.locator(".recent .label").all_inner_texts()
    assert recent == ["Extra 15", "Extra 16"]  # laat has a letter
    page.press("Digit0")
    assert page.text("told") == "Onder dit cijfer staat nog geen code"
