"""The log: who did what, to look through and to take along."""

import io
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial

import streamlit as st

from coding.codings import LogKind, Permission, Wanted, kind_names
from coding.i18n import _, current_language, use_language
from coding.project import Project
from coding.ui import session
from coding.ui.components.html_table import CSS, Column, html_table
from coding.ui.components.people import coder_name
from coding.ui.components.states import moment

_AFTER, _ASKED = "log-after", "log-asked"


def draw(project: Project) -> None:
    """Draw the log; who may not see others' codings finds their own acts."""
    wanted = _wanted(project)
    if wanted is None:
        return
    if st.session_state.get(_ASKED) != wanted:
        st.session_state[_ASKED], st.session_state[_AFTER] = wanted, None
    after: Mapping[str, int] | None = st.session_state[_AFTER]
    page = project.log.page(wanted, after=after)
    names = kind_names()
    rows = [[moment(line.when), line.who, names[line.kind], line.what, line.where] for line in page.lines]
    columns = [
        Column(name, number=False) for name in (_("Wanneer"), _("Wie"), _("Soort"), _("Wat"), _("Waar"))
    ]
    if rows:
        st.html(f"<style>{CSS}</style>{html_table(columns, rows, name=_('Logboek'))}")
    else:
        st.markdown(_("Hier is niets gebeurd dat hieraan voldoet."))
    with st.container(horizontal=True):
        if after is not None:
            st.button(_("Nieuwste"), on_click=_go, args=(None,))
        if page.following is not None:
            st.button(_("Eerder"), on_click=_go, args=(page.following,))
        st.download_button(
            _("Alles wat voldoet als CSV"),
            partial(_csv, project, wanted, current_language()),
            file_name="logboek.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )


def _go(place: Mapping[str, int] | None) -> None:
    st.session_state[_AFTER] = place


def _wanted(project: Project) -> Wanted | None:
    """Draw what can be asked; None where somebody has nothing to see."""
    names = kind_names()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(_("Zoeken"), width=320, placeholder=_("code, memo, antwoord of respondent"))
        if session.may(Permission.SEE_OTHERS):
            people = [str(name) for name in project.team.people()["name"]]
            person = st.selectbox(_("Wie"), people, index=None, placeholder=_("iedereen"), width=200)
        else:
            person = coder_name(project)
            if person is None:
                session.allowed(Permission.SEE_OTHERS, place="log")
                return None
        kind = st.selectbox(
            _("Soort"),
            list(LogKind),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("alles"),
            width=200,
        )
        since = st.date_input(_("Van"), value=None, format="DD-MM-YYYY", width=150)
        until = st.date_input(_("Tot en met"), value=None, format="DD-MM-YYYY", width=150)
    return Wanted(
        text=text.strip(),
        person=person or "",
        kind=kind,
        since=_midnight(since),
        until=_midnight(until + timedelta(days=1)) if until else None,
    )


def _midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day).astimezone() if day else None


def _csv(project: Project, wanted: Wanted, language: str) -> bytes:
    """Write the file; this happens when it is asked for, apart from the page and its language."""
    use_language(language)
    file = io.StringIO(newline="")
    project.log.write_csv(file, wanted)
    return file.getvalue().encode("utf-8-sig")
