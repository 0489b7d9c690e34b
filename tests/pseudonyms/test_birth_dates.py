"""Dates of birth, and dates of a talk or a report that stand behind a name too."""

import pytest

from coding.pseudonyms import Recogniser


def found(text: str) -> list[str]:
    return [finding.text(text) for finding in Recogniser({"birthdate", "person"}).find(text)][1:]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kees Mol, 4-4-1956", "4-4-1956"),
        ("Kees Mol (4 april 1956)", "4 april 1956"),
        ("Anna Smit, geboren 12 maart 2024", "12 maart 2024"),
        ("Anna Smit, geb. d.d. 12-3-2020", "12-3-2020"),
        ("mijn dochter Emma Bos (14-02-2016)", "14-02-2016"),
        ("cliënt Sem Tol, 3-3-2019", "3-3-2019"),
        ("Anna Smit, 12/10/61", "12/10/61"),
    ],
)
def test_a_date_of_birth_behind_a_name(text: str, date: str) -> None:
    assert found(text) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "Jan de Vries, 12 maart 2024",
        "Anna Smit, 12/10/19",
        "Interview Jan de Vries, 3-5-1998",
        "Verslag gesprek met Anna Smit (7 juni 1988)",
        "notulen Petra Visser, 12-01-1998",
        "Karin Bos, d.d. 12 mei 2012",
        "Kees Mol, 12 maart 1980, verslag huisbezoek",
        "Brief van Jan Smit, 12-3-1999",
        "Jan Smit, 12-3-1999 om 10.30 uur",
    ],
)
def test_a_date_of_a_talk_or_a_report_behind_a_name(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("geb dat 140283", ["140283"]),
        ("onze begroting is 140283", []),
        ("onze baby is van 3 mei 2021", ["3 mei 2021"]),
        ("mijn zus (1950-05-03)", ["1950-05-03"]),
        ("het rapport is van 3 mei 2021", []),
        ("gesprek met ouders (3 mei 2021)", []),
    ],
)
def test_a_date_of_somebody_without_a_name(text: str, dates: list[str]) -> None:
    assert [finding.text(text) for finding in Recogniser().find(text)] == dates
