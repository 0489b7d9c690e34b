"""How segments come before a coder is stored with its probability."""

import pytest
from tests.builders import add_question

from coding.errors import CodingError
from coding.project import Project


def test_the_default_queue_is_everything_in_order(project: Project) -> None:
    segments = add_question(project, ["a", "b", "c"])
    queue = project.codings.default_queue("7")
    assert project.codings.default_queue("7") == queue
    items = project.codings.queue_segments(queue)
    assert items["segment_id"].tolist() == segments
    assert items["probability"].isna().all()


def test_a_random_queue_stores_its_probability_and_is_repeatable(project: Project) -> None:
    segments = add_question(project, [f"antwoord {i}" for i in range(20)])
    draws = [
        project.codings.queue_segments(
            project.codings.make_queue("7", title="Steekproef", strategy="random", n=5, seed=seed)
        )
        for seed in (1, 1, 2)
    ]
    assert draws[0]["segment_id"].tolist() == draws[1]["segment_id"].tolist()
    assert draws[0]["segment_id"].tolist() != draws[2]["segment_id"].tolist()
    assert len(set(draws[0]["segment_id"])) == 5
    assert set(draws[0]["segment_id"]) <= set(segments)
    assert draws[0]["probability"].tolist() == [0.25] * 5


def test_a_sample_cannot_be_larger_than_the_question(project: Project) -> None:
    add_question(project, ["a", "b"])
    with pytest.raises(CodingError, match="tussen 1 en 2; gevraagd is 3"):
        project.codings.make_queue("7", title="x", strategy="random", n=3)


def test_a_cluster_queue_keeps_the_given_order(project: Project) -> None:
    segments = add_question(project, ["a", "b", "c"])
    queue = project.codings.make_queue(
        "7", title="Groep 1", strategy="cluster", segment_ids=[segments[2], segments[0]]
    )
    assert project.codings.queue_segments(queue)["segment_id"].tolist() == [segments[2], segments[0]]
    listed = project.codings.queues("7")
    assert listed[["title", "strategy", "n_items"]].values.tolist() == [["Groep 1", "cluster", 2]]
