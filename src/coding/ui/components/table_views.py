"""The three sides of the page Tabellen: the table, the same question over time, quotes."""

from enum import StrEnum

import streamlit as st

from coding.i18n import _


class TableView(StrEnum):
    """What the page shows."""

    TABLE = "table"
    WAVES = "waves"
    QUOTES = "quotes"


def table_view() -> TableView:
    """Draw the choice and return it."""
    names = {
        TableView.TABLE: _("Tabel"),
        TableView.WAVES: _("Door de tijd"),
        TableView.QUOTES: _("Citaten"),
    }
    chosen = st.segmented_control(
        _("Wat de pagina toont"),
        list(names),
        format_func=names.__getitem__,
        default=TableView.TABLE,
        required=True,
        key="table-view",
        label_visibility="collapsed",
    )
    return TableView(chosen or TableView.TABLE)
