"""A table as it stands in a file: named columns, and rows that know their number."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coding.corpus.clean import clean_text, folded, one_line
from coding.corpus.readers.header import find_header
from coding.errors import InputError
from coding.i18n import _

if TYPE_CHECKING:
    import pandas as pd


SEPARATOR_NAMES = {"tab": "\t", "komma": ",", "comma": ",", "puntkomma": ";", "semicolon": ";"}


@dataclass(frozen=True)
class FileOptions:
    """How to read a table; what is not given is found out."""

    separator: str | None = None
    encoding: str | None = None
    decimal: str | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class RawRow:
    """One row; ``number`` is what a spreadsheet shows beside it (the header is mostly row 1)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class RawTable:
    """A table of texts, as they are shown in the file.

    Attributes
    ----------
    name
        Name of the file, for messages.
    columns
        The header: no blanks, no doubles.
    decimal
        The sign before the decimals of a number.
    labels
        The full question behind a short name, where the file says both.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    decimal: str = ","
    separator: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    notes: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def index_of(self, column: str) -> int:
        """Return the position of a column; case and blanks do not matter when the name is else unknown.

        Raises
        ------
        InputError
            Naming the nearest columns there are.
        """
        wanted = one_line(column)
        if wanted in self.columns:
            return self.columns.index(wanted)
        alike = [place for place, name in enumerate(self.columns) if folded(name) == folded(wanted)]
        if len(alike) == 1:
            return alike[0]
        raise InputError(
            _("de kolom '{column}' staat niet in het bestand. {advice}").format(
                column=column, advice=self._advice(wanted)
            ),
            file=self.name,
        )

    def _advice(self, wanted: str) -> str:
        names = {folded(name): name for name in self.columns}
        near = difflib.get_close_matches(folded(wanted), names, n=2, cutoff=0.5)
        if near:
            return _("Bedoelt u {columns}?").format(
                columns=_(" of ").join(f"'{names[name]}'" for name in near)
            )
        return _("Er zijn: {columns}.").format(columns=", ".join(f"'{name}'" for name in self.columns))

    def column(self, name: str) -> list[str]:
        """Return all cells of one column."""
        index = self.index_of(name)
        return [row.cells[index] for row in self.rows]

    def preview(self, n: int = 20) -> "pd.DataFrame":
        """Return the first rows as a table for people, indexed by row number."""
        import pandas as pd

        rows = self.rows[:n]
        return pd.DataFrame(
            [row.cells for row in rows],
            columns=list(self.columns),
            index=pd.Index([row.number for row in rows], name=_("rij")),
        )


def column_letter(index: int) -> str:
    """Return the letter a spreadsheet shows above a column (0 is A).

    Examples
    --------
    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def build_table(
    records: Sequence[tuple[int, Sequence[str]]],
    *,
    name: str,
    padded: bool,
    decimal: str,
    separator: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    notes: Sequence[str] = (),
) -> RawTable:
    """Make a table of numbered records, the first that is not blank being the header.

    Parameters
    ----------
    records
        Row number and cells of every row in the file.
    padded
        Whether rows may be shorter than the header (spreadsheets do not store empty cells).

    Raises
    ------
    InputError
        When there is no usable header, a row does not fit it, or there are no rows.
    """
    filled = [(number, cells) for number, cells in records if any(clean_text(cell) for cell in cells)]
    if not filled:
        raise InputError(_("het bestand is leeg."), file=name)
    found = find_header(filled, padded=padded)
    header, header_row = found.names, found.row
    rows = tuple(_fit(number, cells, len(header), name, padded) for number, cells in found.body)
    if not rows:
        raise InputError(_("onder de kopregel staan geen rijen."), file=name, row=header_row)
    keep = _named_columns(header, header_row, rows, name)
    _refuse_data_as_header(header, rows, name, header_row)
    return RawTable(
        name=name,
        columns=tuple(header[index] for index in keep),
        rows=tuple(RawRow(row.number, tuple(row.cells[index] for index in keep)) for row in rows),
        decimal=decimal,
        separator=separator,
        encoding=encoding,
        sheet=sheet,
        notes=(*found.notes, *notes),
        labels=found.labels,
    )


def _fit(number: int, cells: Sequence[str], width: int, name: str, padded: bool) -> RawRow:
    extra = [cell for cell in cells[width:] if clean_text(cell)]
    if extra and padded:
        raise InputError(
            _(
                "deze rij heeft {found} cellen en de kopregel {expected}; geef elke kolom een naam in de "
                "kopregel."
            ).format(found=len(cells), expected=width),
            file=name,
            row=number,
        )
    if extra or (len(cells) < width and not padded):
        raise InputError(
            _(
                "deze rij heeft {found} cellen en de kopregel {expected}. Staat er een scheidingsteken of "
                "regeleinde in een antwoord zonder aanhalingstekens eromheen?"
            ).format(found=len(cells), expected=width),
            file=name,
            row=number,
        )
    padding = ("",) * (width - len(cells))
    return RawRow(number, tuple(cells[:width]) + padding)


def _named_columns(header: list[str], header_row: int, rows: Sequence[RawRow], name: str) -> list[int]:
    """Return the columns to keep: every one with a name; a nameless one may only be empty."""
    seen: dict[str, int] = {}
    for index, column in enumerate(header):
        if not column:
            for row in rows:
                if clean_text(row.cells[index]):
                    raise InputError(
                        _(
                            "deze kolom heeft geen naam, maar in rij {row} staat er iets in. De eerste "
                            "rij moet de namen van de kolommen bevatten."
                        ).format(row=row.number),
                        file=name,
                        row=header_row,
                        column=column_letter(index),
                    )
            continue
        first = seen.setdefault(folded(column), index)
        if first != index:
            raise InputError(
                _(
                    "de kolomnaam '{column}' komt twee keer voor (kolom {first} en {second}); "
                    "geef elke kolom een eigen naam."
                ).format(column=column, first=column_letter(first), second=column_letter(index)),
                file=name,
                row=header_row,
            )
    return sorted(seen.values())


def _refuse_data_as_header(header: list[str], rows: Sequence[RawRow], name: str, header_row: int) -> None:
    """Refuse a first row that is data: most of its values turn up again in their own columns."""
    named = [index for index, column in enumerate(header) if column]
    again = [
        index for index in named if any(folded(row.cells[index]) == folded(header[index]) for row in rows)
    ]
    if len(again) * 2 > len(named):
        raise InputError(
            _("dit lijkt een gewone rij en geen kopregel; zet erboven een rij met de namen van de kolommen."),
            file=name,
            row=header_row,
        )
