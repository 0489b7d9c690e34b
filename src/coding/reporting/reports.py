"""Making the files of a report."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coding.errors import CodingError, InputError
from coding.exchange import (
    Exhibit,
    FileKind,
    QuoteText,
    explanations,
    table_file,
    tables_docx,
    tables_xlsx,
)
from coding.i18n import _
from coding.reporting.recipe import ReportRecipe
from coding.store import Database
from coding.store.schema import Judgement, SourceFile
from coding.tables import base_line, grid_csv, significance_grids

if TYPE_CHECKING:
    from coding.quotes import Quotes
    from coding.tables import Tables, ThemeTable

ORIGIN_FILE = "herkomst.txt"
STEM_LIMIT = 60
WHOLE, PICTURES = (FileKind.DOCX, FileKind.XLSX), (FileKind.PNG, FileKind.SVG)


class Reports:
    """The reports of one project: nothing is kept, everything is made from the store."""

    def __init__(self, database: Database, tables: "Tables", quotes: "Quotes") -> None:
        self._database = database
        self._tables = tables
        self._quotes = quotes

    def build(
        self,
        recipe: ReportRecipe,
        *,
        name: str,
        template: tuple[str, bytes] | None = None,
    ) -> dict[str, bytes]:
        """Make the files of a report; the same recipe and store give the same bytes.

        Parameters
        ----------
        name
            Name of the recipe's file, without its ending: what the files of the whole report are called.
        template
            Name and content of the Word document whose styles are used.

        Returns
        -------
        Names and contents: one DOCX and one XLSX with everything, the other kinds a file per table, and a
        text that says where the figures come from.

        Raises
        ------
        InputError
            Naming every table that cannot be made, and why.
        """
        moment = recipe.moment() or self._newest()
        exhibits = self._exhibits(recipe, name=name)
        files: dict[str, bytes] = {}
        if FileKind.DOCX in recipe.formats:
            files[f"{name}.docx"] = tables_docx(
                exhibits, made_at=moment, title=recipe.title, template=template
            )
        if FileKind.XLSX in recipe.formats:
            files[f"{name}.xlsx"] = tables_xlsx(exhibits, made_at=moment, title=recipe.title)
        for number, exhibit in enumerate(exhibits, start=1):
            files |= _apart(exhibit, recipe.formats, stem=_stem(number, exhibit), moment=moment)
        files[ORIGIN_FILE] = _origin(recipe, exhibits, moment, sorted(files)).encode()
        return files

    def _exhibits(self, recipe: ReportRecipe, *, name: str) -> list[Exhibit]:
        """Make the tables; say of all that cannot be made why."""
        exhibits, problems = [], []
        for number, wanted in enumerate(recipe.tables, start=1):
            try:
                table = self._tables.theme_table(wanted.spec())
                quotes = self._chosen(table, wanted.quotes_with) if wanted.quotes else ()
            except CodingError as error:
                problems.append(_("tabel {number}: {problem}").format(number=number, problem=error))
            else:
                exhibits.append(
                    Exhibit(
                        table,
                        caption=wanted.caption,
                        note=wanted.note,
                        chart=wanted.chart,
                        quotes=quotes,
                    )
                )
        if problems:
            raise InputError(" ".join(problems), file=name)
        return exhibits

    def _chosen(self, table: "ThemeTable", background: Sequence[str]) -> list[QuoteText]:
        """Return the quotes that people chose for the codes of a table, each with its theme."""
        labels = dict(zip(table.rows["code"], table.rows["label"], strict=True))
        found = self._quotes.chosen(table.question, background=background)
        texts = []
        for quote in found:
            if quote.still_coded and quote.code in labels:
                told = quote.background.values if quote.background else ()
                values = [f"{name}: {value}" for name, value in told]
                about = " · ".join([labels[quote.code], *values, *filter(None, [quote.source])])
                texts.append(QuoteText(quote.shown, about))
        return texts

    def _newest(self) -> datetime:
        """Return when somebody last coded; where nobody did, when the last file came in."""
        with self._database.read() as connection:
            coded = connection.scalar(select(func.max(Judgement.updated_at)))
            read = connection.scalar(select(func.max(SourceFile.imported_at)))
        return coded or read or datetime.fromtimestamp(0, UTC)


def _stem(number: int, exhibit: Exhibit) -> str:
    """Name the files of a table: its number, what it is about, and what it is split by."""
    spec = exhibit.table.spec
    words = f"{spec.question} naar {spec.by}" if spec.by else spec.question
    clean = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", words).casefold()).strip("-")
    return f"tabel-{number:02}-{clean[:STEM_LIMIT]}".rstrip("-")


def _apart(exhibit: Exhibit, formats: Sequence[FileKind], *, stem: str, moment: datetime) -> dict[str, bytes]:
    """Make the files of one table by itself."""
    files = {}
    for kind in formats:
        if kind in WHOLE or (kind in PICTURES and not exhibit.chart):
            continue
        files[f"{stem}.{kind}"] = table_file(exhibit, kind, made_at=moment, label=stem)
        if kind is FileKind.CSV:
            for name, grid in significance_grids(exhibit.table).items():
                files[f"{stem}-{name}.csv"] = grid_csv(grid).encode("utf-8-sig")
    return files


def _origin(recipe: ReportRecipe, exhibits: Sequence[Exhibit], moment: datetime, names: Sequence[str]) -> str:
    """Say where all figures come from and how was counted."""
    out = [recipe.title, _("Stand van {date}").format(date=f"{moment.astimezone():%d-%m-%Y}"), ""]
    for number, exhibit in enumerate(exhibits, start=1):
        out.append(
            _("Tabel {number}").format(number=number) + f". {exhibit.title} ({base_line(exhibit.table)})"
        )
        recipe_words = ", ".join(f"{name}: {value}" for name, value in exhibit.table.spec.to_dict().items())
        out.append("  " + _("Recept: {words}").format(words=recipe_words))
        out += [f"  {note}" for note in [exhibit.note, *exhibit.table.notes] if note]
        out.append("")
    titles = [_("Tabel {number}").format(number=number) for number in range(1, len(exhibits) + 1)]
    for heading, entries in explanations(exhibits, titles):
        out += [heading, *(f"  {name}: {text}" for name, text in entries), ""]
    return "\n".join([*out, _("Bestanden:"), *(f"  {name}" for name in names), ""])
