"""What a theme table is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.tables.spec import TableSpec

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class ThemeCell:
    """One code in one group; no percentage where the base is too small."""

    group: str
    n: int
    percent: int | None
    base: int
    n_documents: int


@dataclass(frozen=True)
class ThemeLine:
    """One line of the table, with its cells in the order of the groups."""

    code: str
    label: str
    parent: str | None
    level: int
    rank: int | None
    n: int
    percent: int | None
    n_documents: int
    percent_documents: int | None
    block: str
    cells: tuple[ThemeCell, ...]


@dataclass(frozen=True, eq=False)
class ThemeTable:
    """How often each theme occurs in the answers to a question, ready to be shown or exported.

    Attributes
    ----------
    spec
        The recipe it was made by.
    question, text
        Key and wording of the question.
    passages
        Whether passages of reports are counted rather than answers.
    n_answered, n_read
        Answers (or passages) there are, and how many of them were read. Percentages are of those read.
    n_documents, n_documents_read
        The same, counted in documents: for answers equal to the above, for reports the reports.
    rows
        ``[code, label, parent, level, rank, n, percent, n_documents, percent_documents, block]`` in the order
        of the table. ``block``: theme, exclusive, or none (read, and no code applies; its code is empty).
    groups
        ``[code, group, n, percent, base, n_documents]``, a row per cell; empty without a split.
    group_bases
        ``[group, n_answered, n_read, n_documents_read]`` in the order of the columns.
    heading
        What the counted list of codes is called: *Thema*, or the label of another dimension.
    by
        Label of what the table is split by.
    notes
        What belongs under the table: base, rules, whose coding, which codebook, which data.
    """

    spec: TableSpec
    question: str
    text: str
    passages: bool
    n_answered: int
    n_read: int
    n_documents: int
    n_documents_read: int
    rows: "pd.DataFrame"
    groups: "pd.DataFrame"
    group_bases: "pd.DataFrame"
    heading: str
    by: str | None
    notes: list[str]

    def bases(self) -> list[tuple[str, int]]:
        """Return the groups in the order of the columns, each with the number its percentages are of."""
        return [
            (str(group), int(n))
            for group, n in zip(self.group_bases["group"], self.group_bases["n_read"], strict=True)
        ]

    def lines(self) -> list[ThemeLine]:
        """Return the rows with their cells, as plain values."""
        cells: dict[str, list[ThemeCell]] = {}
        for cell in _records(self.groups):
            cells.setdefault(str(cell.pop("code")), []).append(ThemeCell(**cell))  # type: ignore[arg-type]
        return [
            ThemeLine(**row, cells=tuple(cells.get(str(row["code"]), ())))  # type: ignore[arg-type]
            for row in _records(self.rows)
        ]


def _records(frame: "pd.DataFrame") -> list[dict[str, object]]:
    """Return rows as plain Python values, ``None`` where one is missing."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
