"""Texts that wait for a review of personal data: staged, decided about, released or thrown away."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, select, update

from coding.corpus import By, Fingerprint, ImportReport, ReadDocument, SurveyMapping, sign
from coding.errors import CodingError
from coding.i18n import _
from coding.pseudonyms import deciding, staging
from coding.pseudonyms.findings import Finding
from coding.pseudonyms.freezing import write_report, write_survey
from coding.pseudonyms.replace import Placeholders
from coding.pseudonyms.review import Group, groups
from coding.pseudonyms.rows import (
    DISCARDED,
    RELEASED,
    WAITING,
    Batch,
    note,
    placed_findings,
    read_batch,
    require_waiting,
    staged_texts,
)
from coding.pseudonyms.vault import unseal
from coding.store import Database
from coding.store.schema import (
    PseudonymBatch,
    PseudonymEvent,
    PseudonymFinding,
    PseudonymText,
)

if TYPE_CHECKING:
    from coding.pseudonyms.recognise import Recogniser

Progress = Callable[[int, int], None]


class Pseudonyms:
    """The waiting room of one project: nothing in it can be coded, analysed or exported."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ── in ──────────────────────────────────────────────────────────────────────────────────────

    def stage_survey(
        self,
        content: bytes,
        *,
        name: str,
        mapping: SurveyMapping,
        recogniser: "Recogniser",
        by: str,
        passphrase: str | None = None,
        progress: Progress | None = None,
    ) -> Batch | ImportReport:
        """Read a survey and let its new answers wait for a review.

        Parameters
        ----------
        content, name, mapping
            As for `Corpus.import_survey`.
        recogniser
            What to look for.
        by
            Who asked for it.
        passphrase
            Keep the file as it came under this passphrase; without one it is not kept at all.
        progress
            Called with the number of texts done and their total.

        Returns
        -------
        Batch or ImportReport
            What waits; the report of the import when there was nothing new to wait for.

        Raises
        ------
        InputError
            As `Corpus.import_survey` does, and when personal data can neither be replaced nor kept out;
            nothing is stored then.
        """
        return staging.stage_survey(
            self._database,
            staging.Incoming(content, name, recogniser, by, passphrase, progress),
            mapping,
        )

    def stage_report(
        self,
        content: bytes,
        document: ReadDocument,
        *,
        name: str,
        question: str,
        recogniser: "Recogniser",
        by: str,
        question_text: str | None = None,
        codebook: str | None = None,
        title: str | None = None,
        details: Mapping[str, Any] | None = None,
        cut_by: By = "paragraph",
        passphrase: str | None = None,
        progress: Progress | None = None,
    ) -> Batch | ImportReport:
        """Let a report that was read (and perhaps edited) wait for a review; else as `stage_survey`."""
        wanted = {
            "question": question,
            "question_text": question_text,
            "codebook": codebook,
            "title": title,
            "details": dict(details or {}),
            "by": cut_by,
        }
        return staging.stage_report(
            self._database,
            staging.Incoming(content, name, recogniser, by, passphrase, progress),
            document,
            wanted,
        )

    # ── looking ─────────────────────────────────────────────────────────────────────────────────

    def batches(self, *, state: str | None = None) -> list[Batch]:
        """Return all files that wait or waited, the oldest first."""
        with self._database.read() as connection:
            query = select(PseudonymBatch.id).order_by(PseudonymBatch.id)
            if state is not None:
                query = query.where(PseudonymBatch.state == state)
            return [read_batch(connection, int(number)) for number in connection.scalars(query).all()]

    def in_use(self) -> bool:
        """Tell whether any file waits or waited."""
        with self._database.read() as connection:
            return connection.scalar(select(PseudonymBatch.id).limit(1)) is not None

    def waiting(self) -> list[Batch]:
        """Return the files that wait for their review."""
        return self.batches(state=WAITING)

    def batch(self, batch_id: int) -> Batch:
        """Return one file.

        Raises
        ------
        NotFoundError
            When it does not exist.
        """
        with self._database.read() as connection:
            return read_batch(connection, batch_id)

    def texts(self, batch_id: int) -> list[tuple[int, str, str]]:
        """Return the texts that wait, in order: number, label, text."""
        with self._database.read() as connection:
            return [(row.id, row.label, row.text) for row in staged_texts(connection, batch_id)]

    def groups(self, batch_id: int) -> list[Group]:
        """Return what was found, strings with all their places."""
        with self._database.read() as connection:
            texts = {row.id: row.text for row in staged_texts(connection, batch_id)}
            return groups(placed_findings(connection, batch_id), texts)

    def events(self, batch_id: int) -> list[tuple[str, str, datetime]]:
        """Return who did what when, in order: action, who, moment."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(PseudonymEvent.action, PseudonymEvent.who, PseudonymEvent.created_at)
                .where(PseudonymEvent.batch_id == batch_id)
                .order_by(PseudonymEvent.id)
            ).all()
        return [(row.action, row.who, row.created_at) for row in rows]

    # ── deciding ────────────────────────────────────────────────────────────────────────────────

    def decide(self, batch_id: int, *, kind: str, string: str, accept: bool, by: str) -> int:
        """Say whether a string is replaced, at every place where it stands; return how many those are."""
        with self._database.write() as connection:
            return deciding.decide(connection, batch_id, kind=kind, string=string, accept=accept, by=by)

    def add(self, batch_id: int, *, string: str, kind: str, by: str) -> int:
        """Replace words that were not found, wherever they stand; return at how many places.

        Raises
        ------
        CodingError
            When they stand nowhere, or only inside what is replaced already.
        """
        with self._database.write() as connection:
            return deciding.add(connection, batch_id, string=string, kind=kind, by=by)

    def places_to_add(self, batch_id: int, *, string: str) -> int:
        """Return at how many places `add` would replace words; 0 when they stand nowhere or go already."""
        with self._database.read() as connection:
            return deciding.places_to_add(connection, batch_id, string=string)

    def undo(self, batch_id: int, *, by: str) -> bool:
        """Take back the last decision that still stands; tell whether there was one."""
        with self._database.write() as connection:
            return deciding.undo(connection, batch_id, by=by)

    # ── out ─────────────────────────────────────────────────────────────────────────────────────

    def release(self, batch_id: int, *, by: str) -> ImportReport:
        """Freeze the texts with their placeholders and delete the originals.

        What nobody decided about is replaced as proposed. Documents and segments are written and the
        texts that waited deleted in one transaction; then the database is written anew, so that nothing
        of them remains in its file.
        """
        with self._database.write() as connection:
            require_waiting(connection, batch_id)
            row = connection.execute(
                select(
                    PseudonymBatch.name,
                    PseudonymBatch.kind,
                    PseudonymBatch.sha256,
                    PseudonymBatch.mapping_sha256,
                    PseudonymBatch.payload,
                ).where(PseudonymBatch.id == batch_id)
            ).one()
            texts, counts = self._replaced(connection, batch_id)
            fingerprint = Fingerprint(row.sha256)
            report = (
                write_survey(
                    connection,
                    row.payload,
                    texts,
                    name=row.name,
                    fingerprint=fingerprint,
                    mapping_sha256=row.mapping_sha256,
                )
                if row.kind == "survey"
                else write_report(connection, row.payload, texts, name=row.name, fingerprint=fingerprint)
            )
            sign(connection, by)
            self._empty(connection, batch_id, RELEASED, counts)
            note(connection, batch_id, "release", by, {"replaced": sum(counts.values())})
        self._database.compact()
        return report

    def discard(self, batch_id: int, *, by: str) -> None:
        """Throw away texts that wait; nothing of the file is imported or stays."""
        with self._database.write() as connection:
            require_waiting(connection, batch_id)
            self._empty(connection, batch_id, DISCARDED, {})
            connection.execute(update(PseudonymBatch).where(PseudonymBatch.id == batch_id).values(kept=None))
            note(connection, batch_id, "discard", by, {})
        self._database.compact()

    def original(self, batch_id: int, passphrase: str, *, by: str) -> tuple[str, bytes]:
        """Return name and content of a file as it came, with the passphrase it was kept under.

        Raises
        ------
        InputError
            When the passphrase is wrong.
        CodingError
            When the file was not kept.
        """
        sealed = self._kept(batch_id)
        content = unseal(sealed, passphrase)
        with self._database.write() as connection:
            note(connection, batch_id, "show", by, {})
            return read_batch(connection, batch_id).name, content

    def destroy_original(self, batch_id: int, *, by: str) -> None:
        """Delete a file that was kept, for good."""
        self._kept(batch_id)
        with self._database.write() as connection:
            connection.execute(update(PseudonymBatch).where(PseudonymBatch.id == batch_id).values(kept=None))
            note(connection, batch_id, "destroy", by, {})
        self._database.compact()

    def _kept(self, batch_id: int) -> bytes:
        with self._database.read() as connection:
            read_batch(connection, batch_id)
            kept = connection.scalar(select(PseudonymBatch.kept).where(PseudonymBatch.id == batch_id))
        if kept is None:
            raise CodingError(_("Van dit bestand is geen origineel bewaard."))
        return bytes(kept)

    def _replaced(self, connection: Connection, batch_id: int) -> tuple[list[str], Counter[str]]:
        """Return the texts with placeholders, in order, and how often which kind was replaced."""
        accepted: dict[int, list[Finding]] = {}
        for place in placed_findings(connection, batch_id):
            if place.accepted:
                accepted.setdefault(place.text_id, []).append(place.finding)
        people: dict[str, Placeholders] = {}
        counts: Counter[str] = Counter()
        texts = []
        for row in staged_texts(connection, batch_id):
            findings = accepted.get(row.id, [])
            texts.append(people.setdefault(row.belongs, Placeholders()).replace(row.text, findings))
            counts.update(finding.kind for finding in findings)
        return texts, counts

    def _empty(self, connection: Connection, batch_id: int, state: str, counts: Mapping[str, int]) -> None:
        connection.execute(delete(PseudonymFinding).where(PseudonymFinding.batch_id == batch_id))
        connection.execute(delete(PseudonymText).where(PseudonymText.batch_id == batch_id))
        connection.execute(
            update(PseudonymBatch)
            .where(PseudonymBatch.id == batch_id)
            .values(state=state, payload={}, counts=dict(counts))
        )
