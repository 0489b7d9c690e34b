"""Reading codings from a file: reference codings, or work done elsewhere."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    header_line = text.splitlines()[0]
    separator = ";" if header_line.count(";") > header_line.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header = tuple(cell.strip().casefold() for cell in next(reader))
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
    return CodingsFile(about_passages, tuple(_rows(reader, positions, columns, len(header), name)))


def _rows(
    reader: Iterator[list[str]], positions: list[int], columns: tuple[str, ...], width: int, name: str
) -> Iterator[CodingRow]:
    for number, cells in enumerate(reader, start=2):
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
