"""A newer model comes in while somebody codes."""

import pytest
from sqlalchemy import insert, select
from tests.builders import add_question

from coding.codings import JudgementUpdate
from coding.project import Project
from coding.store.schema import Code, CodingEvent, Model, Suggestion
from coding.ui.desk import Desk
from coding.ui.items import load_items
from coding.ui.model_swap import SECONDS, Suggesting


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def add_model(project: Project, segments: list[int], code: str) -> int:
    """Add a model that is sure of one code everywhere."""
    with project.database.write() as connection:
        model = connection.execute(
            insert(Model)
            .values(
                question_id=project.corpus.question("7").id,
                codebook_version_id=project.codebooks.for_question("7").version_id,
                pipeline="test",
                settings={"n_coded": 1},
                metrics={"micro_f1": 0.5, "macro_f1": 0.5},
                payload=b"",
            )
            .returning(Model.id)
        ).scalar_one()
        code_id = connection.scalar(select(Code.id).where(Code.key == code))
        connection.execute(
            insert(Suggestion),
            [
                {"model_id": model, "segment_id": segment, "code_id": code_id, "probability": 0.9}
                for segment in segments
            ],
        )
    return model


@pytest.fixture
def segments(project: Project) -> list[int]:
    return add_question(project, ["een", "twee", "drie"])


def test_the_project_is_asked_once_every_few_seconds(project: Project, segments: list[int]) -> None:
    clock = Clock()
    suggesting = Suggesting(project, "7", clock=clock)
    assert suggesting.model_id is None
    first = add_model(project, segments, "laat")
    clock.now += SECONDS - 0.1
    assert not suggesting.swapped()
    clock.now += 0.2
    assert suggesting.swapped()
    assert suggesting.model_id == first
    suggesting.load(segments[:2])
    assert suggesting.of(segments[0]) == [("laat", 0.9)]
    second = add_model(project, segments, "duur")
    clock.now += SECONDS
    assert suggesting.swapped()
    suggesting.load(segments[:1])
    assert suggesting.of(segments[0]) == [("duur", 0.9)]
    assert suggesting.of(segments[1]) == []  # not asked for yet: never of two models at once
    project.classifiers.choose("7", first)
    clock.now += SECONDS
    assert suggesting.swapped()
    assert suggesting.model_id == first
    clock.now += SECONDS
    assert not suggesting.swapped()
    assert second != first


def test_the_desk_sends_the_new_suggestions_and_stores_which_were_seen(
    project: Project, segments: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = add_model(project, segments, "laat")
    coder, queue = project.codings.ensure_coder("Anna"), project.codings.default_queue("7")
    desk = Desk(
        project,
        question_key="7",
        coder_id=coder,
        queue_id=queue,
        items=load_items(project, "7", queue),
        scope="s",
    )
    entry = {
        "segment": segments[0],
        "codes": ["laat"],
        "read": True,
        "memo": "",
        "origins": {"laat": "suggestion"},
        "base": 0,
        "revision": 1,
        "model": first,
        "queue": queue,
    }
    journals = [{"client": "a" * 32, "question": "7", "entries": [entry]}]
    desk.receive({"scope": "s", "seq": 1, "position": 0, "journals": journals})
    assert {doc["model"] for doc in desk.batch()["docs"]} == {first}
    second = add_model(project, segments, "duur")
    monkeypatch.setattr("coding.ui.model_swap.SECONDS", 0)
    batch = desk.batch()
    assert (batch["model"], desk.model_id) == (second, second)
    assert {doc["model"] for doc in batch["docs"]} == {second}
    assert [doc["suggestions"][0][0] for doc in batch["docs"]] == ["duur"] * 3
    # what was on screen was of the first, what comes after of the second: both are known
    for number, model in ((1, first), (2, second)):
        later = entry | {"segment": segments[number], "revision": number + 1, "model": model}
        journals = [{"client": "a" * 32, "question": "7", "entries": [later]}]
        desk.receive({"scope": "s", "seq": number + 1, "position": number, "journals": journals})
    with project.database.read() as connection:
        events = select(CodingEvent.segment_id, CodingEvent.model_id).where(CodingEvent.action == "add")
        stored = dict(connection.execute(events).all())
    assert stored == {segments[0]: first, segments[1]: first, segments[2]: second}


def test_judging_needs_no_model(project: Project, segments: list[int]) -> None:
    coder = project.codings.ensure_coder("Anna")
    project.codings.judge([JudgementUpdate(segments[0], frozenset(), read=True)], coder_id=coder)
    assert Suggesting(project, "7").of(segments[0]) == []
