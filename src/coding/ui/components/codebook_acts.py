"""What can be done with a code besides rewording it: moving, merging, splitting, retiring, restoring."""

import streamlit as st

from coding.codebook import (
    Change,
    Code,
    CodebookContent,
    Merge,
    Move,
    Restore,
    Retire,
    Split,
    StoredCodebook,
    draft,
    step_down,
    step_up,
)
from coding.errors import CodingError
from coding.i18n import _
from coding.project import Project
from coding.ui.components.codebook_step import perform
from coding.ui.components.states import plain, show_error


def acts(project: Project, stored: StoredCodebook, code: Code, *, author: str) -> None:
    """Draw what can be done with a code in use; each says first what it touches."""
    with st.expander(_("Andere plek"), icon=":material/swap_vert:"):
        _move(project, stored, code, author=author)
    with st.expander(_("Samenvoegen met een andere code"), icon=":material/merge:"):
        _merge(project, stored, code, author=author)
    with st.expander(_("Splitsen"), icon=":material/call_split:"):
        _split(project, stored, code, author=author)
    with st.expander(_("Laten vervallen"), icon=":material/archive:"):
        st.markdown(_("De code wordt niet meer aangeboden. Wat ermee gecodeerd is, blijft."))
        _confirm(project, stored, code, Retire(code.id), _("Laten vervallen"), author=author)


def restore(project: Project, stored: StoredCodebook, code: Code, *, author: str) -> None:
    """Draw the way back into use of a retired code."""
    if code.merged_into is not None:
        into = stored.content.code(stored.content.current_id(code.id)).label
        st.markdown(
            plain(
                _(
                    "Deze code is opgegaan in {into}. Neemt u hem weer in gebruik, dan blijven die "
                    "coderingen bij {into}; maakt u het samenvoegen ongedaan (bij Geschiedenis), dan komen "
                    "ze terug."
                ).format(into=into)
            )
        )
    else:
        st.markdown(
            _("Deze code is vervallen: hij wordt niet aangeboden, en wat ermee gecodeerd is staat er nog.")
        )
    _confirm(project, stored, code, Restore(code.id), _("Weer in gebruik nemen"), author=author)


def _confirm(
    project: Project,
    stored: StoredCodebook,
    code: Code,
    change: Change,
    label: str,
    *,
    author: str,
    more: str = "",
) -> None:
    """Draw what a step would touch, why it is done, and the button that does it."""
    try:
        counts = project.codebook_steps.preview(stored.content.id, change).touched
    except CodingError as error:
        show_error(error)
        return
    place = f"{change.kind}-{stored.content.id}-{stored.number}-{code.id}"
    st.markdown(plain(f"{counts.sentence()} {more}".strip()))
    reason = st.text_input(_("Waarom?"), key=f"why-{place}")
    if st.button(label, key=f"do-{place}"):
        perform(project, stored.content.id, change, author=author, reason=reason, based_on=stored.number)


def _move(project: Project, stored: StoredCodebook, code: Code, *, author: str) -> None:
    content, place = stored.content, f"{stored.content.id}-{stored.number}-{code.id}"
    up, down = step_up(content, code.id), step_down(content, code.id)
    reason = _("andere plek")
    with st.container(horizontal=True):
        go_up = st.button(_("Omhoog"), icon=":material/arrow_upward:", disabled=up is None, key=f"up-{place}")
        go_down = st.button(
            _("Omlaag"), icon=":material/arrow_downward:", disabled=down is None, key=f"down-{place}"
        )
    for wanted, change in ((go_up, up), (go_down, down)):
        if wanted and change is not None:
            perform(project, content.id, change, author=author, reason=reason, based_on=stored.number)
    tops = _themes(content, code)
    if code.exclusive or not tops:
        return
    options = [None, *tops]
    parent = st.selectbox(
        _("Valt onder"),
        options,
        index=options.index(code.parent) if code.parent in options else 0,
        format_func=lambda top: tops[top] if top else _("niets: eigen thema"),
        key=f"under-{place}",
    )
    if parent != code.parent:
        st.markdown(_("De codes die gegeven zijn blijven; ze tellen voortaan mee bij het andere thema."))
        if st.button(_("Verplaatsen"), key=f"move-{place}"):
            perform(
                project,
                content.id,
                Move(code.id, parent),
                author=author,
                reason=reason,
                based_on=stored.number,
            )


def _themes(content: CodebookContent, code: Code) -> dict[str, str]:
    """Return what a code can fall under: another theme in use of the same list; a theme cannot."""
    if content.children(code.id):
        return {}
    return {
        top.id: top.label
        for top in content.live
        if top.parent is None and not top.exclusive and top.dimension == code.dimension and top.id != code.id
    }


def _merge(project: Project, stored: StoredCodebook, code: Code, *, author: str) -> None:
    content = stored.content
    others = {
        other.id: ("\u2003" if other.parent else "") + other.label
        for other in content.live
        if other.id != code.id and other.dimension == code.dimension
    }
    into = st.selectbox(
        _("'{label}' gaat op in").format(label=plain(code.label)),
        list(others),
        index=None,
        format_func=others.__getitem__,
        placeholder=_("Kies een code"),
        key=f"into-{content.id}-{stored.number}-{code.id}",
    )
    if into is None:
        return
    more = _("Wie '{label}' gaf, krijgt '{into}', op eigen naam en met de gemarkeerde woorden.").format(
        label=code.label, into=content.code(into).label
    )
    _confirm(project, stored, code, Merge((code.id,), into), _("Samenvoegen"), author=author, more=more)


def _split(project: Project, stored: StoredCodebook, code: Code, *, author: str) -> None:
    content = stored.content
    text = st.text_area(
        _("Nieuwe codes, één per regel: label, dubbele punt, definitie"),
        key=f"parts-{content.id}-{stored.number}-{code.id}",
        height=90,
    )
    lines = [line.partition(":") for line in text.splitlines() if line.strip()]
    if not lines:
        return
    new = tuple(
        draft(content, label, definition=definition, like=code) for label, _colon, definition in lines
    )
    more = _("'{label}' blijft. Wie hem gaf, krijgt een lijst 'Opnieuw bekijken: {label}'.").format(
        label=code.label
    )
    _confirm(project, stored, code, Split(code.id, new), _("Splitsen"), author=author, more=more)
