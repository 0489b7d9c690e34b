"""The list of answers: one table in the browser, filtered and chosen from there, coded many at once."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).parent
_QUEUE = (
    _FOLDER.parent / "queue"
)  # who a browser tab is, and how it waits, is one for the list and the coding window
# One module for the browser; the parts know each other's names, the last one is the way in.
_SCRIPTS = ("table.js", "acts.js", "sync.js", "view.js", "columns.js", "choosing.js", "grid.js")


def _read(*files: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files) + "\n"


_component = st.components.v2.component(
    "coding_grid",
    html=_read(_FOLDER / "grid.html"),
    css=_read(_FOLDER / "grid.css"),
    js=_read(_QUEUE / "client.js", _QUEUE / "waiting.js", *(_FOLDER / name for name in _SCRIPTS)),
)


def grid_list(
    *, key: str, data: Mapping[str, Any], on_message: Callable[[], None], on_open: Callable[[], None]
) -> None:
    """Draw the list.

    Parameters
    ----------
    key
        Must name project, question, coder and queue: what belongs to one is never shown to another.
    data
        What `Grid.data` returns, with ``scope``, ``storage``, ``groups``, ``texts``, ``keys``.
    on_message
        Called when the browser sent something; it stands in the session state under ``key``.
    on_open
        Called when the coder wants to see one answer in the coding window.
    """
    _component(
        key=key,
        data=dict(data),
        default={"message": None},
        on_message_change=on_message,
        on_open_change=on_open,
    )
