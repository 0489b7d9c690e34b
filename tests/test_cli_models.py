"""Models on the command line: which there are, two side by side, which suggests, when to stop."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import update

from coding.errors import CodingError, InputError
from coding.project import Project
from coding.store.schema import Model
from tests.learning import QUESTION, add_learnable, code
from tests.test_cli_server import run


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two models, made once."""
    path = tmp_path_factory.mktemp("trained") / "study.db"
    with Project(path) as project:
        segments = add_learnable(project)
        code(project, segments, until=30)
        project.classifiers.train(QUESTION, author="Noor")
        code(project, segments, first=30, until=50, name="Bram")
        project.classifiers.train(QUESTION, author="Bram", origin="auto")
    return path


@pytest.fixture
def path(trained: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(trained, tmp_path / "study.db"))


def test_models_are_listed_compared_and_chosen(path: Path) -> None:
    lines = run("models", "-q", QUESTION, "-p", path).splitlines()
    assert [line.split()[-1] for line in lines[1:3]] == ["Bram", "Noor"]
    assert lines[1].startswith("*")  # the newest suggests
    assert "vanzelf" in lines[1]
    assert "van model 1." in run("models", "-q", QUESTION, "-p", path, "--choose", "1")
    assert run("models", "-q", QUESTION, "-p", path).splitlines()[2].startswith("*")
    assert "model 2" in run("models", "-q", QUESTION, "-p", path, "--choose", "newest")
    compared = run("models", "-q", QUESTION, "-p", path, "--compare", "1", "2")
    assert "20 teksten kwamen erbij, 0 vielen weg, 0 kregen andere codes." in compared
    row = next(line for line in compared.splitlines() if line.startswith("Wachtlijsten"))
    assert row.split()[1:3] == ["10", "17"]
    assert "Beide zijn op dezelfde manier gemaakt" in compared


def test_a_model_that_is_whole_is_left_alone_and_another_made_again(path: Path) -> None:
    assert "Model 1 was nog heel." in run("models", "-q", QUESTION, "-p", path, "--restore", "1")
    with Project(path) as project, project.database.write() as connection:
        connection.execute(update(Model).where(Model.id == 1).values(payload=None))
    assert "Model 1 is opnieuw gemaakt." in run("models", "-q", QUESTION, "-p", path, "--restore", "1")
    with Project(path) as project:
        assert project.classifiers.summary(1).settings["refitted"]["same"]


def test_advice(path: Path) -> None:
    shown = run("models", "-q", QUESTION, "-p", path, "--advice")
    assert shown.splitlines()[0].startswith(("Of u kunt stoppen", "Ga nog door"))
    assert "Er zijn nog 50 teksten gelezen" in shown
    assert "± 5 punten zijn er ongeveer 52 nodig" in shown  # 384 / (1 + 383 / 60)
    assert "± 10 punten" in run("models", "-q", QUESTION, "-p", path, "--advice", "--points", "10")


def test_what_makes_no_sense_is_told(path: Path) -> None:
    with pytest.raises(InputError, match="één van --compare"):
        run("models", "-q", QUESTION, "-p", path, "--advice", "--choose", "1")
    with pytest.raises(InputError, match="newest"):
        run("models", "-q", QUESTION, "-p", path, "--choose", "laatste")
    with pytest.raises(CodingError, match="geen model 9"):
        run("models", "-q", QUESTION, "-p", path, "--choose", "9")
    with pytest.raises(InputError, match="geen model 7"):
        run("models", "-q", QUESTION, "-p", path, "--compare", "1", "7")


def test_a_question_without_models(tmp_path: Path) -> None:
    with Project(tmp_path / "new.db") as project:
        add_learnable(project)
    assert "nog niets geleerd" in run("models", "-q", QUESTION, "-p", tmp_path / "new.db")
    assert "nog geen twee modellen die genoeg verschillen" in run(
        "models", "-q", QUESTION, "-p", tmp_path / "new.db", "--advice"
    )
