"""Pictures of a model: whether its certainty means what it says, and what more coding would bring."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from coding.classifier import ModelSummary
from coding.i18n import _, current_language, format_number
from coding.ui.components.charts import ink
from coding.ui.components.save_picture import picture
from coding.ui.components.states import plain
from coding.ui.components.units import Unit

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 320
COLOUR = "#0077BB"
FEWEST_IN_BIN = 10  # judgements; fewer are drawn, but nothing is said of them
SURPRISE = 0.1


def charts(model: ModelSummary, unit: Unit, *, question: str) -> None:
    """Draw both pictures beside each other."""
    if "reliability" not in model.metrics:
        st.caption(_("Train opnieuw om te zien of de zekerheid klopt en wat meer coderen oplevert."))
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(
            _("Klopt de zekerheid?"),
            anchor=False,
            help=_("Vakterm: kalibratie; het gemiddelde verschil heet expected calibration error"),
        )
        found = model.metrics["reliability"]
        st.markdown(plain(reliability_sentence(found)))
        if found["bins"]:
            name = f"zekerheid-{question}"
            picture(reliability_chart(found["bins"]), key=f"model-reliability-{question}", name=name)
    with right:
        st.subheader(_("Wat levert meer coderen op?"), anchor=False, help=_("Vakterm: leercurve"))
        curve = model.metrics["curve"]
        st.markdown(plain(curve_sentence(curve, unit)))
        if len(curve["points"]) > 1:
            name = f"leercurve-{question}"
            picture(curve_chart(curve, unit), key=f"model-curve-{question}", name=name)


def reliability_sentence(found: Mapping[str, Any]) -> str:
    """Say what the picture of certainty shows, and what to see in it."""
    if not found["bins"]:
        return _("Nog niets om te laten zien.")
    what = _(
        "Op de stippellijn klopt de zekerheid; bij stippen eronder is het programma te zeker van zijn zaak, "
        "erboven te voorzichtig."
    )
    error = ""
    if found.get("error_shown") is not None:
        error = _("Bij voorstellen van 10% of meer zit de zekerheid er gemiddeld {points} procentpunt naast.")
        error = error.format(points=format_number(100 * found["error_shown"], 1))
    telling = [
        one
        for one in found["bins"]
        if one["n"] >= FEWEST_IN_BIN
        and not one["share_low"] <= one["mean"] <= one["share_high"]
        and abs(one["mean"] - one["share"]) >= SURPRISE
    ]
    if not telling:
        return f"{error} {what}".strip()
    worst = max(telling, key=lambda one: abs(one["mean"] - one["share"]))
    return _("{error} Het meest rond {mean}%: daar was {share}% juist. {what}").format(
        error=error,
        mean=format_number(100 * worst["mean"]),
        share=format_number(100 * worst["share"]),
        what=what,
    )


def reliability_chart(bins: Sequence[Mapping[str, Any]]) -> "alt.LayerChart":
    """Draw how often people gave a code against how sure the program was, with the interval around it."""
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame(
        {
            "mean": [100 * one["mean"] for one in bins],
            "share": [100 * one["share"] for one in bins],
            "low": [100 * one["share_low"] for one in bins],
            "high": [100 * one["share_high"] for one in bins],
            "n": [one["n"] for one in bins],
        }
    )
    letters = ink()
    axis = alt.Axis(values=list(range(0, 101, 20)), labelColor=letters, titleColor=letters, grid=True)
    scale = alt.Scale(domain=[0, 100])
    x = alt.X("mean:Q", title=_("zekerheid van het programma (%)"), scale=scale, axis=axis)
    base = alt.Chart(frame).encode(x=x)
    line = (
        alt.Chart(pd.DataFrame({"mean": [0, 100], "share": [0, 100]}))
        .mark_line(strokeDash=[5, 4], color=letters, opacity=0.6)
        .encode(x=x, y=alt.Y("share:Q", title=_("door mensen gegeven (%)"), scale=scale, axis=axis))
    )
    bars = base.mark_rule(color=COLOUR, strokeWidth=2).encode(y="low:Q", y2="high:Q")
    points = base.mark_point(filled=True, size=90, color=COLOUR, opacity=1).encode(
        y="share:Q",
        tooltip=[
            alt.Tooltip("mean:Q", title=_("zekerheid (%)"), format=".0f"),
            alt.Tooltip("share:Q", title=_("gegeven (%)"), format=".0f"),
            alt.Tooltip("n:Q", title="n"),
        ],
    )
    return _finished(line + bars + points)


def curve_sentence(curve: Mapping[str, Any], unit: Unit) -> str:
    """Say what more texts would likely bring, with how sure that is."""
    forecast = curve["forecast"]
    if forecast is None:
        return _(
            "Nog niet te zeggen: er is te weinig gecodeerd om te zien hoe snel de voorstellen beter worden."
        )
    more = unit.count(forecast["n"])
    f1 = curve["points"][-1]["f1"]
    now, then, low, high = (
        format_number(f1 + gain, 2) for gain in (0, *(forecast[name] for name in ("gain", "low", "high")))
    )
    if now == high:
        return _("Nog {more} coderen maakt de voorstellen waarschijnlijk niet merkbaar beter.").format(
            more=more
        )
    return _(
        "Nog {more} coderen brengt de F1 waarschijnlijk van {now} naar {then} (tussen {low} en {high})."
    ).format(more=more, now=now, then=then, low=low, high=high)


def curve_chart(curve: Mapping[str, Any], unit: Unit) -> "alt.LayerChart":
    """Draw quality against how many texts were coded, with the interval, and the forecast dotted."""
    import altair as alt
    import pandas as pd

    points = curve["points"]
    frame = pd.DataFrame(
        {
            "n": [point["n"] for point in points],
            "f1": [point["f1"] for point in points],
            "low": [max(0.0, point["f1"] - 1.96 * point["error"]) for point in points],
            "high": [min(1.0, point["f1"] + 1.96 * point["error"]) for point in points],
        }
    )
    letters = ink()
    comma, thousands = (",", ".") if current_language() == "nl" else (".", ",")
    axis = alt.Axis(
        labelColor=letters,
        titleColor=letters,
        grid=True,
        tickCount=6,
        tickMinStep=1,
        labelExpr=f"replace(format(datum.value, ',d'), ',', '{thousands}')",
    )
    shares = alt.Axis(
        labelColor=letters,
        titleColor=letters,
        grid=True,
        tickCount=6,
        labelExpr=f"replace(format(datum.value, '.1f'), '.', '{comma}')",
    )
    x = alt.X(
        "n:Q",
        title=_("gecodeerde {many}").format(many=unit.many),
        scale=alt.Scale(zero=True, nice=True),
        axis=axis,
    )
    y = alt.Y("f1:Q", title="F1", scale=alt.Scale(domain=[0, 1]), axis=shares)
    base = alt.Chart(frame).encode(x=x)
    chart = (
        base.mark_line(color=COLOUR).encode(y=y)
        + base.mark_rule(color=COLOUR, strokeWidth=2).encode(y="low:Q", y2="high:Q")
        + base.mark_point(filled=True, size=90, color=COLOUR, opacity=1).encode(
            y=y,
            tooltip=[
                alt.Tooltip("n:Q", title=_("gecodeerd")),
                alt.Tooltip("f1:Q", title="F1", format=".2f"),
            ],
        )
    )
    forecast = curve["forecast"]
    if forecast is not None:
        last = points[-1]
        ahead = pd.DataFrame(
            {
                "n": [last["n"], last["n"] + forecast["n"]],
                "f1": [last["f1"], last["f1"] + forecast["gain"]],
                "low": [last["f1"], last["f1"] + forecast["low"]],
                "high": [last["f1"], last["f1"] + forecast["high"]],
            }
        )
        future = alt.Chart(ahead).encode(x=x)
        chart += future.mark_area(color=COLOUR, opacity=0.3).encode(y=alt.Y("low:Q"), y2="high:Q")
        chart += future.mark_line(color=COLOUR, strokeDash=[5, 4]).encode(y=y)
    return _finished(chart)


def _finished(chart: "alt.LayerChart") -> "alt.LayerChart":
    finished: alt.LayerChart = chart.properties(height=HEIGHT).configure_view(stroke=None)
    return finished
