"""Analyses of a project's texts: made once per text and pipeline, kept, shared by identical texts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, insert, select

from coding.errors import NotFoundError
from coding.i18n import _
from coding.language.lemma_tables import read_dictionary
from coding.language.pipeline import PipelineInfo, describe, load
from coding.language.shown import count_forms, shown_words
from coding.language.stopwords import is_content, is_filler, stop_words
from coding.language.variants import merged_lemmas
from coding.store import Database
from coding.store.schema import Analysis, Question, Segment

if TYPE_CHECKING:
    from pandas import DataFrame
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

Token = list[int | str]
"""``[start, end, lemma, part of speech, counts as content (0/1)]``; places in code points, end exclusive."""

CHUNK = 250  # texts per transaction: what is lost at most when the work is stopped


def tokens_of(doc: "Doc") -> list[Token]:
    """Turn an analysed text into the tokens that are stored; white space is left out."""
    tokens: list[Token] = []
    filler = is_filler(doc.text)
    for token in doc:
        if token.is_space:
            continue
        lemma = (token.lemma_ or token.text).lower()
        content = int(not filler and is_content(token.text, lemma, token.pos_))
        tokens.append([token.idx, token.idx + len(token.text), lemma, token.pos_, content])
    return tokens


class Language:
    """Tokens and lemmas of a project's segments.

    Parameters
    ----------
    database
        The project's database.
    model
        The pipeline named in the settings; ``None`` chooses (see :func:`coding.language.load`).
    """

    def __init__(self, database: Database, model: str | None = None) -> None:
        self.database = database
        self.model = model
        self._loading = Lock()

    @cached_property
    def _loaded(self) -> "SpacyLanguage":
        return load(self.model)

    @property
    def nlp(self) -> "SpacyLanguage":
        """The spaCy pipeline, loaded at first use."""
        with self._loading:
            return self._loaded

    @property
    def info(self) -> PipelineInfo:
        """Which pipeline is used, why, and how to get a better one."""
        return describe(self.nlp)

    def analyse(
        self, question_key: str | None = None, *, progress: Callable[[int, int], None] | None = None
    ) -> int:
        """Analyse every codable text that this pipeline has not seen yet.

        Each chunk is committed, so that stopping loses little and going on later continues.

        Parameters
        ----------
        question_key
            Only this question; ``None`` takes all.
        progress
            Called with (done, total).

        Returns
        -------
        int
            Number of texts newly analysed; identical texts count once.
        """
        pipeline = self.info.name
        waiting = self._waiting(question_key, pipeline)
        for done, ids in _chunks(waiting, CHUNK):
            self._store(self._analysed(ids), pipeline)
            if progress:
                progress(done, len(waiting))
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

    def shown_words(self, question_key: str) -> dict[str, str]:
        """Return for every lemma of a question the word to show: the form its respondents used most."""
        counts = count_forms((text, tokens) for _id, text, tokens in self._analysed_texts(question_key))
        return shown_words(counts, self._variants(counts))

    def _analysed_texts(self, question_key: str) -> list[tuple[int, str, list[Token]]]:
        """Return segment, text and tokens of every codable segment, analysing what is missing."""
        self.analyse(question_key)
        statement = (
            select(Segment.id, Segment.text, Analysis.tokens)
            .join(Analysis, Analysis.text_sha256 == Segment.text_sha256)
            .where(Segment.question_id == self._question_id(question_key), Segment.codable)
            .where(Analysis.pipeline == self.info.name)
            .order_by(Segment.document_id, Segment.ordinal)
        )
        with self.database.read() as connection:
            return [(row.id, row.text, row.tokens) for row in connection.execute(statement)]

    def _variants(self, counts: Mapping[tuple[str, str], int]) -> dict[str, str]:
        return merged_lemmas(counts, read_dictionary())

    def _question_id(self, question_key: str) -> int:
        with self.database.read() as connection:
            found = connection.scalar(select(Question.id).where(Question.key == question_key))
            known = connection.scalars(select(Question.key).order_by(Question.position)).all()
        if found is None:
            raise NotFoundError(
                _("Er is geen vraag {key}. Wel: {known}.").format(
                    key=question_key, known=", ".join(known) or "-"
                )
            )
        return found

    def _waiting(self, question_key: str | None, pipeline: str) -> list[int]:
        """Return one segment per text that has no analysis by this pipeline."""
        analysed = exists().where(Analysis.text_sha256 == Segment.text_sha256, Analysis.pipeline == pipeline)
        statement = select(func.min(Segment.id)).where(Segment.codable, ~analysed)
        if question_key is not None:
            statement = statement.where(Segment.question_id == self._question_id(question_key))
        with self.database.read() as connection:
            return sorted(connection.scalars(statement.group_by(Segment.text_sha256)).all())

    def _analysed(self, segment_ids: Sequence[int]) -> list[tuple[str, list[Token]]]:
        statement = select(Segment.text_sha256, Segment.text).where(Segment.id.in_(segment_ids))
        with self.database.read() as connection:
            texts = [(row.text, row.text_sha256) for row in connection.execute(statement)]
        nlp = self.nlp
        with nlp.memory_zone():  # forget the words of this chunk afterwards, or memory grows with every text
            return [(sha256, tokens_of(doc)) for doc, sha256 in nlp.pipe(texts, as_tuples=True)]

    def _store(self, analysed: Sequence[tuple[str, list[Token]]], pipeline: str) -> None:
        hashes = [sha256 for sha256, _tokens in analysed]
        with self.database.write() as connection:
            there = select(Analysis.text_sha256).where(
                Analysis.pipeline == pipeline, Analysis.text_sha256.in_(hashes)
            )
            known = set(connection.scalars(there))  # another process may have been quicker
            rows = [
                {"text_sha256": sha256, "pipeline": pipeline, "tokens": tokens}
                for sha256, tokens in analysed
                if sha256 not in known
            ]
            if rows:
                connection.execute(insert(Analysis), rows)


def _chunks(items: Sequence[int], size: int) -> Iterator[tuple[int, Sequence[int]]]:
    """Cut into chunks, each with how many items are done after it."""
    for start in range(0, len(items), size):
        chunk = items[start : start + size]
        yield start + len(chunk), chunk
