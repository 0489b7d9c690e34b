"""A PostgreSQL server for as long as it takes: for tests and benchmarks."""

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text


def _server_program(name: str) -> str:
    """Find a PostgreSQL program; Debian keeps them off the path."""
    candidates = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = str(candidates[0]) if candidates else shutil.which(name)
    if not found:
        raise FileNotFoundError(f"{name}: install Debian's postgresql, or set TEST_DATABASE_URL")
    return found


def _as_server_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@contextmanager
def throw_away_server(*, durable: bool = True) -> Iterator[str]:
    """Give the URL of a server: the one in ``TEST_DATABASE_URL``, else a new cluster on a local socket.

    Parameters
    ----------
    durable
        Whether a confirmed transaction survives a power cut, as on a real server; tests need not wait
        for that.

    Raises
    ------
    FileNotFoundError
        Where there is no PostgreSQL to start.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    initdb, pg_ctl = _server_program("initdb"), _server_program("pg_ctl")
    # Short, because a socket's path may hold 107 characters only.
    folder = Path(f"/tmp/coding-pg-{uuid.uuid4().hex[:8]}")
    folder.mkdir()
    data = folder / "data"
    options = f"-c listen_addresses= -c fsync={'on' if durable else 'off'} -k {folder}"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        _run([initdb, "-D", str(data), "-U", "coding", "-A", "trust", "-E", "UTF8", "--no-sync"])
        _run([pg_ctl, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"])
        yield f"postgresql+psycopg://coding@/postgres?host={folder}"
        _run([pg_ctl, "-D", str(data), "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str]) -> None:
    subprocess.run(_as_server_user(command), check=True, capture_output=True, cwd="/")


@contextmanager
def database_on(server_url: str, *, template: str = "template1") -> Iterator[str]:
    """Give the URL of a database of its own on a server, and drop it afterwards.

    Parameters
    ----------
    template
        The database it is a copy of.
    """
    name = f"test_{uuid.uuid4().hex[:12]}"
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        yield server_url.replace("/postgres", f"/{name}")
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        engine.dispose()
