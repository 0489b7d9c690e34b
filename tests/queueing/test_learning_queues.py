"""Queues that grow: what comes, once, before whom, and what of it is the audit's."""

import threading
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import insert, select, update
from tests.builders import add_later, add_question
from tests.learning import QUESTION, add_learnable, code

from coding.codings import JudgementUpdate
from coding.errors import CodingError, NotFoundError
from coding.project import Project
from coding.queueing import BATCH
from coding.store.schema import (
    AuditItem,
    Code,
    CodebookVersion,
    Coder,
    Model,
    Question,
    QueueItem,
    Suggestion,
)

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
    "zitplaats",
    "overstap",
    "trein",
    "school",
    "werk",
    "ochtend",
    "station",
    "fiets",
]


def answers(n: int, *, seed: int = 4) -> list[str]:
    rng = np.random.default_rng(seed)
    return [f"{' '.join(rng.choice(WORDS, 5, replace=False))} {number}" for number in range(n)]


@pytest.fixture
def asked(project: Project) -> Project:
    """A hundred answers, Anna (1) and Bram (2)."""
    add_question(project, answers(100))
    for name in ("Anna", "Bram"):
        project.codings.ensure_coder(name)
    return project


def read(project: Project, segments: list[int], coder: int = 1) -> None:
    project.codings.judge(
        [JudgementUpdate(segment, frozenset(), read=True) for segment in segments], coder_id=coder
    )


def rows(project: Project, queue: int):
    with project.database.read() as connection:
        return connection.execute(
            select(QueueItem).where(QueueItem.queue_id == queue).order_by(QueueItem.position)
        ).all()


def segments(project: Project, queue: int) -> list[int]:
    return [row.segment_id for row in rows(project, queue)]


def read_through(project: Project, queue: int, coder: int = 1) -> None:
    """Read whatever comes until nothing comes any more."""
    for _turn in range(100):
        n_before = len(rows(project, queue))
        project.queueing.grow(queue)
        items = segments(project, queue)
        read(project, items, coder)
        if len(items) == n_before:
            return
    raise AssertionError("it never ends")


def add_model(project: Project, probabilities: dict[int, dict[str, float]]) -> int:
    with project.database.write() as connection:
        codes = dict(connection.execute(select(Code.key, Code.id)).all())
        model = connection.execute(
            insert(Model)
            .values(
                question_id=connection.scalars(select(Question.id)).first(),
                codebook_version_id=connection.scalars(select(CodebookVersion.id)).first(),
                pipeline="test",
                settings={"n_coded": 20},
                metrics={},
            )
            .returning(Model.id)
        ).scalar_one()
        connection.execute(
            insert(Suggestion),
            [
                {"model_id": model, "segment_id": segment, "code_id": codes[code], "probability": p}
                for segment, given in probabilities.items()
                for code, p in given.items()
            ],
        )
    return int(model)


def test_a_first_batch_of_typical_texts_and_the_audit(asked: Project) -> None:
    queue = asked.queueing.open("7", coder_id=1, seed=5)
    assert asked.queueing.grow(queue) == BATCH
    found = rows(asked, queue)
    assert [row.position for row in found] == list(range(BATCH))
    assert Counter((row.reason, row.purpose) for row in found) == {("typical", ""): 16, ("audit", "audit"): 4}
    assert {row.probability for row in found if row.purpose} == {0.2}
    assert {row.probability for row in found if not row.purpose} == {None}
    assert {row.segment_id for row in found if row.purpose} <= asked.codings.unassisted("7", coder_id=1)


def test_nothing_comes_while_enough_lies_ahead_and_more_when_it_does_not(asked: Project) -> None:
    queue = asked.queueing.open("7", coder_id=1, seed=5)
    asked.queueing.grow(queue)
    assert asked.queueing.grow(queue) == 0
    read(asked, segments(asked, queue)[:10])
    assert asked.queueing.grow(queue) == 0  # ten are left
    read(asked, segments(asked, queue)[10:11])
    assert asked.queueing.grow(queue) == BATCH
    assert len(set(segments(asked, queue))) == 2 * BATCH


def test_what_was_skipped_does_not_count_as_lying_ahead(asked: Project) -> None:
    queue = asked.queueing.open("7", coder_id=1, seed=5)
    asked.queueing.grow(queue)
    assert asked.queueing.grow(queue, position=10) == 0
    assert asked.queueing.grow(queue, position=11) == BATCH


def test_everything_is_read_once_the_audit_at_last_and_the_sample_is_everything(asked: Project) -> None:
    queue = asked.queueing.open("7", coder_id=1, seed=5)
    read_through(asked, queue)
    found = segments(asked, queue)
    assert sorted(found) == sorted(asked.corpus.segments("7")["id"].tolist())
    assert Counter(row.purpose for row in rows(asked, queue)) == {"": 80, "audit": 20}
    assert asked.queueing.audit_sample("7")[["N", "reserve", "turns", "m"]].values.tolist() == [
        [100, 20, 20, 100]
    ]


def test_only_the_audit_takes_from_the_reserve_and_in_the_order_drawn(asked: Project) -> None:
    queue = asked.queueing.open("7", coder_id=1, seed=5)
    for _batch in range(3):
        asked.queueing.grow(queue)
        read(asked, segments(asked, queue))
    with asked.database.read() as connection:
        drawn = connection.execute(
            select(AuditItem.segment_id).order_by(AuditItem.draw_id, AuditItem.rank)
        ).scalars()
        reserve = list(drawn)[:20]
    found = rows(asked, queue)
    audit = [row.segment_id for row in found if row.purpose == "audit"]
    assert audit == reserve[: len(audit)]
    assert not {row.segment_id for row in found if not row.purpose} & set(reserve)
    [sample] = asked.queueing.audit_sample("7").to_dict("records")
    assert (sample["m"], sample["segments"]) == (12, reserve[:12])


def test_with_a_model_what_it_doubts_about_comes_and_says_by_which(asked: Project) -> None:
    queue = asked.queueing.open("7", coder_id=1, seed=5)
    for _batch in range(3):  # beyond the typical ones
        asked.queueing.grow(queue)
        read(asked, segments(asked, queue))
    left = [s for s in asked.corpus.segments("7")["id"].tolist() if s not in segments(asked, queue)]
    model = add_model(asked, {segment: {"duur": 0.3, "laat": 0.02} for segment in left})
    asked.queueing.grow(queue)
    new = rows(asked, queue)[3 * BATCH :]
    assert Counter(row.reason for row in new) == {"uncertain": 16, "audit": 4}
    assert {(row.reason, row.model_id) for row in new} == {("uncertain", model), ("audit", None)}


def test_two_tabs_that_ask_at_once_get_one_batch(asked: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    queue = asked.queueing.open("7", coder_id=1, seed=5)
    both = threading.Barrier(2)
    choose = type(asked.queueing)._choose

    def slowly(self, *given):
        batch = choose(self, *given)
        both.wait(timeout=20)  # both have chosen before either writes
        return batch

    monkeypatch.setattr(type(asked.queueing), "_choose", slowly)
    came: list[int] = []
    tabs = [threading.Thread(target=lambda: came.append(asked.queueing.grow(queue))) for _tab in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert sorted(came) == [0, BATCH]
    assert len(set(segments(asked, queue))) == len(rows(asked, queue)) == BATCH
    assert asked.queueing.audit_sample("7")["turns"].tolist() == [4]


def test_what_lies_before_one_is_not_laid_before_another(asked: Project) -> None:
    first = asked.queueing.open("7", coder_id=1, seed=5)
    second = asked.queueing.open("7", coder_id=2, seed=6)
    assert first != second
    for queue in (first, second):
        asked.queueing.grow(queue)
    assert not set(segments(asked, first)) & set(segments(asked, second))
    assert asked.queueing.audit_sample("7")["turns"].tolist() == [8]  # one draw for both
    read_through(asked, second, coder=2)
    assert not set(segments(asked, first)) & set(segments(asked, second))
    with asked.database.write() as connection:
        connection.execute(update(Coder).where(Coder.id == 1).values(active=False))
    read_through(asked, second, coder=2)  # Anna stopped: hers are there for Bram
    assert len(segments(asked, second)) == 100


def test_what_somebody_read_in_the_meantime_is_left_out(
    asked: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = asked.queueing.open("7", coder_id=1, seed=5)
    choose = type(asked.queueing)._choose

    def meanwhile(self, *given):
        batch = choose(self, *given)
        read(asked, [one.segment_id for one in batch.chosen if one.segment_id][:3], coder=2)
        return batch

    monkeypatch.setattr(type(asked.queueing), "_choose", meanwhile)
    assert asked.queueing.grow(queue) == BATCH - 3
    assert [row.position for row in rows(asked, queue)] == list(range(BATCH - 3))


def test_within_a_part_and_double_texts_stay_blind(asked: Project) -> None:
    asked.divisions.divide(asked.divisions.propose("7", [1, 2], share=0.2, seed=5), author="Anna")
    queue = asked.queueing.open("7", coder_id=1, seed=5)
    part = asked.codings.queue_segments(asked.divisions.queue_of("7", 1))["segment_id"].tolist()
    double = asked.divisions.blind("7", 1)
    assert (len(part), len(double)) == (60, 20)
    read_through(asked, queue)
    found = rows(asked, queue)
    assert sorted(row.segment_id for row in found) == sorted(part)
    assert {row.segment_id for row in found if row.purpose == "double"} == double
    other = asked.queueing.open("7", coder_id=2, seed=6)
    read_through(asked, other, coder=2)  # double ones come before Bram too, though Anna read them
    assert double <= set(segments(asked, other))
    assert asked.queueing.audit_sample("7")[["m"]].sum().item() == 100


def test_equal_texts_come_once_and_the_rest_of_them_together_at_last(project: Project) -> None:
    add_question(project, ["Weet niet"] * 30 + answers(40))
    project.codings.ensure_coder("Anna")
    queue = project.queueing.open("7", coder_id=1, seed=5, share=0)
    read_through(project, queue)
    found = rows(project, queue)
    assert len({row.segment_id for row in found}) == 70
    last = found[-29:]
    assert {row.reason for row in last} == {"rest"}
    texts = dict(project.corpus.segments("7")[["id", "text"]].values.tolist())
    assert {texts[row.segment_id] for row in last} == {"Weet niet"}


def test_texts_that_come_in_later_come_too(asked: Project) -> None:
    queue = asked.queueing.open("7", coder_id=1, seed=5)
    read_through(asked, queue)
    later = add_later(asked, answers(10, seed=9))
    assert asked.queueing.grow(queue) == 10
    assert sorted(segments(asked, queue)[100:]) == sorted(later)
    assert asked.queueing.audit_sample("7")[["N", "reserve"]].values.tolist() == [[100, 20], [10, 2]]


def test_the_same_seed_lays_out_the_same(tmp_path: Path) -> None:
    found = []
    for name, seed in (("one", 5), ("same", 5), ("other", 6)):
        with Project(tmp_path / f"{name}.db") as project:
            add_question(project, answers(60))
            project.codings.ensure_coder("Anna")
            queue = project.queueing.open("7", coder_id=1, seed=seed)
            assert project.queueing.open("7", coder_id=1, seed=99) == queue  # one per person and way
            project.queueing.grow(queue)
            found.append(segments(project, queue))
    assert found[0] == found[1] != found[2]


def test_random_says_how_likely(asked: Project) -> None:
    queue = asked.queueing.open("7", coder_id=1, strategy="random", seed=5)
    asked.queueing.grow(queue)
    assert {(row.reason, row.probability) for row in rows(asked, queue)} == {("random", 20 / 80)}


def test_how_far_the_whole_is(asked: Project) -> None:
    queue = asked.queueing.open("7", coder_id=1, seed=5)
    asked.queueing.grow(queue)
    inside = segments(asked, queue)
    outside = [s for s in asked.corpus.segments("7")["id"].tolist() if s not in inside]
    read(asked, inside[:5])
    read(asked, outside[:7], coder=2)
    whole = asked.queueing.whole(queue)
    assert (whole.total, whole.elsewhere) == (100, 7)


def test_who_and_what_must_exist(asked: Project) -> None:
    with pytest.raises(NotFoundError):
        asked.queueing.open("7", coder_id=9)
    with pytest.raises(NotFoundError):
        asked.queueing.open("99", coder_id=1)
    with pytest.raises(CodingError):
        asked.queueing.open("7", coder_id=1, share=1.5)
    with pytest.raises(NotFoundError):
        asked.queueing.grow(asked.codings.default_queue("7"))  # laid out at once: it does not grow


def test_what_two_models_differ_about_comes_first(project: Project) -> None:
    numbers = add_learnable(project, 60)
    code(project, numbers, until=20, name="Anna")
    model = project.classifiers.train(QUESTION)
    codes = [one.id for one in project.codebooks.for_question(QUESTION).content.live]
    words, meaning = project.classifiers.committee(model.id, numbers, [*codes, "nieuw"])
    assert not np.allclose(words, meaning)
    assert not words[:, -1].any()  # a code that the model did not know
    queue = project.queueing.open(QUESTION, coder_id=1, strategy="disagreement", share=0)
    project.queueing.grow(queue)
    chosen = rows(project, queue)
    assert {row.reason for row in chosen} == {"disagreement"}
    spread = ((words - meaning) ** 2 / 2 / ((words + meaning)[:20].sum(axis=0) / 2 + 1)).sum(axis=1)
    place = {number: at for at, number in enumerate(numbers)}
    assert spread[place[chosen[0].segment_id]] == pytest.approx(spread[20:].max())
