"""Another codebook for a question: an own one begun here, or one from a file."""

import streamlit as st

from coding.codebook import CodebookContent, parse_codebook, starter_codebook
from coding.errors import CodingError
from coding.i18n import _, ngettext
from coding.project import Project
from coding.ui.components.codebook_edit import changes, code_id
from coding.ui.components.people import coder_name, need_name
from coding.ui.components.states import done, plain, show_error
from coding.ui.components.uploader import uploader


def other_codebook(project: Project, question: str | None, used: str | None) -> None:
    """Draw how to begin a codebook of one's own, or to bring one in.

    Parameters
    ----------
    question, used
        The question at work and the codebook it is coded with; a question without one gets the new one.
    """
    with st.expander(_("Een eigen codeboek: nieuw, of uit een bestand"), icon=":material/add:"):
        author = coder_name(project)
        if author is None:
            need_name()
            return
        adopting = question if used is None else None
        left, right = st.columns(2, gap="large")
        with left:
            _begin(project, adopting, author=author)
        with right:
            _bring_in(project, adopting, author=author)


def _begin(project: Project, question: str | None, *, author: str) -> None:
    with st.form("codebook-new", border=False):
        name = st.text_input(_("Naam van het nieuwe codeboek"), max_chars=60)
        about = st.text_area(_("Waarvoor is het? (mag later)"), height=80)
        if not st.form_submit_button(_("Nieuw codeboek beginnen")):
            return
        key = code_id(name)
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


def _bring_in(project: Project, question: str | None, *, author: str) -> None:
    files = uploader(
        _("Een codeboek inlezen (YAML)"), types=["yaml", "yml"], key="codebook-file", multiple=False
    )
    if not files:
        return
    try:
        loaded = parse_codebook(files[0].getvalue().decode("utf-8-sig"), name=files[0].name)
    except UnicodeDecodeError:
        st.error(_("Sla het bestand op als UTF-8 en kies het opnieuw."))
        return
    except CodingError as error:
        show_error(error)
        return
    _offer(project, loaded, question, author=author)


def _offer(project: Project, loaded: CodebookContent, question: str | None, *, author: str) -> None:
    """Say what loading a codebook would change, and do it when asked."""
    known = loaded.id in set(project.codebooks.keys())
    n = len(loaded.codes)
    st.markdown(
        plain(
            ngettext("{title}: {n} code.", "{title}: {n} codes.", n).format(title=loaded.title, n=n)
            + " "
            + ("" if known else _("Dit codeboek is nieuw in dit project."))
        )
    )
    if known:
        found = changes(project.codebooks.current(loaded.id).content, loaded)
        if not found:
            st.info(_("Dit is de versie die al in het project staat; er verandert niets."))
            return
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in found))
    reason = st.text_input(_("Waarom deze versie?"), _("ingelezen uit bestand"), key="codebook-file-reason")
    if st.button(_("Opslaan als nieuwe versie"), key="codebook-file-save"):
        _store(project, loaded, question, author=author, reason=reason.strip() or _("ingelezen uit bestand"))


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
