"""The way in on a server: who signed in, whether they take part, and nothing else for who does not."""

from typing import Any

import streamlit as st

from coding.codings import NotAllowedError, Person, Role
from coding.errors import CodingError
from coding.i18n import _
from coding.project import Project
from coding.ui import sign_in

NEWCOMERS = "newcomers"  # project setting: the role of who signs in and was not added; none: refused


def admit(project: Project, claims: dict[str, Any], *, claim: str) -> Person:
    """Return who somebody is that signed in elsewhere.

    Parameters
    ----------
    claims
        What the sign-in server says of them.
    claim
        Which of these is their login.

    Raises
    ------
    NotAllowedError
        When nobody added them and the project does not let newcomers in, or they no longer take part.
    """
    login = str(claims.get(claim) or "").strip()
    if not login or (claim == "email" and claims.get("email_verified") is False):
        raise NotAllowedError(
            _("Het inloggen gaf geen bevestigd e-mailadres. Vraag dat na bij wie uw inlog beheert.")
        )
    person = project.team.by_login(login)
    if person is None:
        role = project.settings().get(NEWCOMERS)
        if role not in (Role.READER.value, Role.CODER.value):
            raise NotAllowedError(
                _(
                    "{login} doet niet mee in dit project. Vraag een hoofdonderzoeker u toe te voegen op de "
                    "pagina Beheer, en laad deze pagina dan opnieuw."
                ).format(login=login)
            )
        name = str(claims.get("name") or login)
        person = project.team.person(project.team.add_newcomer(name, role=role, login=login))
    if not person.active:
        raise NotAllowedError(
            _("{name} doet niet meer mee in dit project. Een hoofdonderzoeker kan dat wijzigen.").format(
                name=person.name
            )
        )
    return person


def gate(project: Project) -> Person:
    """Return who is at work; draw the way in, and nothing else, for who may not come in."""
    if not st.user.get("is_logged_in", False):
        st.title(_("Inloggen"), anchor=False)
        st.markdown(_("Dit project is alleen voor wie eraan meewerkt."))
        st.button(_("Inloggen"), type="primary", on_click=st.login)
        st.stop()
    try:
        return admit(project, st.user.to_dict(), claim=sign_in.login_claim())
    except CodingError as error:
        st.title(_("Inloggen"), anchor=False)
        st.error(str(error))
        st.button(_("Uitloggen"), on_click=st.logout)
        st.stop()
