"""What a coder asks for in the window: codes that resemble, a new code, a note; and what is refused."""

import pytest
from tests.builders import add_question

from coding.codebook import UNFINISHED
from coding.codings import Role
from coding.ui.wishes import CODERS_ADD, Wish, grant, may_add, parse_wish

SCOPE = "here"


@pytest.fixture
def study(project):
    project.segments = add_question(project, ["De bus kwam te laat", "Te duur"])
    project.anna = project.team.join("Anna")
    return project


def _wish(**changes):
    return {"scope": SCOPE, "wish": {"name": "w1", "kind": "code", "label": "Halte ver"} | changes}


def _grant(project, coder=None, **values):
    wish = Wish("w1", **({"kind": "code", "label": "Halte te ver"} | values))
    return grant(project, wish, question_key="7", coder_id=coder or project.anna)


def _labels(project):
    return {code.label for code in project.codebooks.for_question("7").content.codes}


def test_a_sound_wish_is_read_as_it_is():
    raw = _wish(parent="dienst", meant=True, segment=5.0, text="x\x00y")
    wish = parse_wish(raw, scope=SCOPE)
    assert wish == Wish("w1", "code", "Halte ver", "dienst", meant=True, text="xy", segment_id=5)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        3,
        {},
        {"scope": SCOPE},
        {"scope": SCOPE, "wish": None},
        {"scope": SCOPE, "wish": []},
        _wish() | {"scope": "elsewhere"},
        _wish(kind="drop"),
        _wish(kind=["code"]),
        _wish(name=""),
        _wish(label=5),
        _wish(text=None),
    ],
)
def test_what_makes_no_sense_is_no_wish(raw):
    assert parse_wish(raw, scope=SCOPE) is None


@pytest.mark.parametrize("segment", [True, float("nan"), float("inf"), -1, "5", 2**31, 1.5])
def test_a_segment_that_cannot_be_is_left_out(segment):
    assert parse_wish(_wish(segment=segment), scope=SCOPE).segment_id is None


def test_a_code_is_made_from_little_more_than_a_label(study):
    answer = _grant(study, parent="dienst")
    content = study.codebooks.for_question("7").content
    code = content.code(answer["code"])
    assert (code.label, code.parent, code.definition) == ("Halte te ver", "dienst", UNFINISHED)
    newest = study.codebook_steps.log("vervoer").iloc[0]
    assert (newest["author"], newest["reason"]) == ("Anna", "Gemaakt tijdens het coderen")


def test_codes_that_resemble_are_pointed_out_once(study):
    answer = _grant(study, label="Te duren")
    assert (answer["similar"], answer["code"]) == (["duur"], "")
    assert "Te duren" not in _labels(study)
    meant = _grant(study, label="Te duren", meant=True)
    assert meant["code"]
    assert "Te duren" in _labels(study)


def test_retired_codes_are_not_pointed_out(study):
    from coding.codebook import Retire

    study.codebook_steps.apply("vervoer", Retire("duur"), author="Anna", reason="r")
    assert _grant(study, kind="similar", label="Te duur")["similar"] == []


def test_only_asking_what_resembles_writes_nothing(study):
    before = study.codebooks.for_question("7").number
    assert _grant(study, kind="similar", label="te laat")["similar"] == ["laat"]
    assert study.codebooks.for_question("7").number == before


@pytest.mark.parametrize(("label", "parent"), [("", None), ("Te duur", None), ("Nieuw", "bestaat-niet")])
def test_what_cannot_be_made_says_why(study, label, parent):
    before = study.codebooks.for_question("7").number
    answer = _grant(study, label=label, parent=parent, meant=True)
    assert answer["error"]
    assert (answer["code"], study.codebooks.for_question("7").number) == ("", before)


def test_a_coder_adds_codes_only_where_the_lead_lets_them(study):
    bram = study.team.join("Bram")  # the second to come is a coder
    assert not may_add(study, bram)
    assert "Bram is codeur en mag niet het codeboek wijzigen" in _grant(study, bram)["error"]
    study.set(CODERS_ADD, True)
    assert may_add(study, bram)
    assert _grant(study, bram)["code"]
    study.team.change(bram, role=Role.READER)
    assert not may_add(study, bram)


def test_a_note_is_written_at_a_code_with_the_text_that_gave_rise_to_it(study):
    before = study.code_notes.latest()
    answer = _grant(
        study, kind="note", code="laat", text=" ook als hij niet komt ", segment_id=study.segments[0]
    )
    assert answer["error"] == ""
    [note] = study.code_notes.list("vervoer").to_dict("records")
    assert (note["code"], note["text"], note["author"]) == ("laat", "ook als hij niet komt", "Anna")
    assert note["segment_text"] == "De bus kwam te laat"
    assert study.code_notes.latest() > before


def test_a_note_of_who_may_only_read_or_at_no_code_is_refused(study):
    carla = study.team.add("Carla", role=Role.READER)
    assert "mag niet" in _grant(study, carla, kind="note", code="laat", text="x")["error"]
    assert _grant(study, kind="note", code="weg", text="x")["error"]
    assert _grant(study, kind="note", code="laat", text=" ")["error"]
    assert _grant(study, kind="note", code="laat", text="x", segment_id=99_999)["error"]
    assert study.code_notes.list("vervoer").empty
