"""Bringing a database to the newest schema, with a copy kept of what was there."""

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from coding.errors import CodingError
from coding.i18n import _
from coding.store.copies import copy_file

if TYPE_CHECKING:
    from coding.store.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def newest_revision() -> str:
    """Return the revision this version of the program works with."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def known_revisions() -> frozenset[str]:
    """Return every revision this version of the program can open."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def backup(path: Path, revision: str) -> Path:
    """Copy a SQLite project beside itself (``study.db.before-0001``) and return the copy's path."""
    copy = path.with_name(f"{path.name}.before-{revision}")
    copy_file(path, copy)
    return copy


def upgrade(database: "Database", revision: str = "head") -> None:
    """Bring a database up to ``revision``; a SQLite file that holds data is copied first.

    Raises
    ------
    CodingError
        When the database was made by a newer version of the program.
    """
    with database.read() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == newest_revision():
        return
    if current is not None and current not in known_revisions():
        raise CodingError(
            _("Dit project is gemaakt met een nieuwere versie van het programma; installeer die eerst.")
        )
    if current is not None and database.is_sqlite:
        backup(Path(str(database.url.database)), newest_revision())
    config = _config()
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
