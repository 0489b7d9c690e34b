"""Theme tables as text: for the terminal, as CSV and as Markdown."""

import csv
import io
import textwrap

from coding.formulas import guard_formula
from coding.i18n import _, format_number, ngettext
from coding.tables.model import ThemeLine, ThemeTable

INDENT = "  "
LABEL_WIDTH = 40
GROUP_WIDTH = 12
WIDTH = 78
NOTHING = "–"


def title_line(table: ThemeTable) -> str:
    """Return the question with its number; a collection of reports has a name only."""
    if table.passages:
        return table.text
    return _("Vraag {key}. {text}").format(key=table.question, text=table.text)


def base_line(table: ThemeTable) -> str:
    """Say in a few words how many answers there are and how many of them were read."""
    n, read = format_number(table.n_answered), format_number(table.n_read)
    complete = table.n_read == table.n_answered
    if not table.passages:
        return f"N = {n}" if complete else _("{n} beantwoord, {read} gelezen").format(n=n, read=read)
    documents = ngettext("{n} rapport", "{n} rapporten", table.n_documents).format(n=table.n_documents)
    if complete:
        return _("N = {n} passages in {documents}").format(n=n, documents=documents)
    return _("{n} passages in {documents}, {read} gelezen").format(n=n, documents=documents, read=read)


def _count(value: int | None) -> str:
    return NOTHING if value is None else format_number(value)


def _percent(value: int | None) -> str:
    return NOTHING if value is None else f"{format_number(value)}%"


def _total_headers(table: ThemeTable) -> list[str]:
    return [_("passages"), "%", _("rapporten"), "%"] if table.passages else ["n", "%"]


def _total_cells(table: ThemeTable, line: ThemeLine) -> list[str]:
    found = [_count(line.n), _percent(line.percent)]
    return [*found, _count(line.n_documents), _percent(line.percent_documents)] if table.passages else found


def wrap_name(name: str, width: int) -> list[str]:
    """Break a group's name into short lines, between words only."""
    return textwrap.wrap(name, width, break_long_words=False) or [""]


def _group_cells(table: ThemeTable, line: ThemeLine) -> list[str]:
    cells = [f"{_count(cell.n)}  {_percent(cell.percent):>4}" for cell in line.cells]
    if not table.passages:
        return cells
    return [f"{text}  {_count(cell.n_documents):>3}" for text, cell in zip(cells, line.cells, strict=True)]


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


def to_csv(table: ThemeTable, *, separator: str = ";") -> str:
    """Write a theme table as CSV, one row per code, numbers as plain whole numbers.

    The text has no byte order mark; encode it as ``utf-8-sig`` in a file that is meant for Excel. A cell
    without a value is empty; text that a spreadsheet would take for a formula gets an apostrophe.
    """
    header = [
        _("rang"),
        _("code"),
        table.heading.lower(),
        _("hoofdthema"),
        _("blok"),
        "n",
        _("percentage"),
        "N",
    ]
    if table.passages:
        header += [_("n rapporten"), _("percentage rapporten"), _("N rapporten")]
    for group, _n in table.bases():
        header += [f"{group}: n", f"{group}: {_('percentage')}", f"{group}: N"]
        header += [f"{group}: {_('n rapporten')}"] if table.passages else []
    blocks = {"theme": _("thema"), "exclusive": _("uitsluitend"), "none": _("geen code")}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([guard_formula(name) for name in header])
    for line in table.lines():
        words = [line.code, line.label, line.parent or "", blocks[line.block]]
        numbers = [line.n, line.percent, table.n_read]
        if table.passages:
            numbers += [line.n_documents, line.percent_documents, table.n_documents_read]
        for cell in line.cells:
            numbers += [cell.n, cell.percent, cell.base, *([cell.n_documents] if table.passages else [])]
        writer.writerow([line.rank, *map(guard_formula, words), *numbers])
    return out.getvalue()


def to_markdown(table: ThemeTable) -> str:
    """Write a theme table in Markdown."""

    def escape(text: str) -> str:
        return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")

    heads = ["", escape(table.heading), *_total_headers(table)]
    for group, n in table.bases():
        heads += [f"{escape(group)} (N={format_number(n)})", "%"]
    out = [
        f"**{escape(title_line(table))}** ({base_line(table)})",
        "",
        f"| {' | '.join(heads)} |",
        "|" + "|".join(["--:", ":--", *["--:"] * (len(heads) - 2)]) + "|",
    ]
    for line in table.lines():
        rank = "" if line.rank is None or line.level else str(line.rank)
        numbers = _total_cells(table, line)
        for cell in line.cells:
            numbers += [_count(cell.n), _percent(cell.percent)]
        out.append(f"| {' | '.join([rank, '&emsp;' * line.level + escape(line.label), *numbers])} |")
    return "\n".join([*out, "", *(f"- {escape(note)}" for note in table.notes)]) + "\n"
