"""Fixtures shared by all tests: an empty project, on SQLite and on PostgreSQL."""

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from coding.project import Project

REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared"


def _server_program(name: str) -> str | None:
    """Find a PostgreSQL program; Debian keeps them off the path."""
    candidates = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(candidates[0]) if candidates else shutil.which(name)


def _as_server_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server: a given one, else a throw-away cluster on a local socket."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    initdb, pg_ctl = _server_program("initdb"), _server_program("pg_ctl")
    if not initdb or not pg_ctl:
        pytest.skip("no PostgreSQL here: install Debian's postgresql, or set TEST_DATABASE_URL")
    # Short, because a socket's path may hold 107 characters only.
    folder = Path(f"/tmp/coding-pg-{uuid.uuid4().hex[:8]}")
    folder.mkdir()
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data = folder / "data"
        subprocess.run(
            _as_server_user(
                [initdb, "-D", str(data), "-U", "coding", "-A", "trust", "-E", "UTF8", "--no-sync"]
            ),
            check=True,
            capture_output=True,
            cwd="/",
        )
        options = f"-c listen_addresses= -c fsync=off -k {folder}"
        subprocess.run(
            _as_server_user(
                [pg_ctl, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"]
            ),
            check=True,
            capture_output=True,
            cwd="/",
        )
        yield f"postgresql+psycopg://coding@/postgres?host={folder}"
        subprocess.run(
            _as_server_user([pg_ctl, "-D", str(data), "-m", "immediate", "stop"]),
            check=True,
            capture_output=True,
            cwd="/",
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_project_url(postgres_url: str) -> Iterator[str]:
    """An empty database of its own on that server."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgres_url.replace("/postgres", f"/{name}")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    """An empty project, on either database."""
    location = (
        tmp_path / "study.db"
        if request.param == "sqlite"
        else request.getfixturevalue("postgres_project_url")
    )
    with Project(location) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real texts and coded data, where it is there."""
    if not SHARED.is_dir():
        pytest.skip("the folder with shared material is not beside the repository")
    return SHARED
