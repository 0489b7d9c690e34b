"""Opening a project's database, and the one way to write to it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DisconnectionError,
    NoSuchModuleError,
    OperationalError,
)

from coding.errors import CodingError
from coding.i18n import _
from coding.store.migrate import upgrade
from coding.store.reasons import plain_reason
from coding.store.turns import Turns

BUSY_TIMEOUT_SECONDS = 30
IDLE_SECONDS = 5
WRITER_LOCK = 0x0C0D1  # any number, the same in every process that writes
CONNECTIONS = 30  # kept open: a team of twenty and what runs beside it; making one costs more than a save
_TAKE_LOCK = select(func.pg_advisory_xact_lock(WRITER_LOCK))
_TAKE_LOCK_BESIDE = select(func.pg_advisory_xact_lock(WRITER_LOCK + 1))


def database_url(location: str | Path) -> URL:
    """Turn a file path or a database URL into a URL.

    Parameters
    ----------
    location
        ``study.db``, ``sqlite:///study.db`` or ``postgresql+psycopg://user@host/study``.

    Raises
    ------
    CodingError
        When it is neither.
    """
    text = str(location)
    if ":" + "//" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser().absolute()))
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise CodingError(_("Dit is geen bestand en geen databaseadres: {text}").format(text=text)) from error
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    return url


def _configure_sqlite(engine: Engine) -> None:
    """WAL, foreign keys, and transactions that we begin ourselves (writers with ``BEGIN IMMEDIATE``)."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # otherwise the driver begins transactions behind our back
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_SECONDS * 1000}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # what is shown as saved survives a power cut
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten: it was personal data
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("coding_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _try_idle_connections(engine: Engine) -> None:
    """Ask a server whether it still knows a connection, where that was not used for a while.

    SQLAlchemy asks at every use (``pool_pre_ping``): one more way to and fro for every save.
    """

    @event.listens_for(engine, "checkin")
    def on_checkin(_connection: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def on_checkout(connection: Any, record: Any, _proxy: object) -> None:
        used = record.info.get("used")
        if used is None or time.monotonic() - used < IDLE_SECONDS:
            return
        try:
            connection.execute("SELECT 1")
            connection.rollback()
        except Exception as error:  # whatever the driver calls it
            raise DisconnectionError from error  # the pool makes a new one


class Database:
    """One project's database, brought to the newest schema on opening.

    Parameters
    ----------
    location
        A file (made when it is not there) or the URL of a PostgreSQL database.
    """

    def __init__(self, location: str | Path) -> None:
        self.url = database_url(location)
        self._turns, self._turns_beside = Turns(), Turns()
        if self.is_sqlite and not Path(str(self.url.database)).parent.is_dir():
            raise CodingError(
                _("De map {folder} bestaat niet; maak die eerst aan.").format(
                    folder=Path(str(self.url.database)).parent
                )
            )
        try:
            self.engine = create_engine(
                self.url, pool_size=CONNECTIONS, max_overflow=CONNECTIONS, pool_use_lifo=True
            )
        except (ImportError, NoSuchModuleError) as error:
            raise CodingError(
                _("Met '{driver}' kan het programma niet werken; geef een bestand of postgresql://…").format(
                    driver=self.url.drivername
                )
            ) from error
        if self.is_sqlite:
            _configure_sqlite(self.engine)
        else:
            _try_idle_connections(self.engine)
        try:
            upgrade(self)
        except OperationalError as error:
            self.close()
            raise CodingError(
                _("De database {name} is niet te openen: {reason}.").format(
                    name=self.url.database, reason=plain_reason(error)
                )
            ) from error
        except DatabaseError as error:
            self.close()
            raise CodingError(
                _("{name} is geen projectbestand van dit programma.").format(name=self.url.database)
            ) from error

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file on this machine rather than a server."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one consistent state and never blocks a writer."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """Give a connection for one statement, or for several that need not see the same state.

        On a server that saves beginning and ending a transaction, which is most of what one statement costs.
        """
        if self.is_sqlite:
            with self.read() as connection:
                yield connection
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection

    @contextmanager
    def write(self, *, beside: bool = False) -> Iterator[Connection]:
        """Give a connection for one short transaction; committed at the end, or wholly undone on an error.

        One writer at a time, on either database: SQLite by ``BEGIN IMMEDIATE``, PostgreSQL by a lock
        that lasts as long as the transaction. Within this program first come, first served.

        Parameters
        ----------
        beside
            It takes longer and touches no codings (an import, suggestions): on PostgreSQL it then waits only
            for others of its kind, and who is coding does not wait for it. SQLite knows one writer.
        """
        beside = beside and not self.is_sqlite
        with (
            (self._turns_beside if beside else self._turns).turn(),
            self.engine.connect().execution_options(coding_write=True) as connection,
            connection.begin(),
        ):
            if not self.is_sqlite:
                connection.execute(_TAKE_LOCK_BESIDE if beside else _TAKE_LOCK)
            yield connection

    def compact(self) -> bool:
        """Write the database anew without what was deleted; tell whether nothing of that is left.

        On SQLite the log is emptied too, which has to wait while somebody else reads (False then). On
        PostgreSQL the tables are rewritten; its own log and copies are the server's business.
        """
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            cursor = raw.cursor()
            cursor.execute("VACUUM" if self.is_sqlite else "VACUUM FULL")
            if not self.is_sqlite:
                return True
            [busy, *_rest] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()
