"""A new code and a note at a code, made in the coding window: in a browser."""

import pytest

pytestmark = pytest.mark.browser


def _codebook(study):
    with study.open_project() as project:
        return project.codebooks.for_question(study.question)


def test_a_code_made_of_marked_words_is_given_with_them(own_study, coding_page):
    page = coding_page(own_study)
    first = page.segment
    page.press("w", *["ArrowRight"] * 2, "Shift+ArrowRight", "+")  # "de bus"
    form = page.page.locator(".desk .form")
    label = form.locator("input")
    assert label.input_value() == "de bus"
    label.fill("Bus vol")
    form.locator("select").select_option("dienst")
    page.press("Enter")
    page.page.locator(".tree .code[aria-pressed=true]", has_text="Bus vol").wait_for()
    assert not form.is_visible()
    page.wait_saved()
    stored = _codebook(own_study)
    [code] = [code for code in stored.content.codes if code.label == "Bus vol"]
    assert code.parent == "dienst"
    assert own_study.stored()[first][0] == {code.id}
    with own_study.open_project() as project:
        [mark] = project.codings.marks(own_study.question).to_dict("records")
    assert (mark["code"], mark["quote"]) == (code.id, "de bus")
    page.press("z")  # the window has the keys again; the code stays in the codebook
    page.wait_saved()
    assert own_study.stored()[first][0] == set()
    assert _codebook(own_study).number == stored.number


def test_a_label_that_resembles_a_code_is_pointed_out_and_that_code_taken_with_one_key(
    own_study, coding_page
):
    page = coding_page(own_study)
    first = page.segment
    before = _codebook(own_study).number
    page.press("+")
    page.page.keyboard.type("te dure")
    page.page.locator(".form-similar .code", has_text="Te duur").wait_for()
    page.press("Shift+Enter")
    assert page.codes == {"duur"}
    page.wait_saved()
    assert own_study.stored()[first][0] == {"duur"}
    page.press("+")
    page.page.keyboard.type("te duren")
    page.press("Enter")  # at once: it is pointed out before anything is made
    page.page.locator(".form-similar .code", has_text="Te duur").wait_for()
    assert _codebook(own_study).number == before
    page.press("Enter")  # meant
    page.page.locator(".tree .code[aria-pressed=true]", has_text="te duren").wait_for()
    assert _codebook(own_study).number == before + 1


def test_a_note_at_a_code_is_there_for_the_others(own_study, coding_page):
    page = coding_page(own_study)
    first = page.segment
    page.press("ArrowDown", "ArrowDown", "m")
    page.page.keyboard.type("ook als hij niet komt")
    page.press("Enter")
    page.page.locator(".definition .note", has_text="Anna: ook als hij niet komt").wait_for()
    assert page.text("told") == "Notitie bewaard bij ‘Te laat’"
    with own_study.open_project() as project:
        [note] = project.code_notes.list("vervoer").to_dict("records")
    assert (note["code"], note["segment_id"]) == ("laat", first)
    page.press("Enter")
    assert page.segment == first + 1  # the window has the keys again


def test_who_may_not_change_the_codebook_is_told_who_can_allow_it(own_study, coding_page):
    with own_study.open_project() as project:
        ids = project.codings.coders().set_index("name")["id"]
        project.team.change(int(ids["Anna"]), role="lead")
    page = coding_page(own_study, coder="Bram")
    page.press("+")
    page.page.keyboard.type("te laat 2")  # typed without looking: it gives no codes
    assert "een hoofdonderzoeker kan het alle codeurs toestaan" in page.text("form")
    page.press("Escape", "c")
    assert page.codes == {"laat"}
