"""What was decided together where coders differ: a layer of its own, over what each of them gave."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, func, select

from coding.errors import NotFoundError
from coding.i18n import _
from coding.store.schema import Adjudication, Code, Coder, Question, Segment

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


def question_number(connection: Connection, question_key: str) -> int:
    """Return the number of a question in the database.

    Raises
    ------
    NotFoundError
        When there is no such question.
    """
    number = connection.scalar(select(Question.id).where(Question.key == question_key))
    if number is None:
        raise NotFoundError(_("Vraag '{key}' bestaat niet in dit project.").format(key=question_key))
    return number


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
