"""Codings that may be a slip, as a list to go through."""

from typing import Any

import streamlit as st

from coding.codings import Strategy
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.ui import session
from coding.ui.components import links
from coding.ui.components.html_table import Column, html_table
from coding.ui.components.model_confusions import shortened
from coding.ui.components.people import need_name

SHOWN = 8


def mistakes(project: Project, question: str, found: list[dict[str, Any]]) -> None:
    """Draw the likeliest slips, and offer to go through all of them."""
    st.subheader(_("Mogelijke vergissingen"), anchor=False)
    if not found:
        st.markdown(_("Geen: nergens is het programma zeker van het tegendeel van wat mensen gaven."))
        return
    st.markdown(
        _(
            "Hier gaven mensen een code die volgens het programma niet past, of juist niet waar het die "
            "bijna zeker verwacht. Het kan zich vergissen: bekijk ze met de tekst erbij."
        )
    )
    labels = project.codebooks.for_question(question).content.labels
    texts = project.classifiers.texts([one["segment"] for one in found[:SHOWN]])
    rows = [
        [
            shortened(texts.get(one["segment"], "")),
            labels.get(one["code"], one["code"]),
            _("gegeven") if one["given"] else _("niet gegeven"),
            f"{format_number(100 * one['probability'])}%",
        ]
        for one in found[:SHOWN]
    ]
    columns = [
        Column(_("Antwoord"), number=False),
        Column(_("Code"), number=False),
        Column(_("Door mensen"), number=False),
        Column(_("zekerheid"), meaning=_("Hoe zeker het programma is dat de code past (vakterm: kans)")),
    ]
    st.html(html_table(columns, rows, name=_("Mogelijke vergissingen")))
    segments = list(dict.fromkeys(int(one["segment"]) for one in found))
    coder = session.current_coder()
    if coder is None:
        need_name()
        return
    label = ngettext("Bekijk deze tekst", "Bekijk deze {n} teksten", len(segments))
    if st.button(label.format(n=format_number(len(segments))), icon=":material/fact_check:"):
        queue = project.codings.make_queue(
            question,
            title=ngettext("{n} mogelijke vergissing", "{n} mogelijke vergissingen", len(segments)).format(
                n=format_number(len(segments))
            ),
            strategy=Strategy.HAND,
            coder_id=coder,
            segment_ids=segments,
        )
        links.go_to("coderen", question=question, queue=queue)
