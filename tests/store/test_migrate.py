"""Migrations lead to exactly the tables the program works with, from every earlier version."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from coding.project import Project
from coding.store.migrate import MIGRATIONS, backup, newest_revision
from coding.store.schema import Base

FIXTURES = Path(__file__).parent / "old_projects"


def test_migrations_make_the_schema_of_the_program(project: Project) -> None:
    with project.database.read() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == newest_revision()


def test_every_earlier_version_has_an_old_project_to_try() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    revisions = {script.revision for script in scripts.walk_revisions()}
    assert {path.stem for path in FIXTURES.glob("*.sql")} == revisions


@pytest.mark.parametrize("dump", sorted(FIXTURES.glob("*.sql")), ids=lambda path: path.stem)
def test_an_old_project_opens_with_its_codings(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(dump.read_text(encoding="utf-8"))
    connection.close()
    with Project(path) as project:
        codings = project.codings.codings("7")
        assert [(row.coder, row.code) for row in codings.itertuples()] == [("Ans", "laat"), ("Ans", "duur")]
        history = project.codings.history(int(codings["segment_id"].iloc[0]))
        assert history["action"].tolist() == ["add", "memo", "read"]
    copy = path.with_name(f"old.db.before-{newest_revision()}")
    assert copy.exists() == (dump.stem != newest_revision())  # kept as it was, before anything changed
    if copy.exists():
        with closing(sqlite3.connect(copy)) as opened:
            assert opened.execute("SELECT version_num FROM alembic_version").fetchone() == (dump.stem,)


def test_models_that_codings_point_at_come_along(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FIXTURES / "0003.sql").read_text(encoding="utf-8"))
        connection.execute(
            "INSERT INTO model (id, question_id, codebook_version_id, pipeline, settings, metrics, payload, "
            "created_at) VALUES (5, 1, 1, 'test', '{}', '{}', x'00ff', '2026-11-01 09:00:00.000000')"
        )
        connection.execute("INSERT INTO suggestion VALUES (5, 1, 1, 0.75)")
        connection.execute(
            "INSERT INTO coding_event (segment_id, coder_id, action, origin, batch, codebook_version_id, "
            "model_id, created_at) VALUES (1, 1, 'read', 'hand', 'x', 1, 5, '2026-11-01 09:05:00.000000')"
        )
        connection.commit()
    with Project(path) as project:
        with project.database.read() as connection:
            kept = connection.exec_driver_sql("SELECT id, payload, snapshot, author, origin FROM model").one()
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            assert connection.exec_driver_sql("SELECT probability FROM suggestion").all() == [(0.75,)]
        assert tuple(kept) == (5, b"\x00\xff", None, "", "hand")


def test_queues_of_before_are_laid_out_at_once_and_give_no_reasons(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FIXTURES / "0004.sql").read_text(encoding="utf-8"))
        connection.execute(
            "INSERT INTO queue (id, question_id, title, strategy, created_at) "
            "VALUES (9, 1, 'Proef', 'random', '2026-11-01 09:00:00.000000')"
        )
        connection.execute(
            "INSERT INTO queue_item (queue_id, position, segment_id, probability, purpose) "
            "VALUES (9, 0, 1, .5, '')"
        )
        connection.commit()
    with Project(path) as project, project.database.read() as connection:
        assert connection.exec_driver_sql("SELECT settings FROM queue WHERE id = 9").scalar_one() is None
        found = connection.exec_driver_sql("SELECT segment_id, probability, reason, model_id FROM queue_item")
        assert (1, 0.5, "", None) in [tuple(row) for row in found]
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_backup_is_a_whole_copy(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with Project(path) as project:
        project.set("name", "Proef")
        copy = backup(path, "0002")
    assert copy.name == "x.db.before-0002"
    with Project(copy) as project:
        assert project.settings() == {"name": "Proef"}
