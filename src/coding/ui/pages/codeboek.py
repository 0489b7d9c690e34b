"""Codebook: the codes with their rules, which codebook a question uses, and how it changed."""

import streamlit as st

from coding.codebook import CodebookContent, load_codebook
from coding.codings import Permission
from coding.errors import CodingError
from coding.i18n import _
from coding.project import Project
from coding.resources import resource
from coding.ui import session, style
from coding.ui.components import codebook_edit
from coding.ui.components.codebook_file import bring_in, downloads
from coding.ui.components.codebook_history import history
from coding.ui.components.codebook_new import other_codebook
from coding.ui.components.codebook_notes import open_notes
from coding.ui.components.codebook_step import undo_offer
from coding.ui.components.codebook_tree import tree
from coding.ui.components.people import coder_name
from coding.ui.components.states import done, plain, show_done, show_error, title
from coding.ui.components.survey_import import ensure_codebook, shipped_codebooks


def render() -> None:
    """Draw the page."""
    project, question = session.project(), session.current_question()
    title(_("Codeboek"))
    show_done()
    used = project.corpus.question(question).codebook if question is not None else None
    if question is not None and used is None:
        st.info(
            _("Deze vraag heeft nog geen codeboek. Kies er een en bekijk of het past, of begin er zelf een.")
        )
    key = _choose(project, used)
    other_codebook(project, question, used)
    stored = key in set(project.codebooks.keys())
    content = (
        project.codebooks.current(key).content if stored else load_codebook(resource(f"codebooks/{key}.yaml"))
    )
    if question is not None and key != used:
        _offer(project, question, content)
    st.subheader(plain(content.title), anchor=False)
    st.markdown(plain(content.description))
    st.caption(plain(content.source))
    uses = _uses(project, question, content) if question is not None and key == used else None
    if not stored:
        _codes(content, uses)
        return
    with st.container():  # always there: a step that can be undone from now on closes no tab
        undo_offer(project, key)
        open_notes(project, key, content.labels)
        if unwritten := codebook_edit.still_to_write(content):
            names = ", ".join(code.label for code in unwritten)
            st.info(plain(_("Nog in te vullen bij: {codes}.").format(codes=names)))
    codes, edit, file, steps = st.tabs([_("Codes"), _("Wijzigen"), _("Bestand"), _("Geschiedenis")])
    with codes:
        _codes(content, uses)
    with edit:
        codebook_edit.edit_codebook(project, key)
    with file:
        downloads(content)
        author = coder_name(project)
        if author is not None and session.may(Permission.CODEBOOK):
            bring_in(project, None, base=content, author=author, place=key)
    with steps:
        history(project, key)


def _choose(project: Project, used: str | None) -> str:
    """Draw the choice of codebook, that of the question first."""
    own = project.codebooks.keys()
    shipped = [key for key in shipped_codebooks() if key not in own]
    options = [*own, *shipped]
    return st.selectbox(
        _("Codeboek"),
        options,
        index=options.index(used) if used in options else 0,
        format_func=lambda key: key if key in own else _("{key} (meegeleverd)").format(key=key),
        key=f"codebook-{used}",
        width=420,
    )


def _offer(project: Project, question: str, content: CodebookContent) -> None:
    if st.button(_("Gebruik dit codeboek bij vraag {key}").format(key=question), type="primary"):
        try:
            ensure_codebook(project, content.id, author=coder_name(project) or _("onbekend"))
            project.corpus.set_codebook(question, content.id)
        except CodingError as error:
            show_error(error)
            return
        done(_("Vraag {key} wordt gecodeerd met {title}.").format(key=question, title=content.title))
        st.rerun()


def _uses(project: Project, question: str, content: CodebookContent) -> dict[str, int]:
    """Return in how many answers each code was given, each answer counted by one coder.

    A theme takes in what falls under it, once per answer, as in the table.
    """
    given = project.codings.combined(question)
    segments: dict[str, set[int]] = {code.id: set() for code in content.codes}
    for segment, code in zip(given["segment_id"], given["code"], strict=True):
        if code in content:
            segments[code].add(int(segment))
            segments[content.code(code).parent or code].add(int(segment))
    return {code: len(found) for code, found in segments.items()}


def _codes(content: CodebookContent, uses: dict[str, int] | None) -> None:
    find = st.text_input(
        _("Zoeken"),
        placeholder=_("Zoek in labels, definities, voorbeelden en kernwoorden"),
        label_visibility="collapsed",
        key=f"find-{content.id}",
        width=420,
    )
    st.html(tree(content, colours=style.code_colours(content), uses=uses, find=find))
