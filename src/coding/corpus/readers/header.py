"""Finding the names of the columns: under a title, or over the two or three rows survey programs write."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coding.corpus.clean import clean_text, folded, one_line
from coding.corpus.numbers import parse_number
from coding.i18n import _, ngettext

Record = tuple[int, Sequence[str]]

_MOST_TITLE_ROWS = 10
_FEWEST_NAMES = 3
# What SurveyMonkey puts under a question that has one column.
_ONE_COLUMN = frozenset({"response", "open-ended response", "reactie", "antwoord", "open antwoord"})


@dataclass(frozen=True)
class Header:
    """The names of the columns and the rows under them.

    ``row`` is the number the file itself gives the row with the names, ``labels`` the full question of a
    column that has a short name.
    """

    row: int
    names: list[str]
    body: Sequence[Record]
    labels: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def find_header(records: Sequence[Record], *, padded: bool) -> Header:
    """Tell names from rows, given the records that are not blank (at least one)."""
    start = _after_titles(records, padded=padded)
    (row, cells), body = records[start], records[start + 1 :]
    names = [one_line(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    notes: tuple[str, ...] = ()
    if start:
        skipped = " / ".join(one_line(" ".join(record[1])) for record in records[:start])
        notes = (
            ngettext(
                "Boven de kopregel stond {n} rij; die is overgeslagen: '{text}'.",
                "Boven de kopregel stonden {n} rijen; die zijn overgeslagen: '{text}'.",
                start,
            ).format(n=start, text=skipped[:100]),
        )
    found = Header(row, names, body, notes=notes)
    return _qualtrics(found) or _two_rows(found) or found


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(clean_text(cell)) for cell in cells)


def _after_titles(records: Sequence[Record], *, padded: bool) -> int:
    """Return where the header is: below rows of one cell, when a table with several columns follows."""
    start = next((place for place, record in enumerate(records) if _filled(record[1]) > 1), 0)
    if not 0 < start <= _MOST_TITLE_ROWS:
        return 0
    names = [folded(cell) for cell in records[start][1] if clean_text(cell)]
    if len(names) < _FEWEST_NAMES or len(set(names)) < len(names):
        return 0
    if any(parse_number(name) is not None for name in names):
        return 0
    # A CSV file made from a sheet has the title in a row as wide as the others.
    if not padded and any(len(cells) != len(records[start][1]) for _row, cells in records[:start]):
        return 0
    body = records[start + 1 :]
    return start if body and sum(_filled(cells) > 1 for _row, cells in body) * 2 > len(body) else 0


def _qualtrics(header: Header) -> Header | None:
    """Read Qualtrics' three rows: short names, questions, and its own marks (``{"ImportId":"QID1"}``)."""
    if len(header.body) < 2:
        return None
    (_row, questions), (_marks_row, marks) = header.body[0], header.body[1]
    if sum(one_line(cell).startswith('{"ImportId"') for cell in marks) * 2 <= len(header.names):
        return None
    labels = {
        name: text
        for name, cell in zip(header.names, questions, strict=False)
        if name and (text := one_line(cell)) and text != name
    }
    note = _("De tweede en derde rij zijn van Qualtrics zelf: gelezen als vragen, niet als antwoorden.")
    return Header(header.row, header.names, header.body[2:], labels, (*header.notes, note))


def _two_rows(header: Header) -> Header | None:
    """Read SurveyMonkey's two rows: the question, and under it the option each column stands for."""
    if not header.body:
        return None
    _row, options = header.body[0]
    below = [one_line(cell) for cell in options]
    names = header.names + [""] * (len(below) - len(header.names))
    nameless = [place for place, name in enumerate(names) if not name]
    known = any(folded(text) in _ONE_COLUMN for text in below)
    complete = len(nameless) > 1 and all(place < len(below) and below[place] for place in nameless)
    if not below or below[0] or not (known or complete):
        return None
    joined, question = [], ""
    for name, option in zip(names, [*below, *[""] * (len(names) - len(below))], strict=True):
        question = name or question
        plain = not option or folded(option) in _ONE_COLUMN
        joined.append(question if name and plain else f"{question} - {option}" if option else "")
    note = _("De tweede rij hoort bij de kopregel: gelezen als namen van kolommen, niet als antwoorden.")
    return Header(header.row, joined, header.body[1:], header.labels, (*header.notes, note))
