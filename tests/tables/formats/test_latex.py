"""Tables in LaTeX; no LaTeX is at hand, so what it would stumble over is looked for."""

import re

import pytest
from tests.theme_tables import ODD_TEXTS, made_table, with_intervals, with_text

from coding.tables import grid_latex, theme_grid
from coding.tables.formats.latex import escape


def test_a_table_with_caption_label_rules_and_note() -> None:
    lines = grid_latex(theme_grid(made_table(by="G32")), label="tab:63 & meer").splitlines()
    assert r"\caption{Vraag 63. =Wat knelt? (N = 1.760)}" in lines
    assert r"\label{tab:63-meer}" in lines
    assert [line for line in lines if line.endswith("rule")] == [
        r"\toprule",
        r"\midrule",
        r"\midrule",
        r"\midrule",
        r"\bottomrule",
    ]
    assert r"\cmidrule(lr){3-4}\cmidrule(lr){5-6}\cmidrule(lr){7-8}" in lines
    assert r"1 & \textbf{Werkbeheersing} & 74 & 42\% & 3 & 12\% & 1 & -- \\" in lines
    assert lines[-1] == r"\end{table}"


def test_a_wide_table_fits_the_page() -> None:
    assert r"\resizebox" not in grid_latex(theme_grid(made_table(by="G32")), label="t")
    wide = grid_latex(theme_grid(with_intervals(made_table(by="G32"))), label="t")
    assert r"\resizebox{\textwidth}{!}{%" in wide


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50% & meer_{x}", r"50\% \& meer\_\{x\}"),
        (r"\input{/etc/passwd}", r"\textbackslash{}input\{/etc/passwd\}"),
        ("a^b ~ $c$ #1", r"a\textasciicircum{}b \textasciitilde{} \$c\$ \#1"),
        ("een\ntwee\x00", "een twee"),
        ("p < 0,05 en χ² = 3", r"p \textless{} 0,05 en \ensuremath{\chi}\textsuperscript{2} = 3"),
    ],
)
def test_nothing_from_outside_is_a_command(text: str, expected: str) -> None:
    assert escape(text) == expected


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_braces_balance_and_rows_keep_their_cells(text: str) -> None:
    made = grid_latex(theme_grid(with_text(made_table(by="G32"), text)), label=text)
    bare = re.sub(r"\\[\\{}]", "", made)
    assert bare.count("{") == bare.count("}")
    rows = [line for line in made.splitlines() if line.endswith(r"\\") and "&" in line]
    assert len(rows) == 7
    cells = {len(re.sub(r"\\&", "", line).split("&")) for line in rows}
    assert cells <= {8, 5}  # the row of groups has five
