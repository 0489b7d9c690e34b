"""How often people overrule the suggestions on their screen."""

from typing import Any

import streamlit as st

from coding.i18n import _, format_number
from coding.intervals import wilson
from coding.project import Project
from coding.ui.components.html_table import NOTHING, Column, html_table


def overruling(project: Project, question: str, found: dict[str, dict[str, Any]]) -> None:
    """Draw per code what became of the suggestions, most overruled first."""
    st.subheader(_("Hoe vaak gaan mensen ertegenin?"), anchor=False)
    proposed = sum(row["proposed"] for row in found.values())
    if not proposed:
        st.markdown(
            _("Nog niet te zeggen: er is nog niets gelezen met een voorstel van 50% of meer op het scherm.")
        )
        return
    overruled = sum(row["overruled"] for row in found.values())
    st.markdown(
        _("Van {n} voorstellen van 50% of meer namen mensen er {overruled} niet over ({share}%).").format(
            n=format_number(proposed),
            overruled=format_number(overruled),
            share=format_number(100 * overruled / proposed),
        )
    )
    st.caption(
        _(
            "Alleen antwoorden die gelezen zijn met voorstellen op het scherm. Dat mensen een voorstel "
            "volgen, bewijst niet dat het klopt."
        )
    )
    labels = project.codebooks.for_question(question).content.labels
    order = sorted(found, key=lambda code: (-found[code]["overruled"], -found[code]["proposed"], code))
    rows = [
        [
            labels.get(code, code),
            format_number(found[code]["proposed"]),
            format_number(found[code]["kept"]),
            format_number(found[code]["taken"]),
            format_number(found[code]["overruled"]),
            _share(found[code]),
            format_number(found[code]["missed"]),
        ]
        for code in order
    ]
    columns = [
        Column(_("Code"), number=False),
        Column(_("voorgesteld"), meaning=_("Bij zoveel antwoorden op het scherm met 50% of meer")),
        Column(_("ook gegeven"), meaning=_("Daarvan hebben zoveel antwoorden de code")),
        Column(_("overgenomen"), meaning=_("Daarvan met de toets voor het voorstel gegeven")),
        Column(_("niet gegeven"), meaning=_("Voorgesteld, en mensen gaven de code niet")),
        Column(_("ertegenin"), meaning=_("Niet gegeven, als deel van voorgesteld; met 95%-interval")),
        Column(_("zelf gegeven"), meaning=_("Gegeven, terwijl er minder dan 50% of niets stond")),
    ]
    st.html(html_table(columns, rows, name=_("Hoe vaak mensen tegen de voorstellen ingaan, per code")))


def _share(row: dict[str, Any]) -> str:
    if not row["proposed"]:
        return NOTHING
    low, high = wilson(row["overruled"], row["proposed"])
    share = format_number(100 * row["overruled"] / row["proposed"])
    return f"{share}% ({format_number(100 * low)}–{format_number(100 * high)})"
