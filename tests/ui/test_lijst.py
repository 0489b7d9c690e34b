"""The page with the list, and the switch between the two ways to code."""

import json

import pytest
from tests.builders import add_answers, add_question
from tests.ui.pages import texts

from coding.codings import Role

ANSWERS = ["Te laat.", "te laat", "Prima."]


@pytest.fixture
def segments(small) -> list[int]:
    """Three answers, a lead and a coder."""
    found = add_question(small, ANSWERS)
    small.codings.ensure_coder("Lot", role=Role.LEAD)
    small.codings.ensure_coder("Anna")
    return found


def _list(app) -> dict:
    """What the list was given to draw."""
    [component] = app.get("bidi_component")
    return json.loads(component.proto.json)


def test_the_list_holds_all_answers_and_may_be_coded(open_page, segments):
    app = open_page("lijst", question="7", coder=2)
    drawn = _list(app)
    assert drawn["table"]["ids"] == segments
    assert drawn["mayChange"]
    assert app.get("button_group")[0].value == "lijst"


def test_what_the_browser_has_is_not_sent_again(open_page, segments):
    app = open_page("lijst", question="7", coder=2)
    scope, table_id = (_list(app)[name] for name in ("scope", "tableId"))
    message = {"scope": scope, "seq": 5, "have": table_id, "near": True, "after": 0, "acts": []}
    app.session_state[f"lijst-{scope}"] = {"message": message}
    again = _list(app.run())
    assert "table" not in again
    assert (again["seen"], again["changes"]["rows"]) == (5, [])


def test_ones_own_part_is_listed_and_another_list_can_be_chosen(open_page, small, segments):
    small.divisions.divide(small.divisions.propose("7", [1, 2], share=0.0), author="Lot")
    own = small.divisions.queue_of("7", 2)
    expected = [int(number) for number in small.codings.queue_segments(own)["segment_id"]]
    app = open_page("lijst", question="7", coder=2)
    assert _list(app)["table"]["ids"] == expected
    [choice] = (app.selectbox(key="coderen-rij-7-2"),)
    choice.set_value(small.codings.default_queue("7")).run()
    assert _list(app)["table"]["ids"] == segments


def test_a_reader_may_look_but_not_code(open_page, small, segments):
    reader = small.codings.ensure_coder("Rik", role=Role.READER)
    app = open_page("lijst", question="7", coder=reader)
    assert not _list(app)["mayChange"]
    assert "Rik is rapportschrijver en mag niet veel teksten tegelijk coderen" in texts(app)
    assert not app.get("button_group")  # the coding window is not for them


def test_nothing_to_code_says_what_to_do(open_page, small):
    add_question(small, [])
    small.codings.ensure_coder("Anna")
    assert "Bij deze vraag zijn geen teksten om te coderen" in texts(
        open_page("lijst", question="7", coder=1)
    )


def test_a_question_without_codebook_says_so(open_page, small):
    add_answers(small, "8", ANSWERS)
    small.codings.ensure_coder("Anna")
    assert "nog geen codeboek" in texts(open_page("lijst", question="8", coder=1))


def test_nobody_at_work_is_asked_who_they_are(open_page, segments):
    app = open_page("lijst", question="7")
    assert "Wie bent u?" in texts(app)
    assert not app.get("bidi_component")
