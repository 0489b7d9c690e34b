"""The versions of a codebook with the steps that led to them, and which of those can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from coding.codebook import CodebookContent, Difference, Kind, difference
from coding.i18n import _
from coding.store.schema import CodebookChange, CodebookVersion


@dataclass(frozen=True)
class StepVersion:
    """A version with the step that led to it; older versions have none."""

    number: int
    content: CodebookContent
    author: str
    reason: str
    created_at: Any
    change_id: int | None
    kind: str
    details: dict[str, Any]
    batch: str
    undoes_id: int | None


def history(connection: Connection, codebook_id: int) -> list[StepVersion]:
    """Return all versions of a codebook, oldest first."""
    rows = connection.execute(
        select(
            CodebookVersion.number,
            CodebookVersion.content,
            CodebookVersion.author,
            CodebookVersion.reason,
            CodebookVersion.created_at,
            CodebookChange.id.label("change_id"),
            CodebookChange.kind,
            CodebookChange.details,
            CodebookChange.batch,
            CodebookChange.undoes_id,
        )
        .outerjoin(CodebookChange, CodebookChange.version_id == CodebookVersion.id)
        .where(CodebookVersion.codebook_id == codebook_id)
        .order_by(CodebookVersion.number)
    )
    return [
        StepVersion(
            number=row.number,
            content=CodebookContent.from_dict(row.content),
            author=row.author,
            reason=row.reason,
            created_at=row.created_at,
            change_id=row.change_id,
            kind=row.kind or Kind.EDIT.value,
            details=row.details or {},
            batch=row.batch or "",
            undoes_id=row.undoes_id,
        )
        for row in rows
    ]


def is_undone(history: Sequence[StepVersion], step: StepVersion) -> bool:
    """Whether a step was taken back, and that not taken back in turn."""
    return any(
        item.undoes_id == step.change_id and not is_undone(history, item)
        for item in history
        if item.undoes_id is not None and item.number > step.number
    )


def not_undoable(history: Sequence[StepVersion], number: int) -> str | None:
    """Say why the step to a version cannot be taken back; None when it can."""
    step = next((item for item in history if item.number == number), None)
    before = next((item for item in history if item.number == number - 1), None)
    if step is None:
        return _("Dit codeboek heeft geen versie {n}.").format(n=number)
    if before is None:
        return _("De eerste versie kan niet ongedaan worden gemaakt.")
    if step.change_id is not None and is_undone(history, step):
        return _("Versie {n} is al ongedaan gemaakt.").format(n=number)
    made = difference(before.content, step.content)
    later = difference(step.content, history[-1].content)
    if (made.touched | set(made.merged.values())) & _fields_touched_again(made, later):
        return _(
            "Een latere wijziging gaat over dezelfde codes; maak eerst die ongedaan, van nieuw naar oud."
        )
    return None


def _fields_touched_again(made: Difference, later: Difference) -> frozenset[str]:
    """Return what a later difference changed in the very fields that a step changed."""
    mine = {entry.id: set(entry.changed) for entry in made.codes}
    ends = set(made.merged.values())
    again = {
        entry.id
        for entry in later.codes
        if entry.id in mine and (not mine[entry.id] or mine[entry.id] & set(entry.changed))
    }
    again |= {entry.id for entry in later.codes if entry.id in ends and "merged_into" in entry.changed}
    return frozenset(again | {part for part in later.touched if part.startswith("*")})
