"""Codings from a file: all rows or none, and never over a person's work."""

import pytest
from tests.builders import add_question

from coding.codebook import Merge
from coding.codings import JudgementUpdate
from coding.codings.reference import find_passage, letters_only
from coding.errors import InputError
from coding.project import Project

HEADER = "question,respondent,coder,code\n"


@pytest.fixture
def segments(project: Project) -> list[int]:
    return add_question(project, ["Komt te laat.", "Te duur, te laat.", "-"])


def load(project: Project, text: str) -> int:
    return project.codings.import_codings(text.encode(), name="codes.csv")


def test_rows_become_judgements(project: Project, segments: list[int]) -> None:
    text = HEADER + "7,Reiziger 2,Ans,duur\n7,reiziger 2,Ans,laat\n7,Reiziger 3,Ans,\n"
    assert load(project, text) == 2
    combined = project.codings.combined("7")[["segment_id", "coder", "code"]]
    assert combined.values.tolist() == [
        [segments[1], "Ans", "laat"],
        [segments[1], "Ans", "duur"],
        [segments[2], "Ans", None],
    ]
    assert project.codings.history(segments[1])["origin"].unique().tolist() == ["import"]
    assert load(project, text) == 0


def test_a_file_never_changes_what_a_person_decided(project: Project, segments: list[int]) -> None:
    ans = project.codings.ensure_coder("Ans")
    project.codings.judge(
        [JudgementUpdate(segment_id=segments[0], codes=frozenset({"geen"}), read=True)], coder_id=ans
    )
    assert load(project, HEADER + "7,Reiziger 1,Ans,laat\n7,Reiziger 2,Ans,laat\n") == 1
    assert project.codings.states([segments[0]], coder_id=ans)[segments[0]].codes == {"geen"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "codes.csv: het bestand is leeg"),
        ("question,coder,code\n", "codes.csv, rij 1: de kolom respondent ontbreekt"),
        (HEADER + "7,Reiziger 9,Ans,laat\n", "rij 2, kolom respondent: 'Reiziger 9' heeft geen antwoord"),
        (
            HEADER + "8,Reiziger 1,Ans,laat\n",
            "rij 2, kolom question: vraag '8' bestaat niet in dit project; er zijn: 7",
        ),
        (HEADER + "7,Reiziger 1,Ans,onzin\n", "rij 2, kolom code: code 'onzin' staat niet in het codeboek"),
        (HEADER + "7,Reiziger 1,,laat\n", "rij 2, kolom coder: de cel is leeg"),
        (HEADER + "7,Reiziger 1,Ans\n", "rij 2: er staan 3 cellen waar er 4 horen"),
        (HEADER, "codes.csv: onder de kopregel staan geen coderingen"),
        (HEADER + f"7,Reiziger 1,Ans,{'x' * 200_000}\n", "rij 2: deze rij is niet te lezen"),
        (
            HEADER + '7,Reiziger 1,"Ans,laat\n' + "7,Reiziger 2,Ans,laat\n" * 9000,
            "rij 2: deze rij is niet te lezen",
        ),
        (HEADER + '7,Reiziger 1,"Ans,laat\n7,Reiziger 2,Ans,laat\n', "rij 2: deze rij is niet te lezen"),
        (HEADER + f"7,Reiziger 1,{'A' * 201},laat\n", "rij 2, kolom coder: de naam is langer dan 200 tekens"),
    ],
)
def test_a_wrong_file_is_refused_whole(
    project: Project, segments: list[int], text: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        load(project, text)
    assert message in str(caught.value)
    assert project.codings.codings("7").empty


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_found(project: Project, segments: list[int], separator: str) -> None:
    text = HEADER + "7,Reiziger 1,Ans,laat\n"
    assert load(project, text.replace(",", separator)) == 1
    assert project.codings.combined("7")["code"].tolist() == ["laat"]


def test_a_passage_is_found_despite_hyphens_and_quotes() -> None:
    segments = [
        (1, letters_only("Aanleiding en vraag")),
        (2, letters_only("Het team zegt: ‘wij doen\nhet samen’.")),
        (3, letters_only("Wij doen het zelf.")),
    ]
    assert find_passage("het team zegt wij doen", segments) == 2
    assert find_passage("Wij doen het", segments) == 3
    assert find_passage("iets heel anders", segments) is None


def test_a_code_that_went_up_in_another_is_taken_for_that_one(project: Project, segments: list[int]) -> None:
    project.codebook_steps.apply("vervoer", Merge(("laat",), "zelden"), author="Ans", reason="een ding")
    assert load(project, HEADER + "7,Reiziger 1,Ans,laat\n") == 1
    assert project.codings.codings("7")["code"].tolist() == ["zelden"]
