"""A queue that grows, in a real browser: nothing lands on the wrong text, and no end too early."""

import pytest

from tests.browser.builders import N_ANSWERS, add_suggestions
from tests.browser.pages import CodingPage

pytestmark = pytest.mark.browser

WHY_AUDIT = "Willekeurig getrokken: telt mee voor betrouwbare cijfers"


def open_queue(study, coding_page, *, strategy: str = "mix") -> CodingPage:
    with study.open_project() as project:
        anna = project.codings.ensure_coder("Anna")
        queue = project.queueing.open(study.question, coder_id=anna, strategy=strategy, seed=5)
    return coding_page(study, rest=f"&rij={queue}")


def on_a_text(page: CodingPage) -> None:
    page.page.locator(".desk:not([data-segment=''])").wait_for()


def test_a_way_is_chosen_on_the_page_and_kept_in_the_address(study, coding_page):
    page = coding_page(study)
    page.page.get_by_role("combobox", name="Rij").click()
    page.page.get_by_role("option", name="Waar het programma van leert (aanbevolen)").click()
    page.page.wait_for_function("new URL(location.href).searchParams.has('rij')")
    page.page.get_by_text("Antwoord 1", exact=True).wait_for()  # of how many, nobody knows yet
    page.page.locator(".desk").nth(1).wait_for(state="detached")  # the window of the queue left behind
    assert page.text("count") == f"0 van {N_ANSWERS} gelezen"
    assert page.text("why") == "Typisch voor een groep teksten die op elkaar lijken"
    address = page.page.url
    first = page.segment
    page.press("c", "Enter")
    page.wait_saved()
    page.page.goto(address)
    page.wait_ready()
    assert page.text("count") == f"1 van {N_ANSWERS} gelezen"
    assert first in study.stored()


def test_every_text_is_read_once_and_the_end_comes_last(study, coding_page):
    page = open_queue(study, coding_page)
    expected = {}
    codes = {"a": "dienst", "c": "laat", "d": "zelden", "e": "duur", "f": "geen"}
    for number in range(N_ANSWERS):
        on_a_text(page)
        assert page.text("place") == f"Antwoord {number + 1}"
        key = "acdef"[number % 5]
        segment = page.segment
        page.press(key, "Enter")
        expected[segment] = (frozenset({codes[key]}), True, "")
    page.wait_saved()
    page.page.get_by_text("Alles is gelezen. Volgende stap: de tabellen.").wait_for()
    assert len(expected) == N_ANSWERS
    assert study.stored() == expected
    with study.open_project() as project:
        [sample] = project.queueing.audit_sample(study.question).to_dict("records")
    assert (sample["N"], sample["m"]) == (N_ANSWERS, N_ANSWERS)


def test_held_down_keys_wait_for_more_instead_of_ending(study, coding_page):
    page = open_queue(study, coding_page)
    for _press in range(60):
        page.press("ArrowRight")
    assert page.page.get_by_text("Einde van de rij").count() == 0
    on_a_text(page)
    page.press("n")  # the first that was skipped
    on_a_text(page)
    page.press("c", "Enter")
    page.wait_saved()
    assert len(study.stored()) == 1


def test_what_lies_before_another_is_not_called_the_end_of_all(study, coding_page):
    few = study.another([f"Antwoord {number}" for number in range(8)])
    with few.open_project() as project:
        bram = project.codings.ensure_coder("Bram")
        project.queueing.grow(project.queueing.open(few.question, coder_id=bram))
    page = open_queue(few, coding_page)
    page.page.get_by_text("Voor u is er nu niets meer te lezen; wat over is, ligt bij anderen.").wait_for()
    assert page.text("count") == "0 van 8 gelezen"


def test_audit_texts_come_without_suggestions_and_say_why_they_are_here(study, coding_page):
    with study.open_project() as project:
        add_suggestions(project, question=study.question)
    page = open_queue(study, coding_page)
    seen = set()
    for _text in range(10):
        on_a_text(page)
        blind = page.window.get_attribute("data-blind") == "true"
        seen.add(blind)
        assert (page.text("why") == WHY_AUDIT) == blind
        assert ("88%" in page.text("suggestions")) == (not blind)
        page.press("ArrowRight")
    assert seen == {True, False}


def test_hidden_suggestions_are_not_told_by_the_reason_either(study, coding_page):
    with study.open_project() as project:
        add_suggestions(project, question=study.question)
        anna = project.codings.ensure_coder("Anna")
        segments = project.corpus.segments(study.question)["id"].tolist()
        from coding.codings import JudgementUpdate

        project.codings.judge(
            [JudgementUpdate(segment, frozenset(), read=True) for segment in segments[:45]], coder_id=anna
        )
    page = open_queue(study, coding_page)
    while page.window.get_attribute("data-blind") == "true":
        page.press("ArrowRight")
    assert page.text("why") == "Het programma twijfelt tussen ‘Te duur’ en ‘Te laat’"
    page.press("v")
    assert page.text("why") == "Hier kan het programma veel van leren"
