"""Agreement from a project: who read what, what came from a suggestion, where coders differ."""

import math

import pytest
from tests.builders import add_question

from coding.codings import JudgementUpdate, Origin
from coding.errors import InputError, NotFoundError
from coding.project import Project

ANSWERS = ["Komt te laat", "Te duur en te laat", "Prima", "Rijdt te weinig", "Duur", "?"]
ANNA: list[set[str] | None] = [{"laat"}, {"laat", "duur"}, {"geen"}, {"zelden"}, {"duur"}, None]
BRAM: list[set[str] | None] = [{"laat"}, {"duur"}, {"geen"}, {"dienst"}, None, set()]


def code(
    project: Project,
    name: str,
    segments: list[int],
    given: list[set[str] | None],
    origin: Origin = Origin.HAND,
) -> None:
    project.codings.judge(
        [
            JudgementUpdate(
                segment_id=segment,
                codes=frozenset(codes),
                read=True,
                origins=dict.fromkeys(codes, origin),
            )
            for segment, codes in zip(segments, given, strict=True)
            if codes is not None
        ],
        coder_id=project.codings.ensure_coder(name),
    )


@pytest.fixture
def segments(project: Project) -> list[int]:
    found = add_question(project, ANSWERS)
    code(project, "Anna", found, ANNA)
    code(project, "Bram", found, BRAM)
    return found


def test_two_coders(project: Project, segments: list[int]) -> None:
    result = project.agreement.between("7", "Anna", "Bram", draws=200)
    assert (result.n_double, result.n_respondents, result.n_codings, result.n_assisted) == (4, 4, 9, 0)
    rows = result.per_code.set_index("code")
    assert list(rows.index) == ["dienst", "laat", "zelden", "duur", "geen"]
    assert rows.loc["laat", ["uses_a", "uses_b", "both"]].tolist() == [2, 1, 1]
    assert rows.loc["laat", "label"] == "Te laat"
    assert rows.loc["laat", "percent"] == pytest.approx(3 / 4)
    assert rows.loc["laat", "positive"] == pytest.approx(2 / 3)
    # a, b, c, d = 1, 1, 0, 2: chance (2·1 + 2·3) / 16 = 1/2, so (3/4 - 1/2) / (1/2)
    assert rows.loc["laat", "kappa"] == pytest.approx(0.5)
    assert rows.loc["duur", "kappa"] == 1
    # 20 judgements: the coders differ on 2·laat, 4·zelden, 4·dienst
    assert result.overall["percent"] == pytest.approx(17 / 20)
    assert result.overall["same"] == pytest.approx(2 / 4)
    assert result.independent is None


def test_the_order_of_the_coders_does_not_matter(project: Project, segments: list[int]) -> None:
    one = project.agreement.between("7", "Anna", "Bram", draws=200)
    other = project.agreement.between("7", "Bram", "Anna", draws=200)
    assert one.overall == pytest.approx(other.overall, nan_ok=True)
    assert one.per_code["uses_a"].tolist() == other.per_code["uses_b"].tolist()


def test_accepted_suggestions_are_told_apart(project: Project, segments: list[int]) -> None:
    code(project, "Cor", segments[:2], [{"laat"}, {"duur"}], Origin.SUGGESTION)
    code(project, "Cor", segments[2:4], [{"geen"}, {"duur"}])
    result = project.agreement.between("7", "Bram", "Cor", draws=200)
    assert (result.n_double, result.n_codings, result.n_assisted) == (4, 8, 2)
    assert result.overall["same"] == pytest.approx(3 / 4)
    assert result.independent is not None
    assert result.independent["same"] == pytest.approx(1 / 2)


def test_differences_to_talk_over(project: Project, segments: list[int]) -> None:
    found = project.agreement.differences("7", "Anna", "Bram")
    assert found["segment_id"].tolist() == [segments[1], segments[3]]
    assert found["text"].tolist() == ["Te duur en te laat", "Rijdt te weinig"]
    assert found["respondent"].tolist() == ["Reiziger 2", "Reiziger 4"]
    assert found["codes_a"].tolist() == [["laat", "duur"], ["zelden"]]
    assert found["only_a"].tolist() == [["laat"], ["zelden"]]
    assert found["only_b"].tolist() == [[], ["dienst"]]


def test_who_can_be_compared(project: Project, segments: list[int]) -> None:
    code(project, "Cor", segments[5:], [{"duur"}])
    pairs = project.agreement.pairs("7")
    assert pairs.to_numpy().tolist() == [["Anna", "Bram", 4], ["Bram", "Cor", 1]]


def test_nothing_read_by_both(project: Project, segments: list[int]) -> None:
    project.codings.ensure_coder("Dirk")
    result = project.agreement.between("7", "Anna", "Dirk", draws=200)
    assert result.n_double == 0
    assert math.isnan(result.overall["alpha"])
    assert (result.per_code["reason"] != "").all()
    assert len(project.agreement.differences("7", "Anna", "Dirk")) == 0


def test_who_or_what_does_not_exist(project: Project, segments: list[int]) -> None:
    with pytest.raises(NotFoundError, match="Anna, Bram"):
        project.agreement.between("7", "Anna", "Niemand")
    with pytest.raises(NotFoundError, match="dimensie"):
        project.agreement.between("7", "Anna", "Bram", dimension="soort")
    with pytest.raises(InputError):
        project.agreement.between("7", "Anna", "Bram", draws=5)


def test_a_coder_is_not_compared_with_themselves(project: Project, segments: list[int]) -> None:
    with pytest.raises(InputError, match="Kies twee verschillende codeurs"):
        project.agreement.between("7", "Anna", "Anna")
