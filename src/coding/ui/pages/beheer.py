"""Management: who takes part, who codes what, the log, settings, a copy of the project."""

import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

from coding.classifier import BY_HAND_ONLY, trains_itself
from coding.codings import Permission
from coding.i18n import LANGUAGES, _, current_language
from coding.project import Project
from coding.store import copy_file
from coding.ui import session
from coding.ui.components import language_model, team_division, team_log, team_people, text_vectors
from coding.ui.components.states import done, show_done, title
from coding.ui.wishes import CODERS_ADD


def render() -> None:
    """Draw the page."""
    project = session.project()
    title(_("Beheer"))
    show_done()
    people, division, log, study = st.tabs([_("Mensen"), _("Werkverdeling"), _("Logboek"), _("Project")])
    with people:
        team_people.draw(project)
    with division:
        team_division.draw(project)
    with log:
        team_log.draw(project)
    with study:
        left, right = st.columns(2, gap="large")
        with left:
            _settings(project)
            _data(project)
        with right:
            language_model.draw(project)
            text_vectors.draw(project)


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
        coders_add = st.checkbox(
            _("Wie codeert mag tijdens het coderen codes toevoegen"),
            bool(project.settings().get(CODERS_ADD)),
            help=_(
                "Anders mag dat alleen wie het codeboek mag wijzigen. Elke nieuwe code staat op Codeboek."
            ),
        )
        by_itself = st.checkbox(
            _("Leer tijdens het coderen vanzelf van nieuwe coderingen"),
            trains_itself(project.settings()),
            help=_(
                "Na 20 gecodeerde teksten, en daarna telkens als er een tiende bij kwam (ten minste 20). "
                "Uit: alleen met de knop op de pagina Model."
            ),
        )
        if st.form_submit_button(_("Bewaren"), disabled=not session.may(Permission.PROJECT)):
            project.set("name", name.strip() or None)
            project.set("language", language)
            project.set(CODERS_ADD, coders_add or None)
            project.set(BY_HAND_ONLY, not by_itself or None)
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
        disabled=not session.may(Permission.PROJECT),
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
