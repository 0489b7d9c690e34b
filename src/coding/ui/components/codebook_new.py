"""Another codebook for a question: an own one begun here, or one from a file."""

import streamlit as st

from coding.codebook import CodebookContent, make_id, starter_codebook
from coding.errors import CodingError
from coding.i18n import _
from coding.project import Project
from coding.ui.components.codebook_file import bring_in
from coding.ui.components.codebook_step import editor
from coding.ui.components.states import done, show_error


def other_codebook(project: Project, question: str | None, used: str | None) -> None:
    """Draw how to begin a codebook of one's own, or to bring one in.

    Parameters
    ----------
    question, used
        The question at work and the codebook it is coded with; a question without one gets the new one.
    """
    with st.expander(_("Een eigen codeboek: nieuw, of uit een bestand"), icon=":material/add:"):
        author = editor(project)
        if author is None:
            return
        adopting = question if used is None else None
        left, right = st.columns(2, gap="large")
        with left:
            _begin(project, adopting, author=author)
        with right:
            bring_in(project, adopting, base=None, author=author, place="new")


def _begin(project: Project, question: str | None, *, author: str) -> None:
    with st.form("codebook-new", border=False):
        name = st.text_input(_("Naam van het nieuwe codeboek"), max_chars=60)
        about = st.text_area(_("Waarvoor is het? (mag later)"), height=80)
        if not st.form_submit_button(_("Nieuw codeboek beginnen")):
            return
        key = make_id(name)
        if not key:
            st.error(_("Geef het codeboek een naam."))
            return
        if key in set(project.codebooks.keys()):
            st.error(_("Er is al een codeboek met deze naam; kies een andere."))
            return
        content = starter_codebook(
            key, title=name.strip(), description=about.strip() or _("Nog zonder toelichting.")
        )
        _store(project, content, question, author=author, reason=_("nieuw begonnen"))


def _store(
    project: Project, content: CodebookContent, question: str | None, *, author: str, reason: str
) -> None:
    try:
        stored = project.codebooks.add(content, author=author, reason=reason)
        if question is not None:
            project.corpus.set_codebook(question, content.id)
    except CodingError as error:
        show_error(error)
        return
    done(_("{title} is opgeslagen als versie {n}.").format(title=content.title, n=stored.number))
    st.rerun()
