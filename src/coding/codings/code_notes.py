"""Notes at codes: a memo, or that the definition must be clearer; closed, never erased."""

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.orm import aliased

from coding.codebook import Codebooks
from coding.errors import CodingError, InputError, NotFoundError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Code, Codebook, CodeNote, Coder, Segment

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "id",
    "code",
    "kind",
    "text",
    "author",
    "created_at",
    "segment_id",
    "segment_text",
    "closed_by",
    "closed_at",
    "closing_text",
)


class NoteKind(StrEnum):
    """What a note at a code is."""

    MEMO = "memo"
    CLARIFY = "clarify"


class CodeNotes:
    """The notes at the codes of one project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        codebook_key: str,
        code: str,
        text: str,
        *,
        author_id: int,
        kind: NoteKind | str = NoteKind.MEMO,
        segment_id: int | None = None,
    ) -> int:
        """Note something at a code and return the note's number.

        Parameters
        ----------
        author_id
            The number of the person who notes it.
        kind
            ``memo``, or ``clarify``: the definition must be clearer (the text may then be empty).
        segment_id
            The text that gave rise to it.

        Raises
        ------
        CodingError
            When a memo has no text, or there is no such code or text.
        """
        kind = NoteKind(kind)
        if kind is NoteKind.MEMO and not text.strip():
            raise InputError(_("Schrijf wat u bij deze code wilt onthouden."))
        with self._database.write() as connection:
            stored = Codebooks.read_current(connection, codebook_key)
            if code not in stored.code_ids:
                raise NotFoundError(_("Code '{code}' staat niet in het codeboek.").format(code=code))
            if segment_id is not None and not connection.scalar(
                select(Segment.id).where(Segment.id == segment_id)
            ):
                raise NotFoundError(_("Er is geen tekst met nummer {id}.").format(id=segment_id))
            return insert_note(
                connection,
                code_id=stored.code_ids[code],
                author_id=author_id,
                kind=kind.value,
                text=text.strip(),
                segment_id=segment_id,
            )

    def latest(self) -> int:
        """Return the number of the newest note or closing; it changes whenever notes do."""
        with self._database.read() as connection:
            return connection.scalar(select(func.max(CodeNote.id))) or 0

    def close(self, note_id: int, *, author_id: int, text: str = "") -> None:
        """Say that a note is dealt with, and how; the note itself stays.

        Raises
        ------
        CodingError
            When there is no such note, or it was closed before.
        """
        with self._database.write() as connection:
            note = connection.execute(
                select(CodeNote.code_id, CodeNote.kind).where(
                    CodeNote.id == note_id, CodeNote.closes_id.is_(None)
                )
            ).one_or_none()
            if note is None:
                raise NotFoundError(_("Er is geen notitie {id}.").format(id=note_id))
            if connection.scalar(select(CodeNote.id).where(CodeNote.closes_id == note_id)) is not None:
                raise CodingError(_("Deze notitie is al afgehandeld."))
            insert_note(
                connection,
                code_id=note.code_id,
                author_id=author_id,
                kind=note.kind,
                text=text.strip(),
                closes_id=note_id,
            )

    def list(self, codebook_key: str, *, code: str | None = None, closed: bool = False) -> "pd.DataFrame":
        """Return the notes at the codes of a codebook, newest first.

        Parameters
        ----------
        code
            Only those at this code.
        closed
            Also those that are dealt with.

        Returns
        -------
        ``[id, code, kind, text, author, created_at, segment_id, segment_text, closed_by, closed_at,
        closing_text]``; the last three are None where the note is open.
        """
        import pandas as pd

        closing, closer = aliased(CodeNote), aliased(Coder)
        statement = (
            select(
                CodeNote.id,
                Code.key,
                CodeNote.kind,
                CodeNote.text,
                Coder.name,
                CodeNote.created_at,
                CodeNote.segment_id,
                Segment.text,
                closer.name,
                closing.created_at,
                closing.text,
            )
            .join(Code, Code.id == CodeNote.code_id)
            .join(Codebook, Codebook.id == Code.codebook_id)
            .join(Coder, Coder.id == CodeNote.author_id)
            .outerjoin(Segment, Segment.id == CodeNote.segment_id)
            .outerjoin(closing, closing.closes_id == CodeNote.id)
            .outerjoin(closer, closer.id == closing.author_id)
            .where(Codebook.key == codebook_key, CodeNote.closes_id.is_(None))
            .order_by(CodeNote.id.desc())
        )
        if code is not None:
            statement = statement.where(Code.key == code)
        if not closed:
            statement = statement.where(closing.id.is_(None))
        with self._database.read() as connection:
            rows = [tuple(row) for row in connection.execute(statement)]
        return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def insert_note(connection: Connection, **values: object) -> int:
    """Write a note within the caller's transaction and return its number."""
    return connection.execute(insert(CodeNote).values(**values).returning(CodeNote.id)).scalar_one()
