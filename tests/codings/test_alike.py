"""One judgement for the same answers: what somebody judged before stays, and all is taken back as one."""

import pytest
from tests.builders import add_question

from coding.codings import JudgementUpdate
from coding.project import Project

BATCH = "tab-1:7:alike"


@pytest.fixture
def segments(project: Project) -> list[int]:
    return add_question(project, ["Te laat.", "te laat", "TE LAAT", "Te laat!", "Anders"])


@pytest.fixture
def ans(project: Project, segments: list[int]) -> int:
    coder = project.codings.ensure_coder("Ans")
    project.codings.judge(
        [
            JudgementUpdate(segments[0], frozenset({"laat"}), read=True, memo="hier"),
            JudgementUpdate(segments[1], frozenset(), read=True),
            JudgementUpdate(segments[2], frozenset({"duur"}), read=False),
        ],
        coder_id=coder,
    )
    return coder


def states(project: Project, segments: list[int], coder: int) -> list[tuple[list[str], bool, str]]:
    found = project.codings.states(segments, coder_id=coder)
    return [(sorted(found[one].codes), found[one].read, found[one].memo) for one in segments]


def test_only_what_was_not_judged_gets_the_codes(project: Project, segments: list[int], ans: int) -> None:
    given = project.alike.give("7", segments[0], segments[1:4], coder_id=ans, batch=BATCH)
    assert given == [segments[3]]
    assert states(project, segments, ans) == [
        (["laat"], True, "hier"),
        ([], True, ""),
        (["duur"], False, ""),
        (["laat"], True, ""),
        ([], False, ""),
    ]
    assert list(project.codings.history(segments[3])["origin"]) == ["bulk", "bulk"]


def test_sent_again_it_does_nothing_and_it_is_taken_back_once(
    project: Project, segments: list[int], ans: int
) -> None:
    for _time in range(2):
        project.alike.give("7", segments[0], segments[1:4], coder_id=ans, batch=BATCH)
    assert len(project.codings.history(segments[3])) == 2
    for _time in range(2):
        project.alike.take_back("7", coder_id=ans, batch=BATCH)
    assert states(project, segments, ans)[3] == ([], False, "")
    assert list(project.codings.history(segments[3])["origin"]) == ["bulk", "bulk", "undo", "undo"]
