"""The verb about agreement: of a project and of any table."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coding.cli import app
from coding.codings import JudgementUpdate
from coding.errors import CodingError
from coding.project import Project
from tests.agreement.examples import THREE_CATEGORIES
from tests.builders import add_question

COLUMNS = ["--unit", "antwoord", "--coder", "codeur", "--labels", "codes", "--sep", "|"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = ["antwoord,codeur,codes"]
    for one, row in enumerate(THREE_CATEGORIES):
        for other, n in enumerate(row):
            for _time in range(n):
                number = len(rows)
                rows += [f"{number},Anna,c{one}", f"{number},Bram,c{other}"]
    path = tmp_path / "codes.csv"
    path.write_text("\n".join(rows))
    return path


def run(*words: object) -> str:
    result = CliRunner().invoke(app, ["agreement", *map(str, words)])
    if isinstance(result.exception, CodingError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_a_table_gives_the_published_figures_on_screen_and_in_a_file(file: Path, tmp_path: Path) -> None:
    shown = run(file, *COLUMNS, "--draws", 200, "--seed", 3, "--out", tmp_path / "uit.csv")
    [kappa] = [line for line in shown.splitlines() if line.startswith("kappa, elke tekst één oordeel")]
    assert kappa.split()[5] == "0,796"
    assert "200 trekkingen van respondenten, startgetal 3" in shown
    with (tmp_path / "uit.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    [whole] = [row for row in rows if row["level"] == "whole"]
    assert float(whole["kappa"].replace(",", ".")) == pytest.approx(0.7964, abs=5e-5)
    assert float(whole["ac1"].replace(",", ".")) == pytest.approx(0.849, abs=5e-4)


def test_a_project_of_everybody_or_of_two(tmp_path: Path) -> None:
    location = tmp_path / "study.db"
    with Project(location) as project:
        segments = add_question(project, ["Te laat", "Te duur"])
        for name in ("Anna", "Bram", "Cor"):
            updates = [JudgementUpdate(segment, frozenset({"laat"}), read=True) for segment in segments]
            project.codings.judge(updates, coder_id=project.codings.ensure_coder(name))
    assert "3 codeurs: Anna, Bram, Cor" in run("--question", 7, "--project", location)
    two = run("--question", 7, "--project", location, "--who", "Cor", "--who", "Anna")
    assert "A = Cor, B = Anna" in two
    assert "niets te vergelijken" in run("--question", 7, "--project", location, "--double")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "of met --question de vraag"),
        (["weg.csv", *COLUMNS], "weg.csv is niet te lezen"),
        (["codes.csv", "--unit", "antwoord"], "Geef met --coder, --labels aan welke kolom wat is"),
        (["codes.csv", *COLUMNS, "--question", "7"], "horen bij een project"),
        (["codes.csv", *COLUMNS, "--draws", "3"], "ten minste 100 trekkingen"),
    ],
)
def test_a_mistake_is_one_sentence(
    words: list[str], message: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    with pytest.raises(CodingError, match=message):
        run(*words)
