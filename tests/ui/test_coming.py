"""A desk at a queue that grows: more comes in time, once, and it ends only where there is no more."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import numpy as np
import pytest
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from tests.builders import add_question

from coding.codings import JudgementUpdate
from coding.errors import CodingError
from coding.project import Project
from coding.queueing import AHEAD, BATCH
from coding.ui.coming import Coming
from coding.ui.desk import Desk
from coding.ui.items import in_queue, load_texts

WORDS = [
    "bus",
    "te",
    "laat",
    "halte",
    "regen",
    "duur",
    "kaartje",
    "chauffeur",
    "aardig",
    "rijdt",
    "zelden",
    "avond",
    "druk",
    "trein",
    "school",
]


class InTurn(Executor):
    """Does what it is given at once; while ``held``, only when told to."""

    def __init__(self) -> None:
        self.held = False
        self._waiting: list[Callable[[], None]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()

        def do() -> None:
            try:
                future.set_result(fn(*args, **kwargs))
            except (SQLAlchemyError, CodingError) as error:
                future.set_exception(error)

        self._waiting.append(do)
        if not self.held:
            self.go_on()
        return future

    def go_on(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()


class Work:
    """Forty-five answers, Anna, and her queue that grows."""

    def __init__(self, project: Project) -> None:
        rng = np.random.default_rng(2)
        texts = [f"{' '.join(rng.choice(WORDS, 5, replace=False))} {number}" for number in range(45)]
        self.project, self.segments = project, add_question(project, texts)
        self.coder = project.codings.ensure_coder("Anna")
        self.queue = project.queueing.open("7", coder_id=self.coder, seed=3)
        self.seq = 0
        self.beside = InTurn()

    def open(self) -> Desk:
        texts = load_texts(self.project, "7")
        coming = Coming(
            self.project,
            queue_id=self.queue,
            texts=lambda: texts,
            labels={"laat": "Te laat"},
            beside=self.beside,
        )
        desk = Desk(
            self.project,
            question_key="7",
            coder_id=self.coder,
            queue_id=self.queue,
            items=in_queue(self.project, self.queue, texts),
            scope="s",
            coming=coming,
        )
        desk.position = desk.first_unread()
        desk.lengthen()
        return desk

    def read(self, desk: Desk, *places: int, read: bool = True, at: int | None = None) -> None:
        """Read texts in a browser, or take that back, ending somewhere: by default after the last."""
        self.seq += 1
        entries = [
            {
                "segment": desk.items[place].segment_id,
                "codes": [],
                "read": read,
                "memo": "",
                "origins": {},
                "base": 0,
                "revision": 1000 * self.seq + place + 1,
                "model": None,
                "queue": self.queue,
            }
            for place in places
        ]
        journals = [{"client": "a" * 32, "question": "7", "entries": entries}]
        position = max(places) + 1 if at is None else at
        desk.receive({"scope": "s", "seq": self.seq, "position": position, "journals": journals})
        desk.lengthen()


@pytest.fixture
def work(project: Project) -> Work:
    return Work(project)


def test_a_queue_without_texts_is_filled_before_the_first_is_shown(work: Work) -> None:
    batch = work.open().batch()
    assert (batch["total"], batch["read"]) == (BATCH, "0" * BATCH)
    assert batch["coming"] == {"grows": True, "more": True, "whole": 45, "elsewhere": 0}
    assert all(doc["why"] for doc in batch["docs"])


def test_more_comes_before_the_end_is_reached(work: Work) -> None:
    desk = work.open()
    work.read(desk, *range(BATCH - AHEAD))
    assert len(desk.items) == BATCH  # ten lie ahead
    first = [item.segment_id for item in desk.items]
    work.read(desk, BATCH - AHEAD)
    assert len(desk.items) == 2 * BATCH
    assert [item.segment_id for item in desk.items[:BATCH]] == first  # what was there stays where it was
    batch = desk.batch()
    assert (batch["total"], batch["read"]) == (40, "1" * 11 + "0" * 29)
    places = {doc["id"]: doc["position"] for doc in batch["docs"]}
    assert places[desk.items[25].segment_id] == 25


def test_no_key_waits_for_what_comes_next(work: Work) -> None:
    desk = work.open()
    work.beside.held = True
    work.read(desk, *range(11))
    batch = desk.batch()
    assert (batch["total"], batch["read"]) == (BATCH, "1" * 11 + "0" * 9)  # stored and confirmed all the same
    assert batch["coming"]["more"]
    work.beside.go_on()
    work.read(desk, 11)
    assert len(desk.items) == 2 * BATCH


def test_what_was_taken_back_while_more_was_chosen_ends_nothing(work: Work) -> None:
    desk = work.open()
    work.read(desk, 18, 19, at=0)
    work.beside.held = True
    work.read(desk, *range(10), at=10)  # eight lie ahead: more is asked for
    work.read(desk, 18, 19, read=False, at=10)
    work.beside.go_on()  # by now ten lie ahead, and nothing comes
    work.beside.held = False
    work.read(desk, 10)
    assert len(desk.items) == 2 * BATCH


def test_it_ends_when_everything_is_read_and_not_before(work: Work) -> None:
    desk = work.open()
    while (place := desk.first_unread()) < len(desk.items):
        assert desk.batch()["coming"]["more"] or len(desk.items) == 45
        work.read(desk, place)
    batch = desk.batch()
    assert (batch["total"], batch["coming"]["more"]) == (45, False)
    assert sorted(item.segment_id for item in desk.items) == work.segments
    assert work.project.codings.read_by("7", coder_id=work.coder) == set(work.segments)


def test_two_tabs_see_the_same_longer_queue(work: Work) -> None:
    one, other = work.open(), work.open()
    work.read(one, *range(11))
    assert len(one.items) == 2 * BATCH
    other.receive({"scope": "s", "seq": 1, "position": 11, "journals": []})
    other.lengthen()  # it knows nothing of what the first one read
    assert len(other.items) == 2 * BATCH
    assert [item.segment_id for item in one.items] == [item.segment_id for item in other.items]
    assert other.batch()["coming"]["more"]


def test_what_others_read_counts_for_the_whole(work: Work) -> None:
    desk = work.open()
    inside = {item.segment_id for item in desk.items}
    outside = [segment for segment in work.segments if segment not in inside]
    bram = work.project.codings.ensure_coder("Bram")
    work.project.codings.judge(
        [JudgementUpdate(segment, frozenset(), read=True) for segment in outside[:4]], coder_id=bram
    )
    assert work.open().batch()["coming"]["elsewhere"] == 4


def test_a_database_that_is_away_ends_nothing(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = work.open()

    def away(*_given: object, **_named: object) -> int:
        raise OperationalError("", {}, Exception("away"))

    with monkeypatch.context() as broken:
        broken.setattr(work.project.queueing, "grow", away)
        work.read(desk, *range(15))
        batch = desk.batch()
        assert (batch["total"], batch["coming"]["more"], batch["read"]) == (BATCH, True, "1" * 15 + "0" * 5)
    work.read(desk, 15)
    assert len(desk.items) == 2 * BATCH


def test_in_a_queue_laid_out_at_once_nothing_comes(work: Work) -> None:
    queue = work.project.codings.default_queue("7")
    coming = Coming(work.project, queue_id=queue, texts=dict, labels={})
    assert coming.facts() == {"grows": False, "more": False}
    assert coming.why(work.segments) == {}


def test_audit_texts_come_without_help_however_they_are_asked_for(work: Work) -> None:
    from sqlalchemy import insert, select

    from coding.store.schema import Code, CodebookVersion, Model, Question, Suggestion

    with work.project.database.write() as connection:
        laat = connection.scalars(select(Code.id).where(Code.key == "laat")).one()
        model = connection.execute(
            insert(Model)
            .values(
                question_id=connection.scalars(select(Question.id)).one(),
                codebook_version_id=connection.scalars(select(CodebookVersion.id)).first(),
                pipeline="test",
                settings={"n_coded": 20},
                metrics={},
            )
            .returning(Model.id)
        ).scalar_one()
        rows = [
            {"model_id": model, "segment_id": segment, "code_id": laat, "probability": 0.6}
            for segment in work.segments
        ]
        connection.execute(insert(Suggestion), rows)
    docs = work.open().batch()["docs"]
    audit = [doc for doc in docs if doc["blind"]]
    assert len(audit) == 4
    assert {bool(doc["suggestions"]) for doc in audit} == {False}
    assert {bool(doc["suggestions"]) for doc in docs if not doc["blind"]} == {True}
    in_order = Desk(
        work.project,
        question_key="7",
        coder_id=work.coder,
        queue_id=work.project.codings.default_queue("7"),
        items=in_queue(work.project, work.project.codings.default_queue("7"), load_texts(work.project, "7")),
        scope="s",
    )
    found = {doc["id"]: doc for doc in in_order.batch()["docs"]}
    assert all(found[doc["id"]]["blind"] and not found[doc["id"]]["suggestions"] for doc in audit)
