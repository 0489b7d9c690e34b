"""The text of one part of a report, with a place to click between its sentences."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import streamlit as st

from coding.i18n import _

_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "coding_part_text",
    html=(_FOLDER / "part.html").read_text(encoding="utf-8"),
    css=(_FOLDER / "part.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "part.js").read_text(encoding="utf-8"),
)


def part_text(
    text: str,
    places: Sequence[int],
    *,
    look: str,
    has_before: bool,
    key: str,
    on_cut: Callable[[int], None],
    on_move: Callable[[int], None],
) -> None:
    """Draw a text that can be cut.

    Parameters
    ----------
    places
        Where it can be cut, in code points. The browser only ever names one by its number.
    look
        Kind of the part, for its looks.
    has_before
        Whether there is a part before this one, to which its first sentences can go.
    key
        Names the part as it is now: a click on what it was before does nothing.
    on_cut, on_move
        Called with the place: to cut there, or to give what stands before it to the part before.
    """

    def chosen(name: str) -> int | None:
        number = (st.session_state.get(key) or {}).get(name)
        return places[int(number)] if number is not None and 0 <= int(number) < len(places) else None

    def cut() -> None:
        if (place := chosen("cut")) is not None:
            on_cut(place)

    def move() -> None:
        if has_before and (place := chosen("move")) is not None:
            on_move(place)

    bounds = [0, *places, len(text)]
    data = {
        "pieces": [text[start:end] for start, end in pairwise(bounds)],
        "look": look,
        "move": has_before,
        "cut_label": _("Hier knippen"),
        "move_label": _("Wat hiervoor staat, bij het vorige deel"),
    }
    _component(key=key, data=data, on_cut_change=cut, on_move_change=move)
