"""Tables: the theme table of a question as it goes into a report, and the answers behind it."""

from typing import TYPE_CHECKING

import streamlit as st

from coding.codings import Permission
from coding.i18n import _
from coding.project import Project
from coding.tables import ThemeTable, has_margins, theme_chart, theme_sentence
from coding.ui import session, style
from coding.ui.components import charts
from coding.ui.components.exports import export_menu
from coding.ui.components.save_picture import picture
from coding.ui.components.states import beside, empty, errors, no_codebook, no_question, plain, title
from coding.ui.components.table_choices import About, table_choices
from coding.ui.components.table_quotes import quotes_view
from coding.ui.components.table_recipes import keep_table, kept_tables
from coding.ui.components.table_tests import tests_in_full
from coding.ui.components.table_views import TableView, table_view
from coding.ui.components.table_waves import waves_view
from coding.ui.components.theme_table import chosen_cell, table_key, theme_table
from coding.ui.components.units import unit_of

if TYPE_CHECKING:
    import pandas as pd

ANSWERS_AT_ONCE = 25
# the answers stay in sight beside a table that is longer than the screen
_STICKY = """<style>
[data-testid="stColumn"]:has(.st-key-answers) { align-self: stretch; }
[data-testid="stColumn"]:has(.st-key-answers) > div { position: sticky; top: 4rem; height: auto; }
</style>"""


def render() -> None:
    """Draw the page."""
    project, question = session.project(), session.current_question()
    if question is None:
        title(_("Tabellen"))
        no_question()
        return
    if project.corpus.question(question).codebook is None:
        title(_("Tabellen"))
        no_codebook(_("Een thematabel telt codes."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        title(_("Tabellen"))
        exports = st.container(horizontal=True, width="content")
    view = table_view()
    if view is not TableView.TABLE:
        (waves_view if view is TableView.WAVES else quotes_view)(project, question)
        return
    info = project.corpus.question(question)
    spec = table_choices(project, About(question, info.survey, info.kind == "reports"))
    with errors():
        table = project.tables.theme_table(spec)
        with exports:
            if session.may(Permission.EXPORT):
                keep_table(project, spec)
                export_menu(project, table)
        if not table.n_read and not table.rows["n"].fillna(0).any():
            empty(
                _("Nog niets gecodeerd"),
                _("Zodra er iets gelezen is, staan hier de thema's met hun aantallen."),
                page="coderen",
                label=_("Beginnen met coderen"),
            )
            return
        _draw(project, table)
    kept_tables(project, question)


def _draw(project: Project, table: ThemeTable) -> None:
    key, cell = table_key(table.spec), None
    colours: dict[str, str] = {}
    if table.spec.survey is None:
        colours = style.code_colours(project.codebooks.for_question(table.question).content)
        cell = chosen_cell(key)
        st.caption(_("Kies een getal in de tabel om te lezen wat erachter zit."))
    if cell is not None:
        left, right = st.columns([3, 2], gap="large")
    # a wide table has the width of the page, until somebody reads answers beside it
    elif len(table.bases()) > 3 or has_margins(table):
        left, right = st.container(), st.container()
    else:
        left, right = beside()
    with left:
        theme_table(table, colours=colours, key=key)
        tests_in_full(table)
    if cell is not None:
        with right:
            _answers(project, table, cell)
        return
    if table.rows["percent"].isna().all():
        return
    with right:
        st.markdown(f"**{plain(theme_sentence(table))}**")
        below = table.rows["level"].max() == 1
        children = below and st.toggle(_("Ook wat onder een thema valt"), key="children")
        picture(
            theme_chart(table, colours=colours, children=bool(children), letters=charts.ink()),
            key="bars",
            name=f"themas-{table.question}",
        )


def _answers(project: Project, table: ThemeTable, cell: tuple[str, str | None]) -> None:
    """Draw the answers behind a cell, without naming who wrote them."""
    code, group = cell
    line = next((line for line in table.lines() if line.code == code), None)
    if line is None:
        return
    answers = project.tables.answers(table.spec, code, group=group)
    n = len(answers)
    heading = line.label if group is None else f"{line.label} · {group}"
    counted = unit_of(project, table.question).count(n)
    st.html(_STICKY)
    with st.container(key="answers"):
        st.subheader(plain(heading), anchor=False)
        st.caption(counted)
        if line.n_machine:
            st.caption(_("Alleen wat mensen lazen. Wat alleen het model vindt, staat hier niet bij."))
        with st.container(height=620 if n > 4 else "content", border=False):
            _texts(answers)


def _texts(answers: "pd.DataFrame") -> None:
    key = "shown-answers"
    shown = int(st.session_state.get(key, ANSWERS_AT_ONCE))
    for row in answers.head(shown).itertuples():
        with st.container(border=True):
            st.html(style.reading_text(str(row.text)))
            if row.title:
                st.caption(plain(row.title))
    if len(answers) > shown and st.button(_("Toon er meer")):
        st.session_state[key] = shown + ANSWERS_AT_ONCE
        st.rerun()
