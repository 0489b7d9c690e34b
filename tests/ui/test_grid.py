"""The list between browser and project: the table once, every act once, nothing over somebody's head."""

import json

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from tests.builders import add_question

from coding.codings import BulkCoding, JudgementUpdate, Role
from coding.store.schema import CodingEvent
from coding.ui.components.grid.message import parse_message
from coding.ui.grid import Grid

SCOPE = "project:7:1"
CLIENT = "a" * 32
TEXTS = ["Te laat.", "te laat", "De bus is te duur", "Prima", "bus te duur"]


class Work:
    """A project with answers, a coder and a list."""

    def __init__(self, project) -> None:
        self.project = project
        self.segments = add_question(project, TEXTS)
        self.coder = project.codings.ensure_coder("Anna")
        self.grid = self.open()

    def open(self, *, coder: int | None = None, queue: int | None = None) -> Grid:
        return Grid(
            self.project,
            question_key="7",
            coder_id=coder or self.coder,
            twins=self.project.twins.groups("7"),
            scope=SCOPE,
            queue_id=queue,
        )

    def act(self, *places: int, code: str | None = "laat", kind: str = "give", revision: int = 1, **more):
        return {
            "client": CLIENT,
            "revision": revision,
            "kind": kind,
            "code": code,
            "segments": [self.segments[place] for place in places],
            "versions": [0] * len(places),
        } | more

    def message(self, *acts, seq: int = 1, **more):
        return {
            "scope": SCOPE,
            "seq": seq,
            "have": "",
            "acts": list(acts),
            "search": None,
            "columns": [],
        } | more

    def stands(self) -> list[list[str]]:
        states = self.project.codings.states(self.segments, coder_id=self.coder)
        return [sorted(states[segment].codes) for segment in self.segments]

    def n_events(self) -> int:
        with self.project.database.read() as connection:
            return len(connection.scalars(select(CodingEvent.id)).all())


@pytest.fixture
def work(project) -> Work:
    return Work(project)


def test_the_table_holds_texts_once_and_says_what_is_the_same(work):
    table = work.grid.table()
    assert table["ids"] == work.segments
    assert [table["texts"][place] for place in table["text"]] == TEXTS
    assert table["same"] == [0, 0, 1, 2, 3]
    assert table["near"] == [0, 0, 1, 2, 1]
    assert (table["read"], table["flagged"], table["versions"]) == ("00000", "00000", [0] * 5)
    assert table["sources"] is None  # who answered is nobody's business
    assert "Reiziger" not in json.dumps(table)


def test_the_table_is_sent_until_the_browser_has_it(work):
    assert "table" in work.grid.data()
    work.grid.receive(work.message())
    assert "table" in work.grid.data()
    work.grid.receive(work.message(have=work.grid.table_id, seq=2))
    data = work.grid.data()
    assert "table" not in data
    assert data["seen"] == 2


def test_many_get_a_code_at_once_and_are_answered(work):
    work.grid.receive(work.message(work.act(0, 1, 3), seq=4))
    assert work.stands() == [["laat"], ["laat"], [], ["laat"], []]
    [answer] = work.grid.data()["answers"]
    assert (answer["client"], answer["revision"], answer["refused"]) == (CLIENT, 1, None)
    assert (answer["touched"], answer["stale"]) == (3, [])
    assert answer["rows"] == [[work.segments[place], 1, 1, 0, ["laat"]] for place in (0, 1, 3)]


def test_sent_again_it_is_done_once_also_after_a_restart(work):
    message = work.message(work.act(0, 1))
    work.grid.receive(message)
    n = work.n_events()
    work.grid.receive(message)
    again = work.open()
    again.receive(message)
    assert work.n_events() == n
    assert again.data()["answers"][0]["touched"] == 2


def test_what_changed_elsewhere_is_left_alone_and_told(work):
    update = JudgementUpdate(work.segments[1], frozenset({"duur"}), read=True)
    work.project.codings.judge([update], coder_id=work.coder)
    work.grid.receive(work.message(work.act(0, 1)))
    assert work.stands()[:2] == [["laat"], ["duur"]]
    [answer] = work.grid.data()["answers"]
    assert answer["stale"] == [work.segments[1]]
    assert answer["rows"][1] == [work.segments[1], 1, 1, 0, ["duur"]]


def test_undo_takes_back_one_act(work):
    work.grid.receive(work.message(work.act(0, 1)))
    undo = work.act(0, 1, kind="undo", code=None, revision=2, undoes=1, versions=[1, 1])
    work.grid.receive(work.message(undo, seq=2))
    assert work.stands() == [[], [], [], [], []]
    assert work.grid.data()["answers"][0]["touched"] == 2


def test_acts_of_one_message_are_done_in_the_order_they_were_done(work):
    later = work.act(0, 1, kind="take", revision=2, versions=[1, 1])
    work.grid.receive(work.message(later, work.act(0, 1)))
    assert work.stands()[:2] == [[], []]
    assert [answer["stale"] for answer in work.grid.data()["answers"]] == [[], []]


@pytest.mark.parametrize("code", ["onzin", "x" * 90])
def test_an_unknown_code_is_refused_and_said(work, code):
    work.grid.receive(work.message(work.act(0, code=code)))
    [answer] = work.grid.data()["answers"]
    assert "staat niet in het codeboek" in answer["refused"]
    assert work.n_events() == 0


def test_a_text_of_another_question_is_refused(work):
    work.grid.receive(work.message(work.act(0, segments=[work.segments[0], 99999], versions=[0, 0])))
    [answer] = work.grid.data()["answers"]
    assert answer["refused"]
    assert work.stands()[0] == []


def test_who_may_not_code_cannot(work):
    work.project.codings.ensure_coder("Lot", role=Role.LEAD)
    reader = work.project.codings.ensure_coder("Rik", role=Role.READER)
    grid = work.open(coder=reader)
    grid.receive(work.message(work.act(0)))
    assert "mag niet" in grid.data()["answers"][0]["refused"]
    assert work.n_events() == 0


def test_a_database_that_is_away_confirms_nothing(work, monkeypatch):
    def away(*_args: object, **_more: object) -> None:
        raise OperationalError("insert", {}, Exception("disk full"))

    with monkeypatch.context() as patched:
        patched.setattr(BulkCoding, "apply", away)
        work.grid.receive(work.message(work.act(0)))
        assert work.grid.data()["trouble"]
        assert work.grid.data()["answers"] == []
    work.grid.receive(work.message(work.act(0)))
    assert not work.grid.data()["trouble"]
    assert work.stands()[0] == ["laat"]


def test_who_read_what_is_shown_to_those_who_may_see_it(work):
    lead = work.project.codings.ensure_coder("Lot", role=Role.LEAD)
    work.grid.receive(work.message(work.act(0)))
    assert work.open().table()["coders"] is None  # a coder does not see others
    table = work.open(coder=lead).table()
    assert table["coderNames"] == ["Anna"]
    assert table["coders"] == [[0], [], [], [], []]


def test_what_is_read_blind_shows_nobody(work, monkeypatch):
    lead = work.project.codings.ensure_coder("Lot", role=Role.LEAD)
    work.grid.receive(work.message(work.act(0, 3)))
    grid = work.open(coder=lead)
    monkeypatch.setattr(type(work.project.divisions), "blind", lambda *_args: {work.segments[0]})
    assert grid.table()["coders"] == [[], [], [], [0], []]


def test_only_the_queue_one_works_through_in_its_order(work):
    queue = work.project.codings.make_queue(
        "7", title="Deel", strategy="hand", segment_ids=[work.segments[3], work.segments[0]]
    )
    assert work.open(queue=queue).table()["ids"] == [work.segments[3], work.segments[0]]


def test_words_are_found_in_every_form(work):
    search = {"number": 3, "text": "bussen te Duur"}
    work.grid.receive(work.message(search=search))
    assert work.grid.data()["found"] == {"number": 3, "analysed": False, "segments": []}
    work.project.language.analyse("7")
    grid = work.open()
    grid.receive(work.message(search={"number": 4, "text": "DURE"}))
    assert grid.data()["found"]["analysed"]
    grid.receive(work.message(search={"number": 5, "text": "bus duur"}))
    assert grid.data()["found"]["segments"] == [work.segments[2], work.segments[4]]


@pytest.mark.parametrize(
    "raw",
    [
        None,
        7,
        "x",
        [],
        {},
        {"scope": "other", "acts": []},
        {"scope": SCOPE, "acts": "x", "columns": 5, "search": [], "have": 3, "seq": "1"},
        {"scope": SCOPE, "acts": [None, 5, {}, {"client": "'; drop", "revision": 1}]},
    ],
)
def test_rubbish_does_nothing(work, raw):
    work.grid.receive(raw)
    assert work.n_events() == 0
    assert work.grid.data()["answers"] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"client": "short"},
        {"revision": 0},
        {"revision": True},
        {"kind": "delete"},
        {"kind": ["give"]},
        {"code": None},
        {"code": ""},
        {"code": "x" * 101},
        {"segments": []},
        {"versions": []},
        {"versions": [-1]},
        {"segments": ["1"]},
        {"segments": [2**40]},
        {"kind": "undo", "undoes": None},
    ],
)
def test_an_act_that_makes_no_sense_is_left_out(work, changes):
    message = parse_message(work.message(work.act(0) | changes), scope=SCOPE)
    assert message is not None
    assert message.acts == ()
