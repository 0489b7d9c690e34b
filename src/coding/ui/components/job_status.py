"""Showing a job that runs beside the app: how far it is, a way to stop it, and how it ended."""

from collections.abc import Sequence

import streamlit as st

from coding.i18n import _, format_number
from coding.project import Project
from coding.ui import session
from coding.ui.components.states import jobs, plain


def start(project: Project, verb: str, question: str, *, options: Sequence[str] = ()) -> None:
    """Start a job and draw the page again, now with its progress."""
    jobs().start(project, verb, question, options=options)
    st.rerun()


def watch(project: Project, verb: str, question: str, *, finished: str) -> bool:
    """Draw the job of this question, when there is one.

    Parameters
    ----------
    finished
        What to say when it went well.

    Returns
    -------
    bool
        Whether it is still running.
    """
    job = jobs().find(project, verb, question)
    if job is None:
        return False
    if job.running:
        _watching(project, verb, question)
        return True
    problem = job.problem()
    jobs().forget(project, verb, question)
    if problem is not None:
        st.error(plain(problem))
    elif job.stopped:
        st.info(_("Gestopt. Wat er al was, is zoals het was."))
    else:
        st.success(plain(finished))
    return False


@st.fragment(run_every=1)
def _watching(project: Project, verb: str, question: str) -> None:
    session.use_interface_language()  # a fragment runs by itself, without the page around it
    job = jobs().find(project, verb, question)
    if job is None or not job.running:
        st.rerun()
    progress = job.progress()
    text = progress.message or _("Bezig met opstarten")
    if progress.total:
        text = _("{what}: {done} van {total}").format(
            what=text, done=format_number(progress.done), total=format_number(progress.total)
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(progress.share, text=plain(text) + " …")
        if st.button(_("Stoppen"), key=f"stop-{verb}-{question}"):
            job.stop()
            st.rerun()
    st.caption(_("U kunt ondertussen verder werken, ook op andere pagina's."))
