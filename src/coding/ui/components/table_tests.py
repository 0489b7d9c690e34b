"""The tests below a theme table, in full."""

import streamlit as st

from coding.i18n import _, format_number
from coding.tables import ThemeTable
from coding.ui.components.html_table import NOTHING, Column, decimal, html_table


def tests_in_full(table: ThemeTable) -> None:
    """Draw every test that was done, behind a line that opens it."""
    if not (len(table.tests) or len(table.overall) or len(table.regressions)):
        return
    labels = dict(zip(table.rows["code"], table.rows["label"], strict=True))
    labels[""] = _("De hele tabel")
    with st.expander(_("Toetsen")):
        if len(table.overall):
            st.markdown(f"**{_('Alle kolommen samen')}**")
            st.html(_overall(table, labels))
        if len(table.tests):
            st.markdown(f"**{_('Elke kolom tegen de andere samen')}**")
            st.html(_against(table, labels))
        if len(table.regressions):
            st.markdown(f"**{_('Verband met het getal')}**")
            st.html(_regressions(table, labels))
        st.caption(_("p (Holm): p, gecorrigeerd voor het aantal toetsen in deze lijst."))


def p_text(value: float | None) -> str:
    """Write a p-value with three decimals; what would round to nothing as smaller than that."""
    if value is None or value != value:
        return NOTHING
    return f"< {format_number(0.001, 3)}" if value < 0.0005 else format_number(value, 3)


def _value(value: object) -> float | None:
    return None if value is None or value != value else float(str(value))


def _rows(frame: object) -> list[dict[str, object]]:
    plain = frame.astype(object).where(frame.notna(), None)  # type: ignore[attr-defined]  # a data frame
    return [dict(row) for row in plain.to_dict("records")]


def _test_name(row: dict[str, object]) -> str:
    text = f"χ²({row['df']}) = {decimal(_value(row['statistic']))}"
    return f"{text}; {_('p exact')}" if row["test"] == "fisher" else text


def _overall(table: ThemeTable, labels: dict[str, str]) -> str:
    columns = [
        Column(table.heading, number=False),
        Column(_("Toets"), number=False),
        Column("p"),
        Column(_("p (Holm)")),
        Column(_("Cramérs V"), meaning=_("Sterkte van het verband, van 0 tot 1")),
    ]
    rows = [
        [
            labels[str(row["code"])],
            _test_name(row),
            p_text(_value(row["p"])),
            p_text(_value(row["p_holm"])),
            decimal(_value(row["cramers_v"])),
        ]
        for row in _rows(table.overall)
    ]
    return html_table(columns, rows, name=_("Alle kolommen samen"))


def _against(table: ThemeTable, labels: dict[str, str]) -> str:
    columns = [
        Column(table.heading, number=False),
        Column(table.by or "", number=False),
        Column(_("Verschil"), meaning=_("Procentpunten meer of minder dan de andere kolommen samen")),
        Column(_("95%-marge"), number=False),
        Column(_("Toets"), number=False),
        Column("p"),
        Column(_("p (Holm)")),
        Column("φ", meaning=_("Sterkte van het verband, van −1 tot 1")),
    ]
    rows = [
        [
            labels[str(row["code"])],
            str(row["group"]),
            decimal(_value(row["difference"]), 1),
            _("{low} tot {high}").format(
                low=decimal(_value(row["difference_low"]), 1), high=decimal(_value(row["difference_high"]), 1)
            ),
            _test_name(row),
            p_text(_value(row["p"])),
            p_text(_value(row["p_holm"])),
            decimal(_value(row["effect"])),
        ]
        for row in _rows(table.tests)
    ]
    return html_table(columns, rows, name=_("Elke kolom tegen de andere samen"))


def _regressions(table: ThemeTable, labels: dict[str, str]) -> str:
    columns = [
        Column(table.heading, number=False),
        Column(
            _("Odds ratio"),
            meaning=_("Boven 1: hoe hoger het getal, hoe vaker het thema. Per stap van het getal."),
        ),
        Column(_("95%-marge"), number=False),
        Column("p"),
        Column(_("p (Holm)")),
        Column("n"),
    ]
    rows = []
    for row in _rows(table.regressions):
        if row["problem"]:
            figures = [NOTHING, _problem(str(row["problem"])), NOTHING, NOTHING]
        else:
            limits = {"low": decimal(_value(row["low"])), "high": decimal(_value(row["high"]))}
            figures = [
                decimal(_value(row["odds_ratio"])),
                _("{low} tot {high}").format(**limits),
                p_text(_value(row["p"])),
                p_text(_value(row["p_holm"])),
            ]
        rows.append([labels[str(row["code"])], *figures, format_number(_value(row["n"]) or 0)])
    return html_table(columns, rows, name=_("Verband met het getal"))


def _problem(problem: str) -> str:
    return {
        "no_variation": _("iedereen heeft hetzelfde getal"),
        "same_answer": _("niemand of iedereen heeft het thema"),
        "few_events": _("te weinig keer genoemd"),
        "separation": _("getal en thema vallen samen"),
        "not_converged": _("niet te schatten"),
    }[problem]
