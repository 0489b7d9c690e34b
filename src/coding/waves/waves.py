"""The waves of one project: series, earlier figures, and the table over waves."""

from collections.abc import Sequence

from coding.codebook import Codebooks
from coding.corpus import Corpus
from coding.errors import InputError, NotFoundError
from coding.i18n import _
from coding.kept_names import kept_name
from coding.store import Database
from coding.tables import Tables, TableSpec
from coding.waves import rows
from coding.waves.model import EarlierFigure, Part, Series, WaveTable

LONGEST_LABEL = 60  # as in the database
FEWEST_WAVES = 2


class Waves:
    """Series of the same question in several surveys, kept under a name; nothing of them is ever lost.

    Parameters
    ----------
    tables
        Where the shares of a wave are counted.
    """

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._tables = tables
        self._corpus = Corpus(database)

    # ── series ──────────────────────────────────────────────────────────────────────────────────

    def save(self, name: str, parts: Sequence[Part], *, author: str, title: str = "") -> Series:
        """Keep which questions are the same one in several waves: a new series, or a new version of it.

        The same again changes nothing.

        Parameters
        ----------
        parts
            The waves, oldest first. Open questions are coded with one codebook.

        Raises
        ------
        InputError
            When a name or label is empty, too long or there twice, there are fewer than two waves, or the
            questions do not go together.
        NotFoundError
            When there is no such question.
        """
        name, kept = kept_name(name, missing=_("Geef de reeks metingen een naam.")), tuple(parts)
        _check_labels(kept)
        self._check_questions(kept)
        title = title.strip() or name
        with self._database.write() as connection:
            known = next((one for one in rows.newest_series(connection) if one.name == name), None)
            if known is not None and (known.parts, known.title, known.retired) == (kept, title, False):
                return known
            number = known.number + 1 if known else 1
            rows.add_series(connection, kept, name=name, number=number, title=title, author=author)
            return self._find(rows.newest_series(connection), name)

    def retire(self, name: str, *, author: str) -> None:
        """List a series no longer; saving it again brings it back."""
        with self._database.write() as connection:
            series = self._find(rows.newest_series(connection), name)
            rows.add_series(
                connection,
                series.parts,
                name=series.name,
                number=series.number + 1,
                title=series.title,
                retired=True,
                author=author,
            )

    def list(self, *, question: str | None = None, retired: bool = False) -> list[Series]:
        """Return the series as they stand, by name.

        Parameters
        ----------
        question
            Only those this open question is in.
        retired
            Also those that are no longer listed.
        """
        with self._database.read() as connection:
            found = rows.newest_series(connection)
        return [
            series
            for series in found
            if (retired or not series.retired)
            and (
                question is None
                or any(part.question == question and part.survey is None for part in series.parts)
            )
        ]

    def series(self, name: str) -> Series:
        """Return one series; `NotFoundError` naming those there are."""
        with self._database.read() as connection:
            return self._find(rows.newest_series(connection), name)

    # ── figures of earlier waves ────────────────────────────────────────────────────────────────

    def add_figure(
        self,
        series: str,
        wave: str,
        *,
        percent: float,
        n: int,
        source: str,
        author: str,
        code: str = "",
        label: str = "",
        decimals: int = 0,
    ) -> int:
        """Enter a published percentage of an earlier wave and return its number.

        Parameters
        ----------
        percent, decimals
            As it was published, and how many decimals that has: the rounding counts in the intervals.
        n
            The number it is a percentage of.
        source
            Where it was published.
        code, label
            The code it is about; where it is about none, what it is called.

        Raises
        ------
        NotFoundError
            When there is no such series, wave or code.
        InputError
            When the percentage cannot be, there is no source or label, the wave is counted here, or its
            figure is there already.
        """
        from coding.tables.statistics import published

        published(percent, n, decimals=decimals)
        if not source.strip():
            raise InputError(_("Zeg waar dit cijfer gepubliceerd is."))
        found = self.series(series)
        part = _wave(found, wave)
        if part.question is not None:
            raise InputError(
                _("Meting {wave} staat in dit project en wordt geteld; een cijfer invoeren kan niet.").format(
                    wave=wave
                )
            )
        label = self._label(found, code) if code else " ".join(label.split())
        if not label:
            raise InputError(_("Zeg bij welk thema dit cijfer hoort."))
        with self._database.write() as connection:
            for other in rows.standing_figures(connection):
                if (other.series, other.wave, other.row) == (found.name, wave, code or label):
                    raise InputError(
                        _("Van {label} in {wave} is al een cijfer ingevoerd; trek dat eerst in.").format(
                            label=label, wave=wave
                        )
                    )
            return rows.add_figure(
                connection,
                series=found.name,
                wave=wave,
                code=code,
                label=label,
                percent=percent,
                decimals=decimals,
                n=n,
                source=source.strip(),
                author=author,
            )

    def withdraw_figure(self, figure_id: int, *, author: str) -> None:
        """Take a figure back; that it was entered stays in the log. `NotFoundError` when there is none."""
        with self._database.write() as connection:
            found = next((one for one in rows.standing_figures(connection) if one.id == figure_id), None)
            if found is None:
                raise NotFoundError(_("Er is geen cijfer {id}.").format(id=figure_id))
            names = ("series", "wave", "code", "label", "percent", "decimals", "n", "source")
            values = {name: getattr(found, name) for name in names}
            rows.add_figure(connection, **values, withdraws_id=found.id, author=author)

    def figures(self, series: str) -> Sequence[EarlierFigure]:
        """Return the figures of earlier waves that stand, oldest first."""
        found = self.series(series)
        with self._database.read() as connection:
            return [one for one in rows.standing_figures(connection) if one.series == found.name]

    # ── the table ───────────────────────────────────────────────────────────────────────────────

    def table(
        self, name: str, *, spec: TableSpec | None = None, pair: tuple[str, str] | None = None
    ) -> WaveTable:
        """Count a series over its waves.

        Parameters
        ----------
        spec
            How each wave is counted; its question and split are not looked at. Without weights, and as people
            coded: the interval of a difference between estimates is another matter.
        pair
            Two waves that are counted here: only respondents of both are compared (a panel).

        Returns
        -------
        WaveTable
            Differences between successive figures with Newcombe's interval; their p-values are corrected for
            the number of themes (Holm).

        Raises
        ------
        NotFoundError
            When there is no such series or wave.
        InputError
            When the recipe cannot be counted over waves.
        """
        from coding.waves.counting import WaveCount

        series = self.series(name)
        with self._database.read() as connection:
            figures = [one for one in rows.standing_figures(connection) if one.series == series.name]
        count = WaveCount(self._database, self._tables, series, figures, spec)
        if pair is None:
            return count.table()
        return count.panel(_wave(series, pair[0]), _wave(series, pair[1]))

    # ── inside ──────────────────────────────────────────────────────────────────────────────────

    @staticmethod
    def _find(found: Sequence[Series], name: str) -> Series:
        wanted = " ".join(name.split())
        series = next((one for one in found if one.name == wanted), None)
        if series is None:
            known = ", ".join(one.name for one in found if not one.retired)
            raise NotFoundError(
                _("Er is geen reeks metingen '{name}'; er zijn: {known}.").format(
                    name=name, known=known or _("geen")
                )
            )
        return series

    def _check_questions(self, parts: Sequence[Part]) -> None:
        counted = [part for part in parts if part.question is not None]
        if len({(part.question, part.survey) for part in counted}) < len(counted):
            raise InputError(_("Een vraag kan maar één keer in een reeks metingen staan."))
        if not counted:
            raise InputError(_("Minstens één meting is een vraag in dit project."))
        if len({part.survey is None for part in counted}) > 1:
            raise InputError(_("Een open en een gesloten vraag zijn niet in één reeks te vergelijken."))
        books = {part.label: self._codebook(part) for part in counted}
        if len(set(books.values())) > 1:
            each = ", ".join(f"{label}: {book or _('geen')}" for label, book in books.items())
            raise InputError(
                _("Vergelijken kan alleen met hetzelfde codeboek; nu is het {each}.").format(each=each)
            )

    def _codebook(self, part: Part) -> str | None:
        """Return the codebook of a part's question; of a closed question none, after looking it up."""
        if part.survey is None:
            return self._corpus.question(str(part.question)).codebook
        self._tables.closed_table(TableSpec(question=str(part.question), survey=part.survey))
        return None

    def _label(self, series: Series, code: str) -> str:
        last = series.counted[-1]
        if last.survey is not None:
            table = self._tables.closed_table(TableSpec(question=str(last.question), survey=last.survey))
            labels = dict(zip(table.rows["code"], table.rows["label"], strict=True))
        else:
            labels = Codebooks(self._database).for_question(str(last.question)).content.labels
        if code not in labels:
            raise NotFoundError(_("Code '{code}' staat niet in het codeboek.").format(code=code))
        return str(labels[code])


def _check_labels(parts: Sequence[Part]) -> None:
    labels = [part.label.strip() for part in parts]
    if len(labels) < FEWEST_WAVES:
        raise InputError(_("Een reeks heeft minstens twee metingen."))
    if not all(labels) or max(map(len, labels)) > LONGEST_LABEL:
        raise InputError(
            _("Geef elke meting een naam van ten hoogste {limit} tekens, bijvoorbeeld het jaar.").format(
                limit=LONGEST_LABEL
            )
        )
    if len(set(labels)) < len(labels):
        raise InputError(_("Twee metingen hebben dezelfde naam."))


def _wave(series: Series, label: str) -> Part:
    part = next((part for part in series.parts if part.label == label), None)
    if part is None:
        known = ", ".join(part.label for part in series.parts)
        raise NotFoundError(
            _("De reeks heeft geen meting '{label}'; er zijn: {known}.").format(label=label, known=known)
        )
    return part
