"""Pseudonymising a file on its own: a text, or columns of a table."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from coding.corpus import RawTable, decode, guess_mapping, is_table, read_table
from coding.errors import InputError
from coding.i18n import _
from coding.pseudonyms.findings import kind_label
from coding.pseudonyms.recognise import Recogniser
from coding.pseudonyms.replace import Placeholders

_TEXTS = frozenset({"txt", "md", "markdown", "text"})
_CONTEXT = 40  # signs on either side of a replacement in the list for review


@dataclass(frozen=True)
class Replacement:
    """One replacement, for review. ``row`` and ``column`` are empty for a text."""

    row: int | None
    column: str
    kind: str
    original: str
    placeholder: str
    before: str
    after: str


@dataclass(frozen=True)
class PseudonymisedFile:
    """What became of a file.

    Attributes
    ----------
    content
        The new file, in the form of the old one.
    counts
        Replacements per kind.
    columns
        The columns that were read; empty for a text.
    replacements
        Every replacement, with the original: only for who asks for it.
    """

    content: bytes
    counts: Counter[str]
    columns: tuple[str, ...]
    replacements: tuple[Replacement, ...]


def pseudonymise_file(
    content: bytes,
    *,
    name: str,
    recogniser: Recogniser,
    columns: Sequence[str] = (),
    respondent: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> PseudonymisedFile:
    """Replace personal data in a TXT or MD file, or in columns of a CSV or XLSX file.

    Parameters
    ----------
    content, name
        The file and its name.
    recogniser
        What to look for.
    columns
        The columns of a table to read; without any those that look like open questions.
    respondent
        The column that says who answered: within one respondent a person keeps one number. Without it
        every row is somebody else.
    progress
        Called with the number of texts done and their total.

    Raises
    ------
    InputError
        Naming the file and the column: a column that is not there, a kind of file that cannot be done.
    """
    if is_table(name):
        return _table(read_table(content, name=name), recogniser, columns, respondent, progress)
    if PurePath(name).suffix.lower().lstrip(".") not in _TEXTS:
        raise InputError(
            _(
                "dit kan met .txt, .md, .csv en .xlsx. Sla het bestand op als tekst, of importeer het met "
                "`coding import --pseudonymise`."
            ),
            file=name,
        )
    if columns or respondent:
        raise InputError(_("kolommen zijn er alleen in .csv en .xlsx."), file=name)
    return _text(content, name, recogniser)


@dataclass
class _Cell:
    """One text to be done: where it stands, and whose placeholders it takes."""

    text: str
    placeholders: Placeholders
    row: int | None = None
    column: str = ""
    place: tuple[int, int] = (0, 0)


def _composed(text: str) -> str:
    """Write a letter and its accent as one sign, as on import: a name is not cut off before its accent."""
    return unicodedata.normalize("NFC", text)


def _text(content: bytes, name: str, recogniser: Recogniser) -> PseudonymisedFile:
    text, encoding = decode(content, name=name)
    text = _composed(text)
    [new], replacements = _replace([_Cell(text, Placeholders())], recogniser, None)
    mark = content.startswith(b"\xef\xbb\xbf")
    return PseudonymisedFile(
        content=new.encode("utf-8-sig" if mark else encoding if encoding.startswith("utf") else "utf-8"),
        counts=Counter(replacement.kind for replacement in replacements),
        columns=(),
        replacements=tuple(replacements),
    )


def _table(
    table: RawTable,
    recogniser: Recogniser,
    columns: Sequence[str],
    respondent: str | None,
    progress: Callable[[int, int], None] | None,
) -> PseudonymisedFile:
    wanted = tuple(columns) or tuple(question.column for question in guess_mapping(table).open_questions)
    if not wanted:
        raise InputError(
            _(
                "geen kolom ziet eruit als een open vraag; noem er een met --column. Er zijn: {columns}."
            ).format(columns=", ".join(table.columns)),
            file=table.name,
        )
    cells = _cells(table, [table.index_of(column) for column in wanted], respondent)
    new, replacements = _replace(cells, recogniser, progress)
    rows = [list(row.cells) for row in table.rows]
    for cell, text in zip(cells, new, strict=True):
        rows[cell.place[0]][cell.place[1]] = text
    return PseudonymisedFile(
        content=_written(table, rows),
        counts=Counter(replacement.kind for replacement in replacements),
        columns=wanted,
        replacements=tuple(replacements),
    )


def _cells(table: RawTable, places: Sequence[int], respondent: str | None) -> list[_Cell]:
    """Return the cells to be done, row by row; rows of one respondent share their placeholders."""
    who = table.index_of(respondent) if respondent else None
    people: dict[str, Placeholders] = {}
    cells = []
    for number, row in enumerate(table.rows):
        name = row.cells[who].strip().lower() if who is not None else ""
        holder = people.setdefault(name, Placeholders()) if name else Placeholders()
        cells += [
            _Cell(
                unicodedata.normalize("NFC", row.cells[place]),
                holder,
                row.number,
                table.columns[place],
                (number, place),
            )
            for place in places
            if row.cells[place].strip()
        ]
    return cells


def _replace(
    cells: Sequence[_Cell], recogniser: Recogniser, progress: Callable[[int, int], None] | None
) -> tuple[list[str], list[Replacement]]:
    """Return the new texts, and every replacement."""
    new: list[str] = []
    replacements: list[Replacement] = []
    found = recogniser.find_together(
        [cell.text for cell in cells], [id(cell.placeholders) for cell in cells], progress=progress
    )
    for cell, findings in zip(cells, found, strict=True):
        text = cell.text
        new.append(cell.placeholders.replace(text, findings))
        replacements += [
            Replacement(
                row=cell.row,
                column=cell.column,
                kind=finding.kind,
                original=finding.text(text),
                placeholder=cell.placeholders.placeholder(finding.kind, finding.text(text)),
                before=text[max(0, finding.start - _CONTEXT) : finding.start],
                after=text[finding.end : finding.end + _CONTEXT],
            )
            for finding in findings
        ]
    return new, replacements


def _written(table: RawTable, rows: list[list[str]]) -> bytes:
    """Return the table as a file of its own kind; texts stay as they were, for they will be imported."""
    if table.name.lower().endswith((".xlsx", ".xlsm")):
        import pandas as pd

        from coding.exchange import frame_xlsx

        frame = pd.DataFrame(rows, columns=list(table.columns), dtype="object")
        return frame_xlsx(frame, sheet_name=table.sheet or PurePath(table.name).stem)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=table.separator or ";", lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def review_list(file: PseudonymisedFile) -> bytes:
    """Return every replacement as CSV, originals included: for who reviews, not to be kept."""
    from coding.formulas import guard_formula

    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    heads = (_("rij"), _("kolom"), _("soort"), _("origineel"), _("vervangen door"), _("ervoor"), _("erna"))
    writer.writerow(heads)
    for item in file.replacements:
        kind = kind_label(item.kind)
        texts = (item.column, kind, item.original, item.placeholder, item.before, item.after)
        writer.writerow(["" if item.row is None else item.row, *map(guard_formula, texts)])
    return out.getvalue().encode("utf-8-sig")
