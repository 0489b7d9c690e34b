"""Verbs about language: word vectors from a folder, and the way back."""

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from coding.cli import app
from coding.errors import CodingError
from coding.project import Project
from tests.builders import add_question
from tests.language.folders import static_folder


class Lengths:
    """A model that knows how long a text is."""

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A project, where every model can be read as if its library were installed."""
    monkeypatch.setattr("coding.language.local.model._read", lambda folder: Lengths())
    monkeypatch.setattr("coding.language.local.choice.missing", lambda kind: [])
    monkeypatch.delenv("CODING_PROJECT", raising=False)
    location = str(tmp_path / "study.db")
    with Project(location) as project:
        add_question(project, [f"de bus is te {word} {n}" for n in range(16) for word in ("laat", "duur")])
    return location


def run(*options: str) -> str:
    result = CliRunner().invoke(app, options)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_folder_is_chosen_told_and_given_up(study: str, tmp_path: Path) -> None:
    folder = static_folder(tmp_path / "model")
    told = run("language", "-p", study, "--vectors", str(folder), "--prefix", "query: ")
    assert f"uit {folder}; voor elke tekst komt “query: ”." in told
    assert "nl_vectors" not in told
    told = run("language", "-p", study, "--vectors", "ingebouwd")
    assert "Woordvectoren: nl_vectors-" in told
    assert str(folder) not in told


def test_the_same_command_works_when_the_folder_is_gone_and_says_so(study: str, tmp_path: Path) -> None:
    folder = static_folder(tmp_path / "model")
    run("language", "-p", study, "--vectors", str(folder))
    command = ("cluster", "-p", study, "-q", "7", "--groups", "2")
    assert "meegeleverde" not in run(*command)
    folder.rename(tmp_path / "weg")
    problem = f"Er is op deze machine geen map {folder}."
    assert f"{problem} Gebruikt zijn de meegeleverde woordvectoren." in run(*command)
    assert problem in run("language", "-p", study)


def test_the_project_may_stand_in_the_environment_as_a_job_of_the_app_has_it(
    study: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODING_PROJECT", study)
    folder, progress = static_folder(tmp_path / "model"), tmp_path / "progress.json"
    told = run("language", f"--vectors={folder}", "--progress-file", str(progress))
    assert f"uit {folder}." in told
    assert "Lees de woordvectoren" in progress.read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [["--vectors", "/weg"], ["--use", "ingebouwd"], ["--prefix", "query: "]])
def test_a_choice_is_of_a_project(options: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CODING_PROJECT", raising=False)
    result = CliRunner().invoke(app, ["language", *options])
    assert result.exit_code == 1
    assert isinstance(result.exception, CodingError)
