"""What the terminal says of two coders."""

import pytest
from tests.builders import add_question

from coding.agreement import format_agreement
from coding.codings import JudgementUpdate, Origin
from coding.project import Project


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
    text = format_agreement(project.agreement.between("7", "Anna", "Bram", draws=200))
    late = next(line for line in text.splitlines() if line.startswith("Te laat"))
    # agreement 9/10, positive 10/11, kappa (.9 - .5) / .5
    assert late.split()[2:7] == ["6", "5", "5", "90%", "91%"]
    assert late.split()[7] == "0,80"
    assert "10 antwoorden of passages door beiden gelezen." in text
    assert "Door geen van beiden gebruikt: Dienstregeling, Rijdt zelden, Geen klacht." in text
    assert "*" not in text
    assert "overgenomen voorstel:" not in text


def test_rare_codes_are_marked_and_have_no_interval(project: Project, segments: list[int]) -> None:
    code(project, "Bram", segments, ["laat"] * 6 + ["duur"] * 4, Origin.SUGGESTION)
    text = format_agreement(project.agreement.between("7", "Anna", "Bram", draws=200))
    expensive = next(line for line in text.splitlines() if line.startswith("Te duur *"))
    assert "tot" not in expensive
    assert "10 overgenomen voorstellen" in text
    assert "Zonder antwoorden met een overgenomen voorstel:" in text


def test_nothing_to_compare(project: Project, segments: list[int]) -> None:
    project.codings.ensure_coder("Bram")
    text = format_agreement(project.agreement.between("7", "Anna", "Bram", draws=200))
    assert "niets te vergelijken" in text
