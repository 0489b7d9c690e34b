"""Fixtures shared by all tests: an empty project, on SQLite and on PostgreSQL."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import make_url

from coding.project import Project
from tests.postgres import database_on, throw_away_server

REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a PostgreSQL server: a given one, else a throw-away cluster on a local socket."""
    server = throw_away_server(durable=False)
    try:
        url = server.__enter__()
    except FileNotFoundError as error:
        pytest.skip(f"no PostgreSQL here: {error}")
    yield url
    server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> Iterator[str]:
    """The name of an empty project on that server, made once: a copy takes a fraction of the time."""
    with database_on(postgres_url) as url:
        Project(url).close()
        yield str(make_url(url).database)


@pytest.fixture
def postgres_project_url(postgres_url: str, postgres_template: str) -> Iterator[str]:
    """An empty project of its own on that server."""
    with database_on(postgres_url, template=postgres_template) as url:
        yield url


@pytest.fixture(scope="session")
def empty_project_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an empty project, made once, to be copied."""
    file = tmp_path_factory.mktemp("empty") / "study.db"
    Project(file).close()
    return file


@pytest.fixture
def project_file(empty_project_file: Path, tmp_path: Path) -> Path:
    """A file with an empty project of its own."""
    return Path(shutil.copy(empty_project_file, tmp_path / "study.db"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def project(request: pytest.FixtureRequest) -> Iterator[Project]:
    """An empty project, on either database."""
    own = "project_file" if request.param == "sqlite" else "postgres_project_url"
    with Project(request.getfixturevalue(own)) as opened:
        yield opened


@pytest.fixture
def plain_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """A main module that processes of a test's own do not try to run again.

    Tests of pages leave the script of a page there, in a folder that is gone.
    """
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real texts and coded data, where it is there."""
    if not SHARED.is_dir():
        pytest.skip("the folder with shared material is not beside the repository")
    return SHARED
