"""Agreement: how far two coders agree, per code and overall, and the answers on which they differ."""

from typing import TYPE_CHECKING

import streamlit as st

from coding.agreement import AgreementResult
from coding.codings import Strategy
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.ui import session, style
from coding.ui.components import links
from coding.ui.components.html_table import NOTHING, Column, decimal, html_table, percent
from coding.ui.components.states import empty, no_codebook, no_question, plain, title
from coding.ui.components.units import Unit, unit_of

if TYPE_CHECKING:
    import pandas as pd

SAMPLE = 60
GOOD, TENTATIVE = 0.8, 0.667  # Krippendorff's rule of thumb for alpha
DIFFERENCES_AT_ONCE = 10


def render() -> None:
    """Draw the page."""
    project, question = session.project(), session.current_question()
    title(_("Overeenstemming"))
    if question is None:
        no_question()
        return
    if project.corpus.question(question).codebook is None:
        no_codebook(_("Overeenstemming gaat over codes."))
        return
    pairs = project.agreement.pairs(question)
    if pairs.empty:
        empty(
            _("Nog niets dubbel gecodeerd"),
            _(
                "Laat twee mensen dezelfde teksten coderen, ieder voor zich. Een steekproef die door het "
                "toeval is gekozen, zegt iets over alles."
            ),
        )
        _sample(project, question)
        return
    first, second = _choose(pairs)
    result = _compare(project, question, first, second)
    _headline(result, unit_of(project, question))
    st.html(_table(result))
    _footnotes(result)
    _differences(project, question, first, second)
    with st.expander(_("Meer dubbel coderen")):
        _sample(project, question)


def _choose(pairs: "pd.DataFrame") -> tuple[str, str]:
    """Draw the choice of two coders who read the same answers."""
    found = list(zip(pairs["coder_a"], pairs["coder_b"], pairs["n_double"], strict=True))
    place = st.selectbox(
        _("Wie met wie?"),
        range(len(found)),
        format_func=lambda at: _("{first} en {second} ({n} dubbel)").format(
            first=found[at][0], second=found[at][1], n=format_number(found[at][2])
        ),
        width=420,
    )
    return str(found[place][0]), str(found[place][1])


def _compare(project: Project, question: str, first: str, second: str) -> AgreementResult:
    judged = project.codings.judgements(question)
    stamp = (len(judged), int(judged["version"].sum()), project.codebooks.for_question(question).version_id)
    return _between(project, session.project_id(), question, first, second, stamp)


@st.cache_data(show_spinner=False, max_entries=20)
def _between(
    _project: Project, project_id: str, question: str, first: str, second: str, stamp: tuple[int, ...]
) -> AgreementResult:
    """Compare, once for every state of the codings: the intervals take a second."""
    del project_id, stamp  # they only tell one outcome from another
    return _project.agreement.between(question, first, second)


def _headline(result: AgreementResult, unit: Unit) -> None:
    """Say in two sentences what the figures come down to."""
    overall = result.overall
    lead = _("{first} en {second} lazen dezelfde {what}.").format(
        first=plain(result.coder_a), second=plain(result.coder_b), what=unit.count(result.n_double)
    )
    same = _("Bij **{share}** gaven ze precies dezelfde codes.").format(share=percent(overall["same"]))
    st.markdown(f"{lead} {same}")
    alpha = overall["alpha"]
    figure = _("Alpha over alle codes samen is **{alpha}** ({low} tot {high}): {verdict}").format(
        alpha=decimal(alpha, 3),  # so that 0,798 is not shown as the 0,80 it falls short of
        low=decimal(overall["alpha_low"]),
        high=decimal(overall["alpha_high"]),
        verdict=_verdict(alpha),
    )
    st.markdown(figure)


def _verdict(alpha: float) -> str:
    """Put Krippendorff's rule of thumb in words."""
    if alpha != alpha:
        return _("er is te weinig variatie om het uit te drukken.")
    if alpha >= GOOD:
        return _("genoeg om op te bouwen (vanaf 0,80).")
    if alpha >= TENTATIVE:
        return _("genoeg voor voorlopige conclusies (vanaf 0,667), nog niet om op te bouwen (0,80).")
    return _("te weinig om op te bouwen (0,80); bespreek hieronder waar het verschil zit.")


def _table(result: AgreementResult) -> str:
    used = result.per_code[(result.per_code["uses_a"] + result.per_code["uses_b"]) > 0]
    rows, rare = [], []
    for place, row in enumerate(used.to_dict("records")):
        if row["rare"]:
            rare.append(place)
        interval = _("{low} tot {high}").format(low=decimal(row["low"]), high=decimal(row["high"]))
        rows.append(
            [
                f"{row['label']}{' *' if row['rare'] else ''}",
                format_number(row["uses_a"]),
                format_number(row["uses_b"]),
                format_number(row["both"]),
                percent(row["percent"]),
                percent(row["positive"]),
                decimal(row["kappa"]),
                decimal(row["alpha"]),
                NOTHING if row["rare"] or row["low"] != row["low"] else interval,
                decimal(row["ac1"]),
            ]
        )
    return html_table(_columns(result), rows, faint=rare, name=_("Overeenstemming per code"))


def _columns(result: AgreementResult) -> list[Column]:
    return [
        Column(_("Code"), number=False),
        Column(result.coder_a, meaning=_("Hoe vaak deze codeur de code gaf")),
        Column(result.coder_b, meaning=_("Hoe vaak deze codeur de code gaf")),
        Column(_("beiden"), meaning=_("Hoe vaak beiden hem bij dezelfde tekst gaven")),
        Column(
            _("gelijk"), meaning=_("Bij welk deel van de teksten beiden hem wel of beiden hem niet gaven")
        ),
        Column(
            _("positief"),
            meaning=_("Als de één hem geeft, hoe vaak doet de ander dat ook (positieve overeenstemming)"),
        ),
        Column("kappa", meaning=_("Cohen: overeenstemming boven toeval, 1 is volmaakt")),
        Column("alpha", meaning=_("Krippendorff: overeenstemming boven toeval, 1 is volmaakt")),
        Column(
            _("95%-interval"),
            meaning=_("Waarbinnen alpha naar verwachting ligt, gegeven het aantal teksten"),
        ),
        Column("AC1", meaning=_("Gwet: minder gevoelig voor codes die zeldzaam zijn")),
    ]


def _footnotes(result: AgreementResult) -> None:
    per_code = result.per_code
    unused = per_code.loc[(per_code["uses_a"] + per_code["uses_b"]) == 0, "label"]
    notes = []
    if per_code["rare"].any():
        notes.append(_("\\* in minder dan 5 teksten gebruikt: één tekst meer of minder verandert alles."))
    if len(unused):
        notes.append(plain(_("Door geen van beiden gebruikt: {labels}.").format(labels=", ".join(unused))))
    if result.n_assisted:
        notes.append(
            ngettext(
                "{n} van de {total} codes is een overgenomen voorstel en dus niet onafhankelijk. "
                "Zonder die teksten is alpha {alpha}.",
                "{n} van de {total} codes zijn overgenomen voorstellen en dus niet onafhankelijk. "
                "Zonder die teksten is alpha {alpha}.",
                result.n_assisted,
            ).format(
                n=format_number(result.n_assisted),
                total=format_number(result.n_codings),
                alpha=decimal((result.independent or {}).get("alpha")),
            )
        )
    if notes:
        st.caption("  \n".join(notes))


def _differences(project: Project, question: str, first: str, second: str) -> None:
    found = project.agreement.differences(question, first, second)
    n = len(found)
    st.subheader(
        _("{what} om te bespreken").format(what=unit_of(project, question).count(n)),
        anchor=False,
    )
    if not n:
        st.markdown(_("Overal gaven beiden dezelfde codes."))
        return
    codebook = project.codebooks.for_question(question).content
    colours = style.code_colours(codebook)

    def chips(codes: list[str]) -> str:
        return "".join(style.code_chip(codebook.code(code).label, colours[code]) for code in codes) or NOTHING

    key = f"differences-{question}"
    shown = int(st.session_state.get(key, DIFFERENCES_AT_ONCE))
    for row in found.head(shown).to_dict("records"):
        both = [code for code in row["codes_a"] if code in row["codes_b"]]
        parts = [
            (_("Beiden"), both),
            (_("Alleen {name}").format(name=first), row["only_a"]),
            (_("Alleen {name}").format(name=second), row["only_b"]),
        ]
        with st.container(border=True):
            st.html(style.reading_text(str(row["text"])))
            for column, (heading, codes) in zip(st.columns(3), parts, strict=True):
                column.caption(plain(heading))
                column.html(chips(codes))
    if n > shown and st.button(_("Toon er meer")):
        st.session_state[key] = shown + DIFFERENCES_AT_ONCE
        st.rerun()


def _sample(project: Project, question: str) -> None:
    """Offer to draw a sample that everybody codes."""
    total = len(project.corpus.segments(question))
    if not total:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        n = st.number_input(_("Hoeveel?"), 1, total, min(SAMPLE, total), width=180)
        pressed = st.button(_("Steekproef klaarzetten"), type="primary")
    if pressed:
        queue = project.codings.make_queue(
            question,
            title=_("Dubbel coderen: {what}").format(what=unit_of(project, question).count(int(n))),
            strategy=Strategy.RANDOM,
            n=int(n),
        )
        links.go_to("coderen", question=question, queue=queue)
