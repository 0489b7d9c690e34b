"""A question over time: the shares per wave, what changed, and a line per theme."""

from typing import TYPE_CHECKING

import streamlit as st

from coding.codings import Permission
from coding.errors import CodingError
from coding.i18n import _, format_number
from coding.project import Project
from coding.tables import format_percent, wave_chart
from coding.ui import session
from coding.ui.components import charts
from coding.ui.components.html_table import NOTHING, Column, html_table
from coding.ui.components.save_picture import picture
from coding.ui.components.states import plain, show_error
from coding.ui.components.table_wave_figures import figures_of
from coding.ui.components.table_wave_setup import change_series, new_series
from coding.waves import Series, WaveTable, change_sentence, margin, p_value, points, wave_points

if TYPE_CHECKING:
    import pandas as pd

LINES = 5


def waves_view(project: Project, question: str) -> None:
    """Draw the question over its waves, or what is needed to lay them beside each other."""
    if not session.allowed(Permission.SEE_OTHERS):
        return
    found = project.waves.list(question=question)
    if not found:
        new_series(project, question)
        return
    names = [series.name for series in found]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(names) > 1:
            name = st.selectbox(_("Reeks metingen"), names, key=f"series-{question}", width=380)
        else:
            name = names[0]
        series = next(one for one in found if one.name == name)
        pair = _pair(series)
    try:
        table = project.waves.table(series.name, pair=pair)
    except CodingError as error:
        show_error(error)
        return
    _draw(table)
    figures_of(project, series)
    change_series(project, series)


def _pair(series: Series) -> tuple[str, str] | None:
    """Draw whether the same respondents are followed between the last two waves that are counted here."""
    if len(series.counted) < 2:
        return None
    earlier, later = (part.label for part in series.counted[-2:])
    same = st.toggle(
        _("Alleen wie in {earlier} én {later} antwoord gaf").format(earlier=earlier, later=later),
        key=f"panel-{series.name}",
    )
    return (earlier, later) if same else None


def _draw(table: WaveTable) -> None:
    if table.shares.empty:
        st.info(_("Er is in deze metingen nog niets om te vergelijken."))
        return
    st.markdown(f"**{plain(change_sentence(table))}**")
    if table.warnings:
        lines = "\n".join(f"- {plain(warning)}" for warning in table.warnings)
        st.warning(f"{_('Let op bij het vergelijken')}\n{lines}", icon=":material/compare_arrows:")
    compared = _compared(table)
    st.html(html_table(*_cells(table, compared), name=table.series.title))
    for note in table.notes:
        st.caption(plain(note))
    _lines(table)


def _compared(table: WaveTable) -> tuple[str, str]:
    """Draw between which two waves the difference is shown, newest first; return them."""
    places = {wave: place for place, wave in enumerate(table.bases["wave"])}
    pairs = {(change.earlier, change.later) for change in table.change_list()}
    newest_first = sorted(pairs, key=lambda pair: (-places[pair[1]], -places[pair[0]]))
    names = {"–".join(pair): pair for pair in newest_first}
    if len(names) < 2:
        return next(iter(names.values()), ("", ""))
    chosen = st.segmented_control(
        _("Verschil tussen"),
        list(names),
        default=next(iter(names)),
        required=True,
        key=f"compared-{table.series.name}",
    )
    return names.get(str(chosen), newest_first[0])


def _cells(table: WaveTable, compared: tuple[str, str]) -> tuple[list[Column], list[list[str]]]:
    """Return the columns and rows: shares per wave, and the difference between two of them."""
    waves = [str(wave) for wave in table.bases["wave"]]
    bases = [NOTHING if n is None else format_number(n) for n in _plain(table.bases["n_base"])]
    columns = [
        Column(_("Thema"), number=False),
        *(Column(f"{wave} (N = {n})") for wave, n in zip(waves, bases, strict=True)),
        Column(_("Verschil {waves}").format(waves="–".join(compared)), meaning=_("In procentpunten.")),
        Column(_("Marge van 95%")),
        Column("p", meaning=_("Gecorrigeerd voor het aantal thema's dat wordt vergeleken.")),
    ]
    last = {
        change.row: change for change in table.change_list() if (change.earlier, change.later) == compared
    }
    remarked = any(change.remark for change in last.values())
    if remarked:
        columns.append(Column(_("Let op"), number=False))
    shares = table.shares
    shown = {
        (row, wave): format_percent(percent, decimals)
        for row, wave, percent, decimals in zip(
            shares["row"], shares["wave"], shares["percent"], shares["decimals"], strict=True
        )
    }
    rows = []
    for row, label, level in shares[["row", "label", "level"]].drop_duplicates().itertuples(index=False):
        cells = ["\u2003" * level + str(label), *(shown.get((row, wave), NOTHING) for wave in waves)]
        change = last.get(row)
        if change is None:
            rows.append([*cells, NOTHING, "", "", *([""] if remarked else [])])
            continue
        cells += [points(change.difference), margin(change.low, change.high), p_value(change.p_holm)]
        rows.append([*cells, *([change.remark] if remarked else [])])
    return columns, rows


def _plain(values: "pd.Series[int]") -> list[int | None]:
    return [None if missing else int(value) for value, missing in zip(values, values.isna(), strict=True)]


def _lines(table: WaveTable) -> None:
    """Draw a line per chosen theme."""
    labels = dict(zip(table.shares["row"], table.shares["label"], strict=True))
    levels = dict(zip(table.shares["row"], table.shares["level"], strict=True))
    usual = [row for row in labels if levels[row] == 0][:LINES]
    rows = st.multiselect(
        _("Thema's in de grafiek"),
        list(labels),
        default=usual,
        format_func=lambda row: str(labels[row]),
        max_selections=8,
        key=f"lines-{table.series.name}",
    )
    if rows:
        picture(
            wave_chart(wave_points(table, rows), letters=charts.ink()),
            key="waves",
            name=f"metingen-{table.series.name}",
        )
