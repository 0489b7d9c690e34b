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


def test_the_log_is_printed_searched_and_written(path: Path, tmp_path: Path) -> None:
    run("divide", "-q", "7", "-c", "Anna", "--double", "0", "--by", "Anna", "-p", path)
    lines = run("log", "-p", path).splitlines()
    assert "Anna: verdeelde 10 teksten over 1 persoon, 0% dubbel [7]" in lines[0]
    assert len(lines) == 5  # two people joined, a file and a codebook came in
    assert run("log", "-p", path, "--kind", "coding") == ""
    assert run("log", "-p", path, "--until", "2020-01-01") == ""
    today = lines[0][:10]
    assert run("log", "-p", path, "--since", today, "--until", today).splitlines() == lines
    assert "1 regels geschreven" in run("log", "-p", path, "--who", "Anna", "-o", tmp_path / "log.csv")
    assert "Anna,werkverdeling," in (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
    with pytest.raises(CodingError, match="Soort 'x' bestaat niet; kies uit coding, bulk"):
        run("log", "-p", path, "--kind", "x")
