"""People and copies on the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from coding.cli import app
from coding.errors import CodingError
from coding.project import Project
from tests.builders import add_question

RUNNER = CliRunner()


def run(*words: object) -> str:
    result = RUNNER.invoke(app, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_people_are_added_and_changed(tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    run("people", "Anna", "--role", "lead", "--login", "Anna@voorbeeld.nl", "-p", path)
    run("people", "Bram", "-p", path)
    run("people", "Bram", "--inactive", "--login", "bram@voorbeeld.nl", "-p", path)
    assert run("people", "-p", path).splitlines() == [
        "   1  Anna  hoofdonderzoeker · anna@voorbeeld.nl",
        "   2  Bram  codeur · bram@voorbeeld.nl · doet niet meer mee",
    ]
    with pytest.raises(CodingError, match="Rol 'baas' bestaat niet; kies uit coder, lead, analyst, reader"):
        run("people", "Anna", "--role", "baas", "-p", path)


def test_a_backup_and_back(tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    with Project(path) as project:
        add_question(project, ["a", "b"])
    copy = tmp_path / "kopie.db"
    assert "2 teksten, 0 gebeurtenissen" in run("backup", copy, "-p", path)
    with Project(path) as project:
        project.team.add("Later")
    output = run("restore", copy, "-p", path, "--yes")
    assert "Teruggezet en nagelezen: 2 teksten" in output
    assert "Herstart het" in output
    with Project(path) as project:
        assert project.team.people().empty


@pytest.mark.parametrize(("verb", "program"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_a_server_makes_its_own_copies(tmp_path: Path, verb: str, program: str) -> None:
    with pytest.raises(CodingError, match=rf"PostgreSQL .*{program}") as caught:
        run(verb, tmp_path / "x.db", "-p", "postgresql://ik:geheim@server/studie")
    assert "geheim" not in str(caught.value)
