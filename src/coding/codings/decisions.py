"""What was decided together where coders differ: a layer of its own, over what each of them gave."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from coding.codebook import StoredCodebook
from coding.store.schema import Adjudication, Code, Coder, Segment

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["id", "segment_id", "code", "decision", "reason", "author", "created_at"]


class Decision(StrEnum):
    """What was decided about one code in one segment; the newest holds."""

    APPLY = "apply"
    NOT = "not"
    DISCUSS = "discuss"
    WITHDRAW = "withdraw"


SETTLED = (Decision.APPLY.value, Decision.NOT.value)


def decisions() -> Select[*tuple[Any, ...]]:
    """Return the question for decisions, columns as in ``COLUMNS``."""
    return (
        select(
            Adjudication.id,
            Adjudication.segment_id,
            Code.key,
            Adjudication.action,
            Adjudication.reason,
            Coder.name,
            Adjudication.created_at,
        )
        .join(Code, Code.id == Adjudication.code_id)
        .join(Coder, Coder.id == Adjudication.author_id)
    )


def standing(connection: Connection, question_id: int) -> "pd.DataFrame":
    """Return the newest row on each segment and code of a question, what was withdrawn left out.

    Returns
    -------
    ``[id, segment_id, code, decision, reason, author, created_at]``, oldest decision first.
    """
    import pandas as pd

    newest = (
        select(func.max(Adjudication.id))
        .join(Segment, Segment.id == Adjudication.segment_id)
        .where(Segment.question_id == question_id)
        .group_by(Adjudication.segment_id, Adjudication.code_id)
    )
    rows = connection.execute(
        decisions()
        .where(Adjudication.id.in_(newest), Adjudication.action != Decision.WITHDRAW.value)
        .order_by(Adjudication.id)
    ).all()
    return pd.DataFrame(rows, columns=COLUMNS)


def newest_rows(connection: Connection, segment_id: int) -> dict[int, Row[int, int, str, str, int]]:
    """Return the newest row on each code of a segment, by the code's number."""
    rows = connection.execute(
        select(
            Adjudication.id,
            Adjudication.code_id,
            Adjudication.action,
            Adjudication.reason,
            Adjudication.author_id,
        )
        .where(Adjudication.segment_id == segment_id)
        .order_by(Adjudication.id)
    )
    return {row.code_id: row for row in rows}


def stood_before(connection: Connection, segment_id: int, code_id: int, at: int) -> tuple[str, str]:
    """Return the decision and reason that stood before a row was written."""
    row = connection.execute(
        select(Adjudication.action, Adjudication.reason)
        .where(Adjudication.segment_id == segment_id, Adjudication.code_id == code_id, Adjudication.id < at)
        .order_by(Adjudication.id.desc())
        .limit(1)
    ).one_or_none()
    return (row.action, row.reason) if row else (Decision.WITHDRAW.value, "")


def write_decisions(
    connection: Connection,
    codebook: StoredCodebook,
    segment_id: int,
    rows: Mapping[int, tuple[str, str]],
    *,
    coder_id: int,
    batch: str,
) -> None:
    """Append one row per code: its number, with the decision and the reason."""
    values = [
        {
            "segment_id": segment_id,
            "code_id": code_id,
            "author_id": coder_id,
            "action": action,
            "reason": reason,
            "batch": batch,
            "codebook_version_id": codebook.version_id,
        }
        for code_id, (action, reason) in rows.items()
    ]
    if values:
        connection.execute(insert(Adjudication), values)
