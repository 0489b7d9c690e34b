"""Dividing the work of a question over people, and how far everybody is."""

import streamlit as st

from coding.codings import Permission
from coding.errors import CodingError
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.ui import session
from coding.ui.components.html_table import CSS, NOTHING, Column, html_table
from coding.ui.components.people import coder_name
from coding.ui.components.states import done, moment, no_question, plain, show_error


def draw(project: Project) -> None:
    """Draw the division of the question that is open."""
    question = session.current_question()
    if question is None:
        no_question()
        return
    _progress(project, question)
    if session.allowed(Permission.DIVIDE, place="division"):
        _divide(project, question)
    _earlier(project, question)


def _progress(project: Project, question: str) -> None:
    table = project.divisions.progress(question)
    if table.empty:
        st.markdown(_("Deze vraag is nog niet verdeeld: iedereen kan alles coderen."))
        return
    rows = [
        [
            str(row["coder"]),
            format_number(row["n_read"]),
            format_number(row["n_items"]),
            format_number(row["per_day"]) if row["n_read"] else NOTHING,
            _left(row["n_left"], row["days_left"] if row["n_read"] else None),
        ]
        for row in table.to_dict("records")
    ]
    columns = [
        Column(_("Wie"), number=False),
        Column(_("Gelezen")),
        Column(_("Van")),
        Column(_("Per dag"), meaning=_("Gemiddeld over de dagen waarop er gelezen is.")),
        Column(_("Nog te gaan"), number=False),
    ]
    st.html(f"<style>{CSS}</style>{html_table(columns, rows, name=_('Hoe ver iedereen is'))}")


def _left(n_left: int, days: float | None) -> str:
    if not n_left:
        return _("klaar")
    if days is None:
        return format_number(n_left)
    return ngettext("{left}, ongeveer {n} dag", "{left}, ongeveer {n} dagen", int(days)).format(
        left=format_number(n_left), n=int(days)
    )


def _divide(project: Project, question: str) -> None:
    read_too = st.session_state.get("division-read-too", False)
    n_waiting = project.divisions.waiting(question, read_too=read_too)
    st.subheader(_("Verdelen"), anchor=False)
    st.markdown(
        ngettext("{n} tekst is nog van niemand.", "{n} teksten zijn nog van niemand.", n_waiting).format(
            n=format_number(n_waiting)
        )
    )
    people = project.team.people()
    names = {
        int(row["id"]): str(row["name"])
        for row in people.to_dict("records")
        if row["active"] and project.team.can(int(row["id"]), Permission.CODE)
    }
    if not n_waiting and not read_too:
        st.caption(_("Om nog eens te laten lezen wat al gelezen is: vink dat onderaan aan."))
    chosen = st.multiselect(
        _("Over wie"), list(names), format_func=names.__getitem__, placeholder=_("Kies mensen"), width=520
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        share = st.number_input(_("Procent dat twee mensen lezen"), 0, 100, 20, step=5, width=240)
        seed = st.number_input(
            _("Getal voor de loting"),
            1,
            value=1,
            step=1,
            width=200,
            help=_("Hetzelfde getal verdeelt hetzelfde."),
        )
    st.checkbox(_("Ook verdelen wat iemand al las"), key="division-read-too")
    if not chosen or not n_waiting:
        return
    try:
        proposal = project.divisions.propose(
            question, chosen, share=share / 100, seed=int(seed), read_too=read_too
        )
        st.markdown(plain(proposal.sentence()))
        if st.button(_("Verdelen"), type="primary"):
            project.team.require(session.current_coder(), Permission.DIVIDE)
            project.divisions.divide(proposal, author=coder_name(project) or "")
            done(_("Verdeeld; ieders deel staat klaar op de pagina Coderen."))
            st.rerun()
    except CodingError as error:
        show_error(error)


def _earlier(project: Project, question: str) -> None:
    for row in project.divisions.divisions(question).to_dict("records"):
        st.caption(
            plain(
                _(
                    "{when}: {n} teksten verdeeld door {who}, {double} door twee gelezen (loting {seed})."
                ).format(
                    when=moment(row["created_at"]),
                    n=format_number(row["n_segments"]),
                    who=row["author"] or _("onbekend"),
                    double=format_number(row["n_double"]),
                    seed=row["seed"],
                )
            )
        )
