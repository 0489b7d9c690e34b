"""Opening, writing, and what the database itself refuses."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError
from tests.builders import add_question

from coding.errors import CodingError
from coding.project import Project
from coding.store import Database, database_url
from coding.store.schema import Coder, Document, Segment, Setting


def test_a_plain_path_is_a_sqlite_file(tmp_path: Path) -> None:
    url = database_url(tmp_path / "a b.db")
    assert (url.get_backend_name(), url.database) == ("sqlite", str(tmp_path / "a b.db"))


def test_a_postgres_address_uses_our_driver() -> None:
    assert database_url("postgresql://me@localhost/study").drivername == "postgresql+psycopg"


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("dit is een briefje " * 100)
    with pytest.raises(CodingError, match=r"notes\.db is geen projectbestand"):
        Database(path)
    assert path.read_text().startswith("dit is een briefje")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodingError, match="bestaat niet"):
        Database(tmp_path / "nergens" / "x.db")


def test_sqlite_writes_ahead_and_checks_references(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.db")
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    database.close()


def test_an_error_undoes_the_whole_transaction(project: Project) -> None:
    row = {"name": "Ans", "role": "coder", "active": True}
    with pytest.raises(DBAPIError), project.database.write() as connection:
        connection.execute(insert(Coder), [row, row])  # the name is given twice
    assert project.codings.coders().empty


def test_writers_from_many_threads_wait_for_each_other(project: Project) -> None:
    """A read-then-write per thread: lost updates would show as a total below 40."""
    project.set("teller", 0)

    def count() -> None:
        for _ in range(10):
            with project.database.write() as connection:
                now = connection.scalar(select(Setting.value).where(Setting.key == "teller"))
                assert now is not None
                connection.execute(
                    update(Setting).where(Setting.key == "teller").values(value={"value": now["value"] + 1})
                )

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert project.settings()["teller"] == 40


def test_a_reader_is_not_held_up_by_a_writer(project: Project) -> None:
    with project.database.write() as writing:
        writing.execute(insert(Coder).values(name="Ans", role="coder", active=True))
        with project.database.read() as reading:
            assert reading.scalars(select(Coder.name)).all() == []


@pytest.mark.parametrize("table", [Document, Segment])
def test_text_cannot_be_changed_or_deleted(project: Project, table: type[Document] | type[Segment]) -> None:
    add_question(project, ["De bus komt te laat."])
    for statement in (update(table).values(text="iets anders"), delete(table)):
        with pytest.raises(DBAPIError, match="text is immutable"), project.database.write() as connection:
            connection.execute(statement)


def test_a_project_from_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    Database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(CodingError, match="nieuwere versie"):
        Database(path)


def test_on_a_server_a_long_write_beside_the_coding_holds_up_no_coder(project: Project) -> None:
    if project.database.is_sqlite:
        pytest.skip("SQLite knows one writer")
    done = threading.Event()

    def save() -> None:
        project.codings.ensure_coder("Anna")
        done.set()

    with project.database.write(beside=True) as connection:
        connection.execute(insert(Setting).values(key="lang", value={"value": "werk"}))
        saving = threading.Thread(target=save)
        saving.start()
        assert done.wait(20)
    saving.join()
    assert project.settings()["lang"] == "werk"
    other = threading.Event()

    def write_beside() -> None:
        with project.database.write(beside=True):
            other.set()

    with project.database.write(beside=True):  # of its own kind there is one at a time
        waiting = threading.Thread(target=write_beside)
        waiting.start()
        assert not other.wait(0.2)
    waiting.join()
    assert other.is_set()
