"""Codebooks in a project: every save is a version, codes keep their identity through all of them."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, insert, select

from coding.codebook.changes import Kind
from coding.codebook.difference import difference, sentences
from coding.codebook.model import CodebookContent
from coding.errors import CodingError, NotFoundError, StaleWriteError
from coding.i18n import _
from coding.store import Database, unknown_question
from coding.store.schema import Code, Codebook, CodebookChange, CodebookVersion, Question

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class StoredCodebook:
    """A codebook version as it stands in the project.

    Attributes
    ----------
    version_id, number
        The version's identity in the database, and its number for people (1, 2, …).
    code_ids
        Database identity of each code, by its permanent id.
    """

    codebook_id: int
    version_id: int
    number: int
    content: CodebookContent
    code_ids: Mapping[str, int]


@dataclass(frozen=True)
class NewVersion:
    """A state to be saved, and the step that leads to it.

    ``details`` and ``batch`` are those of the step; ``undoes_id`` the step that it takes back.
    """

    content: CodebookContent
    kind: Kind
    author: str
    reason: str
    details: Mapping[str, Any] = field(default_factory=dict)
    batch: str = field(default_factory=lambda: uuid.uuid4().hex)
    undoes_id: int | None = None


class ConflictError(StaleWriteError):
    """Somebody else saved a version that touches the same; nothing was written.

    Attributes
    ----------
    newest
        What stands there now.
    author
        Who saved it.
    found
        What the other changed, in sentences.
    """

    def __init__(self, newest: StoredCodebook, *, author: str, found: list[str]) -> None:
        super().__init__(
            _(
                "{author} heeft dit codeboek intussen gewijzigd (versie {n}). {changes} Er is niets "
                "opgeslagen: bekijk die wijziging en beslis wat er moet staan."
            ).format(author=author, n=newest.number, changes=" ".join(found))
        )
        self.newest = newest
        self.author = author
        self.found = found


class Codebooks:
    """The codebooks of one project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keys(self) -> list[str]:
        """Return the ids of all codebooks, in alphabetical order."""
        with self._database.read() as connection:
            return list(connection.scalars(select(Codebook.key).order_by(Codebook.key)))

    def add(
        self, content: CodebookContent, *, author: str, reason: str, based_on: int | None = None
    ) -> StoredCodebook:
        """Save a codebook as a new version; the same content as the newest version changes nothing.

        Codings are left as they are: where codes are merged, save with ``project.codebook_steps``.

        Parameters
        ----------
        content
            The whole codebook.
        author, reason
            Who saves it and why, for the history.
        based_on
            The number of the version this one was made from.

        Raises
        ------
        CodingError
            When a code of an earlier version is missing, or newly merged: codings may hang on it.
        ConflictError
            When there is a newer version than ``based_on``.
        """
        with self._database.write() as connection:
            codebook_id = connection.scalar(select(Codebook.id).where(Codebook.key == content.id))
            if codebook_id is None:
                codebook_id = connection.execute(
                    insert(Codebook).values(key=content.id).returning(Codebook.id)
                ).scalar_one()
            elif (newest := _newest(connection, codebook_id)) is not None:
                stored = _stored(connection, codebook_id)
                if _same(newest.content, content):
                    return stored
                if based_on is not None and based_on != stored.number:
                    raise self.conflict(connection, stored, based_on=based_on)
                if difference(stored.content, content).merged:
                    raise CodingError(_("Samenvoegen verzet coderingen; sla dit op met codebook_steps.save."))
            return self.write_version(connection, codebook_id, NewVersion(content, Kind.EDIT, author, reason))

    @staticmethod
    def write_version(connection: Connection, codebook_id: int, new: NewVersion) -> StoredCodebook:
        """Save a state and the step that led to it, in the caller's transaction.

        Raises
        ------
        CodingError
            When a code of an earlier version is missing.
        """
        newest = _newest(connection, codebook_id)
        if newest is not None:
            Codebooks.refuse_lost_codes(CodebookContent.from_dict(newest.content), new.content)
        version_id = connection.execute(
            insert(CodebookVersion)
            .values(
                codebook_id=codebook_id,
                number=newest.number + 1 if newest else 1,
                content=new.content.to_dict(),
                author=new.author,
                reason=new.reason,
            )
            .returning(CodebookVersion.id)
        ).scalar_one()
        connection.execute(
            insert(CodebookChange).values(
                codebook_id=codebook_id,
                version_id=version_id,
                kind=new.kind.value,
                details=dict(new.details),
                author=new.author,
                reason=new.reason,
                batch=new.batch,
                undoes_id=new.undoes_id,
            )
        )
        _add_new_codes(connection, codebook_id, new.content)
        return _stored(connection, codebook_id)

    @staticmethod
    def refuse_lost_codes(before: CodebookContent, after: CodebookContent) -> None:
        """Raise `CodingError` when a code is missing in a newer state."""
        if lost := sorted(code.id for code in before.codes if code.id not in after):
            raise CodingError(
                _(
                    "Deze codes ontbreken in de nieuwe versie: {codes}. Een code verdwijnt nooit, want er "
                    "kunnen coderingen aan hangen; laat hem staan en laat hem vervallen (retired: true)."
                ).format(codes=", ".join(lost))
            )

    @staticmethod
    def conflict(connection: Connection, newest: StoredCodebook, *, based_on: int) -> ConflictError:
        """Return the error that tells what others did since a version."""
        before = Codebooks.read_version(connection, newest.codebook_id, based_on)
        author = connection.scalar(
            select(CodebookVersion.author).where(CodebookVersion.id == newest.version_id)
        )
        found = sentences(difference(before.content, newest.content), names=newest.content.labels)
        return ConflictError(newest, author=str(author), found=found)

    def current(self, key: str) -> StoredCodebook:
        """Return the newest version of a codebook.

        Raises
        ------
        NotFoundError
            When the project has no such codebook.
        """
        with self._database.read() as connection:
            return self.read_current(connection, key)

    def version(self, key: str, number: int) -> StoredCodebook:
        """Return one version of a codebook; `NotFoundError` when there is none."""
        newest = self.current(key)
        with self._database.read() as connection:
            return self.read_version(connection, newest.codebook_id, number)

    @staticmethod
    def read_version(connection: Connection, codebook_id: int, number: int) -> StoredCodebook:
        """Return one version of a codebook within the caller's transaction."""
        row = connection.execute(
            select(CodebookVersion.id, CodebookVersion.number, CodebookVersion.content).where(
                CodebookVersion.codebook_id == codebook_id, CodebookVersion.number == number
            )
        ).one_or_none()
        if row is None:
            raise NotFoundError(_("Dit codeboek heeft geen versie {n}.").format(n=number))
        return _as_stored(connection, codebook_id, row)

    @staticmethod
    def read_current(connection: Connection, key: str) -> StoredCodebook:
        """Do `current` within the caller's transaction."""
        codebook_id = connection.scalar(select(Codebook.id).where(Codebook.key == key))
        if codebook_id is None:
            known = ", ".join(connection.scalars(select(Codebook.key).order_by(Codebook.key)))
            raise NotFoundError(
                _("Er is geen codeboek '{key}' in dit project; er zijn: {known}.").format(
                    key=key, known=known or _("geen")
                )
            )
        return _stored(connection, codebook_id)

    def for_question(self, question_key: str) -> StoredCodebook:
        """Return the newest version of the codebook a question is coded with.

        Raises
        ------
        NotFoundError
            When the question does not exist or has no codebook yet.
        """
        with self._database.read() as connection:
            return self.read_for_question(connection, question_key)

    @staticmethod
    def read_for_question(connection: Connection, question_key: str) -> StoredCodebook:
        """Do `for_question` within the caller's transaction."""
        question = connection.execute(
            select(Question.codebook_id).where(Question.key == question_key)
        ).one_or_none()
        if question is None:
            raise unknown_question(connection, question_key)
        if question.codebook_id is None:
            raise NotFoundError(
                _("Vraag '{key}' heeft nog geen codeboek; kies er een op de pagina Codeboek.").format(
                    key=question_key
                )
            )
        return _stored(connection, question.codebook_id)

    def versions(self, key: str) -> "pd.DataFrame":
        """Return all versions, newest first: number, author, reason, created_at, n_codes."""
        import pandas as pd

        with self._database.read() as connection:
            rows = connection.execute(
                select(
                    CodebookVersion.number,
                    CodebookVersion.author,
                    CodebookVersion.reason,
                    CodebookVersion.created_at,
                    CodebookVersion.content,
                )
                .join(Codebook, Codebook.id == CodebookVersion.codebook_id)
                .where(Codebook.key == key)
                .order_by(CodebookVersion.number.desc())
            ).all()
        return pd.DataFrame(
            [(row.number, row.author, row.reason, row.created_at, len(row.content["codes"])) for row in rows],
            columns=["number", "author", "reason", "created_at", "n_codes"],
        )


def _same(stored: dict[str, object], content: CodebookContent) -> bool:
    return json.dumps(stored, sort_keys=True) == json.dumps(content.to_dict(), sort_keys=True)


def _newest(connection: Connection, codebook_id: int) -> Row[int, int, dict[str, object]] | None:
    return connection.execute(
        select(CodebookVersion.id, CodebookVersion.number, CodebookVersion.content)
        .where(CodebookVersion.codebook_id == codebook_id)
        .order_by(CodebookVersion.number.desc())
        .limit(1)
    ).one_or_none()


def _stored(connection: Connection, codebook_id: int) -> StoredCodebook:
    newest = _newest(connection, codebook_id)
    assert newest is not None
    return _as_stored(connection, codebook_id, newest)


def _as_stored(
    connection: Connection, codebook_id: int, version: Row[int, int, dict[str, object]]
) -> StoredCodebook:
    codes = connection.execute(select(Code.key, Code.id).where(Code.codebook_id == codebook_id))
    return StoredCodebook(
        codebook_id=codebook_id,
        version_id=version.id,
        number=version.number,
        content=CodebookContent.from_dict(version.content),
        code_ids={row.key: row.id for row in codes},
    )


def _add_new_codes(connection: Connection, codebook_id: int, content: CodebookContent) -> None:
    known = set(connection.scalars(select(Code.key).where(Code.codebook_id == codebook_id)))
    new = [{"codebook_id": codebook_id, "key": code.id} for code in content.codes if code.id not in known]
    if new:
        connection.execute(insert(Code), new)
