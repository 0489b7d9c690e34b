"""The coding window: the browser walks a batch of texts by itself and keeps what is not yet confirmed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).parent
# One module for the browser; the parts know each other's names, the last one is the way in.
_SCRIPTS = (
    "client.js",
    "waiting.js",
    "journal.js",
    "spans.js",
    "form.js",
    "layout.js",
    "view.js",
    "sync.js",
    "history.js",
    "acts.js",
    "proposals.js",
    "marks.js",
    "asking.js",
    "window.js",
)


def _read(*names: str) -> str:
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names) + "\n"


_component = st.components.v2.component(
    "coding_queue", html=_read("queue.html"), css=_read("queue.css"), js=_read(*_SCRIPTS)
)


def queue_window(
    *,
    key: str,
    data: Mapping[str, Any],
    on_journal: Callable[[], None],
    on_tables: Callable[[], None],
) -> None:
    """Draw the coding window.

    Parameters
    ----------
    key
        Must name project, question, coder and queue: what belongs to one is never shown to another.
    data
        What `Desk.batch` returns, with ``scope``, ``storage``, ``start``, ``groups``, ``texts``, and
        ``wish``: what became of the newest wish in the journal.
    on_journal
        Called when the browser sent its journal; it stands in the session state under ``key``.
    on_tables
        Called when the coder wants to go on to the tables.
    """
    _component(
        key=key,
        data=dict(data),
        default={"journal": None},
        on_journal_change=on_journal,
        on_tables_change=on_tables,
    )
