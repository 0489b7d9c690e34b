"""The tests of a theme table, laid out as a table of their own."""

from typing import TYPE_CHECKING

from coding.i18n import _
from coding.tables.grid import FIGURE_DECIMALS, P_DECIMALS, Column, Grid, Kind, Row, Value
from coding.tables.model import ThemeTable
from coding.tables.text import base_line, ends, title_line

if TYPE_CHECKING:
    import pandas as pd

TESTS, REGRESSION = "toetsen", "regressie"  # what files and sheets with them are called


def significance_grids(table: ThemeTable, *, title: str = "") -> dict[str, Grid]:
    """Lay out what was tested, by the name of what it is; empty where nothing was.

    ``TESTS``: a row per theme for all groups together, under it each group against the others.
    ``REGRESSION``: of a split by a number, a row per theme with its odds ratio.

    Parameters
    ----------
    title
        What stands above the table itself; without one the question.
    """
    about = title or title_line(table)
    grids = {}
    if len(table.tests) or len(table.overall):
        grids[TESTS] = Grid(
            title=_("Toetsen bij: {title}").format(title=about),
            base=base_line(table),
            heading=table.heading,
            groups=(),
            columns=tuple(_group_columns(table)),
            rows=tuple(_group_rows(table)),
            notes=tuple(_group_notes()),
        )
    if len(table.regressions):
        grids[REGRESSION] = Grid(
            title=_("Logistische regressie bij: {title}").format(title=about),
            base=base_line(table),
            heading=table.heading,
            groups=(),
            columns=tuple(_regression_columns(table)),
            rows=tuple(_regression_rows(table)),
            notes=tuple(_regression_notes()),
        )
    return grids


def _margin(table: ThemeTable, decimals: int) -> Column:
    head = _("{confidence}%-marge").format(confidence=f"{100 * table.spec.confidence:g}")
    return Column(head, Kind.INTERVAL, decimals)


def _chances() -> list[Column]:
    return [Column("p", Kind.CHANCE, P_DECIMALS), Column(_("p (Holm)"), Kind.CHANCE, P_DECIMALS)]


def _group_columns(table: ThemeTable) -> list[Column]:
    return [
        Column(_("verschil"), Kind.FIGURE, 1),
        _margin(table, 1),
        Column(_("toets"), Kind.WORD),
        Column("χ²", Kind.FIGURE, FIGURE_DECIMALS),
        Column(_("df"), Kind.COUNT),
        *_chances(),
        Column(_("effect"), Kind.FIGURE, FIGURE_DECIMALS),
    ]


def _group_rows(table: ThemeTable) -> list[Row]:
    together = {str(row["code"]): row for row in _records(table.overall)}
    apart: dict[str, list[dict[str, Value]]] = {}
    for record in _records(table.tests):
        apart.setdefault(str(record["code"]), []).append(record)
    rows: list[Row] = []
    values: tuple[Value, ...]
    if whole := together.pop("", None):
        values = ("", "", *_tested(whole), whole["cramers_v"])
        rows.append(Row(_("De hele tabel"), values, strong=True))
    for line in table.lines():
        if line.code not in together and line.code not in apart:
            continue
        values = ("",) * len(_group_columns(table))
        if found := together.get(line.code):
            values = ("", "", *_tested(found), found["cramers_v"])
        rows.append(Row(line.label, values, strong=True, ruled=bool(rows)))
        for one in apart.get(line.code, []):
            margin = ends(one["difference_low"], one["difference_high"], 1)
            values = (one["difference"], margin, *_tested(one), one["effect"])
            rows.append(Row(str(one["group"]), values, level=1))
    return rows


def _tested(found: "dict[str, Value]") -> tuple[Value, ...]:
    names = {"chi2": _("chi-kwadraat"), "fisher": _("Fisher")}
    word = names.get(str(found.get("test")))
    return (word, found.get("statistic"), found.get("df"), found.get("p"), found.get("p_holm"))


def _group_notes() -> list[str]:
    return [
        _(
            "Vette regel: alle groepen samen. Eronder elke groep tegenover alle andere samen; het verschil "
            "is in procentpunten."
        ),
        _("Fisher: de exacte toets, waar een verwachte celvulling te klein is voor chi-kwadraat."),
        _("p (Holm): gecorrigeerd voor het aantal toetsen. Effect: Cramérs V (vette regel) en φ."),
    ]


def _regression_columns(table: ThemeTable) -> list[Column]:
    return [
        Column("n", Kind.COUNT),
        Column(_("odds ratio"), Kind.FIGURE, FIGURE_DECIMALS),
        _margin(table, FIGURE_DECIMALS),
        *_chances(),
        Column(_("opmerking"), Kind.WORD),
    ]


def _regression_rows(table: ThemeTable) -> list[Row]:
    problems = {
        "no_variation": _("het getal is overal gelijk"),
        "same_answer": _("iedereen of niemand noemt het"),
        "few_events": _("te weinig die het noemen"),
        "separation": _("het getal scheidt wie het noemt precies van de rest"),
        "not_converged": _("niet te schatten"),
    }
    labels = {line.code: line.label for line in table.lines()}
    return [
        Row(
            labels.get(str(one["code"]), str(one["code"])),
            (
                one["n"],
                one["odds_ratio"],
                ends(one["low"], one["high"], FIGURE_DECIMALS),
                one["p"],
                one["p_holm"],
                problems.get(str(one["problem"]), ""),
            ),
        )
        for one in _records(table.regressions)
    ]


def _regression_notes() -> list[str]:
    return [
        _(
            "Odds ratio: met welke factor de kansverhouding op het thema verandert als het getal een stap "
            "hoger is; de stap is de macht van tien net onder de standaardafwijking."
        ),
        _("p (Holm): gecorrigeerd voor het aantal toetsen."),
    ]


def _records(frame: "pd.DataFrame") -> "list[dict[str, Value]]":
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
