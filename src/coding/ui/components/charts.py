"""Pictures: how answers lie beside each other."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coding.i18n import _

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

INK_LIGHT, INK_DARK = "#1D2529", "#E6EBEC"
MAP_HEIGHT = 520
MAP_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")


def ink() -> str:
    """Return the colour of letters on the background of now; a picture cannot take it from the page."""
    import streamlit as st

    return INK_DARK if st.context.theme.type == "dark" else INK_LIGHT


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
