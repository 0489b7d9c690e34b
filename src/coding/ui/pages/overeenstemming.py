"""Agreement: how far coders agree, per code and overall, and deciding together where they differ."""

from typing import TYPE_CHECKING

import streamlit as st

from coding.agreement import (
    AgreementResult,
    Figures,
    Part,
    krippendorff_label,
    landis_koch_label,
    origins_sentence,
    to_csv,
)
from coding.codings import Permission, Strategy
from coding.i18n import _, format_number
from coding.project import Project
from coding.ui import session
from coding.ui.components import adjudication_card, links
from coding.ui.components.agreement_tables import (
    FEW_BELOW,
    overall_table,
    pairs_table,
    per_code_table,
    who_read_few,
)
from coding.ui.components.html_table import decimal, percent
from coding.ui.components.states import empty, plain, question_with_codebook, title
from coding.ui.components.units import Unit, unit_of

if TYPE_CHECKING:
    import pandas as pd

SAMPLE = 60
FIGURES, DECIDE = "figures", "decide"


def render() -> None:
    """Draw the page."""
    title(_("Overeenstemming"))
    shown = question_with_codebook(_("Overeenstemming gaat over codes."))
    if shown is None:
        return
    project, question = session.project(), shown.key
    stamp = project.adjudication.stamp(question)
    pairs = _pairs(project, session.project_id(), question, Part.ALL.value, stamp)
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
    found = adjudication_card.queue(project, question, coded=stamp[0])
    names = {
        FIGURES: _("Hoe ver zij het eens zijn"),
        DECIDE: _("Verschillen bespreken ({n})").format(n=format_number(len(found))),
    }
    view = st.segmented_control(
        _("Wat wilt u zien?"),
        list(names),
        format_func=names.__getitem__,
        default=FIGURES,
        required=True,
        key="agreement-view",
        label_visibility="collapsed",
    )
    if view == DECIDE:
        if session.allowed(Permission.ADJUDICATE):
            adjudication_card.draw(project, question, found)
        return
    _agreement(project, question, pairs, stamp)


def _agreement(project: Project, question: str, pairs: "pd.DataFrame", stamp: tuple[int, int]) -> None:
    """Draw the figures of everybody together, or of two."""
    part = Part.ALL.value
    double = _pairs(project, session.project_id(), question, Part.DOUBLE.value, stamp)
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    if not double.empty:
        names = {
            Part.DOUBLE.value: _("Wat dubbel is uitgezet"),
            Part.ALL.value: _("Alles wat dubbel is gelezen"),
        }
        part = right.segmented_control(
            _("Welke teksten?"),
            list(names),
            format_func=names.__getitem__,
            default=Part.DOUBLE.value,
            required=True,
            key="agreement-part",
            help=_(
                "Wat bij het verdelen door het toeval is uitgezet om dubbel te coderen, blind voor elkaar, "
                "zegt iets over alles; wat toevallig door meer mensen is gelezen niet altijd."
            ),
        )
    with left:
        coders = _choose(double if part == Part.DOUBLE.value else pairs)
    content = project.codebooks.for_question(question)
    result = _measured(
        project, session.project_id(), question, coders, str(part), (*stamp, content.version_id)
    )
    figures = result.figures
    if result.unassisted is not None and st.toggle(
        _("Zonder wat uit een overgenomen voorstel kwam"),
        help=_("Wie een voorstel overneemt oordeelt niet los van de ander, die hetzelfde voorstel zag."),
    ):
        figures = result.unassisted
    _headline(result, figures, unit_of(project, question))
    st.html(per_code_table(result, figures))
    _footnotes(result, figures)
    if len(result.coders) > 2:
        st.subheader(_("Per tweetal"), anchor=False)
        st.html(pairs_table(result))
        few = who_read_few(result)
        if (result.pairs["n_double"] < FEW_BELOW).any():
            st.caption(_("\\* minder dan {n} teksten: zo’n cijfer zegt nog bijna niets.").format(n=FEW_BELOW))
        if few:
            st.caption(
                plain(
                    _(
                        "Weinig samen gelezen: {names}. In de kappa van iedereen samen tellen zij even zwaar "
                        "als de anderen; kies twee codeurs om hen erbuiten te laten."
                    ).format(names=", ".join(few))
                )
            )
    with st.expander(_("Alle cijfers samen, en hoe ze heten")):
        st.html(overall_table(figures))
        _labels(figures)
    with st.container(horizontal=True):
        st.download_button(
            _("Deze cijfers als CSV"),
            to_csv(result).encode("utf-8-sig"),
            file_name=f"overeenstemming-{question}.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
    with st.expander(_("Meer dubbel coderen")):
        _sample(project, question)


def _choose(pairs: "pd.DataFrame") -> tuple[str, ...] | None:
    """Draw the choice of two coders who read the same texts, or everybody; None is everybody."""
    found = list(zip(pairs["coder_a"], pairs["coder_b"], pairs["n_double"], strict=True))
    n_coders = len({*pairs["coder_a"], *pairs["coder_b"]})
    places = [*([-1] if n_coders > 2 else []), *range(len(found))]
    place = st.selectbox(
        _("Wie met wie?"),
        places,
        format_func=lambda at: (
            _("Iedereen ({n} codeurs)").format(n=format_number(n_coders))
            if at < 0
            else _("{first} en {second} ({n} dubbel)").format(
                first=found[at][0], second=found[at][1], n=format_number(found[at][2])
            )
        ),
    )
    return None if place < 0 else (str(found[place][0]), str(found[place][1]))


@st.cache_data(show_spinner=False, max_entries=20)
def _pairs(
    _project: Project, project_id: str, question: str, part: str, stamp: tuple[int, ...]
) -> "pd.DataFrame":
    """Find who read the same, once for every state of the codings."""
    del project_id, stamp  # they only tell one outcome from another
    return _project.agreement.pairs(question, part=part)


@st.cache_data(show_spinner=False, max_entries=20)
def _measured(
    _project: Project,
    project_id: str,
    question: str,
    coders: tuple[str, ...] | None,
    part: str,
    stamp: tuple[int, ...],
) -> AgreementResult:
    """Measure, once for every state of the codings: the intervals take a second."""
    del project_id, stamp
    return _project.agreement.measure(question, coders, part=part)


def _headline(result: AgreementResult, figures: Figures, unit: Unit) -> None:
    """Say in two sentences what the figures come down to."""
    overall = figures.overall
    if len(result.coders) == 2:
        lead = _("{first} en {second} lazen dezelfde {what}.").format(
            first=plain(result.coders[0]), second=plain(result.coders[1]), what=unit.count(figures.n_units)
        )
        same = _("Bij **{share}** gaven ze precies dezelfde codes.")
    else:
        lead = _("{n} codeurs; {what} door twee of meer van hen gelezen.").format(
            n=format_number(len(result.coders)), what=unit.count(figures.n_units)
        )
        same = _("Bij **{share}** van de tweetallen lezers waren de codes precies dezelfde.")
    st.markdown(f"{lead} {same.format(share=percent(overall['same']))}")
    alpha = overall["alpha"]
    if alpha != alpha:
        st.markdown(_("Er is te weinig variatie om de overeenstemming boven toeval uit te drukken."))
        return
    st.markdown(
        _("Alpha over alle codes samen is **{alpha}** ({low} tot {high}); {label}.").format(
            alpha=decimal(alpha, 3),  # so that 0,798 is not shown as the 0,80 it falls short of
            low=decimal(overall["alpha_low"]),
            high=decimal(overall["alpha_high"]),
            label=krippendorff_label(alpha),
        )
    )


def _footnotes(result: AgreementResult, figures: Figures) -> None:
    per_code = figures.per_code
    unused = per_code.loc[per_code["uses"] == 0, "label"]
    notes = []
    if (per_code["rare"] & (per_code["uses"] > 0)).any():
        notes.append(_("\\* in minder dan 5 teksten gebruikt: één tekst meer of minder verandert alles."))
    if len(unused):
        notes.append(plain(_("Door niemand gebruikt: {labels}.").format(labels=", ".join(unused))))
    origins = origins_sentence(result.origins)
    if origins:
        total = _("{n} codes gegeven.").format(n=format_number(result.figures.n_codings))
        notes.append(f"{total} {origins}")
    notes.append(
        _(
            "Gemeten op wat ieder uit zichzelf gaf: wat iemand wijzigde nadat er samen was besloten, telt "
            "niet mee. Intervallen: {draws} trekkingen van {n} respondenten of rapporten."
        ).format(draws=format_number(result.draws), n=format_number(figures.n_respondents))
    )
    st.caption("  \n".join(notes))


def _labels(figures: Figures) -> None:
    """Say what authors call these values; the page itself gives no verdict."""
    lines = [_("Hoe auteurs dit noemen, geen oordeel over dit onderzoek:")]
    alpha, kappa = figures.overall["alpha"], figures.overall["kappa"]
    if alpha == alpha:
        lines.append(f"alpha {decimal(alpha, 3)}: {krippendorff_label(alpha)}")
    if kappa == kappa:
        lines.append(f"kappa {decimal(kappa, 3)}: {landis_koch_label(kappa)}")
    if len(lines) > 1:
        st.caption("  \n".join(lines))


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
