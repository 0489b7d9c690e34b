"""Marked words: code points into the text, quoted, together with their code."""

import pytest
from tests.builders import add_question

from coding.codings import JudgementUpdate, MarkedSpan
from coding.errors import InputError
from coding.project import Project

TEXT = "De bus 👩‍👧 is te láat\r\nen te duur."  # a joined sign of three code points; a loose accent


@pytest.fixture
def segment(project: Project) -> int:
    return add_question(project, [TEXT.replace("á", "a\u0301")])[0]


@pytest.fixture
def ans(project: Project) -> int:
    return project.codings.ensure_coder("Ans")


def judge(project: Project, coder: int, segment: int, *codes: str, **more: object) -> None:
    version = project.codings.states([segment], coder_id=coder)[segment].version
    values: dict[str, object] = {"read": False, "base_version": version} | more
    update = JudgementUpdate(segment_id=segment, codes=frozenset(codes), **values)  # type: ignore[arg-type]  # test shorthand
    [receipt] = project.codings.judge([update], coder_id=coder)
    assert receipt.accepted


def marked(project: Project) -> list[tuple[str, int, int, str]]:
    found = project.codings.marks("7")
    return [(row.code, row.start, row.end, row.quote) for row in found.itertuples()]


def test_a_mark_is_stored_with_what_the_text_says_there(project: Project, segment: int, ans: int) -> None:
    judge(project, ans, segment, "laat", marks=frozenset({MarkedSpan("laat", 11, 22)}))
    # D e _ b u s _ woman joiner girl _ : eleven code points before "is"
    assert marked(project) == [("laat", 11, 22, "is te la\u0301at")]
    event = project.codings.history(segment).iloc[-1]
    assert (event["action"], event["code"]) == ("mark", "laat")
    assert event["details"] == {"start": 11, "end": 22, "quote": "is te la\u0301at"}


def test_the_code_of_a_mark_is_given_with_it(project: Project, segment: int, ans: int) -> None:
    judge(project, ans, segment, marks=frozenset({MarkedSpan("duur", 0, 6)}))
    assert project.codings.states([segment], coder_id=ans)[segment].codes == {"duur"}
    assert list(project.codings.history(segment)["action"]) == ["add", "mark"]


def test_the_marks_of_a_code_go_with_it(project: Project, segment: int, ans: int) -> None:
    marks = frozenset({MarkedSpan("laat", 0, 2), MarkedSpan("laat", 3, 6), MarkedSpan("duur", 0, 6)})
    judge(project, ans, segment, marks=marks)
    judge(project, ans, segment, "duur")  # knows of no marks
    assert [(code, quote) for code, _start, _end, quote in marked(project)] == [("duur", "De bus")]
    assert list(project.codings.history(segment)["action"][-3:]) == ["unmark", "unmark", "remove"]


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, 36)])
def test_a_mark_outside_the_text_is_refused_and_writes_nothing(
    project: Project, segment: int, ans: int, span: tuple[int, int]
) -> None:
    with pytest.raises(InputError, match="35 tekens"):
        judge(project, ans, segment, "laat", marks=frozenset({MarkedSpan("laat", *span)}))
    assert project.codings.history(segment).empty


def test_a_mark_for_a_code_that_is_not_there_is_refused(project: Project, segment: int, ans: int) -> None:
    with pytest.raises(InputError, match="onzin"):
        judge(project, ans, segment, marks=frozenset({MarkedSpan("onzin", 0, 2)}))
    assert project.codings.history(segment).empty


def test_marks_and_flag_stay_when_somebody_does_not_know_of_them(
    project: Project, segment: int, ans: int
) -> None:
    marks = frozenset({MarkedSpan("laat", 0, 2)})
    judge(project, ans, segment, marks=marks, flagged=True)
    judge(project, ans, segment, "laat", "duur", read=True)
    state = project.codings.states([segment], coder_id=ans)[segment]
    assert (state.marks, state.flagged) == (marks, True)
    assert list(project.codings.judgements("7")["flagged"]) == [True]
    judge(project, ans, segment, "laat", "duur", read=True, flagged=False, marks=frozenset())
    state = project.codings.states([segment], coder_id=ans)[segment]
    assert (state.codes, state.marks, state.flagged) == ({"laat", "duur"}, frozenset(), False)


def test_two_coders_mark_apart(project: Project, segment: int, ans: int) -> None:
    ben = project.codings.ensure_coder("Ben")
    for coder in (ans, ben):
        judge(project, coder, segment, marks=frozenset({MarkedSpan("laat", 0, 2)}))
    judge(project, ben, segment)
    assert list(project.codings.marks("7")["coder"]) == ["Ans"]
