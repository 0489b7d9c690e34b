"""Questions in the database: added once, refreshed on a later import."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from coding.corpus.source_files import inserted_id
from coding.errors import InputError
from coding.i18n import _
from coding.store.schema import Codebook, Question


@dataclass(frozen=True)
class WantedQuestion:
    """A question as an import wants it to be."""

    key: str
    survey: str
    kind: str
    text: str
    codebook: str | None = None
    asked_if: list[dict[str, Any]] | None = None  # none: what is known stays as it is


def ensure_questions(
    connection: Connection, wanted: Sequence[WantedQuestion], *, file: str
) -> tuple[dict[str, int], list[str]]:
    """Add the questions that are not there yet; return the id of each by key, and notes for the report.

    Raises
    ------
    InputError
        When a key belongs to a question of another survey or kind.
    """
    stored = {row.key: row for row in connection.execute(select(Question.__table__))}
    codebooks = {row.key: row.id for row in connection.execute(select(Codebook.key, Codebook.id))}
    position = (connection.scalar(select(func.max(Question.position))) or 0) + 1
    ids: dict[str, int] = {}
    notes: list[str] = []
    for question in wanted:
        codebook_id = codebooks.get(question.codebook or "")
        if question.codebook and codebook_id is None:
            notes.append(
                _("Vraag {key}: het codeboek '{codebook}' staat nog niet in dit project.").format(
                    key=question.key, codebook=question.codebook
                )
            )
        row = stored.get(question.key)
        if row is None:
            ids[question.key] = _add(connection, question, codebook_id, position)
            position += 1
            continue
        if (row.survey, row.kind) != (question.survey, question.kind):
            raise InputError(
                _("vraag {key} bestaat al in '{survey}'; geef deze vraag een ander id.").format(
                    key=question.key, survey=row.survey
                ),
                file=file,
            )
        ids[question.key] = row.id
        if row.text != question.text:
            notes.append(_("Vraag {key}: de tekst van de vraag is bijgewerkt.").format(key=question.key))
        asked_if = row.asked_if if question.asked_if is None else question.asked_if
        if asked_if != row.asked_if:
            notes.append(
                _("Vraag {key}: aan wie de vraag gesteld is, is bijgewerkt.").format(key=question.key)
            )
        connection.execute(
            update(Question)
            .where(Question.id == row.id)
            .values(text=question.text, codebook_id=row.codebook_id or codebook_id, asked_if=asked_if)
        )
    return ids, notes


def _add(connection: Connection, question: WantedQuestion, codebook_id: int | None, position: int) -> int:
    result = connection.execute(
        insert(Question).values(
            key=question.key,
            survey=question.survey,
            kind=question.kind,
            text=question.text,
            codebook_id=codebook_id,
            position=position,
            asked_if=question.asked_if,
        )
    )
    return inserted_id(result)
