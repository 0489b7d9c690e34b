"""The theme table as it goes into a report, whose cells lead to the answers behind them."""

import json
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from coding.i18n import _, format_number, ngettext
from coding.tables import (
    HIDDEN,
    TableSpec,
    ThemeLine,
    ThemeTable,
    base_line,
    cell_marks,
    format_percent,
    has_machine,
    has_margins,
    margin,
    margin_head,
    title_line,
)

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
        As `table_key` gives it.
    """
    cell = chosen_cell(key)
    chosen = {"code": cell[0], "group": cell[1]} if cell else None
    data = table_data(table, colours=colours) | {"id": key, "chosen": chosen}
    _draw(key=key, data=data, default={"cell": None}, on_cell_change=lambda: None)


def table_key(spec: TableSpec) -> str:
    """Return the key of the table of a recipe: a choice made in one table does not hold in another."""
    return f"theme-table-{json.dumps(spec.to_dict(), sort_keys=True)}"


def chosen_cell(key: str) -> tuple[str, str | None] | None:
    """Return the code and group (``None``: all) of the cell somebody chose in a table, if any."""
    cell = (st.session_state.get(key) or {}).get("cell")
    return (str(cell["code"]), cell.get("group")) if cell else None


def table_data(table: ThemeTable, *, colours: Mapping[str, str]) -> dict[str, object]:
    """Lay a theme table out as the texts that are drawn."""
    marks = cell_marks(table)
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
                "cells": [*_totals(table, line), *_groups(table, line, marks)],
            }
            for line in table.lines()
        ],
        "notes": table.notes,
    }


def _columns(table: ThemeTable) -> list[dict[str, str]]:
    totals = [(_("passages") if table.passages else "n", ""), ("%", "")]
    if has_margins(table):
        totals.append((margin_head(table), _("Hiertussen ligt het percentage, zo goed als zeker")))
    if has_machine(table):
        totals.append((_("alleen model"), _("Van n: wat niemand las en alleen het model vindt")))
    if table.passages:
        totals += [(_("rapporten"), ""), ("%", "")]
    if _has_alpha(table):
        totals.append((_("alfa"), _("Overeenstemming tussen codeurs (Krippendorffs alfa): 1 is volledig")))
    return [
        {"text": "", "kind": "rank"},
        {"text": table.heading, "kind": "label"},
        *({"text": text, "kind": "number", "title": meaning} for text, meaning in totals),
        *(
            {"text": group, "base": f"N = {format_number(n)}", "kind": "number group"}
            for group, n in table.bases()
        ),
    ]


def _has_alpha(table: ThemeTable) -> bool:
    """Tell whether agreement stands beside the table; beside a split one there is no room."""
    return table.by is None and bool(table.rows["alpha"].notna().any())


def _totals(table: ThemeTable, line: ThemeLine) -> list[dict[str, object]]:
    decimals, passages = table.spec.decimals, table.passages
    hidden = line.n is None
    cells = [
        _cell(table, line.n, HIDDEN if hidden else _count(line.n), None),
        _cell(table, line.n, HIDDEN if hidden else format_percent(line.percent, decimals), None),
    ]
    if has_margins(table):
        cells.append(_plain(margin(line, decimals)))
    if has_machine(table):
        cells.append(_plain(_count(line.n_machine)))
    if passages:
        percent = format_percent(line.percent_documents, decimals)
        cells += [_plain(_count(line.n_documents)), _plain(percent)]
    if _has_alpha(table):
        cells.append(_plain(NOTHING if line.alpha is None else format_number(line.alpha, 2)))
    return cells


def _groups(
    table: ThemeTable, line: ThemeLine, marks: Mapping[tuple[str, str], str]
) -> list[dict[str, object]]:
    decimals = table.spec.decimals
    cells = []
    for cell in line.cells:
        text = format_percent(cell.percent, decimals)
        text += "" if cell.low is None else f" ({margin(cell, decimals)})"
        text += marks.get((line.code, cell.group), "")
        cells.append(_plain(HIDDEN) if cell.suppressed else _cell(table, cell.n, text, cell.group))
    return cells


def _plain(text: str) -> dict[str, object]:
    """Return a cell that leads nowhere."""
    return {"text": text, "group": None, "open": False, "title": ""}


def _cell(table: ThemeTable, n: int | None, text: str, group: str | None) -> dict[str, object]:
    n = n or 0
    title = (
        ngettext("Lees de {n} passage", "Lees de {n} passages", n)
        if table.passages
        else ngettext("Lees het {n} antwoord", "Lees de {n} antwoorden", n)
    )
    readable = n > 0 and not table.spec.survey
    return {"text": text, "group": group, "open": readable, "title": title.format(n=format_number(n))}


def _count(value: int | None) -> str:
    return NOTHING if value is None else format_number(value)
