"""A new model by itself: when it is due, and never twice at once."""

from pathlib import Path

import pytest
from tests.learning import QUESTION, add_learnable, code
from tests.ui.test_model_swap import Clock

from coding.classifier import BY_HAND_ONLY
from coding.project import Project
from coding.ui.auto_training import SECONDS, AutoTraining
from coding.ui.background import Jobs


class NoJobs(Jobs):
    """Writes down what would be started."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[tuple[str, str, tuple[str, ...]]] = []
        self.busy = False

    def start(self, _project, verb, question, *, options=()):
        self.started.append((verb, question, tuple(options)))

    def any_running(self, _project, _verb) -> bool:
        return self.busy


@pytest.fixture
def project(tmp_path: Path) -> Project:
    with Project(tmp_path / "study.db") as opened:
        yield opened


@pytest.fixture
def segments(project: Project) -> list[int]:
    return add_learnable(project, 90)


@pytest.fixture
def auto() -> AutoTraining:
    return AutoTraining(NoJobs(), clock=Clock())


def consider(auto: AutoTraining, project: Project) -> bool:
    """Look again, some time later."""
    auto.clock.now += SECONDS
    return auto.consider(project, QUESTION)


def test_at_once_then_after_five_and_ever_less_often(
    auto: AutoTraining, project: Project, segments: list[int]
) -> None:
    assert consider(auto, project)  # what the codebook says is there to learn from
    assert auto.running.started == [("train", QUESTION, ("--automatic",))]
    project.classifiers.train(QUESTION, origin="auto")
    code(project, segments, until=4)
    assert not consider(auto, project)
    code(project, segments, first=4, until=5, name="A")
    assert consider(auto, project)
    code(project, segments, first=5, until=20, name="B")
    project.classifiers.train(QUESTION, origin="auto")
    code(project, segments, first=20, until=39, name="C")
    assert not consider(auto, project)
    code(project, segments, first=39, until=40, name="D")
    assert consider(auto, project)


def test_it_looks_once_in_a_while(auto: AutoTraining, project: Project, segments: list[int]) -> None:
    project.classifiers.train(QUESTION)
    assert not consider(auto, project)
    code(project, segments, until=20)
    assert not auto.consider(project, QUESTION)  # looked just now
    auto.clock.now += SECONDS
    assert auto.consider(project, QUESTION)


def test_a_training_that_came_to_nothing_is_not_tried_at_every_key(
    auto: AutoTraining, project: Project, segments: list[int]
) -> None:
    code(project, segments, until=20)
    assert consider(auto, project)
    assert not consider(auto, project)
    code(project, segments, first=20, until=40, name="Bram")
    assert consider(auto, project)


def test_not_while_training_nor_switched_off_nor_with_a_chosen_model(
    auto: AutoTraining, project: Project, segments: list[int]
) -> None:
    code(project, segments, until=30)
    auto.running.busy = True
    assert not consider(auto, project)
    auto.running.busy = False
    project.set(BY_HAND_ONLY, True)
    assert not consider(auto, project)
    project.set(BY_HAND_ONLY, None)
    model = project.classifiers.train(QUESTION).id
    project.classifiers.choose(QUESTION, model)
    code(project, segments, first=30, until=60, name="Bram")
    assert not consider(auto, project)
    project.classifiers.choose(QUESTION, None)
    assert consider(auto, project)
    assert len(auto.running.started) == 1
