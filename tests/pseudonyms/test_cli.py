"""The verbs: import lets texts wait, review lets them through, originals come back or are destroyed."""

from pathlib import Path

import pytest
from tests.pseudonyms.test_store import FIRST, MAPPING
from typer.testing import CliRunner

from coding.cli import app
from coding.errors import CodingError
from coding.project import Project

RUNNER = CliRunner()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.csv").write_bytes(FIRST.encode())
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODING_PASSPHRASE", "vier losse woorden hier")
    return tmp_path


def run(*words: str) -> str:
    result = RUNNER.invoke(app, [*words, "--project", "p.db"])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0
    return result.output


def test_import_review_release(folder: Path) -> None:
    said = run("import", "a.csv", "-m", "m.yaml", "--pseudonymise", "--keep-original")
    assert "wacht: 5 teksten, 5 vervangingen" in said
    assert "Wiersinga" not in said
    assert "wacht: 5 teksten" in run("review")
    said = run("review", "--release", "1")
    assert "3 nieuwe respondenten" in said
    assert "persoon 4, telefoonnummer 1" in said
    with Project("p.db") as project:
        assert "Mevrouw [PERSOON-1] belde [TELEFOON-1]." in project.corpus.segments("1")["text"].tolist()
    run("originals", "show", "1", "--output", "terug.csv")
    assert (folder / "terug.csv").read_bytes() == FIRST.encode()
    run("originals", "destroy", "1", "--yes")
    with pytest.raises(CodingError, match="geen origineel bewaard"):
        run("originals", "show", "1", "--output", "terug.csv")


def test_a_passphrase_is_asked_only_where_one_can_type(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CODING_PASSPHRASE")
    with pytest.raises(CodingError, match="CODING_PASSPHRASE"):
        run("originals", "show", "1", "--output", "terug.csv")


def test_a_kind_is_said_in_dutch(folder: Path) -> None:
    (folder / "b.txt").write_text("mevrouw Jansen, 06-12345678", encoding="utf-8")
    result = RUNNER.invoke(app, ["pseudonymise", "b.txt", "--kind", "telefoon"])
    assert "Vervangen: telefoonnummer 1." in result.output
    assert (folder / "b-gepseudonimiseerd.txt").read_text(encoding="utf-8") == "mevrouw Jansen, [TELEFOON-1]"


def test_discard(folder: Path) -> None:
    run("import", "a.csv", "-m", "m.yaml", "--pseudonymise")
    assert "Weggegooid" in run("review", "--discard", "1")
    assert "weggegooid" in run("review")


def test_without_the_option_a_file_is_imported_at_once(folder: Path) -> None:
    assert "3 nieuwe respondenten" in run("import", "a.csv", "-m", "m.yaml")
    assert "Er wacht niets." in run("review")


def test_keeping_an_original_makes_sense_only_with_it(folder: Path) -> None:
    with pytest.raises(CodingError, match="hoort bij --pseudonymise"):
        run("import", "a.csv", "-m", "m.yaml", "--keep-original")
