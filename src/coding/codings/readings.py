"""Who read what and gave which codes, read as numbers: for questions with very many answers."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from coding.store import plain_rows
from coding.store.schema import Code, Coder, Coding, Judgement, Segment

if TYPE_CHECKING:
    import pandas as pd


def plain_readings(connection: Connection, question_id: int) -> "tuple[pd.DataFrame, pd.DataFrame]":
    """Return who read which segments of a question, and the codes given in them.

    Names are looked up once each rather than joined to every row, and moments stay as they are stored, which
    is enough to tell which is first.

    Returns
    -------
    tuple
        ``[segment_id, coder_id, first_read_at, coder, role]`` and ``[segment_id, coder_id, code]``.
    """
    import pandas as pd

    of_question = select(Segment.id).where(Segment.question_id == question_id)
    readings = plain_rows(
        connection,
        select(Judgement.segment_id, Judgement.coder_id, Judgement.first_read_at)
        .join(Segment, Segment.id == Judgement.segment_id)
        .where(Segment.question_id == question_id, Judgement.read),
    )
    codings = plain_rows(
        connection,
        select(Coding.segment_id, Coding.coder_id, Coding.code_id)
        .where(Coding.segment_id.in_(of_question))
        .order_by(Coding.segment_id, Coding.coder_id, Coding.code_id),
    )
    people = {row.id: row for row in connection.execute(select(Coder.id, Coder.name, Coder.role))}
    keys = {row.id: row.key for row in connection.execute(select(Code.id, Code.key))}
    read = pd.DataFrame(readings, columns=["segment_id", "coder_id", "first_read_at"])
    coder_ids = read["coder_id"]
    read["coder"] = coder_ids.map({number: row.name for number, row in people.items()}).astype(object)
    read["role"] = coder_ids.map({number: row.role for number, row in people.items()}).astype(object)
    given = pd.DataFrame(codings, columns=["segment_id", "coder_id", "code_id"])
    given["code"] = given.pop("code_id").map(keys).astype(object)
    return read, given
