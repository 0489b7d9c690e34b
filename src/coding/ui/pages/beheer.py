"""Management: who takes part, settings, the language model in use, where the data is, a copy of it."""

import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

from coding.codings import role_names
from coding.errors import CodingError
from coding.i18n import LANGUAGES, _, current_language
from coding.project import Project
from coding.store import copy_file
from coding.ui import session
from coding.ui.components import language_model
from coding.ui.components.states import done, plain, show_done, show_error, title


def render() -> None:
    """Draw the page."""
    project = session.project()
    title(_("Beheer"))
    show_done()
    people, settings = st.columns(2, gap="large")
    with people:
        _people(project)
    with settings:
        _settings(project)
        language_model.draw(project)
        _data(project)


def _people(project: Project) -> None:
    st.subheader(_("Wie doen er mee?"), anchor=False)
    coders = project.team.people()
    if coders.empty:
        st.markdown(_("Nog niemand. Wie gaat coderen, geeft eerst een naam op."))
    words = role_names()
    for row in coders.to_dict("records"):
        number = int(row["id"])
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(row["name"]), width=130)
            st.selectbox(
                _("Rol van {name}").format(name=plain(row["name"])),
                list(words),
                index=list(words).index(str(row["role"])),
                format_func=words.__getitem__,
                key=f"role-{number}",
                label_visibility="collapsed",
                on_change=_change_role,
                args=(project, number),
                width=180,
            )
            st.toggle(
                _("actief"),
                bool(row["active"]),
                key=f"active-{number}",
                on_change=_change_active,
                args=(project, number),
            )
    st.caption(
        _(
            "Wie stopt, zet u op niet actief; het werk blijft staan. Bij dubbele codering telt de "
            "hoofdonderzoeker."
        )
    )
    form = st.form("new-coder", clear_on_submit=True, border=False)
    with form.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("Iemand toevoegen"), max_chars=200, width=230)
        added = st.form_submit_button(_("Toevoegen"))
    if added:
        try:
            project.team.add(name)
        except CodingError as error:
            show_error(error)
            return
        done(_("{name} doet mee.").format(name=name.strip()))
        st.rerun()


def _change_role(project: Project, number: int) -> None:
    project.team.change(number, role=str(st.session_state[f"role-{number}"]))


def _change_active(project: Project, number: int) -> None:
    project.team.change(number, active=bool(st.session_state[f"active-{number}"]))


def _settings(project: Project) -> None:
    st.subheader(_("Project"), anchor=False)
    with st.form("project-settings", border=False):
        name = st.text_input(
            _("Naam van het project"), str(project.settings().get("name") or ""), max_chars=200
        )
        stored = project.settings().get("language")
        language = st.selectbox(
            _("Taal van het scherm voor wie zelf niets kiest"),
            list(LANGUAGES),
            index=list(LANGUAGES).index(stored if stored in LANGUAGES else current_language()),
            format_func=LANGUAGES.__getitem__,
        )
        if st.form_submit_button(_("Bewaren")):
            project.set("name", name.strip() or None)
            project.set("language", language)
            done(_("Bewaard."))
            st.rerun()


def _data(project: Project) -> None:
    st.subheader(_("Waar staan de gegevens?"), anchor=False)
    url = project.database.url
    if not project.database.is_sqlite:
        st.markdown(_("In de database op:"))
        st.code(url.render_as_string(hide_password=True), language=None)
        st.caption(_("Antwoorden gaan alleen daarheen. Een kopie maakt u daar, met pg_dump."))
        return
    st.markdown(_("In één bestand op deze machine. Niets verlaat deze machine."))
    st.code(str(url.database), language=None)
    path = Path(str(url.database))
    st.download_button(
        _("Kopie van het project bewaren"),
        partial(backup, path),
        file_name=f"{path.stem}-{datetime.now().astimezone():%Y%m%d-%H%M}.db",
        mime="application/vnd.sqlite3",
        on_click="ignore",
        icon=":material/download:",
    )
    st.caption(
        _("De kopie is het hele project: antwoorden, codeboeken, coderingen. Open haar met dit programma.")
    )


def backup(path: Path) -> bytes:
    """Return a whole copy of a project file, made while others go on working."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        copy_file(path, copy)
        return copy.read_bytes()
