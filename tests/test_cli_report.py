"""The verbs that take results out."""

from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from coding.cli import app
from coding.codings import JudgementUpdate
from coding.errors import CodingError
from coding.project import Project
from tests.builders import add_question

RECIPE = "title: Bijlage\nproject: study.db\ntemplate: stijl.docx\ntables: [{question: 7, chart: false}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Project(tmp_path / "study.db") as project:
        segments = add_question(project, ["te laat", "duur"])
        updates = [
            JudgementUpdate(segment_id=segment, codes=frozenset({"laat"}), read=True) for segment in segments
        ]
        project.codings.judge(updates, coder_id=project.codings.ensure_coder("Anna"))
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Onze organisatie"
    document.save(str(tmp_path / "stijl.docx"))
    (tmp_path / "bijlage.yaml").write_text(RECIPE, encoding="utf-8")
    return tmp_path


def run(*words: str | Path) -> str:
    result = CliRunner().invoke(app, list(map(str, words)))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_a_report_finds_project_and_template_beside_its_recipe(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CODING_PROJECT", raising=False)
    said = run("report", folder / "bijlage.yaml", "--out", folder / "uit" / "bijlage")
    assert "3 bestanden geschreven" in said
    document = Document(str(folder / "uit" / "bijlage" / "bijlage.docx"))
    assert document.sections[0].header.paragraphs[0].text == "Onze organisatie"
    assert document.paragraphs[0].text == "Bijlage"


def test_a_folder_that_cannot_be_made_is_explained(folder: Path) -> None:
    with pytest.raises(CodingError, match="is niet te maken"):
        run("report", folder / "bijlage.yaml", "--out", folder / "bijlage.yaml" / "uit")


def test_a_matrix_for_spss_and_r(folder: Path) -> None:
    run("matrix", "-p", folder / "study.db", "-q", "7", "--out", folder / "spss")
    names = sorted(path.name for path in (folder / "spss").iterdir())
    assert names == ["codering-7-variabelen.csv", "codering-7.R", "codering-7.csv", "codering-7.sps"]


@pytest.mark.parametrize(("kind", "start"), [("docx", b"PK"), ("svg", b"<svg"), ("tex", b"%")])
def test_a_table_takes_its_kind_from_the_name_of_the_file(folder: Path, kind: str, start: bytes) -> None:
    target = folder / f"tabel.{kind}"
    run("table", "-p", folder / "study.db", "-q", "7", "--out", target)
    assert target.read_bytes().startswith(start)


def test_markdown_is_printed(folder: Path) -> None:
    assert "| Thema | n | % |" in run("table", "-p", folder / "study.db", "-q", "7", "-f", "md")
