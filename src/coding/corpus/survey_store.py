"""Writing a survey into the database: what is new is added, what is there stays as it is."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from coding.corpus.clean import clean_text, folded
from coding.corpus.listed import item_spans
from coding.corpus.mapping import SurveyMapping, VariableMapping
from coding.corpus.questions import WantedQuestion, ensure_questions
from coding.corpus.results import ImportReport
from coding.corpus.source_files import (
    Fingerprint,
    imported_before,
    inserted_id,
    keep_file,
    keep_report,
    sha256,
)
from coding.corpus.survey import SurveyData, SurveyRecord
from coding.errors import InputError
from coding.i18n import _, format_number, ngettext
from coding.placeholders import fits
from coding.store.schema import Document, Question, Respondent, RespondentValue, Segment, Variable

Progress = Callable[[int, int], None]
_CHUNK = 2000
_NAMED = 3


class SurveyWriter:
    """Writes one survey within one transaction of the caller.

    ``mapping_sha256`` is what the mapping is known by, where that is not its own fingerprint.
    """

    def __init__(
        self,
        connection: Connection,
        data: SurveyData,
        mapping: SurveyMapping,
        *,
        name: str,
        mapping_sha256: str | None = None,
    ) -> None:
        self._connection = connection
        self._data = data
        self._mapping = mapping
        self._mapping_sha256 = mapping_sha256 or mapping.sha256()
        self._name = name
        self._notes = list(data.notes)
        self._cut_lists: set[int] = set()  # ids of the questions whose answers are cut into items

    def write(self, content: bytes | Fingerprint, progress: Progress | None = None) -> ImportReport:
        """Write everything; an import that was done before writes nothing."""
        before = imported_before(self._connection, content, self._mapping_sha256)
        if before is not None:
            return before
        file_id = keep_file(
            self._connection,
            content,
            name=self._name,
            kind="survey",
            mapping=self._mapping.to_dict(),
            mapping_sha256=self._mapping_sha256,
        )
        questions = self._questions()
        respondents, n_new = self._respondents()
        self._values(respondents, self._variables())
        n_answers = self._answers(file_id, questions, respondents, progress)
        report = ImportReport(
            unchanged=False,
            n_respondents=n_new,
            n_answers=n_answers,
            n_segments=n_answers,
            dropped=self._data.dropped,
            notes=tuple(self._notes),
        )
        keep_report(self._connection, file_id, report)
        return report

    def _questions(self) -> dict[str, int]:
        wanted = [
            WantedQuestion(
                question.id,
                self._mapping.id,
                "open",
                question.text,
                question.codebook,
                self._mapping.routing(question.asked_if),
            )
            for question in self._mapping.open_questions
        ]
        ids, notes = ensure_questions(self._connection, wanted, file=self._name)
        self._notes += notes
        self._cut_lists = {
            ids[question.id] for question in self._mapping.open_questions if question.cut == "list"
        }
        return ids

    def _respondents(self) -> tuple[dict[str, int], int]:
        """Return every respondent of the file by folded name, and how many are new."""
        survey = self._mapping.id
        query = select(Respondent.key, Respondent.id).where(Respondent.survey == survey)
        known = {folded(row.key): row.id for row in self._connection.execute(query)}
        new = [record for record in self._data.records if folded(record.respondent) not in known]
        if known:
            self._notes.append(
                _("{n} respondenten stonden al in het project.").format(
                    n=format_number(len(self._data.records) - len(new))
                )
            )
        self._insert(Respondent, [{"survey": survey, "key": record.respondent} for record in new])
        if new:
            known = {folded(row.key): row.id for row in self._connection.execute(query)}
        return known, len(new)

    def _variables(self) -> dict[str, int]:
        """Add new variables, refresh known ones; return the id of each by key."""
        survey = self._mapping.id
        stored = {
            row.key: row
            for row in self._connection.execute(
                select(Variable.id, Variable.key, Variable.kind, Variable.levels, Variable.asked_if).where(
                    Variable.survey == survey
                )
            )
        }
        position = self._connection.scalar(
            select(func.coalesce(func.max(Variable.position), 0)).where(Variable.survey == survey)
        )
        ids: dict[str, int] = {}
        for place, variable in enumerate(self._mapping.all_variables(), start=(position or 0) + 1):
            levels: list[Any] = list(self._data.levels[variable.key])
            row = stored.get(variable.key)
            asked_if = self._mapping.routing(variable.asked_if)
            values: dict[str, Any] = {
                "label": variable.label or variable.column or variable.key,
                "levels": levels,
                "asked_if": row.asked_if if row is not None and asked_if is None else asked_if,
            }
            if row is None:
                result = self._connection.execute(
                    insert(Variable).values(
                        survey=survey, key=variable.key, kind=variable.type, position=place, **values
                    )
                )
                ids[variable.key] = inserted_id(result)
                continue
            self._refuse_other_kind(variable, row.kind)
            if variable.type != "number":
                levels += [level for level in row.levels if level not in levels]
            self._connection.execute(update(Variable).where(Variable.id == row.id).values(**values))
            ids[variable.key] = row.id
        return ids

    def _refuse_other_kind(self, variable: VariableMapping, kind: str) -> None:
        if variable.type != kind:
            raise InputError(
                _("variabele {key} is in dit project een {kind}; geef deze een ander id.").format(
                    key=variable.key, kind=kind
                ),
                file=self._name,
                column=variable.all_columns()[0],
            )

    def _values(self, respondents: dict[str, int], variables: dict[str, int]) -> None:
        """Add values; one that changed is brought up to date and told, for it is no text that is coded."""
        stored = {
            (row.respondent_id, row.variable_id): row.value
            for row in self._connection.execute(
                select(RespondentValue.respondent_id, RespondentValue.variable_id, RespondentValue.value)
                .join(Respondent, Respondent.id == RespondentValue.respondent_id)
                .where(Respondent.survey == self._mapping.id)
            )
        }
        new: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        names: dict[str, None] = {}
        for record in self._data.records:
            respondent_id = respondents[folded(record.respondent)]
            for key, value in record.values.items():
                before = stored.get((respondent_id, variables[key]))
                row = {"respondent_id": respondent_id, "variable_id": variables[key], "value": value}
                if before is None:
                    new.append(row)
                elif before != value:
                    changed.append({f"of_{name}": cell for name, cell in row.items()})
                    names[record.respondent] = None
        self._insert(RespondentValue, new)
        if changed:
            self._connection.execute(
                update(RespondentValue)
                .where(
                    RespondentValue.respondent_id == bindparam("of_respondent_id"),
                    RespondentValue.variable_id == bindparam("of_variable_id"),
                )
                .values(value=bindparam("of_value")),
                changed,
            )
            self._notes.append(_changed_values(len(changed), list(names)))

    def _answers(
        self,
        file_id: int,
        questions: dict[str, int],
        respondents: dict[str, int],
        progress: Progress | None,
    ) -> int:
        """Add the answers that are not there yet, each with its one segment; return how many."""
        stored = self._stored_answers()
        new: list[dict[str, Any]] = []
        # Question by question, so that the order of documents is the order in which one reads.
        for key, question_id in questions.items():
            for record in self._data.records:
                text = record.answers.get(key)
                respondent_id = respondents[folded(record.respondent)]
                before = stored.get((question_id, respondent_id))
                if text is None or (before is not None and _is_stored(before, text)):
                    continue
                if before is not None:
                    raise self._changed_answer(record, key)
                new.append(
                    {
                        "question_id": question_id,
                        "respondent_id": respondent_id,
                        "source_file_id": file_id,
                        "title": "",  # who answered stands in one place only: the respondent
                        "text": text,
                        "details": {},
                    }
                )
        for start in range(0, len(new), _CHUNK):
            self._insert_answers(new[start : start + _CHUNK])
            if progress is not None:
                progress(min(start + _CHUNK, len(new)), len(new))
        return len(new)

    def _stored_answers(self) -> dict[tuple[int, int | None], str]:
        rows = self._connection.execute(
            select(Document.question_id, Document.respondent_id, Document.text)
            .join(Question, Question.id == Document.question_id)
            .where(Question.survey == self._mapping.id)
        )
        return {(row.question_id, row.respondent_id): row.text for row in rows}

    def _insert_answers(self, documents: Sequence[dict[str, Any]]) -> None:
        ids = self._connection.scalars(
            insert(Document).returning(Document.id, sort_by_parameter_order=True), documents
        )
        segments = []
        for document_id, document in zip(ids, documents, strict=True):
            text = document["text"]
            whole = document["question_id"] not in self._cut_lists
            for ordinal, (start, end) in enumerate([(0, len(text))] if whole else item_spans(text)):
                segments.append(
                    {
                        "document_id": document_id,
                        "question_id": document["question_id"],
                        "ordinal": ordinal,
                        "start": start,
                        "end": end,
                        "text": text[start:end],
                        "text_sha256": sha256(text[start:end].encode()),
                        "kind": "answer",
                        "codable": True,
                        "page": None,
                        "headings": [],
                    }
                )
        self._insert(Segment, segments)

    def _changed_answer(self, record: SurveyRecord, key: str) -> InputError:
        column = next(question.column for question in self._mapping.open_questions if question.id == key)
        return InputError(
            _(
                "het antwoord van '{respondent}' op vraag {question} is anders dan wat al in het project "
                "staat. Een antwoord verandert nooit meer; er is niets geïmporteerd. Zet het oude antwoord "
                "terug of maak er een eigen peiling van (een ander 'id' in de mapping)."
            ).format(respondent=record.respondent, question=key),
            file=self._name,
            row=record.row.number,
            column=column,
        )

    def _insert(self, table: type[Any], rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


def _is_stored(before: str, text: str) -> bool:
    """Tell whether an answer is the one that is stored, perhaps with placeholders for personal data.

    An earlier version kept blanks and loose accents as they came.
    """
    return clean_text(before) == text or fits(before, text)


def _changed_values(n: int, names: list[str]) -> str:
    """Tell which respondents' background changed."""
    who = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
    return ngettext("{n} kenmerk is bijgewerkt ({who}).", "{n} kenmerken zijn bijgewerkt ({who}).", n).format(
        n=format_number(n), who=who
    )
