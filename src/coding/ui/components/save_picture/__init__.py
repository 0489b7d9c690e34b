"""A picture that can be saved as SVG and PNG, in the browser: nothing leaves the machine for it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from coding.i18n import _

if TYPE_CHECKING:
    import altair as alt

_FOLDER = Path(__file__).parent
_draw = st.components.v2.component(
    "coding_save_picture",
    html=(_FOLDER / "save.html").read_text(encoding="utf-8"),
    css=(_FOLDER / "save.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "save.js").read_text(encoding="utf-8"),
)


def picture(
    chart: "alt.LayerChart",
    *,
    key: str,
    name: str,
    on_select: Callable[[], None] | None = None,
    selection: str | None = None,
) -> None:
    """Draw a picture with a way to save it.

    Parameters
    ----------
    key
        Names this picture on the page.
    name
        Name of the file it is saved as.
    on_select, selection
        What to call when something in the picture is chosen, and the name of that choice in the picture.
    """
    frame = f"picture-{key}"
    with st.container(key=frame):
        if on_select is None:
            st.altair_chart(chart, key=key)
        else:
            st.altair_chart(chart, key=key, on_select=on_select, selection_mode=selection)
    labels = {"svg": _("Bewaar als SVG"), "png": _("Bewaar als PNG")}
    _draw(
        key=f"save-{key}",
        data={"key": frame, "name": name, "labels": labels, "group": _("Afbeelding bewaren")},
    )
