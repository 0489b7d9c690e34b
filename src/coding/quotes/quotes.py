"""The quotes of one project: proposing, choosing, taking back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coding.codebook import Codebooks
from coding.codings import Codings
from coding.corpus import Corpus
from coding.errors import InputError, NotFoundError
from coding.i18n import _
from coding.quotes import rows
from coding.quotes.background import FEWEST
from coding.quotes.excerpts import locate, shown
from coding.quotes.model import ChosenQuote, Proposal
from coding.quotes.respondents import Backgrounds
from coding.quotes.rows import QuoteRow, source_of
from coding.store import Database
from coding.tables import Tables, TableSpec, Whose

if TYPE_CHECKING:
    import pandas as pd

PROPOSED = 6


class Quotes:
    """Words that illustrate a code, chosen by a person out of ranked proposals.

    Who gave an answer is quoted once in a whole report, whatever the code; a report that was coded once per
    code. Nothing here says who it was.

    Parameters
    ----------
    tables
        Which texts have a code, and the groups of respondents.
    """

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._tables = tables
        self._corpus = Corpus(database)
        self._codings = Codings(database)

    # ── proposing ───────────────────────────────────────────────────────────────────────────────

    def proposals(
        self,
        spec: TableSpec,
        code: str,
        *,
        n: int = PROPOSED,
        background: Sequence[str] = (),
        fewest: int = FEWEST,
    ) -> list[Proposal]:
        """Return texts that illustrate a code, best first: typical, short, and unlike each other.

        Each comes from another respondent, none of whom is quoted already. Only texts that people gave the
        code are proposed, also where the table counts with a model.

        Parameters
        ----------
        spec
            The recipe of the table.
        code
            A code of its rows; a theme takes in what falls under it.
        background
            Variables that may stand with a quote, those that matter most first.
        fewest
            How many respondents must share the background shown.

        Raises
        ------
        NotFoundError
            When there is no such question, code or variable.
        """
        from coding.quotes.proposing import Candidates

        if spec.whose in (Whose.ESTIMATE, Whose.PREDICTED):
            spec = replace(spec, whose=Whose.COMBINED)
        coded = self._coded(spec, code)
        if coded.empty:
            return []
        used = self._used(code)
        candidates = Candidates(self._database, coded, self._codings.marks(spec.question), code)
        best = candidates.best([source not in used for source in coded["source"]], n=n)
        return self._with_background(spec.question, best, background, fewest)

    # ── choosing ────────────────────────────────────────────────────────────────────────────────

    def choose(
        self,
        segment_id: int,
        code: str,
        *,
        author: str,
        start: int = 0,
        end: int | None = None,
        words: str | None = None,
    ) -> int:
        """Choose a quote, whole or cut, and return its number.

        Parameters
        ----------
        start, end
            Code points into the text, end exclusive; blanks at either end fall off.
        words
            Instead of these: the words that stay, as they stand there; see `locate`.

        Raises
        ------
        NotFoundError
            When there is no such text, or no such code in its codebook.
        InputError
            When nothing is left of it, the text does not have that code, or the one who said it is quoted
            already.
        """
        text, question = rows.read_segment(self._database, segment_id)
        if words is not None:
            start, end = locate(text, words)
        start, end = _span(text, start, len(text) if end is None else end)
        codebook = Codebooks(self._database).for_question(question)
        if code not in codebook.content:
            raise NotFoundError(_("Code '{code}' staat niet in het codeboek.").format(code=code))
        dimension = codebook.content.code(code).dimension
        coded = self._coded(TableSpec(question=question, dimension=dimension), code).set_index("segment_id")
        if segment_id not in coded.index:
            raise InputError(
                _("Deze tekst heeft de code {code} niet; een citaat hoort bij een code van de tekst.").format(
                    code=codebook.content.code(code).label
                )
            )
        source = str(coded.loc[segment_id, "source"])
        with self._database.write() as connection:
            for row in rows.standing(connection):
                if row.bars(source, code):
                    raise InputError(_already(row))
            return rows.add(
                connection,
                segment_id=segment_id,
                code_id=codebook.code_ids[code],
                start=start,
                end=end,
                text=text[start:end],
                author=author,
            )

    def withdraw(self, quote_id: int, *, author: str) -> None:
        """Take a quote back; that it was chosen stays in the log.

        Raises
        ------
        NotFoundError
            When there is no such quote, or it was taken back before.
        """
        with self._database.write() as connection:
            row = next((row for row in rows.standing(connection) if row.id == quote_id), None)
            if row is None:
                raise NotFoundError(_("Er is geen citaat {id}.").format(id=quote_id))
            rows.take_back(connection, row, author=author)

    def chosen(
        self, question: str | None = None, *, background: Sequence[str] = (), fewest: int = FEWEST
    ) -> list[ChosenQuote]:
        """Return the quotes that stand, by question and in the order of the codebook.

        Parameters
        ----------
        background, fewest
            As in `proposals`.
        """
        with self._database.read() as connection:
            standing = [row for row in rows.standing(connection) if question in (None, row.question)]
        found: list[ChosenQuote] = []
        for key in dict.fromkeys(row.question for row in standing):
            found += self._of_question(
                key, [row for row in standing if row.question == key], background, fewest
            )
        return found

    # ── inside ──────────────────────────────────────────────────────────────────────────────────

    def _coded(self, spec: TableSpec, code: str) -> "pd.DataFrame":
        """Return ``[segment_id, text, respondent, title, source]`` of the texts with a code."""
        if not code:
            raise NotFoundError(_("Citaten horen bij een code; kies er een."))
        coded = self._tables.answers(spec, code)
        documents = self._corpus.segments(spec.question).set_index("id")["document_id"]
        sources = [
            source_of(respondent, document)
            for respondent, document in zip(
                coded["respondent"], coded["segment_id"].map(documents), strict=True
            )
        ]
        return coded.assign(source=sources)

    def _used(self, code: str) -> set[str]:
        """Return who cannot be quoted any more at this code."""
        with self._database.read() as connection:
            return {row.source for row in rows.standing(connection) if row.bars(row.source, code)}

    def _with_background(
        self,
        question: str,
        proposals: Iterable[tuple[Proposal, str | None]],
        variables: Sequence[str],
        fewest: int,
    ) -> list[Proposal]:
        backgrounds = Backgrounds(self._tables, self._corpus, question, variables, fewest=fewest)
        return [
            replace(proposal, background=backgrounds.of(respondent)) for proposal, respondent in proposals
        ]

    def _of_question(
        self, question: str, standing: Sequence[QuoteRow], variables: Sequence[str], fewest: int
    ) -> list[ChosenQuote]:
        from coding.quotes.checking import warnings_of

        content = Codebooks(self._database).for_question(question).content
        backgrounds = Backgrounds(self._tables, self._corpus, question, variables, fewest=fewest)
        warned = warnings_of([row.text for row in standing], [row.respondent for row in standing])
        now: dict[str, set[int]] = {}
        for code in {row.code for row in standing}:
            spec = TableSpec(question=question, dimension=content.code(code).dimension)
            now[code] = set(self._tables.answers(spec, code)["segment_id"])
        order = {code.id: place for place, code in enumerate(content.codes)}
        found = [
            ChosenQuote(
                id=row.id,
                question=question,
                segment_id=row.segment_id,
                code=row.code,
                label=content.labels[row.code],
                start=row.start,
                end=row.end,
                text=row.whole,
                shown=shown(row.whole, row.start, row.end),
                source=row.title,
                author=row.author,
                created_at=row.created_at,
                still_coded=row.segment_id in now[row.code],
                background=backgrounds.of(row.respondent),
                warnings=warnings,
            )
            for row, warnings in zip(standing, warned, strict=True)
        ]
        return sorted(found, key=lambda quote: (order[quote.code], quote.id))


def _span(text: str, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start <= end <= len(text):
        raise InputError(_("Dit deel van de tekst bestaat niet."))
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    last = begin + len(part.strip())
    if begin == last:
        raise InputError(_("Er blijft niets over om te citeren."))
    return begin, last


def _already(row: QuoteRow) -> str:
    quoted = shown(row.whole, row.start, row.end)
    return _(
        "Hiervan staat al een citaat bij {code} („{text}”). In een rapport komt ieder één keer aan het "
        "woord; trek dat eerst in."
    ).format(code=row.code, text=quoted)
