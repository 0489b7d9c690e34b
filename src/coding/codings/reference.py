"""Reading codings from a file: reference codings, or work done elsewhere."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from coding.codings.model import LONGEST_NAME
from coding.errors import InputError
from coding.i18n import _

ANSWER_COLUMNS = ("question", "respondent", "coder", "code")
PASSAGE_COLUMNS = ("document", "passage", "coder", "code")


@dataclass(frozen=True)
class CodingRow:
    """One row of a codings file; ``code`` is empty for 'read, and no code applies'."""

    row: int
    place: tuple[str, str]  # (question, respondent) or (document, first words of the passage)
    coder: str
    code: str


@dataclass(frozen=True)
class CodingsFile:
    """All rows, and whether they speak of survey answers or of passages in reports."""

    about_passages: bool
    rows: tuple[CodingRow, ...]


def read_codings(content: bytes, *, name: str) -> CodingsFile:
    """Read a codings file: CSV in UTF-8.

    Columns ``question,respondent,coder,code``, or ``document,passage,coder,code`` for reports.

    Raises
    ------
    InputError
        When columns are missing, a cell is empty that may not be, or the file is not readable.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(_("sla het bestand op als CSV in UTF-8."), file=name) from error
    if not text.strip():
        raise InputError(_("het bestand is leeg."), file=name)
    separator = max(",;\t", key=text.splitlines()[0].count)
    reader = _lines(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), name)
    header = tuple(cell.strip().casefold() for cell in next(reader)[1])
    about_passages = set(PASSAGE_COLUMNS) <= set(header)
    columns = PASSAGE_COLUMNS if about_passages else ANSWER_COLUMNS
    missing = [column for column in columns if column not in header]
    if missing:
        raise InputError(
            _("de kolom {missing} ontbreekt; nodig zijn {columns}.").format(
                missing=missing[0], columns=", ".join(columns)
            ),
            file=name,
            row=1,
        )
    positions = [header.index(column) for column in columns]
    rows = tuple(_rows(reader, positions, columns, len(header), name))
    if not rows:
        raise InputError(_("onder de kopregel staan geen coderingen."), file=name)
    return CodingsFile(about_passages, rows)


def _lines(reader: Iterator[list[str]], name: str) -> Iterator[tuple[int, list[str]]]:
    """Number the rows, the header being row 1; what the reader cannot make out becomes a sentence."""
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise InputError(
            _('deze rij is niet te lezen; is een aanhalingsteken (") niet gesloten, of een cel erg lang?'),
            file=name,
            row=number + 1,
        ) from error


def _rows(
    reader: Iterator[tuple[int, list[str]]],
    positions: list[int],
    columns: tuple[str, ...],
    width: int,
    name: str,
) -> Iterator[CodingRow]:
    for number, cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != width:
            raise InputError(
                _("er staan {found} cellen waar er {wanted} horen.").format(found=len(cells), wanted=width),
                file=name,
                row=number,
            )
        first, second, coder, code = (cells[position].strip() for position in positions)
        for value, column in ((first, columns[0]), (second, columns[1]), (coder, "coder")):
            if not value:
                raise InputError(_("de cel is leeg."), file=name, row=number, column=column)
        if len(coder) > LONGEST_NAME:
            raise InputError(
                _("de naam is langer dan {limit} tekens; is dit de goede kolom?").format(limit=LONGEST_NAME),
                file=name,
                row=number,
                column="coder",
            )
        yield CodingRow(number, (first, second), coder, code)


def letters_only(text: str) -> str:
    """Reduce text to letters and digits, so that spacing, hyphens and quotes do not hinder a comparison."""
    return re.sub(r"[\W_]+", "", text).casefold()


def find_passage(passage: str, segments: list[tuple[int, str]]) -> int | None:
    """Return the segment in which a passage begins.

    Parameters
    ----------
    passage
        Its first words.
    segments
        (id, text reduced by `letters_only`) of one document, in order.
    """
    wanted = letters_only(passage)
    starts = [segment_id for segment_id, text in segments if text.startswith(wanted)]
    if starts:
        return starts[0]
    return next((segment_id for segment_id, text in segments if wanted in text), None)
