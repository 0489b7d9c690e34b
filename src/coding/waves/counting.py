"""Counting one series: the tables of its waves, the figures of earlier ones, and what to know about them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from coding.codebook import Codebooks
from coding.errors import InputError
from coding.i18n import _, format_number, ngettext
from coding.store import Database
from coding.tables import Base, Tables, TableSpec, ThemeTable, Whose
from coding.tables.statistics import WaveShare, counted, published
from coding.waves.comparability import (
    CodedWave,
    coded_wave,
    meaning_remarks,
    version_warnings,
    wording_warnings,
)
from coding.waves.comparing import Figure, change_rows, panel_tables, share_rows, shared_respondents
from coding.waves.model import EarlierFigure, Part, Series, WaveTable

if TYPE_CHECKING:
    import pandas as pd

BASE_COLUMNS = {
    "wave": "object",
    "n_base": "Int64",
    "n_answered": "Int64",
    "n_read": "Int64",
    "published": "bool",
}
_COUNTED_AS = (Whose.COMBINED, Whose.AGREED, Whose.DECIDED)


class WaveCount:
    """One series with its figures, counted as a recipe says.

    Parameters
    ----------
    spec
        Its question, survey and split are not looked at.
    """

    def __init__(
        self,
        database: Database,
        tables: Tables,
        series: Series,
        figures: Sequence[EarlierFigure],
        spec: TableSpec | None,
    ) -> None:
        self._database = database
        self._tables = tables
        self._series = series
        self._earlier = figures
        self._spec = spec or TableSpec(question="")
        if self._spec.whose not in _COUNTED_AS or self._spec.weight is not None:
            raise InputError(_("Door de tijd wordt geteld wat mensen codeerden, zonder weging."))

    def table(self) -> WaveTable:
        """Compare all waves, each with its own respondents."""
        waves = [part.label for part in self._series.parts]
        figures = self._figures()
        return WaveTable(
            series=self._series,
            paired=False,
            bases=self._bases(),
            shares=share_rows(figures),
            changes=change_rows(figures, waves, remarks=meaning_remarks(self._coded)),
            warnings=(
                *self._warnings(self._series.counted),
                *self._published_warnings(),
                *self._overlap_warnings(),
            ),
            notes=(_how_compared(), *_rounding_note(self._earlier)),
        )

    def panel(self, earlier: Part, later: Part) -> WaveTable:
        """Compare two waves among respondents who answered in both."""
        if earlier.question is None or later.question is None:
            raise InputError(_("Dezelfde respondenten volgen kan alleen tussen metingen in dit project."))
        if self._spec.base is not Base.ANSWERED:
            raise InputError(_("Bij dezelfde respondenten is de basis wie beide keren antwoord gaf."))
        both = (earlier, later)
        before, after = (self._tables.respondent_codes(self._of(part)) for part in both)
        remarks = meaning_remarks([wave for wave in self._coded if wave.wave in (earlier.label, later.label)])
        figures = [figure for figure in self._figures() if figure.wave in (earlier.label, later.label)]
        shares, changes = panel_tables(before, after, _both_waves(figures, both), remarks=remarks)
        bases = self._bases()
        bases = bases[bases["wave"].isin([part.label for part in both])].reset_index(drop=True)
        n = shared_respondents(before, after)
        return WaveTable(
            series=self._series,
            paired=True,
            bases=bases.assign(n_base=n),
            shares=shares,
            changes=changes,
            warnings=tuple(self._warnings(both)),
            notes=(_panel_note(n), _how_compared()),
        )

    # ── counting ────────────────────────────────────────────────────────────────────────────────

    def _of(self, part: Part) -> TableSpec:
        return replace(
            self._spec,
            question=str(part.question),
            survey=part.survey,
            by=None,
            tests=False,
            suppress_below=0,
        )

    @cached_property
    def _counts(self) -> dict[str, ThemeTable]:
        """The table of each wave that is counted here."""
        return {part.label: self._tables.theme_table(self._of(part)) for part in self._series.counted}

    @cached_property
    def _coded(self) -> list[CodedWave]:
        parts = [part for part in self._series.counted if part.survey is None]
        books = Codebooks(self._database)
        newest = {part.label: books.for_question(str(part.question)) for part in parts}
        with self._database.read() as connection:
            return [
                coded_wave(connection, part.label, str(part.question), newest[part.label]) for part in parts
            ]

    def _figures(self) -> list[Figure]:
        """Return what is known, rows in the order of the newest table that has them."""
        counts: dict[tuple[str, str], WaveShare] = {}
        rows: dict[str, tuple[str, str, int]] = {}
        for wave, table in reversed(self._counts.items()):
            for line in table.lines():
                if not line.code:
                    continue
                rows.setdefault(line.code, (line.code, line.label, line.level))
                if table.n_base and line.n is not None and line.share is not None:
                    counts[line.code, wave] = replace(counted(line.n, _n_read_of(table)), share=line.share)
        entered = {(figure.row, figure.wave): figure for figure in self._earlier}
        for figure in self._earlier:
            rows.setdefault(figure.row, (figure.code, figure.label, 0))
        found = []
        for row, (code, label, level) in rows.items():
            for wave in (part.label for part in self._series.parts):
                if share := counts.get((row, wave)):
                    found.append(Figure(row, code, label, level, wave, share, False, self._spec.decimals))
                elif earlier := entered.get((row, wave)):
                    known = published(earlier.percent, earlier.n, decimals=earlier.decimals)
                    found.append(Figure(row, code, label, level, wave, known, True, earlier.decimals))
        return found

    def _bases(self) -> "pd.DataFrame":
        import pandas as pd

        found: list[tuple[str, int | None, int | None, int | None, bool]] = []
        for part in self._series.parts:
            table = self._counts.get(part.label)
            if table is not None:
                found.append((part.label, table.n_base, table.n_answered, table.n_read, False))
                continue
            sizes = {figure.n for figure in self._earlier if figure.wave == part.label}
            found.append((part.label, sizes.pop() if len(sizes) == 1 else None, None, None, True))
        return pd.DataFrame(found, columns=list(BASE_COLUMNS)).astype(BASE_COLUMNS)

    # ── what to know ────────────────────────────────────────────────────────────────────────────

    def _warnings(self, parts: Sequence[Part]) -> list[str]:
        labels = [part.label for part in parts]
        tables = {label: self._counts[label] for label in labels}
        unread = [
            _("Van {wave} is {read} van {n} gelezen.").format(
                wave=wave, read=format_number(table.n_read), n=format_number(table.n_answered)
            )
            for wave, table in tables.items()
            if table.n_read < table.n_answered
        ]
        return [
            *wording_warnings({wave: table.text for wave, table in tables.items()}),
            *version_warnings([wave for wave in self._coded if wave.wave in labels]),
            *unread,
        ]

    def _published_warnings(self) -> list[str]:
        loose = [part.label for part in self._series.parts if part.question is None]
        sources: dict[str, None] = dict.fromkeys(
            figure.source for figure in self._earlier if figure.wave in loose
        )
        if not sources:
            return []
        return [
            _(
                "Van {waves} zijn alleen gepubliceerde cijfers bekend (bron: {sources}); hoe de vraag luidde "
                "en hoe er gecodeerd is, is hier niet na te gaan."
            ).format(waves=", ".join(loose), sources="; ".join(sources))
        ]

    def _overlap_warnings(self) -> list[str]:
        """Say how many respondents are in two successive waves: their margins are too wide."""
        found = []
        for before, after in pairwise(self._series.counted):
            if self._counts[before.label].passages:
                continue
            n = shared_respondents(
                *(self._tables.respondent_codes(self._of(part)) for part in (before, after))
            )
            if n:
                text = ngettext(
                    "{n} respondent staat in {earlier} en in {later}; vergelijk dezelfde respondenten voor "
                    "een smallere marge.",
                    "{n} respondenten staan in {earlier} en in {later}; vergelijk dezelfde respondenten voor "
                    "een smallere marge.",
                    n,
                )
                found.append(text.format(n=format_number(n), earlier=before.label, later=after.label))
        return found


def _n_read_of(table: ThemeTable) -> int:
    """Return what the counts are of: of those asked, as many as what was read stands for."""
    if table.spec.base is Base.ASKED and table.n_answered:
        return round(table.n_read * table.n_base / table.n_answered)
    return table.n_base


def _both_waves(figures: Sequence[Figure], parts: tuple[Part, Part]) -> list[Figure]:
    """Return two figures per row, of both waves, also where one of them had none."""
    rows = {figure.row: figure for figure in figures}
    return [figure._replace(wave=part.label) for figure in rows.values() for part in parts]


def _how_compared() -> str:
    return _(
        "Het verschil is in procentpunten, met een marge van 95%; p is gecorrigeerd voor het aantal thema's "
        "(Holm)."
    )


def _panel_note(n: int) -> str:
    text = ngettext(
        "Vergeleken is {n} respondent die in beide metingen antwoord gaf en gelezen is.",
        "Vergeleken zijn {n} respondenten die in beide metingen antwoord gaven en gelezen zijn.",
        n,
    )
    return text.format(n=format_number(n))


def _rounding_note(figures: Sequence[EarlierFigure]) -> list[str]:
    if not figures:
        return []
    return [
        _(
            "Ingevoerde cijfers zijn afgeronde percentages; de marge geldt voor elk aantal dat op dat "
            "percentage uitkomt."
        )
    ]
