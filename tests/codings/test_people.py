"""Who takes part: roles, logins, and that nobody is in their own way."""

import pytest
from tests.builders import add_question

from coding.codings import NotAllowedError, Permission
from coding.errors import CodingError, NotFoundError
from coding.project import Project

EVERYTHING = set(Permission)


def test_the_first_to_say_their_name_leads_and_later_ones_code(project: Project) -> None:
    anna, bram = project.team.join(" Anna  de Wit "), project.team.join("Bram")
    assert project.team.join("Anna de Wit") == anna
    assert project.team.people()[["id", "name", "role"]].values.tolist() == [
        [anna, "Anna de Wit", "lead"],
        [bram, "Bram", "coder"],
    ]


def test_people_who_only_came_with_a_file_are_nobodys_lead(project: Project) -> None:
    add_question(project, ["te laat"])
    project.codings.import_codings(
        b"question,respondent,coder,code\n7,Reiziger 1,Uit bestand,laat\n", name="oud.csv"
    )
    anna, bram = project.team.join("Anna"), project.team.join("Bram")
    assert project.team.people().set_index("id")["role"].loc[[anna, bram]].tolist() == ["lead", "coder"]


def test_a_newcomer_gets_a_name_nobody_has(project: Project) -> None:
    first = project.team.add("Anna")
    second = project.team.add_newcomer("Anna", role="reader", login="Anna@voorbeeld.nl")
    assert first != second
    assert project.team.person(second).name == "Anna (anna@voorbeeld.nl)"
    assert project.team.person(second).role.value == "reader"


def test_who_works_alone_or_among_equals_may_do_everything(project: Project) -> None:
    anna = project.codings.ensure_coder("Anna")
    assert project.team.permissions(anna) == EVERYTHING
    assert project.team.permissions(None) == EVERYTHING
    project.codings.ensure_coder("Bram")
    assert project.team.permissions(anna) == EVERYTHING


def test_once_somebody_leads_roles_count(project: Project) -> None:
    lead, bram = project.team.join("Anna"), project.team.join("Bram")
    assert project.team.permissions(lead) == EVERYTHING
    assert project.team.permissions(bram) == {Permission.CODE, Permission.BULK}
    assert project.team.permissions(None) == set()
    project.team.require(bram, Permission.CODE)
    with pytest.raises(NotAllowedError, match="Bram is codeur en mag niet het werk verdelen"):
        project.team.require(bram, Permission.DIVIDE)
    with pytest.raises(NotAllowedError, match="Zeg eerst wie u bent"):
        project.team.require(None, Permission.CODE)
    project.team.change(bram, active=False)
    with pytest.raises(NotAllowedError, match="Bram doet niet meer mee"):
        project.team.require(bram, Permission.CODE)


def test_a_team_that_signs_in_is_strict_without_a_lead(project: Project) -> None:
    anna = project.team.add("Anna", login="anna@voorbeeld.nl", role="coder")
    assert Permission.PEOPLE not in project.team.permissions(anna)


def test_a_login_is_found_whatever_its_capitals(project: Project) -> None:
    anna = project.team.add("Anna", login=" Anna@Voorbeeld.NL ")
    found = project.team.by_login("anna@voorbeeld.nl")
    assert found is not None
    assert (found.id, found.login) == (anna, "anna@voorbeeld.nl")
    assert project.team.by_login("bram@voorbeeld.nl") is None
    assert project.team.by_login("") is None
    project.team.add("Bram")
    assert project.team.people()["login"].tolist() == ["anna@voorbeeld.nl", None]


def test_a_name_and_a_login_are_one_persons(project: Project) -> None:
    project.team.add("Anna", login="a@voorbeeld.nl")
    bram = project.team.add("Bram")
    with pytest.raises(CodingError, match="Anna doet al mee"):
        project.team.add("Anna")
    with pytest.raises(CodingError, match=r"Met a@voorbeeld\.nl logt Anna al in"):
        project.team.change(bram, login="A@voorbeeld.nl")
    project.team.change(bram, login="b@voorbeeld.nl")
    project.team.change(bram, login="")
    assert project.team.person(bram).login is None


def test_a_team_that_signs_in_keeps_a_lead(project: Project) -> None:
    anna = project.team.add("Anna", role="lead", login="a@voorbeeld.nl")
    bram = project.team.add("Bram", login="b@voorbeeld.nl")
    for change in ({"role": "coder"}, {"active": False}):
        with pytest.raises(CodingError, match="moet iemand hoofdonderzoeker zijn"):
            project.team.change(anna, **change)
    assert project.team.person(anna).role.value == "lead"
    project.team.change(bram, role="lead")
    project.team.change(anna, role="reader")
    assert project.team.person(anna).role.value == "reader"


@pytest.mark.parametrize(
    ("name", "message"), [("  ", "Vul een naam in"), ("x" * 201, "ten hoogste 200 tekens")]
)
def test_a_name_must_be_usable(project: Project, name: str, message: str) -> None:
    with pytest.raises(CodingError, match=message):
        project.team.add(name)


def test_somebody_who_does_not_exist(project: Project) -> None:
    with pytest.raises(NotFoundError, match="Persoon 9 doet niet mee"):
        project.team.person(9)
