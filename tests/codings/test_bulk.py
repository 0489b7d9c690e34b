"""Many segments changed as one act: seen first, done once, never over somebody's head, undone as one."""

import pytest
from tests.builders import add_question

from coding.codebook.changes import Merge, Retire
from coding.codings import BulkChange, BulkKind, BulkResult, JudgementUpdate
from coding.errors import CodingError, NotFoundError
from coding.project import Project

CLIENT = "c" * 32
LAAT = BulkChange(BulkKind.GIVE, "laat")
NONE = BulkChange(BulkKind.READ_NONE)


@pytest.fixture
def segments(project: Project) -> list[int]:
    return add_question(project, ["Te laat.", "Te duur en te laat.", "-", "te laat"])


@pytest.fixture
def ans(project: Project) -> int:
    return project.codings.ensure_coder("Ans")


def judge(project: Project, coder: int, segment: int, *codes: str) -> None:
    version = project.codings.states([segment], coder_id=coder)[segment].version
    update = JudgementUpdate(segment, frozenset(codes), read=True, base_version=version)
    assert project.codings.judge([update], coder_id=coder)[0].accepted


def stands(project: Project, coder: int, segments: list[int]) -> list[tuple[list[str], bool]]:
    states = project.codings.states(segments, coder_id=coder)
    return [(sorted(states[segment].codes), states[segment].read) for segment in segments]


def test_what_a_code_would_do_is_what_it_does(project: Project, segments: list[int], ans: int) -> None:
    judge(project, ans, segments[0], "laat")
    judge(project, ans, segments[2], "geen")
    before = stands(project, ans, segments)
    preview = project.bulk.preview("7", segments, LAAT, coder_id=ans)
    assert preview == BulkResult(touched=2, unchanged=1, skipped=1)
    assert stands(project, ans, segments) == before
    assert project.bulk.apply("7", segments, LAAT, coder_id=ans) == preview
    assert stands(project, ans, segments) == [
        (["laat"], True),
        (["laat"], True),
        (["geen"], True),
        (["laat"], True),
    ]


def test_an_exclusive_code_is_not_put_beside_another(project: Project, segments: list[int], ans: int) -> None:
    judge(project, ans, segments[0], "laat")
    result = project.bulk.apply("7", segments, BulkChange(BulkKind.GIVE, "geen"), coder_id=ans)
    assert (result.touched, result.skipped) == (3, 1)
    assert stands(project, ans, segments)[0] == (["laat"], True)


def test_a_code_is_taken_away_and_the_text_stays_read(
    project: Project, segments: list[int], ans: int
) -> None:
    judge(project, ans, segments[0], "laat", "duur")
    result = project.bulk.apply("7", segments, BulkChange(BulkKind.TAKE, "laat"), coder_id=ans)
    assert result == BulkResult(touched=1, unchanged=3)
    assert stands(project, ans, segments)[:2] == [(["duur"], True), ([], False)]


def test_read_and_no_code_leaves_codes_alone(project: Project, segments: list[int], ans: int) -> None:
    judge(project, ans, segments[0], "laat")
    judge(project, ans, segments[1])
    assert project.bulk.apply("7", segments, NONE, coder_id=ans) == BulkResult(2, 1, 1)
    assert stands(project, ans, segments) == [(["laat"], True), ([], True), ([], True), ([], True)]


def test_it_is_one_act_of_bulk_origin_and_one_undo(project: Project, segments: list[int], ans: int) -> None:
    project.bulk.apply("7", segments, LAAT, coder_id=ans)
    history = project.codings.history(segments[3])
    assert list(zip(history["action"], history["origin"], strict=True)) == [("add", "bulk"), ("read", "bulk")]
    undone = project.codings.undo_last("7", coder_id=ans)
    assert undone is not None
    assert undone.segments == 4
    assert stands(project, ans, segments) == [([], False)] * 4


def test_the_same_act_again_does_nothing(project: Project, segments: list[int], ans: int) -> None:
    first = project.bulk.apply("7", segments, LAAT, coder_id=ans, client=CLIENT, revision=1)
    judge(project, ans, segments[0], "duur")
    again = project.bulk.apply("7", segments, LAAT, coder_id=ans, client=CLIENT, revision=1)
    assert (first.touched, again.touched) == (4, 4)
    assert stands(project, ans, segments)[0] == (["duur"], True)


def test_what_changed_since_it_was_looked_at_is_left_alone(
    project: Project, segments: list[int], ans: int
) -> None:
    judge(project, ans, segments[1], "duur")
    result = project.bulk.apply("7", segments, LAAT, coder_id=ans, versions=dict.fromkeys(segments, 0))
    assert result == BulkResult(touched=3, stale=(segments[1],))
    assert stands(project, ans, segments)[1] == (["duur"], True)


def test_an_act_is_taken_back_where_nothing_happened_since(
    project: Project, segments: list[int], ans: int
) -> None:
    project.bulk.apply("7", segments, LAAT, coder_id=ans, client=CLIENT, revision=1)
    judge(project, ans, segments[0], "laat", "duur")
    seen = dict.fromkeys(segments, 1)
    for _again in range(2):
        result = project.bulk.undo("7", (CLIENT, 1), coder_id=ans, versions=seen, client=CLIENT, revision=2)
        assert result.touched == 3
    assert stands(project, ans, segments) == [(["duur", "laat"], True), ([], False), ([], False), ([], False)]


def test_an_act_of_somebody_else_is_not_taken_back(project: Project, segments: list[int], ans: int) -> None:
    project.bulk.apply("7", segments, LAAT, coder_id=ans, client=CLIENT, revision=1)
    ben = project.codings.ensure_coder("Ben")
    seen = dict.fromkeys(segments, 0)
    result = project.bulk.undo("7", (CLIENT, 1), coder_id=ben, versions=seen, client=CLIENT, revision=2)
    assert result == BulkResult(0, 4)
    assert stands(project, ans, segments) == [(["laat"], True)] * 4


def test_a_code_that_went_up_in_another_is_given_as_that_other(
    project: Project, segments: list[int], ans: int
) -> None:
    project.codebook_steps.apply("vervoer", Merge(("zelden",), "laat"), author="Ans", reason="te dun")
    project.bulk.apply("7", segments[:1], BulkChange(BulkKind.GIVE, "zelden"), coder_id=ans)
    assert stands(project, ans, segments)[0] == (["laat"], True)


def test_a_retired_code_is_taken_away_but_not_given(project: Project, segments: list[int], ans: int) -> None:
    project.bulk.apply("7", segments, BulkChange(BulkKind.GIVE, "duur"), coder_id=ans)
    project.codebook_steps.apply("vervoer", Retire("duur"), author="Ans", reason="niet meer")
    with pytest.raises(CodingError, match="vervallen"):
        project.bulk.apply("7", segments, BulkChange(BulkKind.GIVE, "duur"), coder_id=ans)
    assert project.bulk.apply("7", segments, BulkChange(BulkKind.TAKE, "duur"), coder_id=ans).touched == 4


def test_nonsense_is_refused_and_nothing_happens(project: Project, segments: list[int], ans: int) -> None:
    with pytest.raises(NotFoundError, match="onzin"):
        project.bulk.apply("7", segments, BulkChange(BulkKind.GIVE, "onzin"), coder_id=ans)
    with pytest.raises(NotFoundError, match="999"):
        project.bulk.apply("7", [*segments, 999], LAAT, coder_id=ans)
    with pytest.raises(CodingError, match="Kies een code"):
        BulkChange(BulkKind.GIVE)
    assert stands(project, ans, segments) == [([], False)] * 4
