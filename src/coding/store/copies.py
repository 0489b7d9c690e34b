"""Copies of a project file, made while others work, and put back only when they prove whole."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coding.errors import CodingError, os_reason
from coding.i18n import _

COUNTED = ("segment", "coding_event", "codebook_version")
_BUSY_SECONDS = 30


@dataclass(frozen=True)
class Contents:
    """What a project file holds: schema, rows per table, the last coding event, a hash over all up to it."""

    revision: str
    counts: tuple[tuple[str, int], ...]
    last_event: int
    events: str

    def count(self, table: str) -> int:
        """Return the rows of one of the tables counted."""
        return dict(self.counts)[table]


@dataclass(frozen=True)
class Restored:
    """What was put back, and where what stood there before is kept (none: nothing stood there)."""

    contents: Contents
    kept: Path | None


def copy_file(source: Path, target: Path) -> None:
    """Copy a project file as it is at one moment, with what is still in its log, into one file.

    Others can go on working in the source meanwhile.
    """
    with _opened(source) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)
        written.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it


def inspect(path: Path, *, last_event: int | None = None) -> Contents:
    """Read a project file through and say what it holds.

    Parameters
    ----------
    last_event
        Look no further than this coding event; somebody may be adding to them.

    Raises
    ------
    CodingError
        When it is not there, damaged, or no project file.
    """
    if not path.is_file():
        raise CodingError(_("{file} bestaat niet.").format(file=path))
    try:
        with _opened(path) as connection:
            [verdict] = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise CodingError(_("{file} is beschadigd; neem een andere kopie.").format(file=path))
            [revision] = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            counts = tuple(
                (table, connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
                for table in COUNTED
            )
            digest = hashlib.sha256()
            if last_event is None:
                [last_event] = connection.execute("SELECT coalesce(max(id), 0) FROM coding_event").fetchone()
            for row in connection.execute(
                "SELECT * FROM coding_event WHERE id <= ? ORDER BY id", (last_event,)
            ):
                digest.update(repr(row).encode())
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "disk" in str(error):
            raise CodingError(
                _("{file} is niet te lezen: {reason}.").format(file=path, reason=error)
            ) from error
        raise CodingError(_("{file} is geen projectbestand van dit programma.").format(file=path)) from error
    except sqlite3.DatabaseError as error:
        raise CodingError(
            _("{file} is beschadigd, of geen projectbestand van dit programma.").format(file=path)
        ) from error
    return Contents(str(revision), counts, last_event or 0, digest.hexdigest())


def back_up(project: Path, target: Path) -> Contents:
    """Copy a project to a new file, read the copy through, and say what it holds.

    Raises
    ------
    CodingError
        When the target exists already, cannot be written, or the copy is not whole.
    """
    if target.exists():
        raise CodingError(_("{file} bestaat al; kies een andere naam.").format(file=target))
    if not project.is_file():
        raise CodingError(_("{file} bestaat niet.").format(file=project))
    _writable(target.parent)
    with _half_done(target) as half:
        copy_file(project, half)
        contents = inspect(half)
        half.replace(target)
    return contents


def restore(copy: Path, project: Path, *, newest: frozenset[str]) -> Restored:
    """Put a copy in the place of a project, once it has proven whole; what stands there is kept beside it.

    Written through SQLite itself, in one transaction: a program that has the project open sees the old
    state or the new, never a mixture.

    Parameters
    ----------
    newest
        The schema revisions that this version of the program knows.

    Raises
    ------
    CodingError
        When the copy is damaged, made by a newer version, or did not arrive whole; then the project is as
        it was.
    """
    if copy.resolve() == project.resolve():
        raise CodingError(_("Dat is het project zelf; kies een kopie."))
    wanted = inspect(copy)
    if wanted.revision not in newest:
        raise CodingError(
            _("{file} is gemaakt met een nieuwere versie van het programma; installeer die eerst.").format(
                file=copy
            )
        )
    _writable(project.parent)
    kept = None
    if project.exists():
        kept = project.with_name(f"{project.name}.before-restore-{datetime.now().astimezone():%Y%m%d-%H%M%S}")
        back_up(project, kept)
    try:
        _overwrite(project, copy)
        arrived = inspect(project, last_event=wanted.last_event).events == wanted.events
    except (sqlite3.Error, CodingError) as error:
        raise CodingError(_failed(project, kept)) from error
    if not arrived:
        if kept is not None:
            _overwrite(project, kept)
        raise CodingError(_failed(project, kept))
    return Restored(wanted, kept)


def _failed(project: Path, kept: Path | None) -> str:
    return _(
        "Terugzetten is niet gelukt, misschien omdat iemand het project in gebruik heeft. {project} staat er "
        "zoals het was{kept}."
    ).format(project=project, kept=_(" en nog eens in {file}").format(file=kept) if kept else "")


def _overwrite(project: Path, copy: Path) -> None:
    with _opened(copy) as source, closing(sqlite3.connect(project, timeout=_BUSY_SECONDS)) as target:
        source.backup(target)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that must exist; SQLite would make an empty one."""
    with closing(
        sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_BUSY_SECONDS)
    ) as opened:
        yield opened


@contextmanager
def _half_done(target: Path) -> Iterator[Path]:
    """Give a name to write under until it is whole."""
    half = target.with_name(f".{target.name}.half")
    half.unlink(missing_ok=True)
    try:
        yield half
    finally:
        half.unlink(missing_ok=True)


def _writable(folder: Path) -> None:
    try:
        probe = folder / f".coding-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CodingError(
            _("In {folder} is niet te schrijven: {reason}.").format(folder=folder, reason=os_reason(error))
        ) from error
