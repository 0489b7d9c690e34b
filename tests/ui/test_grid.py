"""The list between browser and project: the table once, every act once, nothing over somebody's head."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError
from tests.builders import add_question

from coding.codings import BulkCoding, JudgementUpdate, Role
from coding.store.schema import CodingEvent, Respondent, RespondentValue, Variable
from coding.ui.answers import Answers
from coding.ui.components.grid.message import parse_message
from coding.ui.grid import Grid

SCOPE = "project:7:1"
CLIENT = "a" * 32
TEXTS = ["Te laat.", "te laat", "De bus is te duur", "Prima", "bus te duur"]


class Work:
    """A project with answers, a coder and a list."""

    def __init__(self, project, texts: list[str] = TEXTS) -> None:
        self.project = project
        self.segments = add_question(project, texts)
        self.coder = project.codings.ensure_coder("Anna")
        self.answers = Answers(project, "7")
        self.grid = self.open()

    def open(self, *, coder: int | None = None, segments: list[int] | None = None) -> Grid:
        return Grid(
            self.project,
            question_key="7",
            coder_id=coder or self.coder,
            answers=self.answers,
            scope=SCOPE,
            segment_ids=segments,
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
def work(project) -> Iterator[Work]:
    work = Work(project)
    yield work
    work.answers.wait()


def test_the_table_holds_texts_once_and_says_what_is_the_same(work):
    table = work.grid.table(0)
    assert table["ids"] == work.segments
    assert [table["texts"][place] for place in table["text"]] == TEXTS
    assert table["same"] == [0, 0, 1, 2, 3]
    assert (table["read"], table["flagged"], table["versions"]) == ("00000", "00000", [0] * 5)
    assert table["sources"] is None  # who answered is nobody's business
    assert "Reiziger" not in json.dumps(table)


def test_the_table_is_sent_until_the_browser_has_it_also_by_a_page_drawn_anew(work):
    assert "table" in work.grid.data()
    work.grid.receive(work.message())
    assert "table" in work.grid.data()
    again = work.open()
    again.receive(work.message(have=work.grid.table_id, seq=2))
    data = again.data()
    assert "table" not in data
    assert data["seen"] == 2


def test_what_is_nearly_the_same_comes_later_and_once(work):
    assert "near" not in work.grid.data()  # nobody waits for it
    work.answers.wait()
    work.grid.receive(work.message(have=work.grid.table_id))
    assert work.grid.data()["near"] == [0, 0, 1, 2, 1]
    work.grid.receive(work.message(have=work.grid.table_id, near=True, seq=2))
    assert "near" not in work.grid.data()


def test_what_was_done_elsewhere_is_told_once(work):
    work.project.codings.ensure_coder("Lot", role=Role.LEAD)
    work.grid = work.open()  # Anna is one of a team: what others give is not hers to see
    number = work.grid.data()["table"]["number"]
    update = JudgementUpdate(work.segments[3], frozenset({"duur"}), read=True)
    work.project.codings.judge([update], coder_id=work.coder)
    bram = work.project.codings.ensure_coder("Bram")
    others = JudgementUpdate(work.segments[0], frozenset({"duur"}), read=True)
    work.project.codings.judge([others], coder_id=bram)
    work.grid.receive(work.message(have=work.grid.table_id, after=number))
    changes = work.grid.data()["changes"]
    assert changes["rows"] == [[work.segments[3], 1, 1, 0, ["duur"]]]
    assert changes["readers"] == []
    work.grid.receive(work.message(have=work.grid.table_id, after=changes["number"], seq=2))
    assert work.grid.data()["changes"] == {"number": changes["number"], "rows": [], "readers": []}


def test_a_browser_that_knows_more_than_the_project_gets_the_table_anew(work):
    work.grid.receive(work.message(have=work.grid.table_id, after=99))  # a copy was put back
    assert work.grid.data()["table"]["number"] == 0


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
    assert work.open().table(0)["readers"] is None  # a coder does not see others
    assert work.open(coder=lead).table(0)["readers"] == [(work.segments[0], ["Anna"])]


def test_a_new_reader_is_told_to_those_who_may_see_it(work):
    lead = work.project.codings.ensure_coder("Lot", role=Role.LEAD)
    grid = work.open(coder=lead)
    number = grid.data()["table"]["number"]
    work.grid.receive(work.message(work.act(2)))
    grid.receive(work.message(have=grid.table_id, after=number))
    changes = grid.data()["changes"]
    assert changes["readers"] == [(work.segments[2], ["Anna"])]
    assert changes["rows"] == [[work.segments[2], 0, 0, 0, []]]  # not a word of which codes


def _divide_double(work: Work) -> int:
    """Give everything to two: Anna and a lead, whose number is returned."""
    lead = work.project.codings.ensure_coder("Lot", role=Role.LEAD)
    proposal = work.project.divisions.propose("7", [work.coder, lead], share=1.0)
    work.project.divisions.divide(proposal, author="Lot")
    return lead


def test_what_is_to_be_read_blind_shows_nobody(work):
    grid = work.open(coder=_divide_double(work))
    work.grid.receive(work.message(work.act(0, 3)))
    assert grid.table(0)["readers"] == [(work.segments[0], []), (work.segments[3], [])]
    grid.receive(work.message(work.act(3)))
    assert grid.table(0)["readers"] == [(work.segments[0], []), (work.segments[3], ["Anna", "Lot"])]


def test_what_is_to_be_read_blind_shows_no_group(project):
    work = Work(project, [f"{text} {word}" for text in TEXTS for word in "abcdefgh"])
    project.clusters.cluster("7", n_clusters=2)
    assert set(work.open().table(0)["cluster"]) == {0, 1}
    _divide_double(work)
    assert set(work.open().table(0)["cluster"]) == {-1}


def test_what_is_to_be_read_blind_shows_no_variables(project):
    work = Work(project)
    with project.database.write() as connection:
        people = connection.scalars(select(Respondent.id).order_by(Respondent.id)).all()
        line = connection.execute(
            insert(Variable)
            .values(survey="bus", key="lijn", label="Lijn", kind="category", levels=[], position=1)
            .returning(Variable.id)
        ).scalar_one()
        values = [
            {"respondent_id": person, "variable_id": line, "value": f"lijn {n}"}
            for n, person in enumerate(people)
        ]
        connection.execute(insert(RespondentValue), values)
    asked = work.message(columns=["lijn"], have=work.grid.table_id)
    work.grid.receive(asked)
    assert work.grid.data()["values"] == {"lijn": [f"lijn {n}" for n in range(len(TEXTS))]}
    _divide_double(work)
    grid = work.open()
    grid.receive(asked)
    assert grid.data()["values"] == {"lijn": [None] * len(TEXTS)}
    work.answers.wait()


def test_only_the_queue_one_works_through_in_its_order(work):
    segments = [work.segments[3], work.segments[0]]
    table = work.open(segments=segments).table(0)
    assert table["ids"] == segments
    assert [table["texts"][place] for place in table["text"]] == [TEXTS[3], TEXTS[0]]


def test_long_texts_are_searched_whole_on_the_server(project):
    long = "Lang verhaal. " * 300 + "Café aan het eind"
    work = Work(project, ["Café", long])
    table = work.grid.table(0)
    assert [len(text) for text in table["texts"]] == [4, table["longest"]]
    assert table["lengths"] == [4, len(long)]
    for number, text, places in [(1, "CAFE aan", [1]), (2, "verhaal. lang", [1]), (3, "Café ergens", [])]:
        work.grid.receive(work.message(search={"number": number, "text": text, "how": "literal"}))
        expected = {"number": number, "analysed": True, "segments": [work.segments[n] for n in places]}
        assert work.grid.data()["found"] == expected


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
