"""Coding: one answer at a time, hands on the keyboard."""

import streamlit as st

from coding.i18n import _
from coding.ui import session


def render() -> None:
    """Draw the page."""
    session.require_coder()
    st.info(_("Deze pagina volgt."))
