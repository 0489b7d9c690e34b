"""Saved tables: keeping the one on screen, making a kept one again, and what changed since."""

import streamlit as st

from coding.codings import Permission
from coding.errors import CodingError
from coding.i18n import _
from coding.project import Project
from coding.recipes import Recipe, Rerun, change_rows, change_sentence
from coding.tables import TableSpec
from coding.ui import session
from coding.ui.components.html_table import Column, html_table
from coding.ui.components.people import coder_name
from coding.ui.components.states import done, moment, plain, show_error

_MADE = "remade-table"


def keep_table(project: Project, spec: TableSpec) -> None:
    """Draw what keeps the table on screen under a name."""
    with (
        st.popover(_("Bewaren"), icon=":material/bookmark_add:"),
        st.form("keep-table", border=False),
    ):
        name = st.text_input(
            _("Naam van de tabel"),
            placeholder=_("bijvoorbeeld: Knelpunten naar G32"),
            help=_("Een naam die al bestaat krijgt een nieuwe versie; de oude blijft."),
        )
        st.caption(_("Bewaard wordt hoe de tabel is gemaakt; de cijfers worden elke keer opnieuw geteld."))
        if st.form_submit_button(_("Tabel bewaren"), type="primary"):
            try:
                author = coder_name(project) or ""
                recipe = project.recipes.save(name, spec, author=author)
                project.recipes.rerun(recipe.name, author=author)
            except CodingError as error:
                show_error(error)
                return
            done(_("„{name}” is bewaard.").format(name=recipe.name))
            st.rerun()


def kept_tables(project: Project, question: str) -> None:
    """Draw the kept tables of a question and of its survey, and what changed in the one made again."""
    survey = project.corpus.question(question).survey
    recipes = [
        one for one in project.recipes.list() if one.spec.survey == survey or one.spec.question == question
    ]
    if not recipes or not session.may(Permission.EXPORT):
        return
    st.subheader(_("Bewaarde tabellen"), anchor=False)
    for recipe in recipes:
        with st.container(border=True, key=f"kept-{recipe.id}"):
            _recipe(project, recipe)


def _recipe(project: Project, recipe: Recipe) -> None:
    left, right = st.columns([3, 2], vertical_alignment="center")
    runs = project.recipes.runs(recipe.name)
    with left:
        st.markdown(f"**{plain(recipe.title)}**")
        made = _("voor het laatst gemaakt op {when}").format(when=moment(runs[0].created_at)) if runs else ""
        by = str(runs[0].result["by"] or "") if runs else recipe.spec.by
        st.caption(plain(" · ".join(part for part in (_choices(recipe.spec, by), made) if part)))
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        if st.button(_("Opnieuw maken"), key=f"run-{recipe.id}"):
            _run(project, recipe)
        if st.button(_("Uit de lijst"), key=f"retire-{recipe.id}", type="tertiary"):
            project.recipes.retire(recipe.name, author=coder_name(project) or "")
            done(
                _("„{name}” staat niet meer in de lijst; wat ermee gemaakt is blijft.").format(
                    name=recipe.name
                )
            )
            st.rerun()
    rerun = st.session_state.get(_MADE)
    if isinstance(rerun, Rerun) and rerun.recipe == recipe:
        _changed(rerun)
    if len(runs) > 1:
        with st.expander(_("Eerdere keren ({n})").format(n=len(runs))):
            _log(project, recipe)


def _choices(spec: TableSpec, label: str | None) -> str:
    """Say shortly what sets a recipe apart from the usual table."""
    by = _("uitgesplitst naar {by}").format(by=label) if label else _("zonder uitsplitsing")
    return _("{by}, codering van {coder}").format(by=by, coder=spec.coder) if spec.coder else by


def _run(project: Project, recipe: Recipe) -> None:
    try:
        st.session_state[_MADE] = project.recipes.rerun(recipe.name, author=coder_name(project) or "")
    except CodingError as error:
        show_error(error)
        return
    st.rerun()


def _changed(rerun: Rerun) -> None:
    """Draw what changed since the run before, and why."""
    st.markdown(f"**{plain(change_sentence(rerun))}**")
    rows = change_rows(rerun.changes, decimals=rerun.recipe.spec.decimals)
    if rerun.reasons:
        st.markdown("\n".join(f"- {plain(reason)}" for reason in rerun.reasons))
    if rows:
        columns = [
            Column(_("Thema"), number=False),
            Column("n"),
            Column("%"),
            Column(_("Verschil"), meaning=_("in procentpunten")),
        ]
        st.html(html_table(columns, rows, name=_("Wat er veranderde")))


def _log(project: Project, recipe: Recipe) -> None:
    for run, why in project.recipes.log(recipe.name):
        st.markdown(plain(" · ".join(part for part in (moment(run.created_at), run.author) if part)))
        if why:
            st.markdown("\n".join(f"- {plain(reason)}" for reason in why))
