"""The verbs that judge suggestions on coded data, as somebody types them."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coding.cli import app
from coding.errors import CodingError
from tests.classifier.replay.builders import learnable


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = learnable(70)
    path = tmp_path_factory.mktemp("data") / "trein.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter=";")
        writer.writerow(["antwoord", "thema"])
        writer.writerows(
            (text, "+".join(sorted(given))) for text, given in zip(table.texts, table.label_sets, strict=True)
        )
    return path


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_simulate_prints_and_writes_every_replay(file: Path, tmp_path: Path) -> None:
    out, plot = tmp_path / "cijfers.csv", tmp_path / "cijfers.svg"
    result = run(
        "simulate",
        file,
        "--text",
        "antwoord",
        "--labels",
        "thema",
        "--sep",
        "+",
        "--budgets",
        "10,30",
        "--seeds",
        2,
        "--strategy",
        "mix",
        "--language",
        "plain",
        "--out",
        out,
        "--plot",
        plot,
    )
    assert result.exit_code == 0, result.output
    assert "3 codes" in result.output
    with out.open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["seed"], row["coded"]) for row in rows] == [
        ("0", "10"),
        ("0", "30"),
        ("1", "10"),
        ("1", "30"),
    ]
    assert all(0 <= float(row["micro_f1"]) <= 1 for row in rows)
    assert plot.read_text(encoding="utf-8").startswith("<svg")


def test_evaluate_prints_the_table_per_code(file: Path, tmp_path: Path) -> None:
    plot = tmp_path / "codes.png"
    result = run(
        "evaluate",
        "--train",
        file,
        "--test",
        file,
        "--text",
        "antwoord",
        "--labels",
        "thema",
        "--sep",
        "+",
        "--language",
        "plain",
        "--plot",
        plot,
    )
    assert result.exit_code == 0, result.output
    assert "niet getoetst" in result.output  # every text is among what was learned from
    assert plot.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--labels", "nee"], "nee"),
        (["--budgets", "tien"], "aantallen"),
        (["--strategy", "gokken"], "gokken"),
        (["--language", "fr"], "--language"),
        (["--plot", "cijfers.pdf"], ".svg"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(file: Path, options: list[str], said: str) -> None:
    given = [
        "--text",
        "antwoord",
        "--labels",
        "thema",
        "--budgets",
        "5",
        "--seeds",
        "1",
        "--language",
        "plain",
    ]
    result = run("simulate", file, *given, *options)
    assert isinstance(result.exception, CodingError)  # main() prints its sentence
    assert said in str(result.exception)
    assert not result.output  # said before any work was done
