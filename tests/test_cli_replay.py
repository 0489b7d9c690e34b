"""Replays and evaluations on the command line: a result, or one clear sentence before the work begins."""

import csv
from pathlib import Path

import pytest

from coding.errors import CodingError, InputError
from tests.test_cli_server import run

TEXTS = {
    "wachten": "we wachten al {n} weken op een gesprek",
    "geld": "het kost {n} euro en dat is te duur",
}


def write(path: Path, *, n: int = 40, sep: str = ",", first: int = 0) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=sep)
        writer.writerow(["text", "labels"])
        for number in range(first, first + n):
            code = ("wachten", "geld")[number % 2]
            writer.writerow([TEXTS[code].format(n=number), code])
    return path


def test_a_replay_is_printed_and_written(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", sep=";")
    said = run(
        *("simulate", file, "--budgets", "10,100", "--seeds", "1", "--language", "plain"),
        *("-o", tmp_path / "uit.csv"),
    )
    assert "a.csv: 40 teksten, 2 codes, woorden zoals ze er staan." in said
    assert "–: er bleef geen tekst over om op te toetsen." in said  # 100 is more than there are
    with (tmp_path / "uit.csv").open(encoding="utf-8-sig", newline="") as lines:
        ten, all_of_them = csv.DictReader(lines)
    assert float(ten["micro_f1"]) > 0.9  # two codes without a word in common
    assert (ten["tested"], all_of_them["coded"], all_of_them["micro_f1"]) == ("30", "40", "")


def test_shares_are_estimated_again_and_again(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", n=60)
    said = run(
        *("simulate", file, "--estimate", "--budgets", "20", "--seeds", "2", "--language", "plain"),
        *("-o", tmp_path / "uit.csv"),
    )
    assert "20 van de 60 teksten gelezen, 2 keer nagespeeld:" in said
    with (tmp_path / "uit.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["theme"], row["share"], row["budget"]) for row in rows] == [
        ("geld", "0.5000", "20"),
        ("wachten", "0.5000", "20"),
    ]
    assert all(float(row["width_ratio"]) < 0.7 for row in rows)  # two codes without a word in common


def test_learned_from_one_and_tested_on_another(tmp_path: Path) -> None:
    one, other = write(tmp_path / "a.csv"), write(tmp_path / "b.csv", n=20, first=40)
    said = run("evaluate", "--train", one, "--test", other, "--language", "plain")
    assert "Geleerd van 40 teksten, getoetst op 20." in said
    with pytest.raises(InputError, match=r"b.csv: elke tekst, of zijn respondent, staat ook in b.csv"):
        run("evaluate", "--train", other, "--test", other, "--language", "plain")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--labels", "codes"), "de kolom 'codes' staat niet in het bestand. Er zijn: 'text', 'labels'."),
        (("--strategy", "slim"), "Er is geen manier van kiezen 'slim'"),
        (("--budgets", "10,veel"), "Geef aantallen teksten met komma's ertussen"),
        (("--plot", "plaatje.jpg"), "Een plaatje eindigt op .svg of .png"),
        (("--out", "nergens/uit.csv"), "Er is op deze machine geen map nergens"),
        (("--fewest", "50"), "geen enkele code heeft 50 teksten"),
        (("--estimate", "--strategy", "mix"), "Schatten gaat alleen uit een willekeurige steekproef"),
        (("--estimate", "--plot", "a.svg"), "Van schattingen is er geen tekening"),
        (("--estimate", "--budgets", "20", "--start", "20"), "Lees minstens 22 teksten"),
    ],
)
def test_what_cannot_be_done_is_said_before_the_work_begins(
    tmp_path: Path, options: tuple[str, str], sentence: str
) -> None:
    with pytest.raises(CodingError, match=sentence.replace("(", r"\(")):
        run("simulate", write(tmp_path / "a.csv"), "--language", "plain", *options)
