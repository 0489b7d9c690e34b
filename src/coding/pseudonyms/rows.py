"""Reading and writing the tables of what waits; every function works within a transaction of the caller."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from coding.errors import CodingError, NotFoundError
from coding.i18n import _
from coding.pseudonyms.findings import Finding
from coding.pseudonyms.review import Placed
from coding.store.schema import PseudonymBatch, PseudonymEvent, PseudonymFinding, PseudonymText

WAITING, RELEASED, DISCARDED = "waiting", "released", "discarded"


@dataclass(frozen=True)
class Batch:
    """A file that waits, or waited, for its review.

    Attributes
    ----------
    n_texts, n_findings, n_decided
        While it waits: texts, places where something will be replaced or was proposed, and how many of
        those a person decided about.
    counts
        Replaced per kind, once released.
    kept
        Whether the file as it came is kept under a passphrase.
    warnings
        Where personal data were found beside the answers, a sentence each; only when it was just staged.
    """

    id: int
    name: str
    kind: str
    state: str
    created_at: datetime
    n_texts: int
    n_findings: int
    n_decided: int
    counts: Mapping[str, int]
    kept: bool
    warnings: tuple[str, ...] = ()


def read_batch(connection: Connection, batch_id: int) -> Batch:
    """Return one file; `NotFoundError` when it does not exist."""
    row = connection.execute(
        select(
            PseudonymBatch.id,
            PseudonymBatch.name,
            PseudonymBatch.kind,
            PseudonymBatch.state,
            PseudonymBatch.created_at,
            PseudonymBatch.counts,
            PseudonymBatch.kept.is_not(None).label("kept"),
        ).where(PseudonymBatch.id == batch_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError(_("Er is geen bestand met nummer {n} in de wachtkamer.").format(n=batch_id))
    n_texts = connection.scalar(
        select(func.count()).select_from(PseudonymText).where(PseudonymText.batch_id == batch_id)
    )
    findings = select(func.count()).select_from(PseudonymFinding)
    findings = findings.where(PseudonymFinding.batch_id == batch_id)
    return Batch(
        id=row.id,
        name=row.name,
        kind=row.kind,
        state=row.state,
        created_at=row.created_at,
        n_texts=n_texts or 0,
        n_findings=connection.scalar(findings) or 0,
        n_decided=connection.scalar(findings.where(PseudonymFinding.decided)) or 0,
        counts=row.counts,
        kept=bool(row.kept),
    )


def require_waiting(connection: Connection, batch_id: int) -> None:
    """Refuse to go on with a file that no longer waits."""
    batch = read_batch(connection, batch_id)
    if batch.state != WAITING:
        raise CodingError(
            _("{file} wacht niet meer: het is al vrijgegeven of weggegooid.").format(file=batch.name)
        )


def inserted(connection: Connection, table: type[Any], **values: Any) -> int:
    """Insert one row and return its id."""
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def note(connection: Connection, batch_id: int, action: str, who: str, details: dict[str, Any]) -> None:
    """Add an event: who did what; ``details`` hold numbers, never the words themselves."""
    connection.execute(
        insert(PseudonymEvent).values(batch_id=batch_id, action=action, who=who, details=details)
    )


def staged_texts(connection: Connection, batch_id: int) -> Sequence[Any]:
    """Return the texts that wait, in order: id, belongs, label, text."""
    return connection.execute(
        select(PseudonymText.id, PseudonymText.belongs, PseudonymText.label, PseudonymText.text)
        .where(PseudonymText.batch_id == batch_id)
        .order_by(PseudonymText.place)
    ).all()


def placed_findings(connection: Connection, batch_id: int) -> list[Placed]:
    """Return what was found, in order of the texts."""
    rows = connection.execute(
        select(
            PseudonymFinding.id,
            PseudonymFinding.text_id,
            PseudonymFinding.start,
            PseudonymFinding.end,
            PseudonymFinding.kind,
            PseudonymFinding.source,
            PseudonymFinding.accepted,
            PseudonymFinding.decided,
        )
        .where(PseudonymFinding.batch_id == batch_id)
        .order_by(PseudonymFinding.text_id, PseudonymFinding.start)
    ).all()
    return [
        Placed(
            row.id,
            row.text_id,
            Finding(row.start, row.end, row.kind, row.source),
            accepted=bool(row.accepted),
            decided=bool(row.decided),
        )
        for row in rows
    ]


def finding_rows(connection: Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return findings as plain rows, to be put back by an undo."""
    table = PseudonymFinding.__table__
    found = connection.execute(select(table).where(table.c.id.in_(ids))).mappings()
    return [dict(row) for row in found]


def set_findings(connection: Connection, ids: Sequence[int], *, accepted: bool, decided: bool) -> None:
    """Say how findings stand."""
    connection.execute(
        update(PseudonymFinding)
        .where(PseudonymFinding.id.in_(ids))
        .values(accepted=accepted, decided=decided)
    )
