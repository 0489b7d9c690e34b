"""Which texts of a question are worked through: one's own part, everything, or another list."""

from collections.abc import Callable

import streamlit as st

from coding.i18n import _, format_number
from coding.ui import session
from coding.ui.components import links


def choose_queue(
    question_key: str, coder_id: int, *, fits: Callable[[int, int], bool] = lambda _queue, _size: True
) -> int | None:
    """Return the queue to work through; a choice is drawn only where there is something to choose.

    It is one choice for all pages that code, kept as long as somebody works here.

    Parameters
    ----------
    fits
        Whether a queue, with its size, can stay the chosen one.

    Returns
    -------
    int or None
        None where the question has no texts.
    """
    codings = session.project().codings
    everything = codings.default_queue(question_key)
    default = session.project().divisions.queue_of(question_key, coder_id) or everything
    table = codings.queues(question_key)
    own = table[(table["n_items"] > 0) & (table["coder_id"].isna() | (table["coder_id"] == coder_id))]
    sizes = {int(number): int(n) for number, n in zip(own["id"], own["n_items"], strict=True)}
    titles = dict(zip(sizes, own["title"], strict=True))
    if default not in sizes:
        return None
    key = f"coderen-rij-{question_key}-{coder_id}"
    asked = st.query_params.get(links.QUEUE, "")
    if asked.isdigit() and int(asked) in sizes:
        st.session_state[key] = int(asked)
        del st.query_params[links.QUEUE]
    elif st.session_state.get(key) not in sizes or not fits(
        st.session_state[key], sizes[st.session_state[key]]
    ):
        st.session_state[key] = default
    if len(sizes) == 1:
        return default
    with st.container(horizontal=True, vertical_alignment="center", key="coderen-rijkeuze"):
        st.markdown(_("Rij"), width="content")
        st.selectbox(
            _("Rij"),
            list(sizes),
            key=key,
            format_func=lambda number: f"{titles[number]} ({format_number(sizes[number])})",
            label_visibility="collapsed",
            placeholder=_("Kies een rij"),
            persist_state="session",
            width=420,
        )
    return int(st.session_state[key])
