"""The two ways to code: one by one, or in a list."""

import streamlit as st

from coding.i18n import _
from coding.ui.components import links

ONE_BY_ONE, LIST = "coderen", "lijst"  # names of pages


def choose_way(current: str) -> None:
    """Draw the switch between coding one by one and coding in a list.

    Parameters
    ----------
    current
        The page it stands on.
    """
    names = {ONE_BY_ONE: _("Eén voor één"), LIST: _("Lijst")}
    chosen = st.segmented_control(
        _("Manier van coderen"),
        list(names),
        format_func=names.__getitem__,
        default=current,
        required=True,
        key=f"coding-way-{current}",
        label_visibility="collapsed",
        width="content",
    )
    if chosen != current:
        del st.session_state[f"coding-way-{current}"]  # coming back, it stands where one is
        links.go_to(str(chosen))
