"""The theme table as it goes into a report, whose cells lead to the answers behind them."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from coding.i18n import _, format_number, ngettext
from coding.tables import ThemeTable, base_line, title_line

_FOLDER = Path(__file__).parent
_draw = st.components.v2.component(
    "coding_theme_table",
    html=(_FOLDER / "table.html").read_text(encoding="utf-8"),
    css=(_FOLDER / "table.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "table.js").read_text(encoding="utf-8"),
)
NOTHING = "–"


def theme_table(table: ThemeTable, *, colours: Mapping[str, str], key: str) -> None:
    """Draw a theme table.

    Parameters
    ----------
    colours
        Colour of each code.
    key
        Names what is shown (question, split, coder): a choice made in one table does not hold in another.
    """
    cell = chosen_cell(key)
    chosen = {"code": cell[0], "group": cell[1]} if cell else None
    data = table_data(table, colours=colours) | {"id": key, "chosen": chosen}
    _draw(key=key, data=data, default={"cell": None}, on_cell_change=lambda: None)


def chosen_cell(key: str) -> tuple[str, str | None] | None:
    """Return the code and group (``None``: all) of the cell somebody chose in a table, if any."""
    cell = (st.session_state.get(key) or {}).get("cell")
    return (str(cell["code"]), cell.get("group")) if cell else None


def table_data(table: ThemeTable, *, colours: Mapping[str, str]) -> dict[str, object]:
    """Lay a theme table out as the texts that are drawn."""
    return {
        "title": title_line(table),
        "base": base_line(table),
        "columns": _columns(table),
        "rows": [
            {
                "code": line.code,
                "label": line.label,
                "level": line.level,
                "block": line.block,
                "rank": str(line.rank) if line.rank and not line.level else "",
                "colour": colours.get(line.code, "transparent"),
                "cells": [
                    _cell(line.n, _count(line.n), None, table.passages),
                    _cell(line.n, _percent(line.percent), None, table.passages),
                    *(
                        [
                            _cell(0, _count(line.n_documents), None, True),
                            _cell(0, _percent(line.percent_documents), None, True),
                        ]
                        if table.passages
                        else []
                    ),
                    *(
                        _cell(cell.n, _percent(cell.percent), cell.group, table.passages)
                        for cell in line.cells
                    ),
                ],
            }
            for line in table.lines()
        ],
        "notes": table.notes,
    }


def _columns(table: ThemeTable) -> list[dict[str, str]]:
    totals = [_("passages"), "%", _("rapporten"), "%"] if table.passages else ["n", "%"]
    return [
        {"text": "", "kind": "rank"},
        {"text": _("Thema"), "kind": "label"},
        *({"text": text, "kind": "number"} for text in totals),
        *(
            {"text": group, "base": f"N = {format_number(n)}", "kind": "number group"}
            for group, n in table.bases()
        ),
    ]


def _cell(n: int, text: str, group: str | None, passages: bool) -> dict[str, object]:
    title = (
        ngettext("Lees de {n} passage", "Lees de {n} passages", n)
        if passages
        else ngettext("Lees het {n} antwoord", "Lees de {n} antwoorden", n)
    )
    return {"text": text, "group": group, "open": n > 0, "title": title.format(n=format_number(n))}


def _count(value: int) -> str:
    return format_number(value)


def _percent(value: int | None) -> str:
    return NOTHING if value is None else f"{value}%"
