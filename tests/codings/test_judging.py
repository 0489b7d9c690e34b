"""What coders decide is stored once, never overwritten, and can be taken back."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError
from tests.builders import add_question

from coding.codings import BulkChange, BulkKind, JudgementState, JudgementUpdate, Origin
from coding.errors import InputError
from coding.project import Project
from coding.store.schema import CodingEvent


@pytest.fixture
def segments(project: Project) -> list[int]:
    return add_question(project, ["Komt altijd te laat.", "Te duur en te laat.", "-"])


@pytest.fixture
def ans(project: Project) -> int:
    return project.codings.ensure_coder("Ans")


def wanted(segment: int, *codes: str, **more: object) -> JudgementUpdate:
    values: dict[str, object] = {"read": True} | more
    return JudgementUpdate(segment_id=segment, codes=frozenset(codes), **values)  # type: ignore[arg-type]  # test shorthand


def actions(project: Project, segment: int) -> list[tuple[str, str | None, str]]:
    history = project.codings.history(segment)
    return [
        (row.action, row.code if isinstance(row.code, str) else None, row.origin)
        for row in history.itertuples()
    ]


def test_a_judgement_is_stored_with_its_events(project: Project, segments: list[int], ans: int) -> None:
    [receipt] = project.codings.judge(
        [wanted(segments[0], "laat", "duur", memo="let op", origins={"duur": Origin.SUGGESTION})],
        coder_id=ans,
    )
    assert receipt.accepted
    assert receipt.state == JudgementState(frozenset({"laat", "duur"}), True, "let op", 1)
    assert actions(project, segments[0]) == [
        ("add", "duur", "suggestion"),
        ("add", "laat", "hand"),
        ("memo", None, "hand"),
        ("read", None, "hand"),
    ]


def test_read_and_no_code_is_not_the_same_as_unread(project: Project, segments: list[int], ans: int) -> None:
    project.codings.judge([wanted(segments[2])], coder_id=ans)
    combined = project.codings.combined("7")
    assert combined[["segment_id", "code"]].values.tolist() == [[segments[2], None]]


def test_a_repeat_arrives_once(project: Project, segments: list[int], ans: int) -> None:
    update_ = wanted(segments[0], "laat", client="tab-1", revision=3)
    first = project.codings.judge([update_], coder_id=ans)
    before = project.codings.history(segments[0])
    assert project.codings.judge([update_, update_], coder_id=ans) == [first[0], first[0]]
    assert project.codings.history(segments[0]).equals(before)


def test_an_older_revision_that_arrives_late_changes_nothing(
    project: Project, segments: list[int], ans: int
) -> None:
    project.codings.judge([wanted(segments[0], "duur", client="tab-1", revision=5)], coder_id=ans)
    [late] = project.codings.judge([wanted(segments[0], "laat", client="tab-1", revision=4)], coder_id=ans)
    assert late.state.codes == {"duur"}


def test_one_tab_may_run_ahead_of_its_receipts(project: Project, segments: list[int], ans: int) -> None:
    receipts = project.codings.judge(
        [
            wanted(segments[0], "laat", client="tab-1", revision=1),
            wanted(segments[0], "laat", "duur", client="tab-1", revision=2),
        ],
        coder_id=ans,
    )
    assert [receipt.accepted for receipt in receipts] == [True, True]
    assert receipts[1].state.codes == {"laat", "duur"}


def test_a_stale_tab_does_not_overwrite(project: Project, segments: list[int], ans: int) -> None:
    project.codings.judge([wanted(segments[0], "laat", client="tab-1", revision=1)], coder_id=ans)
    [receipt] = project.codings.judge(
        [wanted(segments[0], "geen", client="tab-2", revision=1, base_version=0)], coder_id=ans
    )
    assert not receipt.accepted
    assert receipt.state.codes == {"laat"}
    [again] = project.codings.judge(
        [wanted(segments[0], "geen", client="tab-2", revision=2, base_version=receipt.state.version)],
        coder_id=ans,
    )
    assert again.accepted
    assert project.codings.states([segments[0]], coder_id=ans)[segments[0]].codes == {"geen"}


def test_a_resend_after_somebody_elses_change_is_recognised(
    project: Project, segments: list[int], ans: int
) -> None:
    mine = wanted(segments[0], "laat", client="tab-1", revision=1)
    project.codings.judge([mine], coder_id=ans)
    project.codings.judge(
        [wanted(segments[0], "duur", client="tab-2", revision=1, base_version=1)], coder_id=ans
    )
    [receipt] = project.codings.judge([mine], coder_id=ans)
    assert receipt.accepted
    assert receipt.state.codes == {"duur"}


def test_two_coders_do_not_touch_each_other(project: Project, segments: list[int], ans: int) -> None:
    ben = project.codings.ensure_coder("Ben")
    project.codings.judge([wanted(segments[0], "laat")], coder_id=ans)
    project.codings.judge([wanted(segments[0], "laat")], coder_id=ben)
    project.codings.judge([wanted(segments[0], base_version=1)], coder_id=ben)
    assert project.codings.states([segments[0]], coder_id=ans)[segments[0]].codes == {"laat"}
    assert project.codings.states([segments[0]], coder_id=ben)[segments[0]].codes == frozenset()


def test_an_unknown_code_writes_nothing_at_all(project: Project, segments: list[int], ans: int) -> None:
    with pytest.raises(InputError, match="onzin"):
        project.codings.judge([wanted(segments[0], "laat"), wanted(segments[1], "onzin")], coder_id=ans)
    assert project.codings.codings("7").empty


def test_events_cannot_be_changed_or_deleted(project: Project, segments: list[int], ans: int) -> None:
    project.codings.judge([wanted(segments[0], "laat")], coder_id=ans)
    for statement in (update(CodingEvent).values(origin="import"), delete(CodingEvent)):
        with pytest.raises(DBAPIError, match="never changed"), project.database.write() as connection:
            connection.execute(statement)


def test_codings_follow_from_events_alone(project: Project, segments: list[int], ans: int) -> None:
    """Replaying the events by hand gives the stored codings, after a busy hour."""
    for codes in (["laat"], ["laat", "duur"], ["duur"], [], ["geen"]):
        version = project.codings.states([segments[1]], coder_id=ans)[segments[1]].version
        project.codings.judge([wanted(segments[1], *codes, base_version=version)], coder_id=ans)
    project.codings.undo_last("7", coder_id=ans)
    replayed: set[str] = set()
    for row in project.codings.history(segments[1]).itertuples():
        if row.action == "add":
            replayed.add(str(row.code))
        elif row.action == "remove":
            replayed.remove(str(row.code))
    assert replayed == set()
    assert project.codings.states([segments[1]], coder_id=ans)[segments[1]].codes == replayed


def test_undo_takes_back_one_act_at_a_time(project: Project, segments: list[int], ans: int) -> None:
    project.codings.judge([wanted(segments[0], "laat", memo="eerst")], coder_id=ans)
    project.codings.judge([wanted(segments[0], "laat", memo="toen", base_version=1)], coder_id=ans)
    project.bulk.apply("7", segments, BulkChange(BulkKind.GIVE, "duur"), coder_id=ans)
    undone = project.codings.undo_last("7", coder_id=ans)
    assert undone is not None
    assert (undone.segments, undone.removed) == (3, ("duur",))
    states = project.codings.states(segments, coder_id=ans)
    assert [sorted(states[segment].codes) for segment in segments] == [["laat"], [], []]
    assert [states[segment].read for segment in segments] == [True, False, False]
    project.codings.undo_last("7", coder_id=ans)
    assert project.codings.states(segments, coder_id=ans)[segments[0]].memo == "eerst"
    project.codings.undo_last("7", coder_id=ans)
    assert project.codings.undo_last("7", coder_id=ans) is None
    final = project.codings.states(segments, coder_id=ans)[segments[0]]
    assert (final.codes, final.read, final.memo) == (frozenset(), False, "")
