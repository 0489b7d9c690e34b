"""Who may do what, said in plain Dutch."""

import pytest

from coding.codings import Permission, Role, act_of, role_names
from coding.codings.permissions import can, refusal


def test_a_lead_may_do_everything() -> None:
    assert [item for item in Permission if not can(Role.LEAD, item)] == []


@pytest.mark.parametrize(
    ("role", "allowed", "forbidden"),
    [
        ("coder", {"code", "bulk"}, {"see_others", "codebook", "adjudicate", "import", "export", "people"}),
        ("analyst", {"train", "export", "codebook", "import"}, {"adjudicate", "divide", "people", "project"}),
        ("reader", {"export", "see_others"}, {"code", "bulk", "train", "import", "divide", "people"}),
    ],
)
def test_the_table(role: str, allowed: set[str], forbidden: set[str]) -> None:
    assert {name for name in allowed if not can(role, Permission(name))} == set()
    assert {name for name in forbidden if can(role, Permission(name))} == set()


def test_every_role_and_permission_has_words() -> None:
    assert set(role_names()) == {role.value for role in Role}
    assert len({act_of(permission) for permission in Permission}) == len(Permission)


def test_a_refusal_names_the_person_the_role_and_what_to_do() -> None:
    assert refusal("Anna", "reader", Permission.CODE) == (
        "Anna is rapportschrijver en mag niet coderen. "
        "Een hoofdonderzoeker kan die rol wijzigen, op de pagina Beheer."
    )
