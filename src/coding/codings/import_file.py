"""Bringing codings from a file into the project: all rows or none."""

import hashlib
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from coding.codebook import Codebooks, StoredCodebook
from coding.codings.events import Act, current_states, differences, write_events
from coding.codings.judging import with_code_ids
from coding.codings.model import Origin
from coding.codings.reference import CodingRow, CodingsFile, find_passage, letters_only, read_codings
from coding.errors import InputError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Document, Question, Respondent, Segment, SourceFile

if TYPE_CHECKING:
    from coding.codings.store import Codings

Placed = dict[tuple[str, str], dict[int, set[str]]]  # (coder, question) -> segment -> codes


class _Places:
    """Finds the segment a row of a codings file speaks of."""

    def __init__(self, connection: Connection, *, about_passages: bool, name: str) -> None:
        self.name = name
        self.about_passages = about_passages
        self.questions: dict[int, str] = {}
        self.answers: dict[tuple[str, str], int] = {}
        self.passages: dict[str, list[tuple[int, str]]] = {}
        if about_passages:
            self._load_passages(connection)
        else:
            self._load_answers(connection)
        self.known = sorted(connection.scalars(select(Question.key)))

    def _load_answers(self, connection: Connection) -> None:
        for row in connection.execute(
            select(Segment.id, Question.key, Respondent.key.label("respondent"))
            .join(Document, Document.id == Segment.document_id)
            .join(Question, Question.id == Document.question_id)
            .join(Respondent, Respondent.id == Document.respondent_id)
            .order_by(Segment.id)
        ):
            self.questions[row.id] = row.key
            self.answers.setdefault((row.key, row.respondent.casefold()), row.id)

    def _load_passages(self, connection: Connection) -> None:
        for row in connection.execute(
            select(Segment.id, Question.key, SourceFile.name, Segment.text)
            .join(Document, Document.id == Segment.document_id)
            .join(SourceFile, SourceFile.id == Document.source_file_id)
            .join(Question, Question.id == Document.question_id)
            .where(Document.respondent_id.is_(None), Segment.codable)
            .order_by(Document.id, Segment.ordinal)
        ):
            self.questions[row.id] = row.key
            self.passages.setdefault(row.name, []).append((row.id, letters_only(row.text)))

    def find(self, row: CodingRow) -> int:
        """Return the segment, or say what does not exist."""
        first, second = row.place
        if self.about_passages:
            if first not in self.passages:
                raise InputError(
                    _("het document '{document}' staat niet in dit project.").format(document=first),
                    file=self.name,
                    row=row.row,
                    column="document",
                )
            segment_id = find_passage(second, self.passages[first])
            if segment_id is None:
                raise InputError(
                    _("de passage '{passage}' staat niet in {document}.").format(
                        passage=second, document=first
                    ),
                    file=self.name,
                    row=row.row,
                    column="passage",
                )
            return segment_id
        if first not in self.known:
            raise InputError(
                _("vraag '{question}' bestaat niet in dit project; er zijn: {known}.").format(
                    question=first, known=", ".join(self.known) or _("geen")
                ),
                file=self.name,
                row=row.row,
                column="question",
            )
        if (first, second.casefold()) not in self.answers:
            raise InputError(
                _("'{respondent}' heeft geen antwoord op vraag '{question}'.").format(
                    respondent=second, question=first
                ),
                file=self.name,
                row=row.row,
                column="respondent",
            )
        return self.answers[first, second.casefold()]


def _place_rows(file: CodingsFile, places: _Places, codebooks: Mapping[str, StoredCodebook]) -> Placed:
    placed: Placed = {}
    for row in file.rows:
        segment_id = places.find(row)
        question = places.questions[segment_id]
        codebook = codebooks.get(question)
        if codebook is None:
            raise InputError(
                _("vraag '{question}' heeft nog geen codeboek.").format(question=question),
                file=places.name,
                row=row.row,
            )
        if row.code and row.code not in codebook.content:
            raise InputError(
                _("code '{code}' staat niet in het codeboek '{codebook}'.").format(
                    code=row.code, codebook=codebook.content.id
                ),
                file=places.name,
                row=row.row,
                column="code",
            )
        codes = placed.setdefault((row.coder, question), {}).setdefault(segment_id, set())
        if row.code:
            codes.add(codebook.content.current_id(row.code))
    return placed


def import_codings(codings: "Codings", database: Database, content: bytes, *, name: str) -> int:
    """Do what `Codings.import_codings` promises."""
    file = read_codings(content, name=name)
    sha256 = hashlib.sha256(content).hexdigest()
    with database.read() as connection:
        if connection.scalar(select(SourceFile.id).where(SourceFile.sha256 == sha256)) is not None:
            return 0
        places = _Places(connection, about_passages=file.about_passages, name=name)
        codebooks = {
            key: Codebooks.read_for_question(connection, key)
            for key in connection.scalars(select(Question.key).where(Question.codebook_id.is_not(None)))
        }
    placed = _place_rows(file, places, codebooks)
    coder_ids = {coder: codings.ensure_coder(coder) for coder in sorted({coder for coder, _q in placed})}
    n_new = 0
    with database.write() as connection:
        for (coder, question), wanted in placed.items():
            n_new += _store(connection, coder_ids[coder], codebooks[question], wanted)
        connection.execute(
            insert(SourceFile).values(
                name=name,
                kind="codings",
                sha256=sha256,
                content=content,
                mapping={},
                report={"n_judgements": n_new},
            )
        )
    return n_new


def _store(
    connection: Connection, coder_id: int, codebook: StoredCodebook, wanted: Mapping[int, set[str]]
) -> int:
    """Write what a file says of the segments this coder has not judged yet."""
    states = current_states(connection, coder_id, list(wanted))
    untouched = {segment_id: codes for segment_id, codes in wanted.items() if not states[segment_id].version}
    events = [
        event
        for segment_id, codes in untouched.items()
        for event in differences(
            states[segment_id],
            segment_id=segment_id,
            codes=frozenset(codes),
            read=True,
            memo="",
            origins={},
            default_origin=Origin.IMPORT,
        )
    ]
    act = Act(coder_id, codebook.version_id, uuid.uuid4().hex)
    write_events(connection, act, with_code_ids(events, codebook.code_ids), states)
    return len(untouched)
