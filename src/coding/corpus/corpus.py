"""The corpus of a project: files in, questions and segments out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.exc import IntegrityError

from coding.corpus.respondents import respondents_frame, stored_values
from coding.corpus.results import ImportReport, QuestionInfo
from coding.corpus.source_files import sign
from coding.errors import CodingError, NotFoundError
from coding.i18n import _
from coding.store import Database, plain_rows, unknown_question
from coding.store.schema import (
    Code,
    Codebook,
    Coding,
    Document,
    Question,
    Respondent,
    Segment,
    SourceFile,
    Variable,
)

if TYPE_CHECKING:
    import pandas as pd

    from coding.corpus.blocks import ReadDocument
    from coding.corpus.edits import Edit
    from coding.corpus.mapping import SurveyMapping
    from coding.corpus.segments import By

REPORTS = "rapporten"


class Corpus:
    """Files, respondents, questions, documents and segments of one project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def import_survey(
        self,
        content: bytes,
        *,
        name: str,
        mapping: "SurveyMapping",
        author: str = "",
        progress: Callable[[int, int], None] | None = None,
    ) -> ImportReport:
        """Import a survey from CSV or XLSX: all of it, or nothing.

        Parameters
        ----------
        content
            The bytes of the file.
        name
            Its name.
        mapping
            What its columns mean.
        author
            Who brings it in, for the log.
        progress
            Called with the number of answers written and their total.

        Returns
        -------
        ImportReport
            What is new. The same file with the same mapping changes nothing; a newer export adds what
            is new and leaves answers that are there alone.

        Raises
        ------
        InputError
            Naming file, row and column; also when an answer differs from the one stored. Nothing is
            imported then.
        """
        from coding.corpus.readers import read_table
        from coding.corpus.survey import read_survey
        from coding.corpus.survey_store import SurveyWriter

        table = read_table(content, name=name, options=mapping.file.options())
        data = read_survey(table, mapping)
        return self._import(
            lambda connection: SurveyWriter(connection, data, mapping, name=name).write(content, progress),
            author=author,
        )

    def import_report(
        self,
        content: bytes,
        *,
        name: str,
        question: str = REPORTS,
        question_text: str | None = None,
        codebook: str | None = None,
        title: str | None = None,
        details: Mapping[str, Any] | None = None,
        by: "By" = "paragraph",
        edits: "Sequence[Edit]" = (),
        document: "ReadDocument | None" = None,
        author: str = "",
        progress: Callable[[int, int], None] | None = None,
    ) -> ImportReport:
        """Import a report (TXT, MD, HTML, DOCX or PDF) and cut it into passages.

        Parameters
        ----------
        content
            The bytes of the file.
        name
            Its name; tells Markdown from plain text.
        question
            The collection of reports it belongs to.
        question_text
            What one wants to know from the collection.
        codebook
            The codebook the passages are coded with; also given to a report that was imported before.
        title
            Title of the report; else the one in the document, else the name of the file.
        details
            Year, organisation and the like.
        by
            What a passage is: a paragraph, a sentence, or a section under one heading.
        edits
            What a person changed in how it was read, in that order; stored with the file.
        document
            What `read_document` made of this very file, when it was read before; without the edits.
        author
            Who brings it in, for the log.
        progress
            Called with pages read and their total.

        Raises
        ------
        InputError
            Naming the file; nothing is imported then.
        """
        from coding.corpus.edits import edited
        from coding.corpus.readers import read_document
        from coding.corpus.report_store import write_report
        from coding.corpus.segments import arranged, cut

        if document is None:
            document = read_document(content, name=name, progress=progress)
        changed = arranged(edited(document, edits), by=by)
        segments = cut(changed, by=by)
        report = self._import(
            lambda connection: write_report(
                connection,
                content,
                changed,
                name=name,
                question=question,
                question_text=question_text,
                codebook=codebook,
                title=title,
                details=details or {},
                segments=segments,
                by=by,
                edits=edits,
            ),
            author=author,
        )
        if not report.unchanged or codebook is None or self.question(question).codebook == codebook:
            return report
        self.set_codebook(question, codebook)
        note = _("Wel nieuw: {question} wordt nu gecodeerd met het codeboek '{codebook}'.")
        return replace(report, notes=(*report.notes, note.format(question=question, codebook=codebook)))

    def _import(self, write: Callable[[Connection], ImportReport], *, author: str) -> ImportReport:
        """Run one import in one transaction."""
        try:
            with self._database.write(beside=True) as connection:
                report = write(connection)
                if not report.unchanged:
                    sign(connection, author)
                return report
        except IntegrityError as error:
            raise CodingError(
                _(
                    "Iemand anders importeerde op hetzelfde moment; er is niets geïmporteerd. "
                    "Probeer het opnieuw."
                )
            ) from error

    def questions(self) -> "pd.DataFrame":
        """Return all questions in their order.

        Columns: id, key, survey, kind, text, codebook (key or None), n_documents, n_segments (codable).
        """
        documents = (
            select(Document.question_id, func.count().label("n")).group_by(Document.question_id).subquery()
        )
        segments = (
            select(Segment.question_id, func.count().label("n"))
            .where(Segment.codable)
            .group_by(Segment.question_id)
            .subquery()
        )
        return self._frame(
            select(
                Question.id,
                Question.key,
                Question.survey,
                Question.kind,
                Question.text,
                Codebook.key.label("codebook"),
                func.coalesce(documents.c.n, 0).label("n_documents"),
                func.coalesce(segments.c.n, 0).label("n_segments"),
            )
            .outerjoin(Codebook, Codebook.id == Question.codebook_id)
            .outerjoin(documents, documents.c.question_id == Question.id)
            .outerjoin(segments, segments.c.question_id == Question.id)
            .order_by(Question.position, Question.id)
        )

    def question(self, key: str) -> QuestionInfo:
        """Return one question.

        Raises
        ------
        NotFoundError
            Naming the questions there are.
        """
        with self._database.read() as connection:
            return _question(connection, key)

    def segments(self, question_key: str, *, codable_only: bool = True) -> "pd.DataFrame":
        """Return the segments of a question in document order.

        Columns: id, document_id, ordinal, text, text_sha256, kind, codable, page, headings, respondent
        (None for a report), title (of a report).
        """
        query = (
            select(
                Segment.id,
                Segment.document_id,
                Segment.ordinal,
                Segment.text,
                Segment.text_sha256,
                Segment.kind,
                Segment.codable,
                Segment.page,
                Segment.headings,
                Respondent.key.label("respondent"),
                Document.title,
            )
            .join(Document, Document.id == Segment.document_id)
            .outerjoin(Respondent, Respondent.id == Document.respondent_id)
            .where(Segment.question_id == self.question(question_key).id)
            .order_by(Segment.document_id, Segment.ordinal)
        )
        return self._frame(query.where(Segment.codable) if codable_only else query)

    def units(self, question_key: str) -> "pd.DataFrame":
        """Return what there is to code of a question, without its text: many times faster than `segments`.

        Columns: segment_id, document_id, respondent_id (None for a report), in the order of `segments`.
        """
        import pandas as pd

        with self._database.read() as connection:
            rows = plain_rows(
                connection,
                select(Segment.id, Segment.document_id, Document.respondent_id)
                .join(Document, Document.id == Segment.document_id)
                .where(Segment.question_id == _question(connection, question_key).id, Segment.codable)
                .order_by(Segment.document_id, Segment.ordinal),
            )
        return pd.DataFrame(rows, columns=["segment_id", "document_id", "respondent_id"])

    def values(self, survey: str, variables: Sequence[str]) -> "pd.DataFrame":
        """Return the respondents of a survey with some of its variables, as stored.

        Columns: those of the variables, by the respondent's number. Missing is None; a number is a text in
        Python notation, several answers at once are a list of texts.
        """
        with self._database.read() as connection:
            return stored_values(connection, survey, variables)

    def respondents(self, survey: str) -> "pd.DataFrame":
        """Return the respondents of a survey: one row each, one column per variable, numbers as numbers.

        Several answers at once are one text, with semicolons between them.
        """
        with self._database.read() as connection:
            return respondents_frame(connection, survey)

    def variables(self, survey: str | None = None) -> "pd.DataFrame":
        """Return the variables (of one survey) in their order: key, label, kind, levels, asked_if, survey."""
        query = select(
            Variable.key,
            Variable.label,
            Variable.kind,
            Variable.levels,
            Variable.asked_if,
            Variable.survey,
        ).order_by(Variable.survey, Variable.position)
        return self._frame(query if survey is None else query.where(Variable.survey == survey))

    def files(self) -> "pd.DataFrame":
        """Return what was imported, newest first: id, name, kind, sha256, imported_at, report."""
        return self._frame(
            select(
                SourceFile.id,
                SourceFile.name,
                SourceFile.kind,
                SourceFile.sha256,
                SourceFile.imported_at,
                SourceFile.report,
            ).order_by(SourceFile.id.desc())
        )

    def set_codebook(self, question_key: str, codebook_key: str | None) -> None:
        """Say with which codebook a question is coded; ``None``: with none yet.

        Raises
        ------
        NotFoundError
            When the question or codebook does not exist.
        CodingError
            When the question has codings from another codebook.
        """
        with self._database.write() as connection:
            question = _question(connection, question_key)
            codebook_id = None if codebook_key is None else _codebook_id(connection, codebook_key)
            if question.codebook_id == codebook_id:
                return
            coded = connection.scalar(
                select(func.count())
                .select_from(Coding)
                .join(Segment, Segment.id == Coding.segment_id)
                .join(Code, Code.id == Coding.code_id)
                .where(Segment.question_id == question.id, Code.codebook_id.is_distinct_from(codebook_id))
            )
            if coded:
                raise CodingError(
                    _(
                        "Vraag {question} is al gecodeerd met het codeboek '{codebook}' ({n} coderingen); "
                        "die blijven staan, dus het codeboek kan niet gewisseld worden."
                    ).format(question=question_key, codebook=question.codebook, n=coded)
                )
            connection.execute(
                update(Question).where(Question.id == question.id).values(codebook_id=codebook_id)
            )

    def _frame(self, query: Any) -> "pd.DataFrame":
        """Run a query into a table; missing values are None, texts plain Python texts."""
        import pandas as pd

        with self._database.read() as connection:
            result = connection.execute(query)
            names, rows = list(result.keys()), result.all()
        columns = {}
        for name, values in zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True):
            # pandas would turn a missing text into a number that is none; a key is then no longer None
            plain = not {type(None), str}.isdisjoint(map(type, values))
            columns[name] = pd.Series(values, dtype="object" if plain else None)
        return pd.DataFrame(columns, columns=names)


def _question(connection: Connection, key: str) -> QuestionInfo:
    row = connection.execute(
        select(
            Question.id,
            Question.key,
            Question.survey,
            Question.kind,
            Question.text,
            Question.codebook_id,
            Codebook.key.label("codebook"),
            Question.asked_if,
        )
        .outerjoin(Codebook, Codebook.id == Question.codebook_id)
        .where(Question.key == key)
    ).one_or_none()
    if row is None:
        raise unknown_question(connection, key)
    return QuestionInfo(*row)


def _codebook_id(connection: Connection, key: str) -> int:
    found = connection.scalar(select(Codebook.id).where(Codebook.key == key))
    if found is None:
        known = ", ".join(connection.scalars(select(Codebook.key).order_by(Codebook.key)))
        raise NotFoundError(
            _("Er is geen codeboek '{key}' in dit project; er zijn: {known}.").format(
                key=key, known=known or _("geen")
            )
        )
    return int(found)
