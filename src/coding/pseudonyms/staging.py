"""Letting a file wait: reading it, looking for personal data, storing what was found beside the texts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from coding.corpus import (
    Fingerprint,
    ImportReport,
    ReadDocument,
    SurveyMapping,
    arranged,
    read_survey,
    read_table,
)
from coding.errors import InputError
from coding.i18n import _
from coding.placeholders import fits
from coding.pseudonyms.besides import NUMBERED, look_besides, name_warning, scrubbed
from coding.pseudonyms.freezing import try_report, try_survey
from coding.pseudonyms.rows import WAITING, Batch, inserted, note, read_batch
from coding.pseudonyms.staged import (
    StagedText,
    report_payload,
    report_texts,
    survey_payload,
    survey_texts,
)
from coding.pseudonyms.vault import seal
from coding.store import Database
from coding.store.schema import (
    Document,
    PseudonymBatch,
    PseudonymFinding,
    PseudonymText,
    Question,
    Respondent,
)

if TYPE_CHECKING:
    from coding.pseudonyms.recognise import Recogniser


@dataclass(frozen=True)
class Incoming:
    """A file that will wait, what to look for in it, who asked for it and how it is kept."""

    content: bytes
    name: str
    recogniser: "Recogniser"
    by: str
    passphrase: str | None
    progress: Callable[[int, int], None] | None


def stage_survey(database: Database, file: Incoming, mapping: SurveyMapping) -> Batch | ImportReport:
    """Read a survey and let its new answers wait; see `Pseudonyms.stage_survey`."""
    table = read_table(file.content, name=file.name, options=mapping.file.options())
    data = read_survey(table, mapping)
    tried = try_survey(database, data, mapping, name=file.name, fingerprint=Fingerprint.of(file.content))
    if tried.unchanged:
        return tried
    besides = look_besides(table, data, mapping, recogniser=file.recogniser)
    stored = _stored_answers(database, mapping.id)
    if besides.respondents or besides.data.records[0].respondent != data.records[0].respondent:
        _refuse_numbered(database, mapping, file.name)

    def known(respondent: str, key: str, text: str) -> bool:
        before = stored.get((respondent.casefold(), key))
        return before is not None and (before == text or fits(before, text))

    answers = survey_texts(besides.data, leave_out=known)
    payload = survey_payload(besides.data, mapping, answers) | besides.payload(len(answers))
    texts = [*answers, *besides.texts()]
    batch = _stage(database, file, "survey", mapping.sha256(), payload, texts)
    return replace(batch, warnings=(*besides.warnings, *name_warning(file.name, batch.name)))


def stage_report(
    database: Database, file: Incoming, document: ReadDocument, wanted: Mapping[str, Any]
) -> Batch | ImportReport:
    """Let a report wait; see `Pseudonyms.stage_report`. ``wanted``: question, title and the like."""
    fingerprint = Fingerprint.of(file.content)
    tried = try_report(database, document, wanted, name=file.name, fingerprint=fingerprint)
    if tried.unchanged:
        return tried
    # A title that was given is looked at as one in the document is.
    document = replace(arranged(document, by=wanted["by"]), title=wanted["title"] or document.title)
    texts = report_texts(document, page_label=lambda page: _("p. {page}").format(page=page))
    payload = report_payload(document, **{**wanted, "title": None})
    batch = _stage(database, file, "report", f"report:{wanted['question']}", payload, texts)
    return replace(batch, warnings=name_warning(file.name, batch.name))


def _stage(
    database: Database,
    file: Incoming,
    kind: str,
    way: str,
    payload: dict[str, Any],
    texts: Sequence[StagedText],
) -> Batch:
    """Look for personal data (outside any transaction), then store what waits in one."""
    fingerprint = Fingerprint.of(file.content).sha256
    kept = seal(file.content, file.passphrase) if file.passphrase is not None else None
    name = scrubbed(file.name, file.recogniser)
    found = file.recogniser.find_together(
        [text.text for text in texts], [text.belongs for text in texts], progress=file.progress
    )
    with database.write() as connection:
        before = connection.scalar(
            select(PseudonymBatch.id).where(
                PseudonymBatch.sha256 == fingerprint,
                PseudonymBatch.mapping_sha256 == way,
                PseudonymBatch.state == WAITING,
            )
        )
        if before is not None:
            return read_batch(connection, int(before))
        batch_id = inserted(
            connection,
            PseudonymBatch,
            name=name,
            kind=kind,
            sha256=fingerprint,
            mapping_sha256=way,
            state=WAITING,
            payload=payload,
            counts={},
            kept=kept,
        )
        if texts:
            rows = [{"batch_id": batch_id, "place": place, **vars(text)} for place, text in enumerate(texts)]
            connection.execute(insert(PseudonymText), rows)
        ids = connection.scalars(
            select(PseudonymText.id).where(PseudonymText.batch_id == batch_id).order_by(PseudonymText.place)
        ).all()
        findings = [
            {
                "batch_id": batch_id,
                "text_id": text_id,
                "accepted": True,
                "decided": False,
                **vars(finding),
            }
            for text_id, findings in zip(ids, found, strict=True)
            for finding in findings
        ]
        if findings:
            connection.execute(insert(PseudonymFinding), findings)
        note(connection, batch_id, "stage", file.by, {"texts": len(texts), "findings": len(findings)})
        return read_batch(connection, batch_id)


def _stored_answers(database: Database, survey: str) -> dict[tuple[str, str], str]:
    with database.read() as connection:
        rows = connection.execute(
            select(Respondent.key.label("respondent"), Question.key, Document.text)
            .join(Respondent, Respondent.id == Document.respondent_id)
            .join(Question, Question.id == Document.question_id)
            .where(Question.survey == survey)
        ).all()
    return {(row.respondent.casefold(), row.key): row.text for row in rows}


def _refuse_numbered(database: Database, mapping: SurveyMapping, name: str) -> None:
    """Refuse to add to a survey whose respondents became numbers: who is who was not kept."""
    with database.read() as connection:
        keys = connection.scalars(select(Respondent.key).where(Respondent.survey == mapping.id)).all()
    if any(NUMBERED.fullmatch(key) for key in keys):
        raise InputError(
            _(
                "in deze peiling zijn namen van respondenten eerder door nummers vervangen, en wie wie is, "
                "is niet bewaard: aanvullen kan niet meer. Geef deze uitdraai een eigen korte naam ('id'), "
                "of kies een kolom met een nummer als respondent."
            ),
            file=name,
            column=mapping.respondent,
        )
