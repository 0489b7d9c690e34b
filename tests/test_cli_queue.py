"""Laying out what comes next, and the sample, on the command line."""

import csv
from pathlib import Path

import pytest

from coding.codings import JudgementUpdate
from coding.errors import CodingError, NotFoundError
from coding.project import Project
from tests.builders import add_question
from tests.test_cli_server import run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "study.db"
    with Project(path) as project:
        add_question(project, [f"de bus nummer {i} was te laat" for i in range(60)])
        project.codings.ensure_coder("Anna")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_texts_are_laid_out_and_the_queue_is_written(path: Path, tmp_path: Path) -> None:
    words = ("queue", "-q", "7", "-c", "Anna", "--seed", "5", "-p", path)
    assert run(*words, "--n", "10").splitlines() == [
        "10 teksten erbij in de rij van Anna; er staan er nu 10 in.",
        "     8  Typisch voor een groep teksten die op elkaar lijken",
        "     2  Willekeurig getrokken: telt mee voor betrouwbare cijfers",
    ]
    assert "5 teksten erbij in de rij van Anna; er staan er nu 15 in." in run(
        *words, "--n", "5", "-o", tmp_path / "rij.csv"
    )
    found = rows(tmp_path / "rij.csv")
    assert [row["position"] for row in found] == [str(n) for n in range(1, 16)]
    assert {(row["reason"], row["purpose"], row["probability"]) for row in found} == {
        ("typical", "", ""),
        ("audit", "audit", "0.2"),
    }
    assert found[0]["text"].startswith("de bus nummer")


def test_the_sample(path: Path, tmp_path: Path) -> None:
    assert run("audit", "-q", "7", "-p", path).startswith("Van deze vraag is nog geen steekproef getrokken")
    run("queue", "-q", "7", "-c", "Anna", "--n", "20", "--seed", "5", "-p", path)
    with Project(path) as project:
        table = project.queueing.items(project.queueing.find("7", coder_id=1, strategy="mix") or 0)
        audit = table.loc[table["purpose"] == "audit", "segment_id"].tolist()
        read = [JudgementUpdate(segment, frozenset(), read=True) for segment in audit[:3]]
        project.codings.judge(read, coder_id=1)
    assert run("audit", "-q", "7", "-p", path, "-o", tmp_path / "a.csv").splitlines()[0] == (
        "Trekking 1: 3 van 60 gelezen; 4 van 12 kwamen aan de beurt."
    )
    assert [int(row["segment_id"]) for row in rows(tmp_path / "a.csv")] == audit[:3]


def test_who_or_what_does_not_exist(path: Path) -> None:
    with pytest.raises(CodingError, match="Carla doet niet mee in dit project; voeg toe"):
        run("queue", "-q", "7", "-c", "Carla", "-p", path)
    with pytest.raises(NotFoundError, match="Vraag '8'"):
        run("queue", "-q", "8", "-c", "Anna", "-p", path)
    with pytest.raises(NotFoundError, match="manier van kiezen 'best'; er zijn: order, random"):
        run("queue", "-q", "7", "-c", "Anna", "-s", "best", "-p", path)
    with pytest.raises(NotFoundError, match="Vraag '8'"):
        run("audit", "-q", "8", "-p", path)
