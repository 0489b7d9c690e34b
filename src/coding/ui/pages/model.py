"""Model: let the program learn from what was coded, and see how far its suggestions can be trusted."""

from typing import TYPE_CHECKING

import streamlit as st

from coding.classifier import FEWEST_CODED, ModelSummary, most_uncertain
from coding.codings import Strategy
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.ui import session
from coding.ui.components import job_status, language_model, links
from coding.ui.components.html_table import Column, decimal, html_table, percent
from coding.ui.components.people import need_name
from coding.ui.components.states import beside, empty, moment, plain, question_with_codebook, title
from coding.ui.components.units import Unit, unit_of

if TYPE_CHECKING:
    import pandas as pd

VERB = "train"
QUEUE_SIZE = 20


def render() -> None:
    """Draw the page."""
    title(_("Model"))
    shown = question_with_codebook(_("Het programma leert van coderingen."))
    if shown is None:
        return
    project, question = session.project(), shown.key
    segments = project.corpus.segments(question)
    read = set(project.codings.combined(question)["segment_id"])
    unread = [int(segment) for segment in segments["id"] if segment not in read]
    busy = job_status.watch(project, VERB, question, finished=_("Getraind; de voorstellen zijn bijgewerkt."))
    language_model.hint(project)
    latest = project.classifiers.latest(question)
    _train(project, question, latest, n=len(segments), n_read=len(segments) - len(unread), busy=busy)
    if latest is None:
        return
    quality, side = beside()
    with quality:
        _quality(latest, unit_of(project, question))
    with side:
        _queue(project, question, unread)
        _history(project.classifiers.models(question))


def _train(
    project: Project, question: str, latest: ModelSummary | None, *, n: int, n_read: int, busy: bool
) -> None:
    """Say how much there is to learn from, and offer to do so."""
    unit = unit_of(project, question)
    sentence = _("{read} van de {what} zijn gecodeerd.").format(
        read=format_number(n_read), what=unit.count(n)
    )
    if latest is None:
        sentence += " " + _("Het programma heeft nog niets geleerd over deze vraag.")
    else:
        new = n_read - latest.n_coded
        sentence += " " + _("Het huidige model leerde op {when} van {n}").format(
            when=moment(latest.created_at), n=format_number(latest.n_coded)
        )
        sentence += _("; sindsdien kwamen er {new} bij.").format(new=format_number(new)) if new > 0 else "."
    st.markdown(plain(sentence))
    if n_read < FEWEST_CODED:
        empty(
            _("Nog te weinig om van te leren"),
            _("Codeer er ten minste {fewest}; nu gecodeerd: {what}.").format(
                fewest=FEWEST_CODED, what=unit.count(n_read)
            ),
            page="coderen",
            label=_("Naar Coderen"),
        )
        return
    label = _("Trainen") if latest is None else _("Opnieuw trainen")
    if not busy and st.button(label, type="primary", icon=":material/model_training:"):
        job_status.start(project, VERB, question)


def _quality(model: ModelSummary, unit: Unit) -> None:
    metrics = model.metrics
    st.subheader(_("Hoe goed zijn de voorstellen?"), anchor=False)
    st.markdown(
        _(
            "Van elke 10 voorgestelde codes zijn er ongeveer **{precision}** juist. Van elke 10 codes die "
            "mensen gaven, vindt het programma er ongeveer **{recall}**."
        ).format(
            precision=format_number(10 * metrics["micro_precision"]),
            recall=format_number(10 * metrics["micro_recall"]),
        )
    )
    st.caption(
        _("Gemeten op {what} die mensen codeerden en het programma daarbij niet te zien kreeg.").format(
            what=unit.count(model.n_coded)
        )
    )
    rows = sorted(metrics["per_code"], key=lambda row: -row["n"])
    st.html(
        html_table(
            _quality_columns(),
            [
                [
                    str(row["label"]),
                    format_number(row["n"]),
                    percent(row["precision"]),
                    percent(row["recall"]),
                    decimal(row["f1"]),
                ]
                for row in rows
            ],
            total=[
                _("Alle codes samen"),
                format_number(sum(row["n"] for row in rows)),
                percent(metrics["micro_precision"]),
                percent(metrics["micro_recall"]),
                decimal(metrics["micro_f1"]),
            ],
            faint=[place for place, row in enumerate(rows) if row["f1"] is None],
            name=_("Hoe goed de voorstellen zijn, per code"),
        )
    )
    if any(row["f1"] is None for row in rows):
        st.caption(_("– : te weinig gebruikt om van te leren of om te meten."))


def _quality_columns() -> list[Column]:
    return [
        Column(_("Code"), number=False),
        Column("n", meaning=_("Hoe vaak mensen deze code gaven")),
        Column(
            _("juist als voorgesteld"),
            meaning=_("Welk deel van de voorstellen een mens ook gaf (vakterm: precisie)"),
        ),
        Column(
            _("gevonden"),
            meaning=_("Welk deel van wat mensen gaven het programma voorstelt (vakterm: recall)"),
        ),
        Column("F1", meaning=_("Beide in één getal, van 0 tot 1 (harmonisch gemiddelde)")),
    ]


def _queue(project: Project, question: str, unread: list[int]) -> None:
    """Offer to code what the program learns most from."""
    st.subheader(_("Verder coderen waar het helpt"), anchor=False)
    if not unread:
        st.markdown(_("Alles is gelezen. Er valt voor het programma niets meer te vragen."))
        return
    st.markdown(
        _("Nog niet gelezen: {what}. Het leerzaamst is waar het programma over twijfelt.").format(
            what=unit_of(project, question).count(len(unread))
        )
    )
    coder = session.current_coder()
    if coder is None:
        need_name()
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        n = st.number_input(
            _("Hoeveel?"),
            1,
            len(unread),
            min(QUEUE_SIZE, len(unread)),
            key=f"uncertain-{question}",
            width=140,
        )
        pressed = st.button(_("Codeer de twijfelgevallen"), icon=":material/edit:")
    if pressed:
        suggestions = project.classifiers.suggestions(question)
        queue = project.codings.make_queue(
            question,
            title=ngettext("{n} twijfelgeval", "{n} twijfelgevallen", int(n)).format(n=int(n)),
            strategy=Strategy.UNCERTAIN,
            coder_id=coder,
            segment_ids=most_uncertain(suggestions, unread, n=int(n)),
        )
        links.go_to("coderen", question=question, queue=queue)


def _history(models: "pd.DataFrame") -> None:
    st.subheader(_("Eerdere modellen"), anchor=False)
    rows = [
        [moment(made), format_number(n), decimal(micro), decimal(macro)]
        for made, n, micro, macro in zip(
            models["created_at"], models["n_coded"], models["micro_f1"], models["macro_f1"], strict=True
        )
    ]
    columns = [
        Column(_("Getraind op"), number=False),
        Column(_("gecodeerd"), meaning=_("Van hoeveel gecodeerde teksten het leerde")),
        Column(_("F1 samen"), meaning=_("Over alle coderingen samen, op teksten die het niet kende")),
        Column(_("F1 per code"), meaning=_("Gemiddeld over de codes; kleine codes tellen even zwaar")),
    ]
    st.html(html_table(columns, rows, name=_("Eerdere modellen")))
