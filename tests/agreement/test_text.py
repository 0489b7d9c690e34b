"""What the terminal says of two coders."""

import csv
import io

import pytest

from coding.agreement import format_agreement, to_csv
from coding.codings import JudgementUpdate, Origin
from coding.i18n import use_language
from coding.project import Project
from tests.builders import add_question


def code(project: Project, name: str, segments: list[int], codes: list[str], origin: Origin) -> None:
    project.codings.judge(
        [
            JudgementUpdate(segment_id=segment, codes=frozenset({given}), read=True, origins={given: origin})
            for segment, given in zip(segments, codes, strict=False)
        ],
        coder_id=project.codings.ensure_coder(name),
    )


@pytest.fixture
def segments(project: Project) -> list[int]:
    found = add_question(project, [f"Antwoord {number}" for number in range(10)])
    code(project, "Anna", found, ["laat"] * 6 + ["duur"] * 4, Origin.HAND)
    return found


def test_figures_in_dutch_notation_with_rare_codes_marked(project: Project, segments: list[int]) -> None:
    code(project, "Bram", segments, ["laat"] * 5 + ["duur"] * 5, Origin.HAND)
    text = format_agreement(project.agreement.measure("7", ["Anna", "Bram"], draws=200), title="Vraag 7")
    late = next(line for line in text.splitlines() if line.startswith("Te laat"))
    # agreement 9/10, positive 10/11, kappa (.9 - .5) / .5
    assert late.split()[2:7] == ["6", "5", "5", "90%", "91%"]
    assert late.split()[7] == "0,80"
    assert "10 teksten door twee of meer mensen gelezen, van 10 respondenten of rapporten." in text
    assert "Door niemand gebruikt: Dienstregeling, Rijdt zelden, Geen klacht." in text
    assert "*" not in text
    assert "overgenomen voorstel" not in text
    assert "(Krippendorff 2004)" in text


def test_rare_codes_are_marked_and_have_no_interval(project: Project, segments: list[int]) -> None:
    code(project, "Bram", segments, ["laat"] * 6 + ["duur"] * 4, Origin.SUGGESTION)
    text = format_agreement(project.agreement.measure("7", ["Anna", "Bram"], draws=200), title="Vraag 7")
    expensive = next(line for line in text.splitlines() if line.startswith("Te duur *"))
    assert "tot" not in expensive
    assert "10 overgenomen voorstellen" in text
    assert "Zonder de lezingen met een overgenomen voorstel (0 teksten):" in text


def test_nothing_to_compare(project: Project, segments: list[int]) -> None:
    project.codings.ensure_coder("Bram")
    text = format_agreement(project.agreement.measure("7", ["Anna", "Bram"], draws=200), title="Vraag 7")
    assert "niets te vergelijken" in text


def test_more_coders_have_a_table_of_pairs(project: Project, segments: list[int]) -> None:
    code(project, "Bram", segments, ["laat"] * 5 + ["duur"] * 5, Origin.HAND)
    code(project, "Cor", segments[:4], ["laat"] * 4, Origin.IMPORT)
    text = format_agreement(project.agreement.measure("7", draws=200), title="Vraag 7")
    assert "3 codeurs: Anna, Bram, Cor" in text
    [pair] = [line for line in text.splitlines() if line.startswith("Anna – Bram")]
    assert pair.split()[3:6] == ["10", "90%", "96%"]  # 48 of 50 judgements alike
    assert "4 uit een bestand" in text


def test_csv_has_every_figure_in_the_notation_of_the_language(project: Project, segments: list[int]) -> None:
    code(project, "Bram", segments, ["laat"] * 5 + ["duur"] * 5, Origin.HAND)
    result = project.agreement.measure("7", ["Anna", "Bram"], draws=200)
    rows = list(csv.DictReader(io.StringIO(to_csv(result)), delimiter=";"))
    late = next(row for row in rows if row["code"] == "laat")
    assert (late["uses"], late["used_in"], late["shared_by_all"], late["percent"]) == (
        "11",
        "6",
        "5",
        "0,900000",
    )
    unused = next(row for row in rows if row["code"] == "geen")
    assert (unused["kappa"], unused["percent"]) == ("", "1,000000")
    levels = [row["level"] for row in rows if row["level"] != "code"]
    assert levels == ["overall", "mean", "whole", "sets", "pair"]
    [sets] = [row for row in rows if row["level"] == "sets"]
    assert sets["percent"] == "0,900000"
    use_language("en")
    try:
        assert "0.900000" in to_csv(result).splitlines()[2].split(",")
    finally:
        use_language("nl")
