"""Codebooks on the command line: in, out, changed with their codings, and back."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from coding.cli import app
from coding.codebook import load_codebook
from coding.codings import JudgementUpdate
from coding.project import Project
from tests.builders import add_question, codebook

SIGNED = ["--author", "Ans", "--reason", "proefronde"]


@pytest.fixture
def study(tmp_path: Path) -> str:
    """One answer, coded 'te laat'."""
    location = str(tmp_path / "study.db")
    with Project(location) as project:
        [segment] = add_question(project, ["altijd te laat"])
        ans = project.codings.ensure_coder("Ans")
        project.codings.judge([JudgementUpdate(segment, frozenset({"laat"}), read=True)], coder_id=ans)
    return location


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


def given(study: str) -> list[str]:
    with Project(study) as project:
        return list(project.codings.codings("7")["code"])


def test_merging_says_what_it_touches_and_is_taken_back(study: str) -> None:
    merge = ["codes", "merge", "vervoer", "laat", "--into", "zelden", "-p", study, *SIGNED]
    assert run(*merge, "--dry-run") == "Dit raakt 1 codering: 1 tekst, 1 codeur.\n"
    assert given(study) == ["laat"]
    assert "Te laat is opgegaan in Rijdt zelden.\nOpgeslagen als versie 2." in run(*merge)
    assert given(study) == ["zelden"]
    run("codes", "undo", "vervoer", "2", "-p", study, "--author", "Ans")
    assert given(study) == ["laat"]
    log = run("codes", "log", "vervoer", "-p", study)
    assert "Ans: proefronde (ongedaan gemaakt)" in log
    assert "Te laat is weer in gebruik." in log


def test_renaming_retiring_restoring(study: str) -> None:
    run("codes", "rename", "vervoer", "duur", "Prijs", "-p", study, *SIGNED)
    run("codes", "retire", "vervoer", "laat", "-p", study, *SIGNED)
    with Project(study) as project:
        content = project.codebooks.current("vervoer").content
    assert (content.code("duur").label, content.code("laat").retired) == ("Prijs", True)
    run("codes", "restore", "vervoer", "laat", "-p", study, *SIGNED)
    assert given(study) == ["laat"]


def test_a_codebook_goes_out_and_a_table_of_its_codes_comes_in(study: str, tmp_path: Path) -> None:
    yaml, table = tmp_path / "v.yaml", tmp_path / "v.csv"
    run("codes", "export", "vervoer", "-p", study, "-o", str(yaml))
    assert load_codebook(yaml) == codebook()
    run("codes", "export", "vervoer", "-p", study, "-o", str(table))  # its name says CSV
    lines = table.read_bytes().decode("utf-8-sig").replace("Te duur", "Prijs").split("\r\n")
    table.write_text("\r\n".join(line for line in lines if not line.startswith("zelden,")), encoding="utf-8")
    refused = CliRunner().invoke(app, ["codebook", str(table), "-p", study, "--codes-of", "vervoer"])
    assert "ontbreken in de nieuwe versie: zelden" in str(refused.exception)
    shown = run("codebook", str(table), "-p", study, "--codes-of", "vervoer", "--retire-missing")
    assert "Te duur, label: „Te duur” werd „Prijs”." in shown
    assert "Rijdt zelden is vervallen." in shown
    assert run("codes", "export", "vervoer", "-p", study, "--version", "1") == yaml.read_text(
        encoding="utf-8"
    )
