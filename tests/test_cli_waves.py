"""Waves and quotes on the command line."""

import re
from pathlib import Path

import pytest

from coding.cli import main
from coding.codings import JudgementUpdate
from coding.project import Project
from tests.builders import add_question


@pytest.fixture
def coding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr("coding.pseudonyms.recognise.tagger", lambda: None)
    path = tmp_path / "bus.db"
    with Project(path) as project:
        segments = add_question(
            project, ["De bus komt hier elke dag te laat bij de halte.", "te duur", "niets"]
        )
        anna = project.codings.ensure_coder("Anna")
        project.codings.judge(
            [
                JudgementUpdate(segment, frozenset({code}), read=True)
                for segment, code in zip(segments, ("laat", "duur", "duur"), strict=True)
            ],
            coder_id=anna,
        )

    def run(*words: str) -> str:
        monkeypatch.setattr("sys.argv", ["coding", *words, "--project", str(path)])
        with pytest.raises(SystemExit) as stopped:
            main()
        shown = capsys.readouterr()
        return shown.out if not stopped.value.code else shown.err

    return run


def test_waves(coding) -> None:
    assert "nog geen reeks" in coding("waves", "list")
    assert coding("waves", "save", "Bus", "-w", "2015", "-w", "2017=7") == "Bewaard: Bus, versie 1.\n"
    assert coding("waves", "list") == "Bus: 2015, 2017=7\n"
    entered = coding(
        "waves",
        "figure",
        "Bus",
        "-w",
        "2015",
        "--code",
        "duur",
        "--percent",
        "12,5",
        "-n",
        "200",
        "--source",
        "Rapport",
    )
    assert entered == "Ingevoerd als cijfer 1.\n"
    shown = coding("waves", "show", "Bus")
    # 2 of 3 against 12.5% of 200
    assert "Te duur, 2015–2017: +54 (" in shown
    assert "bron: Rapport" in shown
    assert re.search(r"Te duur +12,5% +67%\n", shown)
    assert "geen percentage" in coding(
        "waves", "figure", "Bus", "-w", "2015", "--percent", "veel", "-n", "9", "--source", "x"
    )
    assert coding("waves", "withdraw", "1") == "Ingetrokken.\n"


def test_quotes(coding) -> None:
    proposed = coding("quotes", "propose", "-q", "7", "-c", "laat")
    assert proposed == "1: “De bus komt hier elke dag te laat bij de halte.”\n"
    chosen = coding("quotes", "choose", "1", "-c", "laat", "--text", "elke dag te laat bij de halte.")
    assert chosen == "Gekozen als citaat 1.\n"
    assert coding("quotes", "list") == "1: 7 · Te laat: “[…] elke dag te laat bij de halte.”\n"
    assert "één keer" in coding("quotes", "choose", "1", "-c", "laat")
    assert "geen tekst" in coding("quotes", "propose", "-q", "7", "-c", "laat")
    assert coding("quotes", "withdraw", "1") == "Ingetrokken.\n"
    assert "nog geen citaat" in coding("quotes", "list")
