"""Pictures: how often themes occur, and how answers lie beside each other."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coding.i18n import _
from coding.tables import ThemeTable

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

BAR_STEP = 26  # pixels per bar
AXIS_HEIGHT = 50
INK_LIGHT, INK_DARK = "#1D2529", "#E6EBEC"
MAP_HEIGHT = 520
MAP_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")


def ink() -> str:
    """Return the colour of letters on the background of now; a picture cannot take it from the page."""
    import streamlit as st

    return INK_DARK if st.context.theme.type == "dark" else INK_LIGHT


def theme_bars(table: ThemeTable, *, colours: Mapping[str, str], children: bool) -> "alt.LayerChart":
    """Draw the share of each theme as a bar, largest first, exclusive codes below.

    Parameters
    ----------
    children
        Also draw what falls under each theme.
    """
    import altair as alt
    import pandas as pd

    lines = [line for line in table.lines() if (children or line.level == 0) and line.percent is not None]
    frame = pd.DataFrame(
        {
            "label": [("\u2003" * line.level) + line.label for line in lines],
            "percent": [line.percent for line in lines],
            "text": [f"{line.percent}%" for line in lines],
            "n": [line.n for line in lines],
            "colour": [colours.get(line.code, "#7C878C") for line in lines],
            "strength": [0.55 if line.level else 1.0 for line in lines],
        }
    )
    order = list(frame["label"])
    letters = ink()
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "label:N",
            sort=order,
            title=None,
            axis=alt.Axis(
                labelLimit=320, labelFontSize=14, labelColor=letters, labelOverlap=False, ticks=False
            ),
        ),
        x=alt.X(
            "percent:Q",
            title=_("% van wie gelezen is") if not table.passages else _("% van de gelezen passages"),
            scale=alt.Scale(domain=[0, max(10, int(frame["percent"].max() * 1.12) + 1)]),
            axis=alt.Axis(tickMinStep=5, grid=True, format="d", labelColor=letters, titleColor=letters),
        ),
        tooltip=[
            alt.Tooltip("label:N", title=_("Thema")),
            alt.Tooltip("n:Q", title="n"),
            alt.Tooltip("text:N", title="%"),
        ],
    )
    bars = base.mark_bar(height=16, cornerRadiusEnd=2).encode(
        color=alt.Color("colour:N", scale=None), opacity=alt.Opacity("strength:Q", scale=None)
    )
    numbers = base.mark_text(align="left", dx=4, fontSize=13, color=letters).encode(text="text:N")
    chart: alt.LayerChart = (
        (bars + numbers).properties(height=BAR_STEP * len(frame) + AXIS_HEIGHT).configure_view(stroke=None)
    )
    return chart


def theme_sentence(table: ThemeTable) -> str:
    """Say what the picture shows: the themes that are named most, and how many name none."""
    themes = [line for line in table.lines() if line.block == "theme" and line.level == 0 and line.n]
    if not themes or not table.n_read:
        return _("Nog geen thema's om te laten zien.")
    first = _("Het meest genoemd: {first}").format(first=_with_share(themes[0].label, themes[0].percent))
    rest = [_with_share(line.label, line.percent) for line in themes[1:3]]
    sentence = f"{first}, {_('daarna')} {_(' en ').join(rest)}." if rest else f"{first}."
    alone = [line for line in table.lines() if line.block == "exclusive" and line.n]
    if alone:
        sentence += " " + _("{label}: {percent}%.").format(label=alone[0].label, percent=alone[0].percent)
    return sentence


def _with_share(label: str, percent: int | None) -> str:
    return f"{label} ({percent}%)"


def answer_map(
    members: "pd.DataFrame", *, names: Mapping[int, str], colours: Sequence[str], chosen: int | None
) -> "alt.LayerChart":
    """Draw every answer as a point; answers that resemble each other lie close together.

    Parameters
    ----------
    members
        ``[segment_id, number, x, y, beginning]``.
    names
        Name of each group, in the order of the list; its place there stands on the map.
    chosen
        The group that stands out; the others step back.
    """
    import altair as alt

    places = {number: place for place, number in enumerate(names, start=1)}
    frame = members.assign(
        group=[f"{places[number]} · {names[number]}" for number in members["number"]],
        place=[str(places[number]) for number in members["number"]],
        strength=[1.0 if chosen in (None, number) else 0.22 for number in members["number"]],
    )
    order = [str(place) for place in places.values()]
    shades = [colours[i % len(colours)] for i in range(len(order))]
    shapes = [MAP_SHAPES[i // len(colours) % len(MAP_SHAPES)] for i in range(len(order))]
    centres = frame.groupby(["number", "place"], as_index=False)[["x", "y"]].median()
    where = {"x": alt.X("x:Q", axis=None, scale=_room()), "y": alt.Y("y:Q", axis=None, scale=_room())}
    pick = alt.selection_point(name="pick", fields=["number"], on="click", clear="dblclick")
    points = (
        alt.Chart(frame)
        .mark_point(filled=True, size=90, stroke="white", strokeWidth=0.6)
        .encode(
            **where,
            color=alt.Color("place:N", scale=alt.Scale(domain=order, range=shades), legend=None),
            shape=alt.Shape("place:N", scale=alt.Scale(domain=order, range=shapes), legend=None),
            opacity=alt.Opacity("strength:Q", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("group:N", title=_("Groep")),
                alt.Tooltip("beginning:N", title=_("Antwoord")),
            ],
        )
        .add_params(pick)
    )
    paper = INK_LIGHT if ink() == INK_DARK else "#FFFFFF"
    halo = alt.Chart(centres).mark_text(fontSize=17, fontWeight="bold", stroke=paper, strokeWidth=4)
    label = alt.Chart(centres).mark_text(fontSize=17, fontWeight="bold", color=ink())
    chart: alt.LayerChart = (
        (points + halo.encode(**where, text="place:N") + label.encode(**where, text="place:N"))
        .properties(height=MAP_HEIGHT)
        .configure_view(stroke=None)
    )
    return chart


def _room() -> "alt.Scale":
    import altair as alt

    return alt.Scale(zero=False, padding=20)
