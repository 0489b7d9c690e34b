"""Published percentages of earlier waves: entering them, and taking one back."""

import streamlit as st

from coding.codings import Permission
from coding.errors import CodingError
from coding.i18n import _, format_number
from coding.project import Project
from coding.ui import session
from coding.ui.components.people import coder_name
from coding.ui.components.states import done, plain, show_error
from coding.waves import Series, parse_percent

_OTHER = ""


def figures_of(project: Project, series: Series) -> None:
    """Draw the figures of earlier waves of a series, and a form for another."""
    loose = [part.label for part in series.parts if part.question is None]
    if not loose or not session.may(Permission.EXPORT):
        return
    figures = project.waves.figures(series.name)
    title = _("Cijfers van eerdere metingen ({n})").format(n=len(figures))
    with st.expander(title, icon=":material/history:", expanded=not figures):
        for figure in figures:
            left, right = st.columns([5, 1], vertical_alignment="center")
            percent = format_number(figure.percent, figure.decimals)
            left.markdown(
                plain(
                    _("{wave} · {label}: {percent}% van N = {n} ({source})").format(
                        wave=figure.wave,
                        label=figure.label,
                        percent=percent,
                        n=format_number(figure.n),
                        source=figure.source,
                    )
                )
            )
            if right.button(_("Intrekken"), key=f"figure-{figure.id}", type="tertiary"):
                project.waves.withdraw_figure(figure.id, author=coder_name(project) or "")
                done(_("Het cijfer is ingetrokken."))
                st.rerun()
        _form(project, series, loose)


def _form(project: Project, series: Series, loose: list[str]) -> None:
    question = str(series.counted[-1].question)
    content = project.codebooks.for_question(question).content
    labels = {code.id: code.shown_label for code in content.codes} | {_OTHER: _("iets anders, namelijk…")}
    with st.form(f"figure-{series.name}", border=False, clear_on_submit=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            wave = st.selectbox(_("Meting"), loose, width=140)
            code = st.selectbox(_("Thema"), list(labels), format_func=labels.__getitem__, width=320)
            percent = st.text_input(_("Percentage"), placeholder="38", width=120)
            n = st.number_input("N", min_value=1, value=None, step=1, width=120)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            source = st.text_input(_("Bron"), placeholder=_("waar het gepubliceerd is"), width=460)
            label = st.text_input(_("Zonder thema: hoe het heet"), width=280)
        if st.form_submit_button(_("Cijfer invoeren")):
            _add(project, series, wave, code, label, percent, n, source)


def _add(
    project: Project,
    series: Series,
    wave: str,
    code: str,
    label: str,
    percent: str,
    n: int | None,
    source: str,
) -> None:
    try:
        value, decimals = parse_percent(percent)
        project.waves.add_figure(
            series.name,
            wave,
            percent=value,
            decimals=decimals,
            n=n or 0,
            source=source,
            code=code,
            label=label,
            author=coder_name(project) or "",
        )
    except CodingError as error:
        show_error(error)
        return
    done(_("Het cijfer is ingevoerd."))
    st.rerun()
