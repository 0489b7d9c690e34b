"""The coding page around its window: queues, places, empty states, what a browser sends."""

import json

import pytest
from tests.builders import add_question
from tests.ui.pages import texts

from coding.codings import JudgementUpdate
from coding.ui.components import queue_choice
from coding.ui.session import CODER

CLIENT = "c" * 32


@pytest.fixture
def answers(small) -> list[int]:
    """Three answers and somebody to code them."""
    segments = add_question(small, ["Te laat.", "Te duur.", "Prima."])
    small.codings.ensure_coder("Anna")
    small.codings.ensure_coder("Bram")
    return segments


def _window(app) -> dict:
    """What the coding window was given to draw."""
    [component] = app.get("bidi_component")
    return json.loads(component.proto.json)


def _send(app, *entries, seq: int = 1, position: int = 0) -> None:
    """Put into the session what a browser would have sent."""
    scope = _window(app)["scope"]
    journals = [{"client": CLIENT, "question": "7", "entries": list(entries)}]
    message = {"scope": scope, "seq": seq, "position": position, "journals": journals}
    app.session_state[f"coderen-{scope}"] = {"journal": message}
    app.run()


def _entry(segment: int, *codes: str, revision: int = 1):
    return {
        "segment": segment,
        "codes": list(codes),
        "read": True,
        "memo": "",
        "origins": {},
        "base": 0,
        "revision": revision,
    }


def test_without_questions_it_leads_to_the_data(small, open_page):
    app = open_page("coderen", coder=1)
    assert not app.exception
    assert "Er is nog niets om mee te werken" in texts(app)


def test_without_a_codebook_it_leads_to_the_codebook(small, answers, open_page):
    small.corpus.set_codebook("7", None)
    app = open_page("coderen", question="7", coder=1)
    assert not app.exception
    assert "Deze vraag heeft nog geen codeboek" in texts(app)


def test_without_texts_it_says_so(small, open_page):
    add_question(small, [])
    small.codings.ensure_coder("Anna")
    app = open_page("coderen", question="7", coder=1)
    assert not app.exception
    assert "Bij deze vraag zijn geen teksten om te coderen" in texts(app)


def test_who_may_only_read_is_told_so_and_led_to_the_tables(small, answers, open_page):
    small.team.change(1, role="lead")
    small.team.change(2, role="reader")
    app = open_page("coderen", question="7", coder=2)
    assert not app.exception
    assert not app.get("bidi_component")
    assert "Bram is rapportschrijver en mag niet coderen." in texts(app)


def test_it_asks_who_is_at_work_once(small, answers, open_page):
    app = open_page("coderen", question="7")
    assert app.subheader[0].value == "Wie bent u?"
    next(button for button in app.button if button.label == "Bram").click().run()
    assert app.session_state[CODER] == 2
    assert _window(app)["total"] == 3


def test_a_new_name_becomes_a_coder(small, answers, open_page):
    app = open_page("coderen", question="7")
    app.text_input[0].input("  Chris  de Wit ")
    next(button for button in app.button if button.label == "Verder").click().run()
    assert "Chris de Wit" in list(small.codings.coders()["name"])
    assert _window(app)["total"] == 3


def test_no_name_is_no_coder(small, answers, open_page):
    app = open_page("coderen", question="7")
    next(button for button in app.button if button.label == "Verder").click().run()
    assert app.error[0].value == "Vul een naam in."
    assert len(small.codings.coders()) == 2


def test_what_a_browser_sends_is_stored_and_answered(small, answers, open_page):
    app = open_page("coderen", question="7", coder=1)
    assert _window(app)["start"] == 0
    _send(app, _entry(answers[0], "laat"), seq=3, position=1)
    window = _window(app)
    assert window["seen"] == 3
    assert window["read"] == "100"
    assert window["answers"][0]["accepted"]
    given = small.codings.codings("7")
    assert list(zip(given["segment_id"], given["code"], strict=True)) == [(answers[0], "laat")]


def test_rubbish_in_the_state_writes_nothing_and_breaks_nothing(small, answers, open_page):
    app = open_page("coderen", question="7", coder=1)
    scope = _window(app)["scope"]
    rubbish = [
        None,
        "x",
        [],
        {"journal": 5},
        {"journal": {"scope": scope, "journals": "x"}},
        {"journal": {"scope": "other", "journals": [{"client": CLIENT, "question": "7"}]}},
    ]
    for state in rubbish:
        app.session_state[f"coderen-{scope}"] = state
        app.run()
        assert not app.exception
        assert _window(app)["read"] == "000"
    assert small.codings.judgements("7").empty


def test_it_starts_at_the_first_unread(small, answers, open_page):
    app = open_page("coderen", question="7", coder=1)
    _send(app, _entry(answers[0], revision=1), _entry(answers[1], revision=2))
    again = open_page("coderen", question="7", coder=1)
    assert _window(again)["start"] == 2


def test_every_coder_has_a_window_of_their_own(small, answers, open_page):
    anna = open_page("coderen", question="7", coder=1)
    _send(anna, _entry(answers[0], "laat"))
    bram = open_page("coderen", question="7", coder=2)
    assert _window(anna)["scope"] != _window(bram)["scope"]
    assert _window(anna)["storage"] != _window(bram)["storage"]
    assert _window(bram)["docs"][0]["state"] == {
        "codes": [],
        "read": False,
        "memo": "",
        "version": 0,
        "flagged": False,
        "marks": [],
    }


def test_the_address_opens_at_a_text_once(small, answers, open_page):
    app = open_page("coderen", question="7", coder=1)
    app.query_params["antwoord"] = str(answers[2])
    app.run()
    assert _window(app)["start"] == 2
    assert "antwoord" not in app.query_params
    _send(app, position=1)
    app.run()
    assert _window(app)["start"] == 1  # where the coder went since


@pytest.mark.parametrize("asked", ["999999", "x", "", "-1"])
def test_an_address_that_makes_no_sense_starts_at_the_first_unread(small, answers, open_page, asked):
    app = open_page("coderen", question="7", coder=1)
    app.query_params["antwoord"] = asked
    app.run()
    assert not app.exception
    assert _window(app)["start"] == 0


def test_a_queue_is_chosen_by_hand_or_by_address(small, answers, open_page):
    small.codings.default_queue("7")
    hand = small.codings.make_queue("7", title="Twijfel", strategy="hand", segment_ids=[answers[2]])
    app = open_page("coderen", question="7", coder=1)
    assert _window(app)["total"] == 3
    app.query_params["rij"] = str(hand)
    app.run()
    assert [doc["text"] for doc in _window(app)["docs"]] == ["Prima."]
    assert _window(app)["ownQueue"]
    box = app.selectbox[-1]
    assert list(box.options) == [
        "Waar het programma van leert (aanbevolen)",
        "Typische eerst",
        "Willekeurig",
        "Alles, op volgorde (3)",
        "Twijfel (1)",
    ]
    box.select_index(3).run()
    assert _window(app)["total"] == 3
    assert not _window(app)["ownQueue"]


def test_the_queue_of_everything_is_named_in_the_language_of_who_looks(small, answers, open_page):
    small.codings.default_queue("7")  # made, and named, by somebody who works in Dutch
    app = open_page("coderen", question="7", coder=1, language="en")
    assert "Everything, in order (3)" in app.selectbox[-1].options


@pytest.mark.parametrize(
    ("address", "read", "way"),
    [({}, False, "mix"), ({}, True, None), ({"antwoord": "1"}, False, None)],
    ids=["nothing read yet", "went on in order before", "a place in the address"],
)
def test_many_texts_begin_with_what_the_program_chooses(
    small, answers, open_page, monkeypatch, address, read, way
):
    monkeypatch.setattr(queue_choice, "READ_WHOLE", 3)
    everything = small.codings.default_queue("7")
    if read:
        small.codings.judge(
            [JudgementUpdate(segment_id=answers[0], codes=frozenset(), read=True)], coder_id=1
        )
    app = open_page("coderen", question="7")
    for name, value in address.items():
        app.query_params[name] = value
    app.session_state[CODER] = 1
    app.run()
    assert app.selectbox[-1].value == (way or everything)


def test_the_program_chooses_what_comes_and_says_why(small, answers, open_page):
    app = open_page("coderen", question="7", coder=1)
    app.selectbox[-1].select("mix").run()
    window = _window(app)
    queue = small.queueing.find("7", coder_id=1, strategy="mix")
    assert (window["queue"], window["ownQueue"], window["total"]) == (queue, True, 3)
    assert window["coming"] == {"grows": True, "more": True, "whole": 3, "elsewhere": 0}
    [audit] = [doc for doc in window["docs"] if doc["blind"]]
    assert audit["why"] == ["Willekeurig getrokken: telt mee voor betrouwbare cijfers"] * 2
    assert {doc["why"][0] for doc in window["docs"] if doc is not audit} == {
        "Typisch voor een groep teksten die op elkaar lijken"
    }
    again = open_page("coderen", question="7", coder=1)
    again.query_params["rij"] = str(queue)
    assert _window(again.run())["queue"] == queue
    assert again.selectbox[-1].value == "mix"
    assert open_page("coderen", question="7", coder=1).selectbox[-1].value == "mix"  # another day
    assert open_page("coderen", question="7", coder=2).selectbox[-1].value != "mix"


def test_a_text_outside_the_open_queue_opens_in_the_whole(small, answers, open_page):
    small.codings.default_queue("7")
    hand = small.codings.make_queue("7", title="Twijfel", strategy="hand", segment_ids=[answers[2]])
    app = open_page("coderen", question="7", coder=1)
    app.query_params["rij"] = str(hand)
    app.run()
    app.query_params["antwoord"] = str(answers[1])
    app.run()
    window = _window(app)
    assert (window["total"], window["start"]) == (3, 1)


def test_somebody_elses_queue_is_not_offered(small, answers, open_page):
    small.codings.default_queue("7")
    small.codings.make_queue("7", title="Van Bram", strategy="random", coder_id=2, n=2)
    app = open_page("coderen", question="7", coder=1)
    assert [box for box in app.selectbox if "Van Bram (2)" in box.options] == []
    bram = open_page("coderen", question="7", coder=2)
    assert [box for box in bram.selectbox if "Van Bram (2)" in box.options]


def test_no_english_in_a_dutch_window(small, answers, open_page):
    from coding.i18n import use_language
    from coding.ui.components.queue.texts import window_texts

    app = open_page("coderen", question="7", coder=1)
    use_language("nl")
    assert _window(app)["texts"] == window_texts()
    assert all(text.strip() for text in window_texts().values())
