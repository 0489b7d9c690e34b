"""Notes at codes: memos, and that a definition must be clearer."""

from collections.abc import Hashable, Mapping
from typing import Any

import streamlit as st

from coding.codings import NoteKind
from coding.errors import CodingError
from coding.i18n import _
from coding.project import Project
from coding.ui import session
from coding.ui.components.states import done, moment, plain, show_error


def notes_at(project: Project, key: str, code: str) -> None:
    """Draw the open notes at one code, and a form for another."""
    notes = project.code_notes.list(key, code=code)
    title = _("Notities ({n})").format(n=len(notes))
    with st.expander(title, icon=":material/sticky_note_2:", expanded=bool(len(notes))):
        for note in notes.to_dict("records"):
            _draw(project, note, heading="")
        with st.form(f"note-{key}-{code}", border=False, clear_on_submit=True):
            text = st.text_area(_("Nieuwe notitie"), height=80)
            clarify = st.checkbox(_("De definitie moet duidelijker"))
            if st.form_submit_button(_("Notitie bewaren")):
                _add(project, key, code, text, clarify=clarify)


def open_notes(project: Project, key: str, labels: dict[str, str]) -> None:
    """Draw all open notes of a codebook, at the top of the page."""
    notes = project.code_notes.list(key)
    if not len(notes):
        return
    title = _("Open notities bij codes ({n})").format(n=len(notes))
    with st.expander(title, icon=":material/sticky_note_2:"):
        for note in notes.to_dict("records"):
            _draw(project, note, heading=labels.get(str(note["code"]), str(note["code"])), place="all")


def _draw(project: Project, note: Mapping[Hashable, Any], *, heading: str, place: str = "code") -> None:
    kind = _("Definitie moet duidelijker") if note["kind"] == NoteKind.CLARIFY else ""
    said = " · ".join(f"**{plain(part)}**" for part in (heading, kind) if part)
    text = plain(note["text"]) if note["text"] else ""
    st.markdown(f"{said}{': ' if said and text else ''}{text}")
    if note["segment_text"]:
        st.caption(f"„{plain(note['segment_text'])}”")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(f"{note['author']}, {moment(note['created_at'])}"))
        coder = session.current_coder()
        if coder is not None and st.button(_("Afgehandeld"), key=f"close-{place}-{note['id']}"):
            try:
                project.code_notes.close(int(str(note["id"])), author_id=coder)
            except CodingError as error:
                show_error(error)
                return
            st.rerun()


def _add(project: Project, key: str, code: str, text: str, *, clarify: bool) -> None:
    coder = session.current_coder()
    if coder is None:
        return
    kind = NoteKind.CLARIFY if clarify else NoteKind.MEMO
    try:
        project.code_notes.add(key, code, text, kind=kind, author_id=coder)
    except CodingError as error:
        show_error(error)
        return
    done(_("De notitie is bewaard."))
    st.rerun()
