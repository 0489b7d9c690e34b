"""Why a database refused: the messages are those SQLite and PostgreSQL really give."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import OperationalError

from coding.errors import CodingError
from coding.store import Database, explain
from coding.store.schema import Coder


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("attempt to write a readonly database", "er mag niet in worden geschreven"),
        ("database or disk is full", "de schijf is vol"),
        ("database is locked", "een ander programma houdt het project bezet"),
        ('connection failed: FATAL:  database "x" does not exist', "bestaat niet op de server"),
        ("connection failed: Connection refused", "de server is niet bereikbaar"),
        ('FATAL:  password authentication failed for user "x"', "wachtwoord klopt niet"),
        ("something quite new\nDETAIL: x", "de database meldt: something quite new."),
    ],
)
def test_what_the_database_says_becomes_a_sentence(message: str, part: str) -> None:
    sentence = explain(OperationalError("insert", {}, Exception(message)))
    assert sentence is not None
    assert part in sentence


def test_other_errors_are_left_alone() -> None:
    assert explain(ValueError("x")) is None


def test_a_project_that_cannot_be_written(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.db")
    with database.write() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(OperationalError) as caught, database.write() as connection:
        connection.execute(insert(Coder).values(name="Ans", role="coder", active=True))
    database.close()
    assert isinstance(caught.value.orig, sqlite3.OperationalError)
    assert "er mag niet in worden geschreven" in str(explain(caught.value))


def test_a_folder_and_an_unknown_kind_of_database(tmp_path: Path) -> None:
    with pytest.raises(CodingError, match="het is een map"):
        Database(tmp_path)
    with pytest.raises(CodingError, match="Met 'mysql' kan het programma niet werken"):
        Database("mysql" + "://me@localhost/study")
    with pytest.raises(CodingError, match=r"Met 'postgresql\+psycopg2' kan het programma niet werken"):
        Database("postgresql+psycopg2" + "://me@localhost/study")
