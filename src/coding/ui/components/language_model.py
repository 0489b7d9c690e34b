"""The language model of a project: which one, another one, and the question that a change puts."""

import streamlit as st

from coding.errors import CodingError
from coding.i18n import _, format_number, ngettext
from coding.language import BUILT_IN, PipelineChange, describe_change, installed
from coding.project import Project
from coding.ui.components import job_status, links
from coding.ui.components.states import plain, show_error

VERB = "analyse"
WHOLE_PROJECT = ""


def draw(project: Project) -> None:
    """Draw which model is in use and why, how to get a larger one, and what to do when it changed."""
    st.subheader(_("Taalmodel"), anchor=False)
    st.markdown(_("Voor het groeperen en voorstellen wordt de tekst ontleed in Nederlandse woorden."))
    busy = job_status.watch(project, VERB, WHOLE_PROJECT, finished=_("Alles is opnieuw ontleed."))
    try:
        info, change = project.language.info, project.language.change()
    except CodingError as error:
        show_error(error)
        _choice(project)
        return
    if change is None:
        st.markdown(f"{plain(info.reason)}  \n{plain(info.name)}")
    elif not busy:
        _question(project, change)
    if not busy:
        _choice(project)
    if info.advice:
        with st.expander(_("Een groter taalmodel installeren")):
            st.code(info.advice, language=None, wrap_lines=True)


def hint(project: Project) -> None:
    """Say on another page that there is a question about the language model, or a model that is missing."""
    try:
        changed = project.language.changed()
    except CodingError:
        changed = True  # the management page tells what is wrong
    if changed:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(_("Er is een ander taalmodel dan waarmee dit project is ontleed."), width="content")
            links.link("beheer", _("Naar Beheer"))
    if project.language.vectors.info().problem:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                _("De woordvectoren die voor dit project zijn gekozen, zijn nu niet te gebruiken."),
                width="content",
            )
            links.link("beheer", _("Naar Beheer"))


def _question(project: Project, change: PipelineChange) -> None:
    with st.container(border=True):
        st.markdown(plain(describe_change(change)))
        st.markdown(
            _(
                "Opnieuw ontleden verandert niets aan teksten en codes. Groepen en voorstellen blijven "
                "staan tot u opnieuw groepeert of traint. U kunt het stoppen en later verdergaan."
            )
        )
        label = ngettext("Ontleed {n} tekst opnieuw", "Ontleed {n} teksten opnieuw", change.n_again)
        if st.button(label.format(n=format_number(change.n_again)), type="primary"):
            job_status.start(project, VERB, WHOLE_PROJECT, options=["--again"])


def _choice(project: Project) -> None:
    """Offer the models there are, where there is more to choose than the built-in one."""
    wanted = project.settings().get("language_model")
    models = list(dict.fromkeys([None, *installed(), BUILT_IN, wanted]))
    if models == [None, BUILT_IN]:
        return
    st.selectbox(
        _("Welk taalmodel moet dit project gebruiken?"),
        models,
        index=models.index(wanted),
        format_func=lambda model: model or _("het beste dat er is"),
        key="language-model",
        on_change=_choose,
        args=(project,),
    )


def _choose(project: Project) -> None:
    try:
        project.language.use(st.session_state["language-model"])
    except CodingError as error:
        show_error(error)
