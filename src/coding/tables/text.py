"""Theme tables as text: for the terminal."""

import textwrap

from coding.i18n import _, format_number, ngettext
from coding.tables.model import ThemeCell, ThemeLine, ThemeTable
from coding.tables.spec import SIGNIFICANT, Base

INDENT = "  "
LABEL_WIDTH = 40
GROUP_WIDTH = 12
WIDTH = 78
NOTHING, HIDDEN = "–", "×"
DIFFERS = "*"


def title_line(table: ThemeTable) -> str:
    """Return the question with its number; reports and background variables have a name only."""
    if table.passages or not table.question[:1].isdigit():
        return table.text
    return _("Vraag {key}. {text}").format(key=table.question, text=table.text)


def base_line(table: ThemeTable) -> str:
    """Say in a few words what the percentages are of, and how much of it was read."""
    n, read = format_number(table.n_answered), format_number(table.n_read)
    complete = table.n_read == table.n_answered
    if table.passages:
        documents = ngettext("{n} rapport", "{n} rapporten", table.n_documents).format(n=table.n_documents)
        if complete:
            return _("N = {n} passages in {documents}").format(n=n, documents=documents)
        return _("{n} passages in {documents}, {read} gelezen").format(n=n, documents=documents, read=read)
    words = [f"N = {format_number(table.n_base)}"]
    if table.spec.base is Base.ASKED:
        words.append(_("{n} beantwoord").format(n=n))
    elif table.n_base not in (table.n_answered, table.n_read):
        words.append(_("van {n} die antwoord gaven").format(n=n))
    if not complete:
        whole = table.spec.base is Base.ANSWERED and table.n_base == table.n_read
        if whole:
            return _("{n} beantwoord, {read} gelezen").format(n=n, read=read)
        words.append(_("{read} gelezen").format(read=read))
    return ", ".join(words)


def cell_marks(table: ThemeTable) -> dict[tuple[str, str], str]:
    """Return which cells (code, group) differ from the other groups, each with the sign that says so."""
    differing = table.tests[(table.tests["p_holm"] < SIGNIFICANT).fillna(False)]
    return {
        (str(code), str(group)): DIFFERS
        for code, group in zip(differing["code"], differing["group"], strict=True)
    }


def ends(low: object, high: object, decimals: int) -> tuple[float, float] | None:
    """Return the rounded ends of an interval; ``None`` where there is none."""
    from coding.tables.statistics import round_half_up

    if not isinstance(low, float) or not isinstance(high, float):
        return None
    rounded = round_half_up([low, high], decimals=decimals)
    return float(rounded[0]), float(rounded[1])


def in_percent(share: float | None) -> float | None:
    """Return a share as a percentage, not rounded."""
    return None if share is None else 100 * share


def margin(line: ThemeLine | ThemeCell, decimals: int = 0) -> str:
    """Write from where to where a percentage may lie; a dash where that is not known.

    Both ends, and not one number with a ±: the interval of a small share is far from even.
    """
    found = ends(in_percent(line.low), in_percent(line.high), decimals)
    return NOTHING if found is None else "–".join(format_number(end, decimals) for end in found)


def margin_head(table: ThemeTable) -> str:
    """Return what stands above the margins."""
    return _("{confidence}%-marge").format(confidence=format_number(100 * table.spec.confidence))


def format_percent(value: float | None, decimals: int = 0) -> str:
    """Write a percentage as people read it; a dash where there is none."""
    return NOTHING if value is None else f"{format_number(value, decimals)}%"


def _count(value: int | None) -> str:
    return NOTHING if value is None else format_number(value)


def has_margins(table: ThemeTable) -> bool:
    """Tell whether the shares of a table have intervals."""
    return bool(table.rows["low"].notna().any())


def has_machine(table: ThemeTable) -> bool:
    """Tell whether part of what a table counts only a model says."""
    return bool((table.rows["n_machine"].fillna(0) > 0).any())


def _total_headers(table: ThemeTable) -> list[str]:
    heads = [_("passages"), "%"] if table.passages else ["n", "%"]
    heads += [margin_head(table)] if has_margins(table) else []
    heads += [_("alleen model")] if has_machine(table) else []
    return heads + ([_("rapporten"), "%"] if table.passages else [])


def _total_cells(table: ThemeTable, line: ThemeLine) -> list[str]:
    decimals = table.spec.decimals
    found = [HIDDEN, HIDDEN] if line.n is None else [_count(line.n), format_percent(line.percent, decimals)]
    if has_margins(table):
        found.append(margin(line, decimals))
    if has_machine(table):
        found.append(_count(line.n_machine))
    if not table.passages:
        return found
    return [*found, _count(line.n_documents), format_percent(line.percent_documents, decimals)]


def wrap_name(name: str, width: int) -> list[str]:
    """Break a group's name into short lines, between words only."""
    return textwrap.wrap(name, width, break_long_words=False) or [""]


def _group_cells(table: ThemeTable, line: ThemeLine) -> list[str]:
    marks, decimals = cell_marks(table), table.spec.decimals
    marked = DIFFERS if marks else ""
    cells = []
    for cell in line.cells:
        sign = marks.get((line.code, cell.group), "").ljust(len(marked))
        if cell.suppressed:
            cells.append(f"{HIDDEN}  {HIDDEN:>4}{sign}")
            continue
        text = f"{_count(cell.n)}  {format_percent(cell.percent, decimals):>4}{sign}"
        cells.append(f"{text}  {_count(cell.n_documents):>3}" if table.passages else text)
    return cells


def _stacked_headers(table: ThemeTable) -> list[list[str]]:
    """Return the lines above the group columns: names in narrow lines, under them what they are of."""
    names = [wrap_name(group, GROUP_WIDTH) for group, _n in table.bases()]
    height = max(map(len, names), default=0)
    padded = [[""] * (height - len(name)) + name for name in names]
    lines = [[name[number] for name in padded] for number in range(height)]
    return [*lines, [f"N={format_number(n)}" for _group, n in table.bases()]]


def format_text(table: ThemeTable) -> str:
    """Write a theme table in fixed width for the terminal."""
    lines = table.lines()
    totals = [_total_cells(table, line) for line in lines]
    splits = [_group_cells(table, line) for line in lines]
    heads, group_heads = _total_headers(table), _stacked_headers(table)
    widths = [max(map(len, column)) + 2 for column in zip(heads, *totals, strict=True)]
    group_widths = [max(map(len, column)) + 3 for column in zip(*group_heads, *splits, strict=True)]
    labels = [len(INDENT) * line.level + len(line.label) for line in lines]
    label_width = min(max([len(table.heading), *labels]), LABEL_WIDTH)

    def row(rank: str, label: str, numbers: list[str], groups: list[str]) -> str:
        cells = [text.rjust(width) for text, width in zip(numbers, widths, strict=True)]
        cells += [text.rjust(width) for text, width in zip(groups, group_widths, strict=True)]
        return f"{rank:>2}  {label:<{label_width}}{''.join(cells)}".rstrip()

    rule = "─" * (4 + label_width + sum(widths) + sum(group_widths))
    out = [*textwrap.wrap(title_line(table), WIDTH), base_line(table), ""]
    out += [row("", "", [""] * len(heads), above) for above in group_heads[:-1]]
    out += [row("", table.heading, heads, group_heads[-1]), rule]
    for before, line, numbers, groups in zip([None, *lines], lines, totals, splits, strict=False):
        if before is not None and before.block != line.block:
            out.append(rule)
        # the rank of what stands below a theme follows from its place there
        rank = "" if line.rank is None or line.level else str(line.rank)
        first, *rest = textwrap.wrap(
            line.label,
            label_width,
            initial_indent=INDENT * line.level,
            subsequent_indent=INDENT * (line.level + 1),
        )
        out.append(row(rank, first, numbers, groups))
        out += [" " * 4 + text for text in rest]
    out.append(rule)
    for note in table.notes:
        out += textwrap.wrap(note, max(WIDTH, len(rule)))
    return "\n".join(out) + "\n"
