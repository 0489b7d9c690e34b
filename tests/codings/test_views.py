"""Whose coding counts, and how far everyone is."""

from tests.builders import add_question

from coding.codings import JudgementUpdate, Role
from coding.project import Project


def judge(project: Project, coder_id: int, segment: int, *codes: str, read: bool = True) -> None:
    project.codings.judge(
        [JudgementUpdate(segment_id=segment, codes=frozenset(codes), read=read)], coder_id=coder_id
    )


def test_the_lead_counts_before_the_first_reader(project: Project) -> None:
    first, second, third = add_question(project, ["a", "b", "c"])
    ans, ben = project.codings.ensure_coder("Ans"), project.codings.ensure_coder("Ben")
    lead = project.codings.ensure_coder("Zora", role=Role.LEAD)
    judge(project, ben, first, "duur")
    judge(project, ans, first, "laat")
    judge(project, lead, first, "zelden")
    judge(project, ben, second, "duur", "laat")
    judge(project, ans, second, "zelden")
    judge(project, ans, third, "laat", read=False)  # begun, not finished: does not count
    combined = project.codings.combined("7")
    assert combined.values.tolist() == [
        [first, "Zora", "zelden", "unresolved"],
        [second, "Ben", "laat", "unresolved"],
        [second, "Ben", "duur", "unresolved"],
    ]
    assert project.codings.combined("7", coder="Ans")["code"].tolist() == ["laat", "zelden"]


def test_progress_counts_reading_apart_from_codes(project: Project) -> None:
    first, second = add_question(project, ["a", "b"])
    ans = project.codings.ensure_coder("Ans")
    judge(project, ans, first, "laat", "duur")
    judge(project, ans, second)
    assert project.codings.progress("7").values.tolist() == [[ans, "Ans", 2, 2]]


def test_an_empty_question_gives_empty_frames(project: Project) -> None:
    add_question(project, ["a"])
    assert project.codings.combined("7").columns.tolist() == ["segment_id", "coder", "code", "basis"]
    assert project.codings.combined("7").empty
    assert project.codings.progress("7").empty


def test_what_one_person_read_is_theirs_and_of_that_question(project: Project) -> None:
    first, second, third = add_question(project, ["a", "b", "c"])
    elsewhere = add_question(project, ["d"], key="8")[0]
    ans, ben = project.codings.ensure_coder("Ans"), project.codings.ensure_coder("Ben")
    judge(project, ans, first)
    judge(project, ans, second, "laat", read=False)
    judge(project, ben, third)
    judge(project, ans, elsewhere)
    assert project.codings.read_by("7", coder_id=ans) == {first}
    assert project.codings.read_by("7", coder_id=ben) == {third}


def test_texts_are_as_long_as_they_have_code_points(project: Project) -> None:
    first, second = add_question(project, ["te laat 😀", "één"])
    elsewhere = add_question(project, ["d"], key="8")[0]
    asked = [first, second, elsewhere, 999_999]
    assert project.codings.text_lengths("7", asked) == {first: 9, second: 3}
    assert project.codings.text_lengths("bestaat niet", asked) == {}
