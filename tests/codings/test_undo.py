"""Undo names what it takes back, so that undoing in the window and elsewhere go on from each other."""

import pandas as pd
import pytest
from tests.builders import add_question

from coding.codings import JudgementUpdate, MarkedSpan, Origin
from coding.project import Project

LATE = MarkedSpan("laat", 0, 2)


class Window:
    """A browser tab of one coder at one text: sends whole states, says what it undoes."""

    def __init__(self, project: Project) -> None:
        self.project = project
        [self.segment] = add_question(project, ["Te laat en te duur."])
        self.coder = project.codings.ensure_coder("Ans")
        self.revision = 0

    def send(self, *codes: str, undo: tuple[str, ...] = (), **more: object) -> None:
        self.revision += 1
        values: dict[str, object] = {
            "read": False,
            "origins": dict.fromkeys(undo, Origin.UNDO),
            "base_version": self.state.version,
            "client": "tab-1",
            "revision": self.revision,
        }
        update = JudgementUpdate(self.segment, frozenset(codes), **(values | more))  # type: ignore[arg-type]  # test shorthand
        [receipt] = self.project.codings.judge([update], coder_id=self.coder)
        assert receipt.accepted

    def elsewhere(self) -> bool:
        return self.project.codings.undo_last("7", coder_id=self.coder) is not None

    @property
    def state(self):
        return self.project.codings.states([self.segment], coder_id=self.coder)[self.segment]

    @property
    def events(self) -> list[tuple[str, str | None, str, int | None]]:
        """Action, code, origin, and which event (counted from 1) it takes back."""
        history = self.project.codings.history(self.segment)
        numbers = {int(event): place for place, event in enumerate(history["id"], start=1)}
        return [
            (
                row.action,
                row.code if isinstance(row.code, str) else None,
                row.origin,
                None if pd.isna(row.undoes_id) else numbers[int(row.undoes_id)],
            )
            for row in history.itertuples()
        ]


@pytest.fixture
def window(project: Project) -> Window:
    return Window(project)


def test_undo_in_the_window_names_the_event(window: Window) -> None:
    window.send("laat")
    window.send("laat", "duur")
    window.send("laat", undo=("duur",))
    assert window.events[-1] == ("remove", "duur", "undo", 2)


def test_undo_elsewhere_goes_on_where_the_window_stopped(window: Window) -> None:
    window.send("laat")
    window.send("laat", "duur")
    window.send("laat", undo=("duur",))
    assert window.elsewhere()
    assert window.state.codes == set()
    assert window.events[-1] == ("remove", "laat", "undo", 1)
    assert not window.elsewhere()


def test_acts_sent_as_one_are_taken_back_one_by_one(window: Window) -> None:
    window.send("laat", "duur")  # two keys while the first was under way
    window.send("duur", undo=("laat",))
    assert window.elsewhere()
    assert window.state.codes == set()
    assert [event[3] for event in window.events] == [None, None, 2, 1]


def test_on_off_on_is_undone_in_that_order(window: Window) -> None:
    window.send("laat")
    window.send()
    window.send("laat")
    window.send(undo=("laat",))
    window.send("laat", undo=("laat",))
    window.send(undo=("laat",))
    assert [event[3] for event in window.events] == [None, None, None, 3, 2, 1]
    assert not window.elsewhere()


def test_redo_is_the_act_done_again_and_can_be_undone_again(window: Window) -> None:
    window.send("laat", origins={"laat": Origin.SUGGESTION})
    window.send(undo=("laat",))
    window.send("laat", origins={"laat": Origin.SUGGESTION})
    window.send(undo=("laat",))
    assert window.events == [
        ("add", "laat", "suggestion", None),
        ("remove", "laat", "undo", 1),
        ("add", "laat", "suggestion", None),
        ("remove", "laat", "undo", 3),
    ]
    assert not window.elsewhere()


def test_undo_elsewhere_after_redo_takes_the_redo(window: Window) -> None:
    window.send("laat")
    window.send("laat", "duur")
    window.send("laat", undo=("duur",))
    window.send("laat", "duur")
    assert window.elsewhere()
    assert window.state.codes == {"laat"}
    assert window.elsewhere()
    assert window.state.codes == set()
    assert not window.elsewhere()


def test_undo_of_what_was_taken_back_elsewhere_is_an_act_by_hand(window: Window) -> None:
    window.send("laat")
    window.elsewhere()
    window.send("laat", undo=("laat",))  # takes back a removal that no act of this coder made
    assert window.events[-1] == ("add", "laat", "hand", None)


def test_read_memo_flag_and_marks_are_named_too(window: Window) -> None:
    everything = {"read": True, "memo": "let op", "flagged": True, "marks": frozenset({LATE})}
    window.send("laat", **everything)
    nothing = {"read": False, "memo": "", "flagged": False, "marks": frozenset()}
    window.send(undo=("laat", LATE.aspect, "@read", "@memo", "@flag"), **nothing)
    assert [event[:3] for event in window.events[5:]] == [
        ("unmark", "laat", "undo"),
        ("remove", "laat", "undo"),
        ("memo", None, "undo"),
        ("unflag", None, "undo"),
        ("reopen", None, "undo"),
    ]
    assert [event[3] for event in window.events[5:]] == [2, 1, 3, 4, 5]
    assert not window.elsewhere()


def test_undo_elsewhere_brings_marks_and_flag_back(window: Window) -> None:
    window.send("laat", flagged=True, marks=frozenset({LATE}))
    window.send(flagged=False, marks=frozenset())
    assert window.elsewhere()
    assert (window.state.codes, window.state.marks, window.state.flagged) == ({"laat"}, {LATE}, True)
    assert window.elsewhere()
    assert (window.state.codes, window.state.marks, window.state.flagged) == (set(), set(), False)


def test_a_memo_stored_in_goes_is_taken_back_in_one(window: Window) -> None:
    window.send(memo="l")
    window.send(memo="let")
    window.send(memo="let op")
    window.send(memo="", undo=("@memo",))
    assert window.state.memo == ""
    assert [event[3] for event in window.events] == [None, None, None, 3, 2, 1]
    assert not window.elsewhere()


def test_a_file_is_not_taken_back(window: Window) -> None:
    content = b"question,respondent,coder,code\n7,Reiziger 1,Ans,laat\n"
    window.project.codings.import_codings(content, name="eerder.csv")
    assert not window.elsewhere()
    window.send(read=True, undo=("laat",))
    assert window.events[-1] == ("remove", "laat", "hand", None)
