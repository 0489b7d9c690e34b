"""What gives texts their places: the vectors of the program, or a model in a folder on this machine."""

import streamlit as st

from coding.codings import Permission
from coding.i18n import _
from coding.language import VectorsInfo, describe_vectors
from coding.project import Project
from coding.ui import session
from coding.ui.components import job_status
from coding.ui.components.states import done, plain

VERB = "language"
WHOLE_PROJECT = ""


def draw(project: Project) -> None:
    """Draw which ones are in use, what is wrong with what was chosen, and how to choose others."""
    st.subheader(_("Woordvectoren"), anchor=False)
    st.markdown(_("Ze zeggen welke teksten ongeveer hetzelfde betekenen, ook in andere woorden."))
    busy = job_status.watch(project, VERB, WHOLE_PROJECT, finished=_("De woordvectoren zijn gekozen."))
    info = project.language.vectors.info()
    if info.problem and not busy:
        st.warning(
            plain(
                _("{problem} Zolang werkt dit project met de meegeleverde woordvectoren.").format(
                    problem=info.problem
                )
            )
        )
        if info.advice:
            st.code(info.advice, language=None, wrap_lines=True)
    st.caption(plain(describe_vectors(info)))
    if busy or not session.may(Permission.PROJECT):
        return
    with st.expander(_("Een model in een map gebruiken"), expanded=bool(info.problem)):
        _form(project, info)
    if info.folder and st.button(_("Terug naar de meegeleverde woordvectoren")):
        project.language.vectors.use(None)
        done(_("Dit project gebruikt weer de meegeleverde woordvectoren."))
        st.rerun()


def _form(project: Project, info: VectorsInfo) -> None:
    st.markdown(
        _(
            "Een ander model kan meer herkennen, en is meestal trager. Het moet al in een map op deze "
            "machine staan; het programma haalt nooit iets op. Groepen en voorstellen blijven staan tot u "
            "weer groepeert of traint. Hoe u aan zo'n map komt, staat in docs/embedding.md."
        )
    )
    with st.form("text-vectors", border=False):
        folder = st.text_input(
            _("Map met het model"),
            info.folder,
            placeholder="/data/modellen/multilingual-e5-small",
            help=_("Van model2vec, ONNX of sentence-transformers, op de machine waar dit programma draait."),
        )
        prefix = st.text_input(
            _("Woorden vóór elke tekst (meestal geen)"),
            info.prefix,
            help=_("Sommige modellen, zoals E5, willen dat: “query: ”. Dat staat in hun beschrijving."),
        )
        if st.form_submit_button(_("Lezen en gebruiken"), type="primary") and folder.strip():
            options = [f"--vectors={folder.strip()}"]
            if prefix or info.prefix:  # else the folder says
                options.append(f"--prefix={prefix}")
            job_status.start(project, VERB, WHOLE_PROJECT, options=options)
