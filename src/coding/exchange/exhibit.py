"""What stands together in a report: a table, its picture, quotes, and what is said about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from coding.exchange.pictures import chart_png
from coding.i18n import _
from coding.tables import (
    Grid,
    ThemeTable,
    significance_grids,
    theme_chart,
    theme_grid,
    theme_sentence,
    title_line,
)

if TYPE_CHECKING:
    import altair as alt


TABLE = ""


@dataclass(frozen=True)
class QuoteText:
    """The words of a respondent as they may be printed, and who said it in general terms."""

    text: str
    about: str = ""


@dataclass(frozen=True, eq=False)
class Exhibit:
    """A theme table with what goes with it.

    Attributes
    ----------
    caption
        What stands above it; empty: the question with its base.
    note
        What the maker adds under it.
    chart
        Whether a picture of it is shown.
    """

    table: ThemeTable
    caption: str = ""
    note: str = ""
    chart: bool = False
    quotes: Sequence[QuoteText] = ()

    @property
    def title(self) -> str:
        """What stands above the table."""
        return self.caption or title_line(self.table)

    def grids(self) -> dict[str, Grid]:
        """Return the table laid out, and its tests where there are any, by what they are called."""
        tested = significance_grids(self.table, title=self.title)
        return {TABLE: theme_grid(self.table, title=self.title, note=self.note)} | tested

    def picture(self) -> "alt.LayerChart":
        """Return the picture of the table; with bars per group of the themes alone, or it is no picture."""
        return theme_chart(self.table, children=self.table.by is None)

    @cached_property
    def png(self) -> bytes:
        """The picture as PNG; drawing it takes about a second, and a report needs it twice."""
        return chart_png(self.picture())

    def picture_words(self) -> str:
        """Say what the picture shows, for who does not see it."""
        return theme_sentence(self.table)


def explanations(
    exhibits: Sequence[Exhibit], names: Sequence[str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return how was counted and what the codes mean, as headings with (name, text) under them.

    What holds for all tables is said once, then what is of one table alone; codes are explained once for all
    tables that have them.

    Parameters
    ----------
    names
        What each table is called.
    """
    methods = [list(exhibit.table.method) for exhibit in exhibits]
    shared = [entry for entry in methods[0] if all(entry in method for method in methods)] if methods else []
    parts = []
    if len(exhibits) > 1 and shared:
        parts.append((_("Bij alle tabellen"), shared))
    for name, exhibit, method in zip(names, exhibits, methods, strict=True):
        own = [entry for entry in method if len(exhibits) == 1 or entry not in shared]
        if own:
            parts.append((f"{name}. {exhibit.title}", own))
    explained: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name, exhibit in zip(names, exhibits, strict=True):
        if codes := _definitions(exhibit.table):
            explained.setdefault(codes, []).append(name)
    parts += [
        (_("Wat de codes betekenen ({tables})").format(tables=", ".join(tables)), list(codes))
        for codes, tables in explained.items()
    ]
    return parts


def _definitions(table: ThemeTable) -> tuple[tuple[str, str], ...]:
    """Return label and definition of the codes, in the order of the codebook."""
    labels = dict(zip(table.rows["code"], table.rows["label"], strict=True))
    return tuple(
        (str(labels[code]), text) for code, text in table.definitions.items() if text and code in labels
    )
