"""Analyses of a project's texts: made once per text and pipeline, kept, shared by identical texts."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, insert, select

from coding.errors import CodingError
from coding.i18n import _, ngettext
from coding.language.choice import PipelineInfo
from coding.language.lemma_tables import read_dictionary
from coding.language.local import ChosenVectors
from coding.language.pipeline import load, load_for_analysis
from coding.language.settled import PipelineChange, SettledPipeline
from coding.language.shown import count_forms, shown_words
from coding.language.stopwords import stop_words
from coding.language.tokens import Token, analyse_texts
from coding.language.variants import merged_lemmas
from coding.language.workers import analyse_in_processes, cores
from coding.store import Database, question_id
from coding.store.schema import Analysis, Segment

if TYPE_CHECKING:
    from pandas import DataFrame
    from spacy.language import Language as SpacyLanguage

Progress = Callable[[int, int], None]

CHUNK = 250  # texts per transaction: what is lost at most when the work is stopped
LONGEST_CHUNK = 100_000  # characters, or memory would grow with the length of the texts
WORTH_A_PROCESS = 2_000  # texts; starting a process takes seconds
MOST_PROCESSES = 8  # each takes hundreds of megabytes


class Language:
    """Tokens and lemmas of a project's segments.

    A project keeps to the pipeline it was first analysed with, so that what is compared was analysed in
    one way; another one is a question, which `change` returns and ``analyse(again=True)`` answers.

    Parameters
    ----------
    database
        The project's database.

    Attributes
    ----------
    vectors
        What gives texts their places: the program's word vectors, or a model in a folder.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.vectors = ChosenVectors(database)
        self._pipeline = SettledPipeline(database)
        self._loading = Lock()
        self._loaded: tuple[str, SpacyLanguage] | None = None

    @property
    def info(self) -> PipelineInfo:
        """The pipeline whose analyses this project uses; its ``model`` is empty when it is gone."""
        return self._pipeline.own()

    @property
    def chosen(self) -> PipelineInfo:
        """The pipeline that a new project would get: the one in the settings, else the best there is."""
        return self._pipeline.chosen()

    def changed(self) -> bool:
        """Tell whether another pipeline is chosen than the project's own."""
        return self.info.name != self.chosen.name

    def change(self) -> PipelineChange | None:
        """Return the question that is open when another pipeline is chosen than the project's own."""
        own, chosen = self.info, self.chosen
        if own.name == chosen.name:
            return None
        return PipelineChange(
            own=own,
            chosen=chosen,
            n_again=len(self._waiting(None, chosen.name)),
            n_waiting=0 if own.model else len(self._waiting(None, own.name)),
        )

    def use(self, model: str | None) -> None:
        """Name the pipeline to choose for this project.

        What was analysed stays in use until ``analyse(again=True)``, unless it is this very pipeline's.

        Parameters
        ----------
        model
            ``"ingebouwd"``, an installed package or a folder; ``None`` chooses the best there is.

        Raises
        ------
        CodingError
            When it cannot be loaded; nothing is changed then.
        """
        if model is not None:
            load(model)
        self._pipeline.want(model)

    def analyse(
        self,
        question_key: str | None = None,
        *,
        again: bool = False,
        processes: int | None = None,
        progress: Progress | None = None,
    ) -> int:
        """Analyse every codable text that the project's pipeline has not seen yet.

        Each chunk is committed, so that stopping loses little and going on later continues.

        Parameters
        ----------
        question_key
            Only this question; ``None`` takes all.
        again
            Go over to the pipeline that is chosen now: analyse all texts with it, and only then use those
            analyses. Until then, also when stopped halfway, everything stays as it was.
        processes
            How many processes work side by side; ``None`` takes all cores where there is enough to do.
        progress
            Called with (done, total).

        Returns
        -------
        int
            Number of texts newly analysed; identical texts count once.

        Raises
        ------
        CodingError
            When there are new texts and the project's own pipeline is gone.
        """
        if again and question_key is not None:
            raise CodingError(_("Opnieuw ontleden gaat over het hele project, niet over één vraag."))
        own = self.info
        pipeline = self.chosen if again else own
        waiting = self._waiting(question_key, pipeline.name)
        if waiting and not pipeline.model:
            raise self._needs_an_answer(len(waiting))
        if waiting:
            self._pipeline.settle(own)  # first, so that whatever follows agrees on it
            self._analyse(waiting, pipeline, processes, progress or (lambda _done, _total: None))
        if again:
            self._pipeline.settle(pipeline)
        return len(waiting)

    def lemmas(self, question_key: str, *, content_only: bool = True) -> "DataFrame":
        """Return the lemmas of every codable segment of a question, analysing what is missing.

        Spelling variants and obvious typos go by the lemma of the word that was meant.

        Returns
        -------
        DataFrame
            Columns ``segment_id`` and ``lemmas`` (a list of str), in the order of documents. With
            ``content_only`` stop words, figures and punctuation are left out.
        """
        from pandas import DataFrame

        analysed = self._analysed_texts(question_key)
        merged = self._variants(count_forms((text, tokens) for _id, text, tokens in analysed))
        rows: list[tuple[int, list[str]]] = []
        for segment_id, _text, tokens in analysed:
            kept: list[str] = []
            for _start, _end, own, _pos, content in tokens:
                lemma = merged.get(str(own), str(own))
                typo_of_stop_word = lemma != own and lemma in stop_words()
                if not content_only or (content and not typo_of_stop_word):
                    kept.append(lemma)
            rows.append((segment_id, kept))
        return DataFrame(
            {"segment_id": [segment_id for segment_id, _kept in rows], "lemmas": [kept for _id, kept in rows]}
        )

    def lemmas_of(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the content lemmas of texts that are not in the project; nothing is stored.

        They are read by the project's own pipeline, or the best there is where that one is gone.
        """
        pipeline = self.info if self.info.model else self.chosen
        analysed = next(self._analyse_here([list(texts)], pipeline.model))
        return [[str(token[2]) for token in tokens if token[4]] for tokens in analysed]

    def shown_words(self, question_key: str) -> dict[str, str]:
        """Return for every lemma of a question the word to show: the form its respondents used most."""
        counts = count_forms((text, tokens) for _id, text, tokens in self._analysed_texts(question_key))
        return shown_words(counts, self._variants(counts))

    def stored_words(
        self, question_key: str, segment_ids: Sequence[int] | None = None
    ) -> dict[int, list[tuple[str, str]]]:
        """Return (form in lower case, lemma) of each word of the segments analysed so far.

        Nothing is analysed or loaded for it, so that a page can ask for it at once; typos stay as they are.

        Parameters
        ----------
        segment_ids
            Only of these; by default of all.
        """
        return {
            segment_id: [
                (text[int(start) : int(end)].lower(), str(lemma))
                for start, end, lemma, _pos, _content in tokens
            ]
            for segment_id, text, tokens in self._stored_texts(question_key, segment_ids)
        }

    def _analysed_texts(self, question_key: str) -> list[tuple[int, str, list[Token]]]:
        """Return segment, text and tokens of every codable segment, analysing what is missing."""
        self.analyse(question_key)
        return self._stored_texts(question_key)

    def _stored_texts(
        self, question_key: str, segment_ids: Sequence[int] | None = None
    ) -> list[tuple[int, str, list[Token]]]:
        """Return segment, text and tokens of the segments analysed so far."""
        statement = (
            select(Segment.id, Segment.text, Analysis.tokens)
            .join(Analysis, Analysis.text_sha256 == Segment.text_sha256)
            .where(Segment.question_id == self._question_id(question_key), Segment.codable)
            .where(Analysis.pipeline == self.info.name)
            .order_by(Segment.document_id, Segment.ordinal)
        )
        if segment_ids is not None:
            statement = statement.where(Segment.id.in_(segment_ids))
        with self.database.read() as connection:
            return [(row.id, row.text, row.tokens) for row in connection.execute(statement)]

    def _variants(self, counts: Mapping[tuple[str, str], int]) -> dict[str, str]:
        return merged_lemmas(counts, read_dictionary())

    def _question_id(self, question_key: str) -> int:
        with self.database.read() as connection:
            return question_id(connection, question_key)

    def _needs_an_answer(self, n: int) -> CodingError:
        return CodingError(
            ngettext(
                "Dit project is ontleed met {own}, en dat taalmodel is er niet meer: het programma of het "
                "model is vernieuwd. Er is {n} nieuwe tekst om te ontleden. Laat daarvoor het hele project "
                "opnieuw ontleden met {chosen}: op de pagina Beheer, of met `coding analyse --again`. "
                "Codes blijven zoals ze zijn.",
                "Dit project is ontleed met {own}, en dat taalmodel is er niet meer: het programma of het "
                "model is vernieuwd. Er zijn {n} nieuwe teksten om te ontleden. Laat daarvoor het hele "
                "project opnieuw ontleden met {chosen}: op de pagina Beheer, of met `coding analyse "
                "--again`. Codes blijven zoals ze zijn.",
                n,
            ).format(own=self.info.name, chosen=self.chosen.name, n=n)
        )

    def _waiting(self, question_key: str | None, pipeline: str) -> list[tuple[int, int]]:
        """Return one segment per text that has no analysis by this pipeline, and the length of the text."""
        analysed = exists().where(Analysis.text_sha256 == Segment.text_sha256, Analysis.pipeline == pipeline)
        number = func.min(Segment.id)
        statement = select(number, func.max(func.length(Segment.text))).where(Segment.codable, ~analysed)
        if question_key is not None:
            statement = statement.where(Segment.question_id == self._question_id(question_key))
        with self.database.read() as connection:
            found = connection.execute(statement.group_by(Segment.text_sha256).order_by(number))
            return [(segment_id, length) for segment_id, length in found]

    def _analyse(
        self,
        waiting: Sequence[tuple[int, int]],
        pipeline: PipelineInfo,
        processes: int | None,
        progress: Progress,
    ) -> None:
        """Analyse side by side or here, and store chunk by chunk."""
        if processes is None:
            processes = min(cores(), MOST_PROCESSES, len(waiting) // WORTH_A_PROCESS)
        hashes: deque[list[str]] = deque()  # of the chunks that are read and not stored yet
        texts = self._texts(_chunks(waiting), hashes)
        outcomes = (
            analyse_in_processes(texts, model=pipeline.model, processes=processes)
            if processes > 1
            else self._analyse_here(texts, pipeline.model)
        )
        done = 0
        progress(done, len(waiting))
        with closing(outcomes):
            for tokens in outcomes:
                self._store(hashes.popleft(), tokens, pipeline.name)
                done += len(tokens)
                progress(done, len(waiting))

    def _texts(self, chunks: Iterable[list[int]], hashes: deque[list[str]]) -> Iterator[list[str]]:
        """Read the texts of each chunk, and note their hashes."""
        for ids in chunks:
            statement = (
                select(Segment.text_sha256, Segment.text).where(Segment.id.in_(ids)).order_by(Segment.id)
            )
            with self.database.read() as connection:
                found = connection.execute(statement).all()
            hashes.append([row.text_sha256 for row in found])
            yield [row.text for row in found]

    def _analyse_here(
        self, chunks: Iterable[list[str]], model: str
    ) -> Generator[list[list[Token]], None, None]:
        with self._loading:
            if self._loaded is None or self._loaded[0] != model:
                self._loaded = model, load_for_analysis(model)
            nlp = self._loaded[1]
        for texts in chunks:
            yield analyse_texts(nlp, texts)

    def _store(self, hashes: Sequence[str], analysed: Sequence[list[Token]], pipeline: str) -> None:
        with self.database.write() as connection:
            there = select(Analysis.text_sha256).where(
                Analysis.pipeline == pipeline, Analysis.text_sha256.in_(hashes)
            )
            known = set(connection.scalars(there))  # another process may have been quicker
            rows = [
                {"text_sha256": sha256, "pipeline": pipeline, "tokens": tokens}
                for sha256, tokens in zip(hashes, analysed, strict=True)
                if sha256 not in known
            ]
            if rows:
                connection.execute(insert(Analysis), rows)


def _chunks(texts: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Cut (segment, length) into chunks of segments that are neither too many nor too long together."""
    chunk: list[int] = []
    room = LONGEST_CHUNK
    for segment_id, length in texts:
        if chunk and (len(chunk) == CHUNK or length > room):
            yield chunk
            chunk, room = [], LONGEST_CHUNK
        chunk.append(segment_id)
        room -= length
    if chunk:
        yield chunk
