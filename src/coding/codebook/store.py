"""Codebooks in a project: every save is a version, codes keep their identity through all of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, insert, select

from coding.codebook.model import CodebookContent
from coding.errors import CodingError, NotFoundError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Code, Codebook, CodebookVersion, Question

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


class Codebooks:
    """The codebooks of one project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keys(self) -> list[str]:
        """Return the ids of all codebooks, in alphabetical order."""
        with self._database.read() as connection:
            return list(connection.scalars(select(Codebook.key).order_by(Codebook.key)))

    def add(self, content: CodebookContent, *, author: str, reason: str) -> StoredCodebook:
        """Save a codebook as a new version; the same content as the newest version changes nothing.

        Parameters
        ----------
        content
            The whole codebook.
        author, reason
            Who saves it and why, for the history.

        Raises
        ------
        CodingError
            When a code of an earlier version is missing: codings may hang on it.
        """
        with self._database.write() as connection:
            codebook_id = connection.scalar(select(Codebook.id).where(Codebook.key == content.id))
            if codebook_id is None:
                codebook_id = connection.execute(
                    insert(Codebook).values(key=content.id).returning(Codebook.id)
                ).scalar_one()
            newest = _newest(connection, codebook_id)
            if newest is None or not _same(newest.content, content):
                _refuse_lost_codes(connection, codebook_id, content)
                connection.execute(
                    insert(CodebookVersion).values(
                        codebook_id=codebook_id,
                        number=newest.number + 1 if newest else 1,
                        content=content.to_dict(),
                        author=author,
                        reason=reason,
                    )
                )
                _add_new_codes(connection, codebook_id, content)
        return self.current(content.id)

    def current(self, key: str) -> StoredCodebook:
        """Return the newest version of a codebook.

        Raises
        ------
        NotFoundError
            When the project has no such codebook.
        """
        with self._database.read() as connection:
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
            raise NotFoundError(_("Vraag '{key}' bestaat niet in dit project.").format(key=question_key))
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
    version = _newest(connection, codebook_id)
    assert version is not None
    codes = connection.execute(select(Code.key, Code.id).where(Code.codebook_id == codebook_id))
    return StoredCodebook(
        codebook_id=codebook_id,
        version_id=version.id,
        number=version.number,
        content=CodebookContent.from_dict(version.content),
        code_ids={row.key: row.id for row in codes},
    )


def _refuse_lost_codes(connection: Connection, codebook_id: int, content: CodebookContent) -> None:
    lost = set(connection.scalars(select(Code.key).where(Code.codebook_id == codebook_id))) - {
        code.id for code in content.codes
    }
    if lost:
        raise CodingError(
            _(
                "Deze codes ontbreken in de nieuwe versie: {codes}. Een code verdwijnt nooit, want er kunnen "
                "coderingen aan hangen; laat hem staan en zeg in de definitie dat hij niet meer geldt."
            ).format(codes=", ".join(sorted(lost)))
        )


def _add_new_codes(connection: Connection, codebook_id: int, content: CodebookContent) -> None:
    known = set(connection.scalars(select(Code.key).where(Code.codebook_id == codebook_id)))
    new = [{"codebook_id": codebook_id, "key": code.id} for code in content.codes if code.id not in known]
    if new:
        connection.execute(insert(Code), new)
