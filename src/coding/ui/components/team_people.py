"""Who takes part: roles, logins, stopping and starting again."""

from collections.abc import Hashable, Mapping
from typing import Any

import streamlit as st

from coding.codings import Permission, role_names
from coding.errors import CodingError
from coding.i18n import _
from coding.project import Project
from coding.ui import session, sign_in
from coding.ui.components.people import coder_name
from coding.ui.components.states import done, plain, show_error
from coding.ui.gate import NEWCOMERS

_TROUBLE = "people-trouble"


def draw(project: Project) -> None:
    """Draw the people, and the way to add one, for who may decide about that."""
    people = project.team.people()
    may = session.may(Permission.PEOPLE)
    if people.empty:
        st.markdown(_("Nog niemand. Wie gaat coderen, geeft eerst een naam op."))
    trouble = st.session_state.pop(_TROUBLE, None)
    if trouble is not None:
        show_error(trouble)
    logins = sign_in.required() or bool(people["login"].notna().any())
    for row in people.to_dict("records"):
        _person(project, row, may=may, logins=logins)
    st.caption(
        _(
            "Wie stopt, zet u op niet actief; het werk blijft staan. Bij dubbele codering telt de "
            "hoofdonderzoeker."
        )
    )
    if not may:
        session.allowed(Permission.PEOPLE, place="people")
        return
    _add(project, logins=logins)
    if sign_in.required():
        _newcomers(project)


def _person(project: Project, row: Mapping[Hashable, Any], *, may: bool, logins: bool) -> None:
    words, number, name = role_names(), int(row["id"]), plain(row["name"])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(name, width=160)
        st.selectbox(
            _("Rol van {name}").format(name=name),
            list(words),
            index=list(words).index(str(row["role"])),
            format_func=words.__getitem__,
            key=f"role-{number}",
            label_visibility="collapsed",
            on_change=_change,
            args=(project, number, "role"),
            disabled=not may,
            width=180,
        )
        if logins:
            st.text_input(
                _("Waarmee {name} inlogt").format(name=name),
                str(row["login"] or ""),
                max_chars=300,
                key=f"login-{number}",
                label_visibility="collapsed",
                placeholder=_("e-mailadres"),
                on_change=_change,
                args=(project, number, "login"),
                disabled=not may,
                width=260,
            )
        st.toggle(
            _("actief"),
            bool(row["active"]),
            key=f"active-{number}",
            on_change=_change,
            args=(project, number, "active"),
            disabled=not may,
        )


def _change(project: Project, number: int, what: str) -> None:
    key = f"{what}-{number}"
    value = st.session_state[key]
    try:
        project.team.require(session.current_coder(), Permission.PEOPLE)
        project.team.change(number, author=coder_name(project) or "", **{what: value})
    except CodingError as error:
        st.session_state[_TROUBLE] = error
        del st.session_state[key]  # what stands in the project is shown again


def _add(project: Project, *, logins: bool) -> None:
    form = st.form("new-coder", clear_on_submit=True, border=False)
    with form.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("Iemand toevoegen"), max_chars=200, width=230)
        login = st.text_input(_("Logt in met (e-mailadres)"), max_chars=300, width=260) if logins else None
        added = st.form_submit_button(_("Toevoegen"))
    if not added:
        return
    try:
        project.team.add(name, login=login, author=coder_name(project) or "")
    except CodingError as error:
        show_error(error)
        return
    done(_("{name} doet mee.").format(name=name.strip()))
    st.rerun()


def _newcomers(project: Project) -> None:
    """Draw what happens to who signs in and was not added."""
    choices = {None: _("wordt geweigerd"), "reader": _("mag meelezen"), "coder": _("mag coderen")}
    stored = project.settings().get(NEWCOMERS)
    chosen = st.selectbox(
        _("Wie kan inloggen maar hier niet staat,"),
        list(choices),
        index=list(choices).index(stored if stored in choices else None),
        format_func=choices.__getitem__,
        width=300,
    )
    if chosen != stored:
        project.set(NEWCOMERS, chosen)
