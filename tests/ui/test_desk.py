"""The desk between browser and project: stores once, answers for everything, refuses nonsense."""

from dataclasses import replace

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import OperationalError
from tests.builders import add_question

from coding.codings import JudgementUpdate
from coding.codings.kept import KeptStates
from coding.store.schema import Code, CodingEvent, Model, QueueItem, Suggestion
from coding.ui.desk import AHEAD, BEHIND, Desk
from coding.ui.items import load_items

SCOPE = "project:7:1:1"
CLIENT = "a" * 32


class Work:
    """A project with answers, a coder and a desk."""

    def __init__(self, project, n_answers: int = 3) -> None:
        self.project = project
        self.segments = add_question(project, [f"Antwoord {number}" for number in range(n_answers)])
        self.coder = project.codings.ensure_coder("Anna")
        self.queue = project.codings.default_queue("7")
        self.desk = self.open()

    def open(self, *, coder: int | None = None) -> Desk:
        return Desk(
            self.project,
            question_key="7",
            coder_id=coder or self.coder,
            queue_id=self.queue,
            items=load_items(self.project, "7", self.queue),
            scope=SCOPE,
        )

    def entry(self, place: int, *codes: str, revision: int, **changes):
        return {
            "segment": self.segments[place],
            "codes": list(codes),
            "read": True,
            "memo": "",
            "origins": {},
            "base": 0,
            "revision": revision,
            "model": None,
            "queue": self.queue,
        } | changes

    def message(self, *entries, seq: int = 1, position: int = 0, client: str = CLIENT, question: str = "7"):
        journals = [{"client": client, "question": question, "entries": list(entries)}]
        return {"scope": SCOPE, "seq": seq, "position": position, "journals": journals}

    def n_events(self) -> int:
        with self.project.database.read() as connection:
            return len(connection.scalars(select(CodingEvent.id)).all())


@pytest.fixture
def work(project) -> Work:
    return Work(project)


def _codes(batch) -> list[list[str]]:
    return [doc["state"]["codes"] for doc in batch["docs"]]


def test_a_batch_holds_texts_states_and_progress(work):
    batch = work.desk.batch()
    assert [doc["text"] for doc in batch["docs"]] == ["Antwoord 0", "Antwoord 1", "Antwoord 2"]
    assert batch["docs"][0]["state"] == {
        "codes": [],
        "read": False,
        "memo": "",
        "version": 0,
        "flagged": False,
        "marks": [],
    }
    assert batch["docs"][0]["source"] == []  # who answered is not shown to who codes
    assert (batch["total"], batch["read"], batch["answers"]) == (3, "000", [])


def test_work_is_stored_and_answered(work):
    work.desk.receive(work.message(work.entry(0, "laat", "duur", revision=1, memo="let op"), seq=5))
    batch = work.desk.batch()
    assert batch["seen"] == 5
    assert batch["read"] == "100"
    [answer] = batch["answers"]
    assert (answer["client"], answer["segment"], answer["revision"]) == (CLIENT, work.segments[0], 1)
    assert answer["accepted"]
    assert answer["refused"] is None
    expected = {
        "codes": ["duur", "laat"],
        "read": True,
        "memo": "let op",
        "version": 1,
        "flagged": False,
        "marks": [],
    }
    assert answer["state"] == batch["docs"][0]["state"] == expected


def test_sent_twice_is_stored_once(work):
    message = work.message(work.entry(0, "laat", revision=1), work.entry(1, revision=2))
    work.desk.receive(message)
    before = work.n_events()
    work.desk.receive(message)
    work.open().receive(message)  # after a restart of the server
    assert work.n_events() == before
    assert _codes(work.desk.batch()) == [["laat"], [], []]


def test_an_older_message_after_a_newer_one_changes_nothing(work):
    work.desk.receive(work.message(work.entry(0, "laat", revision=1)))
    work.desk.receive(work.message(work.entry(0, "duur", revision=4)))
    fresh = work.open()
    fresh.receive(work.message(work.entry(0, "laat", revision=1)))
    assert _codes(fresh.batch())[0] == ["duur"]


def test_another_tab_that_did_not_see_the_change_is_told(work):
    work.desk.receive(work.message(work.entry(0, "laat", revision=1)))
    other = work.open()
    other.receive(work.message(work.entry(0, "duur", revision=1), client="b" * 32))
    [answer] = other.batch()["answers"]
    assert not answer["accepted"]
    assert answer["refused"] is None
    assert answer["state"]["codes"] == ["laat"]
    other.receive(work.message(work.entry(0, "duur", revision=2, base=1), client="b" * 32))
    assert other.batch()["answers"][0]["accepted"]
    assert _codes(work.desk.batch())[0] == ["duur"]


@pytest.mark.parametrize(
    ("changes", "codes", "reason"),
    [
        ({"segment": 999_999}, ("laat",), "answer"),
        ({}, ("bestaat-niet",), "code"),
        ({}, ("laat", "geen"), "exclusive"),
    ],
)
def test_nonsense_is_refused_and_the_rest_is_stored(work, changes, codes, reason):
    work.desk.receive(
        work.message(work.entry(0, *codes, revision=1, **changes), work.entry(1, "duur", revision=2))
    )
    batch = work.desk.batch()
    assert [answer["refused"] for answer in batch["answers"]] == [reason, None]
    assert _codes(batch) == [[], ["duur"], []]


def test_a_question_that_does_not_exist_is_refused(work):
    work.desk.receive(work.message(work.entry(0, "laat", revision=1), question="99"))
    assert work.desk.batch()["answers"][0]["refused"] == "answer"
    assert work.n_events() == 0


def test_what_was_left_behind_at_another_question_is_stored_there(work):
    others = add_question(work.project, ["Elders"], key="8")
    work.desk.receive(work.message(work.entry(0, "duur", revision=3, segment=others[0]), question="8"))
    given = work.project.codings.codings("8")
    assert list(zip(given["segment_id"], given["code"], strict=True)) == [(others[0], "duur")]
    assert work.desk.batch()["answers"][0]["accepted"]


def test_a_segment_of_another_question_is_refused(work):
    others = add_question(work.project, ["Elders"], key="8")
    work.desk.receive(work.message(work.entry(0, "duur", revision=3, segment=others[0])))
    assert work.desk.batch()["answers"][0]["refused"] == "answer"


def test_unknown_model_and_queue_are_left_out(work):
    work.desk.receive(work.message(work.entry(0, "laat", revision=1, model=77, queue=88)))
    with work.project.database.read() as connection:
        row = connection.execute(select(CodingEvent.model_id, CodingEvent.queue_id).limit(1)).one()
    assert tuple(row) == (None, None)
    work.desk.receive(work.message(work.entry(1, "laat", revision=2)))
    with work.project.database.read() as connection:
        newest = select(CodingEvent.queue_id).order_by(CodingEvent.id.desc()).limit(1)
        assert connection.scalar(newest) == work.queue


def test_nothing_is_answered_while_storing_fails(work, monkeypatch):
    def full_disk(*_arguments, **_options):
        raise OperationalError("insert", {}, Exception("disk full"))

    message = work.message(work.entry(0, "laat", revision=1))
    with monkeypatch.context() as patched:
        patched.setattr(work.project.codings, "judge", full_disk)
        work.desk.receive(message)
        batch = work.desk.batch()
    assert batch["trouble"] == "trouble"
    assert batch["answers"] == []
    work.desk.receive(message)
    batch = work.desk.batch()
    assert not batch["trouble"]
    assert batch["answers"][0]["accepted"]


def test_when_reading_fails_the_browser_keeps_what_it_has(work, monkeypatch):
    def away(*_arguments, **_options):
        raise OperationalError("select", {}, Exception("server closed the connection"))

    monkeypatch.setattr(KeptStates, "of", away)
    batch = work.desk.batch()
    assert batch["trouble"] == "trouble"
    assert batch["docs"] == []


def test_coders_see_their_own_work_only(work):
    work.desk.receive(work.message(work.entry(0, "laat", revision=1)))
    other = work.open(coder=work.project.codings.ensure_coder("Bram"))
    assert _codes(other.batch()) == [[], [], []]
    assert other.batch()["read"] == "000"
    assert other.first_unread() == 0
    assert work.open().first_unread() == 1


def test_the_window_moves_with_the_coder(project):
    work = Work(project, n_answers=AHEAD + 40)
    assert [doc["position"] for doc in work.desk.batch()["docs"]] == list(range(AHEAD))
    work.desk.receive(work.message(position=30))
    positions = [doc["position"] for doc in work.desk.batch()["docs"]]
    assert positions == list(range(30 - BEHIND, 30 + AHEAD))
    work.desk.receive(work.message(position=10_000))
    assert work.desk.position == AHEAD + 40
    assert work.desk.batch()["docs"][-1]["position"] == AHEAD + 39


def test_the_end_is_the_first_unread_when_all_is_read(work):
    entries = [work.entry(place, revision=place + 1) for place in range(3)]
    work.desk.receive(work.message(*entries))
    assert work.desk.first_unread() == 3
    assert work.desk.place_of(work.segments[2]) == 2
    assert work.desk.place_of(0) is None


def test_suggestions_of_the_newest_model_best_first(work):
    question = work.project.corpus.question("7").id
    with work.project.database.write() as connection:
        version = work.project.codebooks.for_question("7").version_id
        model = connection.execute(
            insert(Model)
            .values(
                question_id=question,
                codebook_version_id=version,
                pipeline="test",
                settings={"n_coded": 1},
                metrics={"micro_f1": 0.5, "macro_f1": 0.5},
                payload=b"",
            )
            .returning(Model.id)
        ).scalar_one()
        codes = {row.key: row.id for row in connection.execute(select(Code.key, Code.id))}
        for code, probability in (("duur", 0.31), ("laat", 0.87654), ("zelden", 0.02)):
            connection.execute(
                insert(Suggestion).values(
                    model_id=model,
                    segment_id=work.segments[0],
                    code_id=codes[code],
                    probability=probability,
                )
            )
    desk = work.open()
    batch = desk.batch()
    assert batch["model"] == model
    assert batch["docs"][0]["suggestions"] == [("laat", 0.8765, ()), ("duur", 0.31, ())]
    assert batch["docs"][1]["suggestions"] == []
    entry = work.entry(0, "laat", revision=1, model=model, origins={"laat": "suggestion"})
    desk.receive(work.message(entry))
    with work.project.database.read() as connection:
        row = connection.execute(
            select(CodingEvent.origin, CodingEvent.model_id).where(CodingEvent.action == "add")
        ).one()
    assert tuple(row) == ("suggestion", model)


def test_codes_taken_over_and_read_in_one_press_are_one_act(work):
    origins = {"laat": "suggestion", "duur": "suggestion"}
    work.desk.receive(work.message(work.entry(0, "duur", "laat", revision=1, origins=origins)))
    history = work.project.codings.history(work.segments[0])
    assert sorted(zip(history["action"], history["origin"], strict=True)) == [
        ("add", "suggestion"),
        ("add", "suggestion"),
        ("read", "hand"),
    ]
    work.project.codings.undo_last("7", coder_id=work.coder)
    state = work.desk.batch()["docs"][0]["state"]
    assert (state["codes"], state["read"]) == ([], False)


def test_a_judgement_made_elsewhere_shows_in_the_next_batch(work):
    work.desk.batch()
    update = JudgementUpdate(segment_id=work.segments[1], codes=frozenset({"duur"}), read=True)
    work.project.codings.judge([update], coder_id=work.coder)
    batch = work.desk.batch()
    assert batch["read"] == "010"
    assert _codes(batch)[1] == ["duur"]


def test_marks_and_flag_are_stored_and_come_back(work):
    marks = [{"code": "laat", "start": 0, "end": 8}]
    work.desk.receive(work.message(work.entry(0, "laat", revision=1, flagged=True, marks=marks)))
    state = work.desk.batch()["docs"][0]["state"]
    assert (state["flagged"], state["marks"]) == (True, marks)
    assert list(work.project.codings.marks("7")["quote"]) == ["Antwoord"]
    outside = [{"code": "laat", "start": 0, "end": 11}]  # the text has ten signs
    work.desk.receive(work.message(work.entry(1, "laat", revision=2, marks=outside)))
    assert work.desk.batch()["answers"][0]["refused"] == "mark"


def test_who_stopped_stores_nothing_more(work):
    work.project.team.change(work.coder, active=False)
    work.desk.receive(work.message(work.entry(0, "laat", revision=1)))
    assert work.desk.batch()["trouble"] == "may_not"
    assert work.n_events() == 0
    work.project.team.change(work.coder, active=True)
    work.desk.receive(work.message(work.entry(0, "laat", revision=1)))
    assert work.n_events() == 2


def test_what_is_coded_blind_shows_no_suggestions_and_nothing_of_who_answered(work):
    with work.project.database.write() as connection:
        connection.execute(
            update(QueueItem)
            .where(QueueItem.queue_id == work.queue, QueueItem.segment_id == work.segments[0])
            .values(purpose="audit")
        )
    desk = Desk(
        work.project,
        question_key="7",
        coder_id=work.coder,
        queue_id=work.queue,
        items=load_items(work.project, "7", work.queue),
        scope=SCOPE,
        variables={"Reiziger 1": [("Lijn", "4")], "Reiziger 2": [("Lijn", "7")]},
    )
    docs = desk.batch()["docs"]
    assert [doc["blind"] for doc in docs] == [True, False, False]
    assert [doc["variables"] for doc in docs] == [[], [("Lijn", "7")], []]


def test_a_code_added_since_is_taken_and_not_refused(work):
    work.desk.receive(work.message(work.entry(0, "laat", revision=1)))
    book = work.project.codebooks.for_question("7").content
    new = replace(book.code("duur"), id="halte", label="Halte")
    work.project.codebooks.add(replace(book, codes=(*book.codes, new)), author="B", reason="r")
    work.desk.receive(work.message(work.entry(1, "halte", revision=2)))
    assert _codes(work.desk.batch()) == [["laat"], ["halte"], []]
