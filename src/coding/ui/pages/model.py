"""Model: let the program learn from what was coded, and see how far its suggestions can be trusted."""

import streamlit as st

from coding.i18n import _
from coding.ui import session
from coding.ui.components import job_status, language_model, model_facts, model_now, model_versions
from coding.ui.components.model_charts import charts
from coding.ui.components.model_confusions import confusions
from coding.ui.components.model_mistakes import mistakes
from coding.ui.components.model_overruling import overruling
from coding.ui.components.model_quality import quality
from coding.ui.components.states import beside, question_with_codebook, show_done, title
from coding.ui.components.units import unit_of


def render() -> None:
    """Draw the page."""
    title(_("Model"))
    show_done()
    shown = question_with_codebook(_("Het programma leert van coderingen."))
    if shown is None:
        return
    project, question = session.project(), shown.key
    finished = _("Getraind; de voorstellen zijn bijgewerkt.")
    busy = job_status.watch(project, model_now.VERB, question, finished=finished)
    ready = _("Het model is klaar.")
    busy |= job_status.watch(project, model_now.MODELS_VERB, question, finished=ready)
    language_model.hint(project)
    latest, current = project.classifiers.latest(question), project.classifiers.current(question)
    n, n_read = project.classifiers.counts(question)
    if latest is None or current is None:
        model_now.training(project, question, latest, n=n, n_read=n_read, busy=busy)
        return
    model_now.renewal(project, question, current, busy=busy)
    now, side = beside()
    with now:
        model_now.training(project, question, latest, n=n, n_read=n_read, busy=busy)
        model_now.stop_advice(project, question, model_facts.advice(question, latest.id))
    with side:
        model_now.doubts(project, question, n_unread=n - n_read)
    if current.id != latest.id:
        st.info(
            _("De voorstellen en de cijfers hieronder zijn van model {id}, dat is vastgezet.").format(
                id=current.id
            )
        )
    unit = unit_of(project, question)
    if not current.n_coded:
        st.markdown(
            _(
                "Er is nog niets gecodeerd. De voorstellen komen alleen uit het codeboek: uit de namen, "
                "omschrijvingen en voorbeelden van de codes. Hoe goed ze zijn, is te zeggen zodra er "
                "gecodeerd is."
            )
        )
        model_versions.versions(project, question, project.classifiers.models(question), busy=busy)
        return
    quality(current, unit)
    charts(current, unit, question=question)
    confusions(project, question, current)
    mistakes(project, question, model_facts.open_mistakes(question, current.id))
    overruling(project, question, model_facts.overruling(question))
    model_versions.versions(project, question, project.classifiers.models(question), busy=busy)
