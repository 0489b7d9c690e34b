"""Theme tables written out by hand, for tests of files and pictures."""

from dataclasses import replace

import pandas as pd

from coding.tables import TableSpec, ThemeTable
from coding.tables.frames import GROUP_COLUMNS, ROW_COLUMNS
from coding.tables.model import OVERALL_COLUMNS, REGRESSION_COLUMNS, TEST_COLUMNS, frame_of

ROWS = [
    ("beheersing", "Werkbeheersing", None, 0, 1, 74, 42, "theme"),
    ("druk", '=HYPERLINK("x")', "beheersing", 1, 1, 29, 16, "theme"),
    ("geld", "+Geld", None, 0, None, 0, 0, "theme"),
    ("geen", "Geen", None, 0, None, 32, 18, "exclusive"),
    ("", "Gelezen, geen code van toepassing", None, 0, None, 5, None, "none"),
]
CODES = [row[0] for row in ROWS]
# what people and files bring along: signs of mark-up, other scripts, what XML cannot hold, and very much
ODD_TEXTS = (
    "\x00\x0b\x1f\ufffe rest",
    "🚌 👩\u200d👩\u200d👧 é é",
    "שלום עולם",
    "regel een\nregel twee\r\n\tdrie",
    "<b>&amp;</b> \\\\ { } $ % # _ ~ ^ | ` * [x](y) \"q\" 'q'",
    "=1+1",
    "lang " * 6_500,
)


def made_table(
    *, key: str = "63", by: str | None = None, passages: bool = False, decimals: int = 0
) -> ThemeTable:
    """Return a table of five rows; split it has two groups, one of which is too small for percentages."""
    rows = pd.DataFrame(
        ROWS, columns=["code", "label", "parent", "level", "rank", "n", "percent", "block"]
    ).astype({"rank": "Int64", "n": "Int64", "percent": "Float64" if decimals else "Int64"})
    rows = rows.assign(n_documents=7, percent_documents=rows["percent"])
    cells = [
        (code, group, n, percent, base, n, False)
        for code in CODES
        for group, n, percent, base in (("=G32", 3, 12.0, 26), ("onbekend", 1, None, 4))
    ]
    groups = pd.DataFrame(
        cells, columns=["code", "group", "n", "percent", "base", "n_documents", "suppressed"]
    ).astype({"n": "Int64", "percent": "Float64" if decimals else "Int64", "n_documents": "Int64"})
    rows = rows.assign(share=rows["percent"].astype("Float64") / 100).reindex(columns=list(ROW_COLUMNS))
    groups = groups.reindex(columns=list(GROUP_COLUMNS))
    bases = pd.DataFrame({"group": ["=G32", "onbekend"], "n_base": [26, 4]})
    return ThemeTable(
        spec=TableSpec(question=key, by=by, decimals=decimals),
        question=key,
        text="=Wat knelt?",
        passages=passages,
        n_answered=1760,
        n_read=1760,
        n_documents=8,
        n_documents_read=8,
        n_asked=1760,
        n_base=1760,
        rows=rows,
        groups=groups if by else groups.head(0),
        group_bases=bases if by else bases.head(0),
        heading="Thema",
        by=by,
        notes=["=Een noot.", "Codeboek: Proef, versie 3."],
        definitions={"beheersing": "Grip op het werk.", "druk": "=Te veel."},
        method=[("Afronding", "Hele procenten.")],
    )


def with_intervals(table: ThemeTable) -> ThemeTable:
    """Add intervals, what only the model says, and agreement."""
    share = table.rows["percent"].astype("Float64") / 100
    rows = table.rows.assign(low=(share - 0.04).clip(lower=0), high=share + 0.045, n_machine=12, alpha=0.8123)
    return replace(table, rows=rows.astype({"n_machine": "Int64", "alpha": "Float64"}))


def with_hidden(table: ThemeTable) -> ThemeTable:
    """Hide a cell of the first group, and the total of the third row."""
    groups, rows = table.groups.copy(), table.rows.copy()
    groups.loc[0, ["n", "percent", "n_documents"]] = pd.NA
    groups.loc[0, "suppressed"] = True
    rows.loc[2, ["n", "percent"]] = pd.NA
    return replace(table, groups=groups, rows=rows)


def with_tests(table: ThemeTable) -> ThemeTable:
    """Add tests of the first two rows, and a regression of the first."""
    tests = [
        ("beheersing", "=G32", "chi2", 12.718, 1, 0.0004, 0.0051, 12.34, 3.2, 20.15, 0.26),
        ("druk", "=G32", "fisher", None, None, 0.5, 1.0, -2.5, -8.0, 3.0, -0.05),
    ]
    overall = [("beheersing", 12.718, 3, 0.005, 0.02, 0.26, "chi2")]
    regressions = [
        ("beheersing", 1.25, 1.01, 1.55, 0.04, 0.04, 170, None),
        ("geen", None, None, None, None, None, 170, "few_events"),
    ]
    return replace(
        table,
        tests=frame_of(TEST_COLUMNS, tests),
        overall=frame_of(OVERALL_COLUMNS, overall),
        regressions=frame_of(REGRESSION_COLUMNS, regressions),
    )


def with_text(table: ThemeTable, text: str) -> ThemeTable:
    """Put a text in every place where text from outside may stand."""
    rows, groups, bases = table.rows.copy(), table.groups.copy(), table.group_bases.copy()
    rows.loc[rows["level"] == 0, "label"] = text
    groups["group"] = groups["group"].replace({"=G32": text})
    bases["group"] = bases["group"].replace({"=G32": text})
    return replace(
        table,
        text=text,
        by=text if table.by else None,
        heading=text,
        rows=rows,
        groups=groups,
        group_bases=bases,
        notes=[text],
        definitions=dict.fromkeys(table.definitions, text),
        method=[(text, text)],
    )
