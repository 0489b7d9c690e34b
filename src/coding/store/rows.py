"""Reading very many rows of plain numbers and texts."""

from typing import Any

from sqlalchemy import Connection, Select


def plain_rows(connection: Connection, statement: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return rows as the database's driver gives them: several times faster than rows with named columns.

    Nothing is converted: for numbers, and texts and moments as they are stored, only.
    """
    result = connection.execute(statement)
    assert result.cursor is not None  # a query that returns rows has one
    rows = list(result.cursor.fetchall())
    result.close()
    return rows
