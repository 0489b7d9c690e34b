"""Writing what was staged into the corpus; trying it first, to refuse what cannot be imported."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from coding.corpus import (
    Fingerprint,
    ImportReport,
    ReadDocument,
    SurveyData,
    SurveyMapping,
    SurveyWriter,
    cut,
)
from coding.corpus import write_report as write_read_report
from coding.pseudonyms.staged import report_from, survey_from
from coding.store import Database


class _TriedError(Exception):
    """Ends a trial, so that its transaction is undone."""


def try_survey(
    database: Database, data: SurveyData, mapping: SurveyMapping, *, name: str, fingerprint: Fingerprint
) -> ImportReport:
    """Return what importing a survey would do, and do nothing.

    Raises
    ------
    InputError
        Where the import itself would.
    """
    return _try(
        database, lambda connection: SurveyWriter(connection, data, mapping, name=name).write(fingerprint)
    )


def try_report(
    database: Database,
    document: ReadDocument,
    wanted: Mapping[str, Any],
    *,
    name: str,
    fingerprint: Fingerprint,
) -> ImportReport:
    """Return what importing a report would do, and do nothing; else as `try_survey`."""
    return _try(
        database, lambda connection: _write(connection, document, wanted, name=name, fingerprint=fingerprint)
    )


def write_survey(
    connection: Connection,
    payload: Mapping[str, Any],
    texts: Sequence[str],
    *,
    name: str,
    fingerprint: Fingerprint,
    mapping_sha256: str,
) -> ImportReport:
    """Write a staged survey with its new texts, within a transaction of the caller.

    ``mapping_sha256`` is that of the mapping as it was given, before names in it were replaced.
    """
    data, mapping = survey_from(payload, texts)
    writer = SurveyWriter(connection, data, mapping, name=name, mapping_sha256=mapping_sha256)
    return writer.write(fingerprint)


def write_report(
    connection: Connection,
    payload: Mapping[str, Any],
    texts: Sequence[str],
    *,
    name: str,
    fingerprint: Fingerprint,
) -> ImportReport:
    """Write a staged report with its new texts, within a transaction of the caller."""
    document = report_from(payload, texts)
    return _write(connection, document, payload, name=name, fingerprint=fingerprint)


def _write(
    connection: Connection,
    document: ReadDocument,
    wanted: Mapping[str, Any],
    *,
    name: str,
    fingerprint: Fingerprint,
) -> ImportReport:
    return write_read_report(
        connection,
        fingerprint,
        document,
        name=name,
        question=wanted["question"],
        question_text=wanted["question_text"],
        codebook=wanted["codebook"],
        title=wanted["title"],
        details=wanted["details"],
        segments=cut(document, by=wanted["by"]),
        by=wanted["by"],
        edits=(),  # they were made before the texts were staged
    )


def _try(database: Database, write: Callable[[Connection], ImportReport]) -> ImportReport:
    report: ImportReport | None = None
    try:
        with database.write() as connection:
            report = write(connection)
            raise _TriedError
    except _TriedError:
        assert report is not None
        return report
