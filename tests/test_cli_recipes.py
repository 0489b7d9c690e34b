"""Saved tables on the command line."""

import re
from pathlib import Path

import pytest

from coding.cli import main
from coding.codings import JudgementUpdate
from coding.project import Project
from tests.builders import add_question


@pytest.fixture
def coding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "bus.db"

    def run(*words: str) -> str:
        monkeypatch.setattr("sys.argv", ["coding", *words, "--project", str(path)])
        with pytest.raises(SystemExit) as stopped:
            main()
        shown = capsys.readouterr()
        return shown.out if not stopped.value.code else shown.err

    with Project(path) as project:
        segments = add_question(project, ["te laat", "te duur", "niets"])
        anna = project.codings.ensure_coder("Anna")
        project.codings.judge([JudgementUpdate(segments[0], frozenset({"laat"}), read=True)], coder_id=anna)
    run.path, run.segments, run.anna = path, segments, anna
    return run


def test_keeping_running_and_the_log(coding) -> None:
    assert coding("tables", "list") == "Er is nog geen tabel bewaard; doe dat met `coding tables save`.\n"
    saved = coding("tables", "save", "Klachten", "-q", "7", "--set", "decimals=1", "--by-whom", "Anna")
    assert saved == "Bewaard: Klachten, versie 1.\n"
    assert coding("tables", "list").startswith("Klachten: vraag 7, versie 1 (Anna, ")
    assert "Dit is de eerste keer" in coding("tables", "run", "Klachten")
    with Project(coding.path) as project:
        update = JudgementUpdate(coding.segments[1], frozenset({"duur"}), read=True)
        project.codings.judge([update], coder_id=coding.anna)
    told = coding("tables", "run", "Klachten")
    assert "zijn 3 cijfers veranderd" in told  # Dienstregeling, Te laat, Te duur
    assert re.search(r"Te laat +1 +100,0% → 50,0% +-50,0\n", told)
    assert told.endswith("Wat er sindsdien gebeurde:\n- 1 tekst is nieuw gelezen.\n")
    newest, oldest = coding("tables", "log", "Klachten").splitlines()
    assert newest.endswith("opdrachtregel: 2 gelezen van 3. 1 tekst is nieuw gelezen.")
    assert oldest.endswith("1 gelezen van 3.")
    assert coding("tables", "retire", "Klachten") == "Klachten staat niet meer in de lijst.\n"


def test_what_cannot_be_made_is_not_kept(coding) -> None:
    assert "nergens" in coding("tables", "save", "x", "-q", "7", "--by", "nergens")
    assert "nergens" in coding("tables", "save", "x", "-q", "7", "--set", "by=nergens")
    assert "naam=waarde" in coding("tables", "save", "x", "-q", "7", "--set", "decimals")
    assert "decimalen" in coding("tables", "save", "x", "-q", "7", "--set", "decimals=9")
    assert "nog geen tabel" in coding("tables", "list")
