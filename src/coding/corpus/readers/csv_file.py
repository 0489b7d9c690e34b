"""Reading CSV: separator, encoding and decimal sign are found out, row numbers are those of a spreadsheet."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from io import StringIO

from coding.corpus.readers.encoding import decode
from coding.corpus.readers.table import SEPARATOR_NAMES, FileOptions, RawTable, build_table
from coding.errors import InputError
from coding.i18n import _, format_number

SEPARATORS = (";", ",", "\t", "|")
_HINT = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)
_SAMPLE_ROWS = 200
_COMMA_NUMBER = re.compile(r"-?\d{1,3}(\.?\d{3})*,\d+")
_POINT_NUMBER = re.compile(r"-?\d{1,3}(,?\d{3})*\.\d+")
_THOUSANDS = re.compile(r"-?\d{1,3}([.,]\d{3})+")


def read_csv(content: bytes, *, name: str, options: FileOptions) -> RawTable:
    """Read a CSV file.

    Raises
    ------
    InputError
        When it is no text, has no usable header, or a row does not fit; naming the row.
    """
    text, encoding = decode(content, name=name, encoding=options.encoding)
    separator = SEPARATOR_NAMES.get(options.separator or "", options.separator)
    hint = _HINT.match(text)
    if hint:  # Excel's own hint; it shows the next line as row 1
        text = text[hint.end() :]
        separator = separator or hint.group(1)
    separator = separator or find_separator(text)
    records = _records(text, separator, name)
    return build_table(
        records,
        name=name,
        padded=False,
        decimal=options.decimal or find_decimal(cell for _row, cells in records for cell in cells),
        separator=separator,
        encoding=encoding,
    )


def _records(text: str, separator: str, name: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[tuple[int, list[str]]] = []
    try:
        for number, cells in enumerate(reader, start=1):
            records.append((number, cells))
    except csv.Error as error:
        raise InputError(_csv_problem(str(error)), file=name, row=len(records) + 1) from error
    return records


def _csv_problem(message: str) -> str:
    if "field larger than field limit" in message:
        return _("een cel is langer dan {limit} tekens; is ergens een aanhalingsteken niet gesloten?").format(
            limit=format_number(csv.field_size_limit())
        )
    if "unexpected end of data" in message:
        return _('een aanhalingsteken (") wordt niet gesloten.')
    return _(
        "na een sluitend aanhalingsteken staat nog tekst; schrijf een aanhalingsteken binnen een "
        'antwoord dubbel ("").'
    )


def find_separator(text: str) -> str:
    """Return the separator that cuts the first rows most evenly into the most columns."""

    def evenness(separator: str) -> tuple[float, int]:
        widths: Counter[int] = Counter()
        try:
            for cells in csv.reader(StringIO(text, newline=""), delimiter=separator):
                if cells:
                    widths[len(cells)] += 1
                if widths.total() >= _SAMPLE_ROWS:
                    break
        except csv.Error:
            return 0.0, 0
        if not widths:
            return 0.0, 0
        width, count = widths.most_common(1)[0]
        return (count / widths.total() if width > 1 else 0.0), width

    scores = {separator: evenness(separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: (round(scores[separator][0], 1), scores[separator][1]))


def find_decimal(cells: Iterable[str]) -> str:
    """Return the decimal sign most numbers have; the comma when they do not tell."""
    commas = points = 0
    for cell in cells:
        if len(cell) > 20 or _THOUSANDS.fullmatch(cell):
            continue
        commas += _COMMA_NUMBER.fullmatch(cell) is not None
        points += _POINT_NUMBER.fullmatch(cell) is not None
    return "." if points > commas else ","
