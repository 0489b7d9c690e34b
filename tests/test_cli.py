"""The command line: errors are sentences, help is quick, heavy libraries wait."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coding.cli import app, main
from coding.errors import InputError
from coding.project import Project
from tests.builders import add_question
from tests.language.models import save_model

HEAVY = {
    "pandas",
    "numpy",
    "spacy",
    "sklearn",
    "bertopic",
    "streamlit",
    "scipy",
    "altair",
    "sqlalchemy",
    "docx",
}


def test_help_loads_nothing_heavy() -> None:
    script = "import sys; from coding.cli import app; print(sorted(set(sys.modules) & {heavy}))".replace(
        "{heavy}", repr(HEAVY)
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_every_verb_and_option_says_what_it_does() -> None:
    runner = CliRunner()
    names = [info.name or info.callback.__name__ for info in app.registered_commands if info.callback]
    assert {"app", "demo", "import", "table", "train", "cluster", "segments"} <= set(names)
    for name in names:
        result = runner.invoke(app, [name, "--help"])
        assert result.exit_code == 0
        assert "Error" not in result.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["table", "--project", "weg.db", "--question", "1"], "Er is geen project weg.db"),
        (["import", "weg.txt", "--project", "x.db"], "weg.txt is niet te lezen"),
        (["import", "a.csv", "--project", "x.db"], "Geef met --mapping aan welke kolom wat is"),
        (["import", ".", "--project", "x.db"], "is niet te lezen: dat is een map, geen bestand"),
        (["import", "a.txt", "-m", "m.yaml", "-p", "x.db"], "--mapping hoort bij een peiling"),
        (
            ["codebook", "weg.yaml"],
            "Het codeboek weg.yaml is niet te lezen: dat bestand of die map bestaat niet",
        ),
        (["codebook", "."], "is niet te lezen: dat is een map, geen bestand"),
    ],
)
def test_a_mistake_is_one_sentence(
    words: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["coding", *words])
    with pytest.raises(SystemExit) as stopped:
        main()
    captured = capsys.readouterr()
    assert stopped.value.code == 1
    assert message in captured.err
    assert "Traceback" not in captured.err


@pytest.fixture
def study(tmp_path: Path) -> str:
    path = tmp_path / "study.db"
    with Project(path) as project:
        add_question(project, ["Te laat.", "Te duur en te laat.", "Nee."])
    return str(path)


def test_codings_in_and_a_table_out(study: str, tmp_path: Path) -> None:
    runner = CliRunner()
    file = tmp_path / "codes.csv"
    file.write_text(
        "question,respondent,coder,code\n7,Reiziger 1,Ans,laat\n7,Reiziger 2,Ans,laat\n"
        "7,Reiziger 2,Ans,duur\n7,Reiziger 3,Ans,geen\n",
        encoding="utf-8",
    )
    assert "3 coderingen overgenomen" in runner.invoke(app, ["codings", str(file), "-p", study]).output
    assert "Niets veranderd" in runner.invoke(app, ["codings", str(file), "-p", study]).output
    out = tmp_path / "tabel.csv"
    words = ["table", "-p", study, "-q", "7", "--format", "csv", "--out", str(out)]
    assert runner.invoke(app, words).exit_code == 0
    text = out.read_bytes().decode("utf-8-sig")
    [late] = [line for line in text.splitlines() if "Te laat" in line]
    assert ";2;67" in late


def test_a_table_that_cannot_be_written(
    study: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in ("csv", "text", "xlsx"):
        target = str(tmp_path / "nergens" / f"tabel.{kind}")
        words = ["table", "-p", study, "-q", "7", "--format", kind, "--out", target]
        monkeypatch.setattr(sys, "argv", ["coding", *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        assert stopped.value.code == 1
        assert "dat bestand of die map bestaat niet" in capsys.readouterr().err


def test_a_table_as_spreadsheet(study: str, tmp_path: Path) -> None:
    import openpyxl

    out = tmp_path / "tabel.xlsx"
    words = ["table", "-p", study, "-q", "7", "--out", str(out)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert any("Dienstregeling" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_a_codebook_is_checked_and_stored(tmp_path: Path) -> None:
    from coding.codebook import to_yaml
    from tests.builders import codebook

    file = tmp_path / "vervoer.yaml"
    file.write_text(to_yaml(codebook()), encoding="utf-8")
    runner = CliRunner()
    assert "vervoer.yaml is in orde: 5 codes." in runner.invoke(app, ["codebook", str(file)]).output
    project = str(tmp_path / "x.db")
    result = runner.invoke(app, ["codebook", str(file), "-p", project, "--author", "Ans"])
    assert "Opgeslagen als versie 1" in result.output
    with Project(project) as opened:
        assert opened.codebooks.versions("vervoer")["author"].tolist() == ["Ans"]


def test_a_codebook_for_an_unknown_question_is_not_stored(study: str, tmp_path: Path) -> None:
    from coding.codebook import to_yaml
    from tests.builders import codebook

    file = tmp_path / "vervoer.yaml"
    file.write_text(to_yaml(codebook()).replace("id: vervoer", "id: nieuw"), encoding="utf-8")
    assert CliRunner().invoke(app, ["codebook", str(file), "-p", study, "-q", "99"]).exit_code == 1
    with Project(study) as opened:
        assert opened.codebooks.keys() == ["vervoer"]


def test_segments_prints_one_object_per_line(tmp_path: Path) -> None:
    file = tmp_path / "rapport.md"
    file.write_text(
        "# Kop\n\nEerste alinea over het team.\n\nTweede alinea, iets anders.\n", encoding="utf-8"
    )
    result = CliRunner().invoke(app, ["segments", str(file)])
    records = [json.loads(line) for line in result.output.splitlines()]
    texts = [record["text"] for record in records if record["kind"] == "paragraph"]
    assert texts == ["Eerste alinea over het team.", "Tweede alinea, iets anders."]
    assert {tuple(record["headings"]) for record in records if record["kind"] == "paragraph"} == {("Kop",)}


def test_segments_of_answers_and_of_sentences(tmp_path: Path) -> None:
    table = tmp_path / "p.csv"
    table.write_text('gemeente;v63\nA;"- druk\n- vol\n- duur"\nB;te veel\n', encoding="utf-8")
    arguments = ["segments", str(table), "--column", "v63"]
    result = CliRunner().invoke(app, arguments)
    assert [json.loads(line)["text"] for line in result.output.splitlines()] == [
        "- druk\n- vol\n- duur",
        "te veel",
    ]
    result = CliRunner().invoke(app, [*arguments, "--lists"])
    assert [json.loads(line)["text"] for line in result.output.splitlines()] == [
        "- druk",
        "- vol",
        "- duur",
        "te veel",
    ]
    assert isinstance(CliRunner().invoke(app, arguments[:2]).exception, InputError)
    report = tmp_path / "r.txt"
    report.write_text("Het team is d.w.z. te klein. Volgens dhr. Bos kan het anders.\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["segments", str(report), "--by", "sentence"])
    texts = [json.loads(line)["text"] for line in result.output.splitlines()]
    assert texts == ["Het team is d.w.z. te klein.", "Volgens dhr. Bos kan het anders."]


def test_progress_can_go_to_a_file(tmp_path: Path) -> None:
    from coding.progress import progress_bar

    file = tmp_path / "voortgang.json"
    with progress_bar("Taal ontleden", file=file) as progress:
        progress(3, 10)
        assert json.loads(file.read_text()) == {"done": 3, "total": 10, "message": "Taal ontleden"}


def test_the_project_can_come_from_the_environment_except_for_the_demo(
    study: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODING_PROJECT", study)
    result = CliRunner().invoke(app, ["table", "-q", "7"])
    assert "N = 3" in result.output
    assert "CODING_PROJECT" not in CliRunner().invoke(app, ["demo", "--help"]).output


def test_another_language_model_is_told_and_used_only_when_asked(study: str, tmp_path: Path) -> None:
    runner = CliRunner()
    model = str(save_model(tmp_path / "model", "nl_mijn"))
    assert "3 teksten ontleed." in runner.invoke(app, ["analyse", "-p", study]).output
    own, reason, *_advice = runner.invoke(app, ["language", "-p", study]).output.splitlines()
    assert own.startswith("Taalmodel: nl_ingebouwd-")
    assert "omdat er geen ander is geïnstalleerd" in reason

    told = runner.invoke(app, ["language", "-p", study, "--use", model]).output
    assert told.startswith(own)  # what was analysed stays in use
    assert f"Alles opnieuw ontleden (3 teksten):  coding analyse --project {study} --again" in told
    assert f"Bij het oude blijven:  coding language --project {study} --use ingebouwd" in told
    again = runner.invoke(app, ["analyse", "-p", study]).stdout
    assert again.startswith("0 teksten ontleed.")
    assert f"coding analyse --project {study} --again" in again

    assert runner.invoke(app, ["analyse", "-p", study, "--again"]).stdout == "3 teksten ontleed.\n"
    told = runner.invoke(app, ["language", "-p", study]).output
    assert told.startswith("Taalmodel: nl_mijn-9.9.9+")
    assert "--again" not in told
    told = runner.invoke(app, ["language", "-p", study, "--use", "vanzelf"]).output
    assert f"Bij het oude blijven:  coding language --project {study} --use {model}" in told


def test_stopping_the_analysis_says_that_nothing_is_lost(study: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object, **_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("coding.language.Language.analyse", stop)
    result = CliRunner().invoke(app, ["analyse", "-p", study])
    assert result.exit_code == 130
    assert "Wat ontleed is, is bewaard" in result.stderr


def test_the_language_model_without_a_project() -> None:
    result = CliRunner().invoke(app, ["language"])
    assert result.output.startswith("Taalmodel: nl_ingebouwd-")
    assert "Woordvectoren: nl_vectors-" in result.output
    assert "pip install --no-deps ./nl_core_news_lg-" in result.output
    result = CliRunner().invoke(app, ["language", "--use", "ingebouwd"])
    assert "--project" in str(result.exception)


def test_a_file_that_is_too_large_is_not_read_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "groot.txt"
    with file.open("wb") as large:
        large.truncate(60 * 2**20)  # takes no room on disk
    monkeypatch.setattr(Path, "read_bytes", lambda _self: pytest.fail("it was read"))
    result = CliRunner().invoke(app, ["segments", str(file)])
    assert isinstance(result.exception, InputError)
    assert "groot.txt: het bestand is 60 MB groot; het kan tot 50 MB" in str(result.exception)
