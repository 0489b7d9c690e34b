"""Who may come in on a server: who was added, in their own name, and nobody else."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from tests.builders import add_question
from tests.ui.pages import PageOpener, texts

from coding.codings import NotAllowedError
from coding.project import Project
from coding.resources import resource
from coding.ui import sign_in
from coding.ui.gate import NEWCOMERS, admit

ANNA = {"email": "Anna@Voorbeeld.nl", "sub": "17", "name": "Anna", "email_verified": True}


def test_who_was_added_comes_in_by_their_login(small: Project) -> None:
    anna = small.team.add("Anna de Wit", role="lead", login="anna@voorbeeld.nl")
    assert admit(small, ANNA, claim="email").id == anna
    with pytest.raises(NotAllowedError, match="17 doet niet mee in dit project"):
        admit(small, ANNA, claim="sub")


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        (ANNA, "Anna@Voorbeeld.nl doet niet mee in dit project. Vraag een hoofdonderzoeker"),
        ({**ANNA, "email": ""}, "geen bevestigd e-mailadres"),
        ({**ANNA, "email_verified": False}, "geen bevestigd e-mailadres"),
        ({"sub": "17"}, "geen bevestigd e-mailadres"),
    ],
)
def test_others_are_refused(small: Project, claims: dict[str, Any], message: str) -> None:
    small.team.add("Anna")  # the same name is not the same person
    with pytest.raises(NotAllowedError, match=message.replace(".", r"\.")):
        admit(small, claims, claim="email")
    assert len(small.team.people()) == 1


def test_a_setting_lets_newcomers_in_but_never_as_lead(small: Project) -> None:
    small.set(NEWCOMERS, "lead")
    with pytest.raises(NotAllowedError):
        admit(small, ANNA, claim="email")
    small.set(NEWCOMERS, "reader")
    person = admit(small, ANNA, claim="email")
    assert (person.name, person.role.value, person.login) == ("Anna", "reader", "anna@voorbeeld.nl")
    assert admit(small, ANNA, claim="email") == person


def test_who_stopped_is_refused(small: Project) -> None:
    anna = small.team.add("Anna", login="anna@voorbeeld.nl")
    small.team.change(anna, active=False)
    with pytest.raises(NotAllowedError, match="Anna doet niet meer mee in dit project"):
        admit(small, ANNA, claim="email")


@pytest.fixture
def served(small: Project, open_page: PageOpener, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The whole app as on a server where people sign in; nobody did yet."""
    add_question(small, ["Te laat."])
    monkeypatch.setenv(sign_in.FILE, "inloggen.toml")
    return AppTest.from_file(str(resource("app.py")), default_timeout=60)


def test_without_signing_in_there_is_only_the_way_in(served: AppTest) -> None:
    served.run()
    assert not served.exception
    assert [button.label for button in served.button] == ["Inloggen"]
    assert not served.selectbox  # no question, no answer


class _User(dict[str, Any]):
    def to_dict(self) -> dict[str, Any]:
        return dict(self)


def test_nobody_can_be_somebody_else(
    served: AppTest, small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    import streamlit as st

    small.team.add("Anna", role="lead", login="anna@voorbeeld.nl")
    bram = small.team.add("Bram", login="bram@voorbeeld.nl")
    monkeypatch.setattr(st, "user", _User(email="bram@voorbeeld.nl", is_logged_in=True))
    served.query_params["wie"] = "1"
    served.session_state["coder_id"] = 1
    served.run()
    assert not served.exception
    assert served.session_state["coder_id"] == bram
    labels = [button.label for button in served.button]
    assert "Uitloggen" in labels
    assert "Iemand anders aan het werk" not in labels
    assert "Anna" not in labels


def test_who_was_not_added_reads_why_and_sees_nothing(
    served: AppTest, small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    import streamlit as st

    monkeypatch.setattr(st, "user", _User(email="carla@voorbeeld.nl", is_logged_in=True))
    served.run()
    assert "carla@voorbeeld.nl doet niet mee" in served.error[0].value
    assert not served.selectbox
    assert "Te laat." not in texts(served)
