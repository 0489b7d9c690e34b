"""Flag, redo, recent codes, the same answers, blind coding, a codebook saved elsewhere: in a browser."""

from dataclasses import replace

import pytest
from sqlalchemy import insert

from coding.codings import JudgementUpdate
from coding.store.schema import Queue, QueueItem
from tests.browser.builders import add_suggestions

pytestmark = pytest.mark.browser


def test_flag_to_talk_over_by_key_and_undone(study, coding_page):
    page = coding_page(study)
    page.press("b")
    assert page.text("talk") == "⚑ Bespreken"
    page.wait_saved()
    with study.open_project() as project:
        assert list(project.codings.judgements(study.question)["flagged"]) == [True]
    page.press("z")
    assert page.text("talk") == ""
    assert "niet meer op bespreken" in page.text("told")
    page.wait_saved()
    with study.open_project() as project:
        assert list(project.codings.judgements(study.question)["flagged"]) == [False]


def test_undo_redo_undo_says_what_and_names_the_events(study, coding_page):
    page = coding_page(study)
    first = page.segment
    page.press("c")
    page.wait_saved()
    page.press("z")
    assert page.codes == set()
    assert "‘Te laat’ weer weg" in page.text("told")
    page.wait_saved()
    page.press("Shift+Z")
    assert page.codes == {"laat"}
    assert page.text("told") == "Opnieuw gedaan bij Antwoord 1 van 100: ‘Te laat’ gegeven"
    page.wait_saved()
    page.press("z")
    page.wait_saved()
    with study.open_project() as project:
        history = project.codings.history(first)
        coder = int(project.codings.coders().set_index("name").loc["Anna", "id"])
        assert list(zip(history["action"], history["origin"], strict=True)) == [
            ("add", "hand"),
            ("remove", "undo"),
            ("add", "hand"),
            ("remove", "undo"),
        ]
        assert list(history["undoes_id"].dropna()) == [history["id"][0], history["id"][2]]
        assert project.codings.undo_last(study.question, coder_id=coder) is None


def test_a_new_act_ends_what_could_be_redone(study, coding_page):
    page = coding_page(study)
    page.press("c", "z", "e", "Shift+Z")
    assert page.codes == {"duur"}
    assert page.text("told") == "Er is niets om opnieuw te doen"


def test_undo_leaves_what_was_given_elsewhere(study, coding_page):
    page = coding_page(study)
    first = page.segment
    page.press("c")
    page.wait_saved()
    with study.open_project() as project:
        coder = int(project.codings.coders().set_index("name").loc["Anna", "id"])
        update = JudgementUpdate(first, frozenset({"laat", "duur"}), read=False, base_version=1)
        assert project.codings.judge([update], coder_id=coder)[0].accepted
    page.press("ArrowRight", "ArrowLeft")
    page.page.locator(".tree .code[data-code=duur][aria-pressed=true]").wait_for()
    page.press("z")
    assert page.codes == {"duur"}
    page.wait_saved()
    assert study.stored()[first][0] == {"duur"}


def test_codes_used_lately_keep_their_key(study, coding_page):
    page = coding_page(study)
    page.press("c", "e", "Enter")
    labels = page.page.locator(".recent .label").all_inner_texts()
    assert labels == ["Te laat", "Te duur"]
    page.press("Digit9")
    assert page.codes == {"duur"}
    page.page.locator(".recent .code").first.click()
    assert page.codes == {"duur", "laat"}


def test_same_answers_get_the_same_codes_and_all_is_undone_as_one(study, coding_page):
    short = study.another(["Te laat.", "te  laat", "Duur", "TE LAAT!", "Anders"])
    page = coding_page(short)
    first = page.segment
    assert "2 gelijke antwoorden zijn nog niet gelezen" in page.text("alike")
    page.press("c", "g")
    assert page.text("told") == "Ook bij 2 gelijke antwoorden: Te laat"
    page.page.locator(".desk .count", has_text="3 van 5").wait_for()
    page.wait_saved()
    late = (frozenset({"laat"}), True, "")
    assert short.stored() == {first: late, first + 1: late, first + 3: late}
    with short.open_project() as project:
        assert list(project.codings.history(first + 1)["origin"]) == ["bulk", "bulk"]
    page.press("z")
    page.page.locator(".desk .count", has_text="0 van 5").wait_for()
    page.wait_saved()
    nothing = (frozenset(), False, "")
    assert short.stored() == {first: (frozenset({"laat"}), False, ""), first + 1: nothing, first + 3: nothing}
    page.press("Shift+Z")
    page.page.locator(".desk .count", has_text="3 van 5").wait_for()
    page.wait_saved()
    assert short.stored() == {first: late, first + 1: late, first + 3: late}


def test_what_is_coded_double_shows_no_suggestions(study, coding_page):
    short = study.another(["Te laat.", "Duur", "Drie", "Vier", "Vijf", "Zes"])
    with short.open_project() as project:
        add_suggestions(project, question=short.question)
        coder = int(project.codings.coders().set_index("name").loc["Anna", "id"])
        segments = [int(number) for number in project.corpus.segments(short.question)["id"]]
        with project.database.write() as connection:
            queue = connection.execute(
                insert(Queue)
                .values(
                    question_id=project.corpus.question(short.question).id,
                    coder_id=coder,
                    title="Deel van Anna",
                    strategy="random",
                    seed=1,
                )
                .returning(Queue.id)
            ).scalar_one()
            rows = [
                {"queue_id": queue, "position": 0, "segment_id": segments[0], "purpose": "double"},
                {"queue_id": queue, "position": 1, "segment_id": segments[1], "purpose": ""},
            ]
            connection.execute(insert(QueueItem), rows)
    page = coding_page(short, rest=f"&rij={queue}")
    assert page.segment == segments[0]
    assert "verborgen: deze tekst wordt blind gecodeerd" in page.text("suggestions")
    page.press("Digit1", "Digit6", "Shift+Digit1", "=", "Shift+Enter")
    assert page.codes == set()
    assert page.segment == segments[0]
    assert page.text("told").startswith("Hier zijn voorstellen verborgen")
    page.press("ArrowRight")
    assert "88%" in page.text("suggestions")


def test_a_codebook_saved_elsewhere_reaches_the_open_window(own_study, coding_page):
    page = coding_page(own_study)
    first = page.segment
    page.press("c")
    page.wait_saved()
    with own_study.open_project() as project:
        book = project.codebooks.for_question(own_study.question).content
        new = replace(book.code("duur"), id="halte", label="Halte ver weg")
        project.codebooks.add(replace(book, codes=(*book.codes, new)), author="Bram", reason="Nieuw")
    page.press("e")  # the next message brings the new codes
    page.page.locator(f".tree .code[data-code={new.id}]").wait_for(state="attached")
    assert "Het codeboek is intussen gewijzigd" in page.text("told")
    assert page.codes == {"laat", "duur"}
    page.press("/")
    page.page.keyboard.type("halte ver")
    page.press("Enter")
    page.wait_saved()
    assert own_study.stored()[first][0] == {"laat", "duur", new.id}
