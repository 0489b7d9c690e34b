"""What a theme table is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coding.tables.spec import TableSpec

if TYPE_CHECKING:
    import pandas as pd


TEST_COLUMNS = {
    "code": "object",
    "group": "object",
    "test": "object",
    "statistic": "Float64",
    "df": "Int64",
    "p": "Float64",
    "p_holm": "Float64",
    "difference": "Float64",
    "difference_low": "Float64",
    "difference_high": "Float64",
    "effect": "Float64",
}
OVERALL_COLUMNS = {
    "code": "object",
    "statistic": "Float64",
    "df": "Int64",
    "p": "Float64",
    "p_holm": "Float64",
    "cramers_v": "Float64",
    "test": "object",
}
REGRESSION_COLUMNS = {
    "code": "object",
    "odds_ratio": "Float64",
    "low": "Float64",
    "high": "Float64",
    "p": "Float64",
    "p_holm": "Float64",
    "n": "Int64",
    "problem": "object",
}


def frame_of(columns: Mapping[str, str], rows: "Sequence[Sequence[object]]" = ()) -> "pd.DataFrame":
    """Return a table with these columns and kinds of values, empty without rows."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns), dtype=object).astype(dict(columns))


@dataclass(frozen=True)
class ThemeCell:
    """One code in one group.

    No percentage where the base is too small; no number at all where the cell is ``suppressed``.
    """

    group: str
    n: int | None
    percent: float | None
    base: int
    n_documents: int | None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    suppressed: bool = False


@dataclass(frozen=True)
class ThemeLine:
    """One line of the table, with its cells in the order of the groups.

    No numbers at all where the total had to be hidden with its cells.
    """

    code: str
    label: str
    parent: str | None
    level: int
    rank: int | None
    n: int | None
    percent: float | None
    n_documents: int | None
    percent_documents: float | None
    block: str
    cells: tuple[ThemeCell, ...]
    share: float | None = None
    low: float | None = None
    high: float | None = None
    n_machine: int | None = 0
    alpha: float | None = None
    n_double: int | None = None


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
        Answers (or passages) there are, and how many of them were read.
    n_documents, n_documents_read
        The same, counted in documents: for answers equal to the above, for reports the reports.
    n_asked, n_base
        How many were asked the question (as many as answered where that is not known), and how many the
        percentages are of.
    rows
        ``[code, label, parent, level, rank, n, percent, share, low, high, n_machine, n_documents,
        percent_documents, block, alpha, n_double]`` in the order of the table. ``block``: theme, exclusive,
        or none (read, and no code applies; its code is empty). ``share`` is the fraction of which ``percent``
        is the rounded percentage, ``low`` and ``high`` its interval (missing where none applies); of
        ``n_machine`` of the ``n`` only the model says so; ``alpha`` is Krippendorff's, over the ``n_double``
        units that several people coded without suggestions.
    groups
        ``[code, group, n, percent, share, low, high, base, n_documents, suppressed]``, a row per cell; empty
        without a split.
    group_bases
        ``[group, n_asked, n_answered, n_read, n_base, n_effective, n_documents_read]`` in the order of the
        columns.
    heading
        What the counted list of codes is called: *Thema*, or the label of another dimension.
    by
        Label of what the table is split by.
    notes
        What belongs under the table: base, rules, whose coding, which codebook, which data.
    n_effective
        With weights: how many unweighted units would tell as much.
    tests
        ``[code, group, test, statistic, df, p, p_holm, difference, difference_low, difference_high,
        effect]``: each group against the others, per code; ``test`` says where ``p`` is from: chi2, or
        fisher where counts are small; ``statistic`` is the chi-square either way. The difference is in
        percentage points, the effect phi. Empty where nothing was tested.
    overall
        ``[code, statistic, df, p, p_holm, cramers_v, test]``: all groups together, per code; of a closed
        question with one answer the whole table at once, with an empty code.
    regressions
        ``[code, odds_ratio, low, high, p, p_holm, n, problem]``: a split by a number, per code.
    definitions
        What each code means, by code.
    method
        How was counted, as headings and texts for a sheet or an appendix.
    """

    spec: TableSpec
    question: str
    text: str
    passages: bool
    n_answered: int
    n_read: int
    n_documents: int
    n_documents_read: int
    n_asked: int
    n_base: int
    rows: "pd.DataFrame"
    groups: "pd.DataFrame"
    group_bases: "pd.DataFrame"
    heading: str
    by: str | None
    notes: list[str]
    n_effective: float | None = None
    tests: "pd.DataFrame" = field(default_factory=lambda: frame_of(TEST_COLUMNS))
    overall: "pd.DataFrame" = field(default_factory=lambda: frame_of(OVERALL_COLUMNS))
    regressions: "pd.DataFrame" = field(default_factory=lambda: frame_of(REGRESSION_COLUMNS))
    definitions: dict[str, str] = field(default_factory=dict)
    method: list[tuple[str, str]] = field(default_factory=list)

    def bases(self) -> list[tuple[str, int]]:
        """Return the groups in the order of the columns, each with the number its percentages are of."""
        return [
            (str(group), int(n))
            for group, n in zip(self.group_bases["group"], self.group_bases["n_base"], strict=True)
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
