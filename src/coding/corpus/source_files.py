"""Files as they came in: recognising one that was imported before, and keeping a new one whole."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, CursorResult, func, insert, select, update

from coding.corpus.results import ImportReport
from coding.i18n import _
from coding.store.schema import SourceFile


def sha256(content: bytes) -> str:
    """Return the fingerprint of bytes."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class Fingerprint:
    """A file that is known by its SHA-256 only, because its content must not be kept."""

    sha256: str

    @classmethod
    def of(cls, content: bytes) -> "Fingerprint":
        """Return the fingerprint of a file."""
        return cls(sha256(content))


def _fingerprint(content: bytes | Fingerprint) -> str:
    return content.sha256 if isinstance(content, Fingerprint) else sha256(content)


def inserted_id(result: CursorResult[Any]) -> int:
    """Return the id the database gave to the one row just inserted."""
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def imported_before(
    connection: Connection, content: bytes | Fingerprint, mapping_sha256: str
) -> ImportReport | None:
    """Return a report that says so when this very file was imported before in the same way."""
    row = connection.execute(
        select(SourceFile.name, SourceFile.imported_at).where(
            SourceFile.sha256 == _fingerprint(content), SourceFile.mapping_sha256 == mapping_sha256
        )
    ).one_or_none()
    if row is None:
        return None
    note = _("Dit bestand is al geïmporteerd op {date} als {name}; er is niets veranderd.").format(
        date=row.imported_at.astimezone().strftime("%d-%m-%Y %H:%M"), name=row.name
    )
    return ImportReport(unchanged=True, notes=(note,))


def keep_file(
    connection: Connection,
    content: bytes | Fingerprint,
    *,
    name: str,
    kind: str,
    mapping: Mapping[str, Any],
    mapping_sha256: str,
) -> int:
    """Store a file whole (of a `Fingerprint` only that) and return its id."""
    result = connection.execute(
        insert(SourceFile).values(
            name=name,
            kind=kind,
            sha256=_fingerprint(content),
            mapping_sha256=mapping_sha256,
            content=b"" if isinstance(content, Fingerprint) else content,
            mapping=dict(mapping),
            report={},
        )
    )
    return inserted_id(result)


def sign(connection: Connection, author: str) -> None:
    """Note who brought in the newest file, in the transaction that stored it."""
    newest = select(func.max(SourceFile.id)).scalar_subquery()
    connection.execute(update(SourceFile).where(SourceFile.id == newest).values(author=author))


def keep_report(connection: Connection, file_id: int, report: ImportReport) -> None:
    """Store what came of importing a file."""
    connection.execute(update(SourceFile).where(SourceFile.id == file_id).values(report=report.to_dict()))
