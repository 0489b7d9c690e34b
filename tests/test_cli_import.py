"""The verb ``import``: all files are right, or none comes in."""

import sys
from pathlib import Path

import pytest

from coding.cli import main
from coding.project import Project
from tests.builders import codebook

MAPPING = "id: p\nrespondent: wie\nopen_questions:\n  - {column: vraag, id: '1', text: 'Wat?'}\n"
REPORT = "# Kop\n\nDe tekst van het rapport staat hier in een alinea.\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)
    Path("m.yaml").write_text(MAPPING)
    Path("goed.csv").write_text("wie;vraag\n1;te druk\n2;te vol\n")
    Path("slecht.csv").write_text("wie;iets\n1;te druk\n")
    Path("een.md").write_text(REPORT)

    def command(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["coding", "import", *words, "--project", "x.db"])
        with pytest.raises(SystemExit) as stopped:
            main()
        return int(stopped.value.code or 0), capsys.readouterr().err

    return command


@pytest.mark.parametrize("more", [[], ["--pseudonymise"]])
def test_a_refused_import_leaves_nothing_behind(run, more: list[str]) -> None:
    code, message = run("goed.csv", "slecht.csv", "-m", "m.yaml", *more)
    assert code == 1
    assert "slecht.csv" in message
    assert not list(Path.cwd().glob("x.db*"))


def test_a_project_that_cannot_take_the_report_is_not_made(run) -> None:
    code, _message = run("een.md", "--question", "x" * 61)
    assert code == 1
    assert not list(Path.cwd().glob("x.db*"))


def test_what_came_in_before_it_went_wrong_is_said(run) -> None:
    Path("anders.csv").write_text("wie;vraag\n1;heel iets anders\n")
    code, message = run("goed.csv", "anders.csv", "-m", "m.yaml")
    assert code == 1
    assert "Al geïmporteerd voordat het misging: goed.csv." in message
    with Project("x.db") as project:
        assert list(project.corpus.segments("1")["text"]) == ["te druk", "te vol"]


def test_a_codebook_is_given_to_reports_that_were_there(run) -> None:
    assert run("een.md")[0] == 0
    with Project("x.db") as project:
        project.codebooks.add(codebook(), author="test", reason="test")
    assert run("een.md", "--codebook", "vervoer")[0] == 0
    with Project("x.db") as project:
        assert project.corpus.question("rapporten").codebook == "vervoer"
        assert len(project.corpus.files()) == 1


def test_a_codebook_for_a_survey_stands_in_its_mapping(run) -> None:
    code, message = run("goed.csv", "-m", "m.yaml", "--codebook", "vervoer")
    assert code == 1
    assert "--codebook hoort bij rapporten" in message
