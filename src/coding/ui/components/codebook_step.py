"""Doing one step in a codebook from the page: on which version, what others did meanwhile, the way back."""

from dataclasses import dataclass

import streamlit as st

from coding.codebook import Change, ConflictError, StoredCodebook, difference, sentences
from coding.codings import Permission, Step
from coding.errors import CodingError
from coding.i18n import _
from coding.project import Project
from coding.ui import session
from coding.ui.components.people import coder_name, need_name
from coding.ui.components.states import done, plain, show_error

_DONE = "codebook-done"  # (codebook, number of the version) of the last step, for the way back
_CONFLICT = "codebook-conflict"


@dataclass(frozen=True)
class _Conflict:
    """A step that waits for a decision, because somebody else changed the same."""

    key: str
    change: Change
    reason: str
    error: ConflictError


def editor(project: Project) -> str | None:
    """Return the name of who may change the codebook; draw why not where nobody may."""
    author = coder_name(project)
    if author is None:
        need_name()
        return None
    return author if session.allowed(Permission.CODEBOOK) else None


# ── the version somebody looks at ───────────────────────────────────────────────────────────────


def looked_at(project: Project, key: str) -> StoredCodebook:
    """Return the version this session works on: the newest, until somebody else saves a newer one.

    A form is drawn from it, so that what another changed meanwhile is not taken for an edit of one's own.
    """
    newest = project.codebooks.current(key)
    number = st.session_state.setdefault(_base(key), newest.number)
    return newest if number >= newest.number else project.codebooks.version(key, number)


def look_anew(key: str) -> None:
    """Work on the newest version from now on."""
    st.session_state.pop(_base(key), None)


def _base(key: str) -> str:
    return f"codebook-base-{key}"


def draw_meanwhile(project: Project, stored: StoredCodebook) -> None:
    """Draw what others changed since the version this session works on, and a conflict to decide about."""
    key = stored.content.id
    waiting = st.session_state.get(_CONFLICT)
    if waiting is not None and waiting.key == key:
        _draw_conflict(project, waiting)
        return
    newest = project.codebooks.current(key)
    if newest.number == stored.number:
        return
    found = sentences(difference(stored.content, newest.content), names=newest.content.labels)
    st.info(
        plain(
            _("Intussen is er een nieuwere versie ({n}): {changes}").format(
                n=newest.number, changes=" ".join(found)
            )
        )
    )
    st.button(_("Verder met de nieuwste versie"), on_click=look_anew, args=(key,), key=f"newest-{key}")


def _draw_conflict(project: Project, waiting: _Conflict) -> None:
    error = waiting.error
    st.warning(
        plain(
            _("{author} wijzigde intussen hetzelfde (versie {n}). Er is nog niets van u opgeslagen.").format(
                author=error.author, n=error.newest.number
            )
        )
    )
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in error.found))
    with st.container(horizontal=True):
        mine = st.button(_("Mijn wijziging eroverheen"), key="conflict-mine", type="primary")
        theirs = st.button(_("Laat staan wat er nu staat"), key="conflict-theirs")
    if not mine and not theirs:
        return
    del st.session_state[_CONFLICT]
    look_anew(waiting.key)
    author = coder_name(project)
    if mine and author is not None:
        perform(
            project,
            waiting.key,
            waiting.change,
            author=author,
            reason=waiting.reason,
            based_on=error.newest.number,
        )
        return
    st.rerun()


# ── doing and taking back ───────────────────────────────────────────────────────────────────────


def perform(project: Project, key: str, change: Change, *, author: str, reason: str, based_on: int) -> None:
    """Do a step and say so; where others changed the same, ask what is to stand."""
    try:
        step = project.codebook_steps.apply(key, change, author=author, reason=reason, based_on=based_on)
    except ConflictError as error:
        st.session_state[_CONFLICT] = _Conflict(key, change, reason, error)
        st.rerun()
    except CodingError as error:
        show_error(error)
        return
    if not step.changes:
        st.info(_("Er is niets veranderd."))
        return
    finish(key, step)


def finish(key: str, step: Step) -> None:
    """Say what a step did, offer the way back, and draw the page anew."""
    said = _("Opgeslagen als versie {n}. {changes}").format(
        n=step.stored.number, changes=" ".join(step.changes)
    )
    if step.meanwhile:
        said += " " + _("Wat anderen intussen wijzigden, staat er ook in: {changes}").format(
            changes=" ".join(step.meanwhile)
        )
    done(said)
    st.session_state[_DONE] = (key, step.stored.number)
    look_anew(key)
    st.rerun()


def undo_offer(project: Project, key: str) -> None:
    """Draw the button that takes back the step this session did last."""
    kept = st.session_state.get(_DONE)
    author = coder_name(project)
    if kept is None or kept[0] != key or author is None:
        return
    if st.button(
        _("Versie {n} ongedaan maken").format(n=kept[1]), icon=":material/undo:", key="codebook-undo"
    ):
        take_back(project, key, kept[1], author=author)


def take_back(project: Project, key: str, number: int, *, author: str) -> None:
    """Take back the step to a version and say so."""
    st.session_state.pop(_DONE, None)
    try:
        step = project.codebook_steps.undo(key, number, author=author)
    except CodingError as error:
        show_error(error)
        return
    done(_("Versie {n} is ongedaan gemaakt. {changes}").format(n=number, changes=" ".join(step.changes)))
    look_anew(key)
    st.rerun()
