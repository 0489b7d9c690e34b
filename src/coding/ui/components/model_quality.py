"""How good the suggestions are, per code, with how sure that is."""

from typing import Any

import streamlit as st

from coding.classifier import ModelSummary
from coding.i18n import _, format_number
from coding.ui.components.html_table import Column, decimal, html_table, percent
from coding.ui.components.units import Unit

RATES = ("precision", "recall", "f1")


def quality(model: ModelSummary, unit: Unit) -> None:
    """Draw the quality of the model that suggests."""
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
        _(
            "Gemeten op {what} die mensen codeerden en het programma daarbij niet te zien kreeg. Tussen "
            "haakjes waartussen het getal met 95% zekerheid ligt."
        ).format(what=unit.count(model.n_coded))
    )
    alone = metrics.get("unassisted")
    if alone:
        st.caption(
            _(
                "Op de {what} die zonder voorstellen in beeld zijn gelezen is F1 {f1}. Bij de andere kan het "
                "voorstel hebben meegewogen; dan lijkt het programma beter dan het is."
            ).format(what=unit.count(alone["n"]), f1=_with_interval(alone, "micro_f1", decimal, 1))
        )
    rows = sorted(metrics["per_code"], key=lambda row: -row["n"])
    st.html(
        html_table(
            _columns(),
            [[str(row["label"]), format_number(row["n"]), *_rates(row, "")] for row in rows],
            total=[
                _("Alle codes samen"),
                format_number(sum(row["n"] for row in rows)),
                *_rates(metrics, "micro_"),
            ],
            faint=[place for place, row in enumerate(rows) if row["f1"] is None],
            name=_("Hoe goed de voorstellen zijn, per code"),
        )
    )
    if any(row["f1"] is None for row in rows):
        st.caption(_("– : te weinig gegeven om aan te meten."))


def _rates(row: dict[str, Any], prefix: str) -> list[str]:
    return [
        _with_interval(
            row, f"{prefix}{name}", percent if name != "f1" else decimal, 100 if name != "f1" else 1
        )
        for name in RATES
    ]


def _with_interval(row: dict[str, Any], name: str, write: Any, scale: int) -> str:
    """Write a figure with its interval; models of before intervals were kept have none."""
    value, low, high = row[name], row.get(f"{name}_low"), row.get(f"{name}_high")
    if value is None or low is None or high is None:
        return str(write(value))
    decimals = 0 if scale == 100 else 2
    return f"{write(value)} ({format_number(scale * low, decimals)}–{format_number(scale * high, decimals)})"


def _columns() -> list[Column]:
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
