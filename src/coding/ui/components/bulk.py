"""Giving one code to all answers on screen, with a look beforehand and a way back."""

from collections.abc import Sequence

import streamlit as st

from coding.codebook import CodebookContent
from coding.codings import BulkChange, BulkKind, BulkResult
from coding.errors import CodingError
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.ui import session
from coding.ui.components.people import need_name
from coding.ui.components.states import plain, show_error
from coding.ui.components.units import Unit, unit_of

_GIVEN = "bulk-given"  # (question, sentence) of the last act on this page, for the way back


def give_one_code(project: Project, question: str, segment_ids: Sequence[int], *, key: str) -> None:
    """Draw the choice of a code, what giving it would do, and the button that does it."""
    codebook = project.codebooks.for_question(question).content
    coder = session.current_coder()
    if coder is None:
        need_name()
        return
    labels, unit = _labels(codebook), unit_of(project, question)
    code = st.selectbox(
        _("Code voor wat zichtbaar is"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=_("Kies een code"),
        key=f"bulk-{key}",
        width=420,
    )
    if code is None:
        return
    try:
        preview = project.bulk.preview(question, segment_ids, BulkChange(BulkKind.GIVE, code), coder_id=coder)
    except CodingError as error:
        show_error(error)
        return
    st.markdown(plain(forecast(preview, codebook.code(code).label, unit)))
    if preview.touched and st.button(
        _("Geef {what} deze code").format(what=unit.count(preview.touched)),
        key=f"bulk-do-{key}",
    ):
        _give(project, question, segment_ids, code, coder, codebook.code(code).label)


def _labels(codebook: CodebookContent) -> dict[str, str]:
    return {code.id: ("\u2003" if code.parent else "") + code.label for code in codebook.live}


def forecast(result: BulkResult, label: str, unit: Unit) -> str:
    """Say what giving a code would do."""
    parts = [_("Krijgen '{code}': {what}").format(code=label, what=unit.count(result.touched))]
    if result.unchanged:
        parts.append(
            ngettext("{n} had die al", "{n} hadden die al", result.unchanged).format(
                n=format_number(result.unchanged)
            )
        )
    if result.skipped:
        parts.append(
            ngettext(
                "{n} wordt overgeslagen omdat er een code staat die alleen hoort",
                "{n} worden overgeslagen omdat er een code staat die alleen hoort",
                result.skipped,
            ).format(n=format_number(result.skipped))
        )
    return "; ".join(parts) + "."


def _give(
    project: Project, question: str, segment_ids: Sequence[int], code: str, coder: int, label: str
) -> None:
    unit = unit_of(project, question)
    try:
        result = project.bulk.apply(question, segment_ids, BulkChange(BulkKind.GIVE, code), coder_id=coder)
    except CodingError as error:
        show_error(error)
        return
    sentence = _("De code '{code}' is gegeven aan {what}.").format(
        code=label, what=unit.count(result.touched)
    )
    st.session_state[_GIVEN] = (question, sentence)
    st.rerun()


def undo_offer(project: Project, question: str) -> None:
    """Draw what was just done with a button that takes it back."""
    kept = st.session_state.get(_GIVEN)
    coder = session.current_coder()
    if kept is None or kept[0] != question or coder is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(plain(kept[1]))
        undo = st.button(_("Ongedaan maken"), key="bulk-undo")
    if not undo:
        return
    del st.session_state[_GIVEN]
    try:
        undone = project.codings.undo_last(question, coder_id=coder)
    except CodingError as error:
        show_error(error)
        return
    n = undone.segments if undone else 0
    st.info(_("Teruggedraaid bij {what}.").format(what=unit_of(project, question).count(n)))
