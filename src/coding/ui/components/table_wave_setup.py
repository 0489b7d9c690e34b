"""Saying which questions are the same one in several waves."""

import streamlit as st

from coding.codings import Permission
from coding.errors import CodingError
from coding.i18n import _
from coding.project import Project
from coding.ui import session
from coding.ui.components.people import coder_name
from coding.ui.components.states import done, empty, plain, show_error
from coding.waves import Part, Series


def new_series(project: Project, question: str) -> None:
    """Draw what is needed before a question can be laid over time."""
    empty(
        _("Deze vraag door de tijd"),
        _(
            "Zeg in welke metingen deze vraag gesteld is. Staat een eerdere peiling in dit project, met "
            "hetzelfde codeboek, kies dan de vraag daaruit; anders voert u de gepubliceerde percentages in."
        ),
    )
    if session.allowed(Permission.EXPORT):
        _form(project, question, None)


def change_series(project: Project, series: Series) -> None:
    """Draw the way to other waves, or to no series at all."""
    if not session.may(Permission.EXPORT):
        return
    with st.expander(_("Metingen wijzigen"), icon=":material/edit:"):
        _form(project, str(series.counted[-1].question), series)
        if st.button(_("Reeks uit de lijst"), type="tertiary"):
            project.waves.retire(series.name, author=coder_name(project) or "")
            done(_("De reeks staat niet meer in de lijst."))
            st.rerun()


def _form(project: Project, question: str, series: Series | None) -> None:
    """Draw the waves as lines to fill in: label and question."""
    choices = _same_codebook(project, question)
    with st.form(f"series-{question}"):
        name = st.text_input(
            _("Naam van de reeks"),
            series.name if series else _("Vraag {key}").format(key=question),
            disabled=series is not None,
        )
        st.caption(
            _(
                "Eén regel per meting, de oudste eerst. Zonder vraag: een meting waarvan alleen "
                "gepubliceerde cijfers bekend zijn."
            )
        )
        rows = st.data_editor(
            _rows(question, project.corpus.question(question).survey, series),
            num_rows="dynamic",
            hide_index=True,
            column_config={
                "label": st.column_config.TextColumn(_("Meting"), help=_("Meestal een jaar")),
                "question": st.column_config.SelectboxColumn(
                    _("Vraag"), options=[_published_only(), *choices], width="large"
                ),
            },
            key=f"parts-{question}-{series.number if series else 0}",
        )
        if st.form_submit_button(_("Bewaren"), type="primary"):
            _save(project, name, rows, series)


def _rows(question: str, survey: str, series: Series | None) -> list[dict[str, str]]:
    if series is not None:
        return [
            {"label": part.label, "question": part.question or _published_only()} for part in series.parts
        ]
    return [{"label": "", "question": _published_only()}, {"label": survey, "question": question}]


def _published_only() -> str:
    """Return what stands for a wave that is no question of this project."""
    return _("alleen gepubliceerde cijfers")


def _same_codebook(project: Project, question: str) -> list[str]:
    """Return the questions that can be compared with this one, itself among them."""
    questions = project.corpus.questions()
    book = questions.loc[questions["key"] == question, "codebook"].iloc[0]
    return [str(key) for key in questions.loc[questions["codebook"] == book, "key"]]


def _question(row: dict[str, str]) -> str | None:
    chosen = row.get("question")
    return None if chosen == _published_only() else chosen or None


def _save(project: Project, name: str, rows: list[dict[str, str]], series: Series | None) -> None:
    parts = [
        Part(str(row.get("label") or "").strip(), _question(row))
        for row in rows
        if row.get("label") or _question(row)
    ]
    try:
        saved = project.waves.save(
            name, parts, author=coder_name(project) or "", title=series.title if series else ""
        )
    except CodingError as error:
        show_error(error)
        return
    done(_("De reeks „{name}” is bewaard.").format(name=plain(saved.name)))
    st.rerun()
