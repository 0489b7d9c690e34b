"""Tables: the theme table of a question as it goes into a report, and the answers behind it."""

from typing import TYPE_CHECKING

import streamlit as st

from coding.codings import Permission
from coding.i18n import _
from coding.project import Project
from coding.tables import TableSpec, ThemeTable
from coding.ui import session, style
from coding.ui.components import charts
from coding.ui.components.exports import export_menu
from coding.ui.components.people import whose_codings
from coding.ui.components.save_picture import picture
from coding.ui.components.states import beside, empty, no_codebook, no_question, plain, title
from coding.ui.components.theme_table import chosen_cell, theme_table
from coding.ui.components.units import unit_of

if TYPE_CHECKING:
    import pandas as pd

ANSWERS_AT_ONCE = 25
EVERYBODY = ""
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
    by, coder = _choices(project, question)
    table = project.tables.theme_table(TableSpec(question=question, by=by, coder=coder))
    with exports:
        if session.may(Permission.EXPORT):
            export_menu(project, table)
    if not table.n_read:
        empty(
            _("Nog niets gecodeerd"),
            _("Zodra er iets gelezen is, staan hier de thema's met hun aantallen."),
            page="coderen",
            label=_("Beginnen met coderen"),
        )
        return
    _draw(project, table, by=by, coder=coder)


def _choices(project: Project, question: str) -> tuple[str | None, str | None]:
    """Draw the choice of split and coder; return both, ``None`` for without."""
    splits = project.tables.splits(question)
    own = whose_codings(project)
    judged = project.codings.judgements(question)
    coders = sorted({str(name) for name in judged.loc[judged["read"].astype(bool), "coder"]})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.selectbox(
            _("Uitsplitsen naar"),
            list(splits),
            index=None,
            format_func=splits.__getitem__,
            placeholder=_("niet uitsplitsen"),
            key=f"by-{question}",
            width=320,
        )
        if own is not None:
            st.markdown(_("Uw eigen codering: met uw rol ziet u niet wat anderen gaven."), width="content")
            return by, own
        if len(coders) < 2:
            return by, None
        coder = st.selectbox(
            _("Codering van"),
            [EVERYBODY, *coders],
            format_func=lambda name: name or _("iedereen, één codering per tekst"),
            key=f"coder-{question}",
            width=320,
        )
    return by, coder or None


def _draw(project: Project, table: ThemeTable, *, by: str | None, coder: str | None) -> None:
    question = table.question
    codebook = project.codebooks.for_question(question).content
    colours = style.code_colours(codebook)
    key = f"theme-table-{question}-{by or ''}-{coder or ''}"
    cell = chosen_cell(key)
    # a wide table has the width of the page, until somebody reads answers beside it
    st.caption(_("Kies een getal in de tabel om te lezen wat erachter zit."))
    if cell is not None:
        left, right = st.columns([3, 2], gap="large")
    elif len(table.bases()) > 3:
        left, right = st.container(), st.container()
    else:
        left, right = beside()
    with left:
        theme_table(table, colours=colours, key=key)
    if cell is not None:
        with right:
            _answers(project, table, cell, by=by, coder=coder)
        return
    with right:
        st.markdown(f"**{plain(charts.theme_sentence(table))}**")
        below = table.rows["level"].max() == 1
        children = below and st.toggle(_("Ook wat onder een thema valt"), key="children")
        picture(
            charts.theme_bars(table, colours=colours, children=bool(children)),
            key="bars",
            name=f"themas-{question}",
        )


def _answers(
    project: Project, table: ThemeTable, cell: tuple[str, str | None], *, by: str | None, coder: str | None
) -> None:
    """Draw the answers behind a cell, without naming who wrote them."""
    code, group = cell
    line = next((line for line in table.lines() if line.code == code), None)
    if line is None:
        return
    answers = project.tables.answers(
        TableSpec(question=table.question, by=by, coder=coder), code, group=group
    )
    n = len(answers)
    heading = line.label if group is None else f"{line.label} · {group}"
    counted = unit_of(project, table.question).count(n)
    st.html(_STICKY)
    with st.container(key="answers"):
        st.subheader(plain(heading), anchor=False)
        st.caption(counted)
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
