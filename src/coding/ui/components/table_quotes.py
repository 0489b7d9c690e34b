"""Quotes beside a table: proposals per theme, cutting, and what was chosen."""

import streamlit as st

from coding.codings import Permission
from coding.errors import CodingError
from coding.i18n import _, ngettext
from coding.project import Project
from coding.quotes import ChosenQuote, Proposal, background_line
from coding.tables import TableSpec
from coding.ui import session
from coding.ui.components.people import coder_name
from coding.ui.components.states import beside, done, empty, plain, show_error

FEWEST = 5
CSS = """<style>
.coding-quote { margin: 0; padding-left: .9rem; border-left: 3px solid var(--st-border-color, #8886);
  font-size: 1.05rem; line-height: 1.5; }
</style>"""
_KEPT = "quote-proposals"
_INDENT = "\u2003"


def quotes_view(project: Project, question: str) -> None:
    """Draw the proposals for a theme beside the quotes chosen for this question."""
    if not session.allowed(Permission.EXPORT):
        return
    themes = _themes(project, question)
    if not themes:
        empty(
            _("Nog niets te citeren"),
            _("Zodra er teksten gecodeerd zijn, staan hier voorstellen per thema."),
            page="coderen",
            label=_("Beginnen met coderen"),
        )
        return
    st.html(CSS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            _("Thema"), list(themes), format_func=themes.__getitem__, key=f"quote-code-{question}", width=380
        )
        background, fewest = _background(project, question)
    chosen = project.quotes.chosen(question, background=background, fewest=fewest)
    left, right = beside()
    with left:
        _proposals(project, question, str(code), background, fewest, n_chosen=len(chosen))
    with right:
        _chosen(project, chosen)


def _themes(project: Project, question: str) -> dict[str, str]:
    """Return the codes that people gave, as in the table: with their number."""
    table = project.tables.theme_table(TableSpec(question=question))
    return {
        line.code: _INDENT * line.level + f"{line.label} ({line.n})"
        for line in table.lines()
        if line.code and line.n
    }


def _background(project: Project, question: str) -> tuple[tuple[str, ...], int]:
    """Draw which background may stand with a quote."""
    info = project.corpus.question(question)
    known = project.tables.backgrounds(info.survey)
    if not len(known.columns):
        return (), FEWEST
    variables = project.corpus.variables(info.survey)
    labels = dict(zip(variables["key"], variables["label"], strict=True))
    with st.popover(_("Wat erbij mag staan"), icon=":material/badge:"):
        chosen = st.multiselect(
            _("Kenmerken van de respondent"),
            [str(key) for key in known.columns],
            format_func=lambda key: str(labels[key]),
            placeholder=_("niets"),
            key=f"quote-background-{question}",
            help=_(
                "Het belangrijkste eerst. Wat naar te weinig respondenten wijst, komt er niet bij te staan."
            ),
        )
        fewest = st.number_input(
            _("Gedeeld door minstens zoveel respondenten"),
            min_value=2,
            value=FEWEST,
            key=f"quote-fewest-{question}",
        )
    return tuple(chosen), int(fewest)


def _proposals(
    project: Project, question: str, code: str, background: tuple[str, ...], fewest: int, *, n_chosen: int
) -> None:
    st.caption(
        _(
            "Voorstellen: kenmerkend voor het thema, kort, en elk van een andere respondent. Wie al aan het "
            "woord is, wordt niet meer voorgesteld."
        )
    )
    # choosing one gives others; looking at the page again does not
    key = (question, code, background, fewest, n_chosen)
    if st.session_state.get(_KEPT, (None, None))[0] != key:
        with st.spinner(_("Voorstellen zoeken…")):
            found = project.quotes.proposals(
                TableSpec(question=question), code, background=background, fewest=fewest
            )
        st.session_state[_KEPT] = (key, found)
    proposals = st.session_state[_KEPT][1]
    if not proposals:
        empty(
            _("Geen voorstel meer"),
            _(
                "Alle respondenten bij dit thema zijn al aan het woord, of hun tekst is te lang om te "
                "citeren."
            ),
        )
    for proposal in proposals:
        with st.container(border=True, key=f"proposal-{proposal.segment_id}"):
            _proposal(project, proposal, code)


def _proposal(project: Project, proposal: Proposal, code: str) -> None:
    _quote(proposal.shown)
    if proposal.background is not None and (line := background_line(proposal.background)):
        st.caption(plain(line))
    for warning in proposal.warnings:
        st.warning(plain(warning), icon=":material/visibility:")
    with st.container(horizontal=True):
        if st.button(_("Kiezen"), key=f"choose-{proposal.segment_id}"):
            _choose(project, proposal, code, proposal.text[proposal.start : proposal.end])
        with (
            st.popover(_("Inkorten")),
            st.form(f"cut-{proposal.segment_id}", border=False),
        ):
            words = st.text_area(_("Haal aan het begin of het eind woorden weg"), proposal.text, height=220)
            if st.form_submit_button(_("Zo kiezen"), type="primary"):
                _choose(project, proposal, code, words)


def _choose(project: Project, proposal: Proposal, code: str, words: str) -> None:
    try:
        project.quotes.choose(proposal.segment_id, code, words=words, author=coder_name(project) or "")
    except CodingError as error:
        show_error(error)
        return
    done(_("Het citaat is gekozen."))
    st.rerun()


def _chosen(project: Project, quotes: list[ChosenQuote]) -> None:
    n = len(quotes)
    st.subheader(
        ngettext("{n} citaat gekozen", "{n} citaten gekozen", n).format(n=n)
        if n
        else _("Nog geen citaat gekozen"),
        anchor=False,
    )
    label = ""
    for quote in quotes:
        if quote.label != label:
            label = quote.label
            st.markdown(f"**{plain(label)}**")
        with st.container(border=True, key=f"quote-{quote.id}"):
            _quote(quote.shown)
            if quote.background is not None and (line := background_line(quote.background)):
                st.caption(plain(line))
            if quote.source:
                st.caption(plain(quote.source))
            if not quote.still_coded:
                st.warning(_("Deze tekst heeft dit thema niet meer."), icon=":material/sync_problem:")
            for warning in quote.warnings:
                st.warning(plain(warning), icon=":material/visibility:")
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(plain(quote.author))
                if st.button(_("Intrekken"), key=f"withdraw-{quote.id}", type="tertiary"):
                    project.quotes.withdraw(quote.id, author=coder_name(project) or "")
                    done(_("Het citaat is ingetrokken."))
                    st.rerun()


def _quote(text: str) -> None:
    from coding.ui.components.states import escape

    st.html(f'<blockquote class="coding-quote" lang="nl">“{escape(text)}”</blockquote>')
