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


def test_backup_is_a_whole_copy(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with Project(path) as project:
        project.set("name", "Proef")
        copy = backup(path, "0002")
    assert copy.name == "x.db.before-0002"
    with Project(copy) as project:
        assert project.settings() == {"name": "Proef"}
