"""Writing a report into the database: its text, frozen, and its passages."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from sqlalchemy import Connection, insert, select

from coding.corpus.blocks import ReadDocument
from coding.corpus.edits import Edit
from coding.corpus.questions import WantedQuestion, ensure_questions
from coding.corpus.results import ImportReport
from coding.corpus.segments import By, TextSegment, cut
from coding.corpus.source_files import (
    Fingerprint,
    imported_before,
    inserted_id,
    keep_file,
    keep_report,
    sha256,
)
from coding.errors import InputError
from coding.i18n import _
from coding.store.schema import Document, Question, Segment

_MAX_KEY_LENGTH = 60


def write_report(
    connection: Connection,
    content: bytes | Fingerprint,
    document: ReadDocument,
    *,
    name: str,
    question: str,
    question_text: str | None,
    codebook: str | None,
    title: str | None,
    details: Mapping[str, Any],
    segments: Sequence[TextSegment] | None = None,
    by: By = "paragraph",
    edits: Sequence[Edit] = (),
) -> ImportReport:
    """Write one report within a transaction of the caller; the same file again writes nothing.

    ``segments`` are those of the document, cut beforehand because that may take long; its paragraphs when
    left out. ``by`` and ``edits`` say how they came about, and are stored with the file.

    Raises
    ------
    InputError
        When the collection's name is no usable key, or belongs to a survey question.
    """
    segments = cut(document) if segments is None else segments
    # The title and details may be given differently a second time: the report is still the same one.
    mapping_sha256 = sha256(f"report:{question}".encode())
    before = imported_before(connection, content, mapping_sha256)
    if before is not None:
        return before
    if not 0 < len(question) <= _MAX_KEY_LENGTH:
        raise InputError(
            _("de naam van de verzameling mag 1 tot {limit} tekens lang zijn.").format(limit=_MAX_KEY_LENGTH),
            file=name,
        )
    stored_text = connection.scalar(select(Question.text).where(Question.key == question))
    text = question_text or stored_text or _("Wat zeggen de rapporten?")
    wanted = WantedQuestion(question, question, "reports", text, codebook)
    ids, notes = ensure_questions(connection, [wanted], file=name)
    file_id = keep_file(
        connection,
        content,
        name=name,
        kind="report",
        mapping={
            "question": question,
            "title": title,
            "details": dict(details),
            "by": by,
            "edits": [edit.to_dict() for edit in edits],
        },
        mapping_sha256=mapping_sha256,
    )
    _write_document(
        connection,
        document,
        question_id=ids[question],
        file_id=file_id,
        title=title or document.title or PurePath(name).stem,
        details=dict(details),
        segments=segments,
    )
    report = ImportReport(
        unchanged=False,
        n_segments=len(segments),
        dropped=document.dropped,
        notes=(*document.notes, *notes),
    )
    keep_report(connection, file_id, report)
    return report


def _write_document(
    connection: Connection,
    document: ReadDocument,
    *,
    question_id: int,
    file_id: int,
    title: str,
    details: dict[str, Any],
    segments: Sequence[TextSegment],
) -> None:
    """Write text and segments."""
    result = connection.execute(
        insert(Document).values(
            question_id=question_id,
            respondent_id=None,
            source_file_id=file_id,
            title=title,
            text=document.text,
            details=details,
        )
    )
    document_id = inserted_id(result)
    rows = [
        {
            "document_id": document_id,
            "question_id": question_id,
            "ordinal": ordinal,
            "start": segment.start,
            "end": segment.end,
            "text": segment.text,
            "text_sha256": sha256(segment.text.encode()),
            "kind": segment.kind,
            "codable": segment.codable,
            "page": segment.page,
            "headings": list(segment.headings),
        }
        for ordinal, segment in enumerate(segments)
    ]
    connection.execute(insert(Segment), rows)
