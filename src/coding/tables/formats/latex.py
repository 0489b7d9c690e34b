"""Tables in LaTeX, for the packages booktabs and (where it is wide) graphicx."""

import re
import unicodedata

from coding.i18n import _
from coding.tables.grid import Grid, Kind

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "–": "--",
    "×": r"\ensuremath{\times}",
    "α": r"\ensuremath{\alpha}",
    "χ": r"\ensuremath{\chi}",
    "²": r"\textsuperscript{2}",
    "φ": r"\ensuremath{\varphi}",
    "≥": r"\ensuremath{\geq}",
    "≤": r"\ensuremath{\leq}",
    "±": r"\ensuremath{\pm}",
    "−": "-",
}
LABEL_CM = 6
WIDE = 8  # columns of values; more is scaled to the width of the page


def grid_latex(grid: Grid, *, label: str) -> str:
    r"""Write a table in LaTeX: a ``table`` with caption, label, rules of booktabs, and the notes under it.

    Parameters
    ----------
    label
        What ``\ref`` finds it by.
    """
    sides = "".join("l" if column.kind is Kind.WORD else "r" for column in grid.columns)
    rank = "r" if grid.ranked else ""
    body = [
        rf"\begin{{tabular}}{{@{{}}{rank}p{{{LABEL_CM}cm}}{sides}@{{}}}}",
        r"\toprule",
        *_heads(grid),
        r"\midrule",
        *_rows(grid),
        r"\bottomrule",
        r"\end{tabular}",
    ]
    if len(grid.columns) > WIDE:
        body = [r"\resizebox{\textwidth}{!}{%", *body, "}"]
    notes = [rf"\par\smallskip\footnotesize {escape(' '.join(grid.notes))}"] if grid.notes else []
    return "\n".join(
        [
            "% " + _("vraagt in de aanhef: \\usepackage{booktabs,graphicx}"),
            r"\begin{table}[htbp]",
            r"\centering",
            rf"\caption{{{escape(grid.title)} ({escape(grid.base)})}}",
            rf"\label{{{label_text(label)}}}",
            *body,
            *notes,
            r"\end{table}",
            "",
        ]
    )


def escape(text: str) -> str:
    r"""Write text so that LaTeX sets it as it is, on one line.

    Examples
    --------
    >>> escape("50% & meer_{x}")
    '50\\% \\& meer\\_\\{x\\}'
    """
    one_line = " ".join(text.split())
    return "".join(
        _SIGNS.get(sign, sign) for sign in one_line if unicodedata.category(sign) not in {"Cc", "Cs", "Cn"}
    )


def label_text(label: str) -> str:
    r"""Keep what ``\label`` takes.

    Examples
    --------
    >>> label_text("tab:vraag 63 naar {G32}")
    'tab:vraag-63-naar-G32'
    """
    return re.sub(r"[^A-Za-z0-9:.]+", "-", label).strip("-")


def _heads(grid: Grid) -> list[str]:
    lead = ["", ""] if grid.ranked else [""]
    heads = [*lead[1:], escape(grid.heading), *(escape(column.head) for column in grid.columns)]
    last = " & ".join(heads) + r" \\"
    if not grid.groups:
        return [last]
    cells, rules, place = [*lead], [], len(lead) + 1
    for group, width in grid.spans():
        name, base = grid.groups[group or 0]
        stack = rf"\begin{{tabular}}[b]{{@{{}}r@{{}}}}{escape(name)}\\{escape(base)}\end{{tabular}}"
        cells.append(rf"\multicolumn{{{width}}}{{r}}{{{stack}}}")
        rules.append(rf"\cmidrule(lr){{{place}-{place + width - 1}}}")
        place += width
    return [" & ".join(cells) + r" \\", "".join(rules), last]


def _rows(grid: Grid) -> list[str]:
    out = []
    for row in grid.rows:
        label = escape(row.label)
        label = rf"\textbf{{{label}}}" if row.strong else label
        label = rf"\hspace{{{row.level}em}}{label}" if row.level else label
        place = [str(row.rank or "")] if grid.ranked else []
        values = list(map(escape, grid.texts(row)))
        if row.ruled:
            out.append(r"\midrule")
        out.append(" & ".join([*place, label, *values]) + r" \\")
    return out
