"""The tests below a theme table, in full: laid out as in the files."""

import streamlit as st

from coding.i18n import _
from coding.tables import Grid, Kind, ThemeTable, significance_grids
from coding.ui.components.html_table import Column, html_table
from coding.ui.components.states import plain

INDENT = "\u2003"


def tests_in_full(table: ThemeTable) -> None:
    """Draw every test that was done, behind a line that opens it."""
    grids = significance_grids(table)
    if not grids:
        return
    with st.expander(_("Toetsen")):
        for grid in grids.values():
            st.html(_html(grid))
            for note in grid.notes:
                st.caption(plain(note))


def _html(grid: Grid) -> str:
    columns = [Column(grid.heading, number=False)]
    columns += [Column(column.head, number=column.kind is not Kind.WORD) for column in grid.columns]
    return html_table(
        columns,
        [[INDENT * row.level + row.label, *grid.texts(row)] for row in grid.rows],
        strong=[place for place, row in enumerate(grid.rows) if row.strong],
        name=grid.title,
    )
