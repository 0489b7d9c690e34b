"""Dividing the work on the command line."""

from pathlib import Path

import pytest

from coding.errors import CodingError, NotFoundError
from coding.project import Project
from tests.builders import add_question
from tests.test_cli_server import run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "study.db"
    with Project(path) as project:
        add_question(project, [f"antwoord {i}" for i in range(10)])
        project.codings.ensure_coder("Anna")
        project.codings.ensure_coder("Bram")
    return path


def test_dividing_and_progress(path: Path) -> None:
    words = ("divide", "-q", "7", "-c", "Anna", "-c", "Bram", "-p", path)
    assert run("progress", "-q", "7", "-p", path).startswith("Deze vraag is niet verdeeld")
    assert run(*words, "--preview").splitlines() == [
        "Anna en Bram krijgen elk 6 teksten; 2 teksten worden door twee gelezen, "
        "zonder dat de een de ander ziet."
    ]
    assert "Verdeeld" in run(*words)
    assert run("progress", "-q", "7", "-p", path).splitlines() == ["Anna: 0 van 6", "Bram: 0 van 6"]
    with pytest.raises(CodingError, match="niets meer te verdelen"):
        run(*words)


def test_who_or_what_does_not_exist(path: Path) -> None:
    with pytest.raises(CodingError, match="Carla doet niet mee in dit project; voeg toe"):
        run("divide", "-q", "7", "-c", "Carla", "-p", path)
    with pytest.raises(NotFoundError, match="Vraag '8'"):
        run("progress", "-q", "8", "-p", path)
