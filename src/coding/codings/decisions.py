"""What was decided together where coders differ: a layer of its own, over what each of them gave."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Row, Select, func, insert, select

from coding.codebook import CodebookContent, StoredCodebook
from coding.store.schema import Adjudication, Code, CodebookVersion, Coder, Question, Segment

if TYPE_CHECKING:
    import pandas as pd

# ``whole``: that the decision is about all that its code stands for; not so where another code was merged in.
STANDING_COLUMNS = ["id", "segment_id", "code", "decision", "reason", "author", "created_at", "whole"]
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


class _Decided(NamedTuple):
    """The newest row on a code of a segment, and the codebook version its author was looking at."""

    id: int
    segment_id: int
    code: str
    decision: str
    reason: str
    author: str
    created_at: Any
    version_id: int


def standing(connection: Connection, question_id: int) -> "pd.DataFrame":
    """Return what holds on each segment and code of a question, what was withdrawn left out.

    What was decided about a code that went up in another since counts for that one: it applies where one of
    them applied. A decision of after the merge counts over those of before.

    Returns
    -------
    ``[id, segment_id, code, decision, reason, author, created_at, whole]``, oldest decision first. ``id`` is
    0 where the code itself was never decided about.
    """
    import pandas as pd

    newest = (
        select(func.max(Adjudication.id))
        .join(Segment, Segment.id == Adjudication.segment_id)
        .where(Segment.question_id == question_id)
        .group_by(Adjudication.segment_id, Adjudication.code_id)
    )
    statement = (
        decisions()
        .add_columns(Adjudication.codebook_version_id)
        .where(Adjudication.id.in_(newest))
        .order_by(Adjudication.id)
    )
    rows = [_Decided(*row) for row in connection.execute(statement)]
    versions = _versions(connection, question_id, {row.version_id for row in rows}) if rows else {}
    return pd.DataFrame(_carried(rows, versions) if rows else [], columns=STANDING_COLUMNS)


def _versions(connection: Connection, question_id: int, wanted: Iterable[int]) -> dict[int, CodebookContent]:
    """Return versions by their numbers, with the newest one of a question's codebook."""
    newest = connection.scalar(
        select(func.max(CodebookVersion.id))
        .join(Question, Question.codebook_id == CodebookVersion.codebook_id)
        .where(Question.id == question_id)
    )
    rows = connection.execute(
        select(CodebookVersion.id, CodebookVersion.content).where(CodebookVersion.id.in_([*wanted, newest]))
    )
    return {row.id: CodebookContent.from_dict(row.content) for row in rows}


def _carried(
    rows: Sequence[_Decided], versions: Mapping[int, CodebookContent]
) -> list[tuple[int, int, str, str, str, str, Any, bool]]:
    """Lay decisions over the newest codebook: several about what is one code now become one."""
    content = versions[max(versions)]
    members: dict[str, set[str]] = defaultdict(set)
    for one in content.codes:
        members[content.current_id(one.id)].add(one.id)
    places: dict[tuple[int, str], list[_Decided]] = defaultdict(list)
    for row in rows:
        places[row.segment_id, content.current_id(row.code)].append(row)
    found = []
    for (segment_id, code), group in places.items():
        left: dict[str, _Decided] = {}  # each code with the last that was decided about it
        for row in group:
            then = versions[row.version_id]
            left |= {key: row for key in members[code] if then.current_id(key) == row.code} | {row.code: row}
        last = max(left.values(), key=_weight)
        if last.decision != Decision.WITHDRAW.value:
            own = max((row.id for row in group if row.code == code), default=0)
            whole = last.decision != Decision.NOT.value or all(
                key in left and left[key].decision == Decision.NOT.value for key in members[code]
            )
            found.append((last.id, (own, segment_id, code, *last[3:7], whole)))
    return [row for _order, row in sorted(found)]


def _weight(row: _Decided) -> tuple[int, int]:
    """What was merged applies where one of its codes did; else what must be talked over comes first."""
    order = [Decision.WITHDRAW, Decision.NOT, Decision.DISCUSS, Decision.APPLY]
    return order.index(Decision(row.decision)), row.id


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
