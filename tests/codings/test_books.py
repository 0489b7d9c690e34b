"""The codebook of each text: always the newest version, read once."""

from dataclasses import replace

import pytest
from sqlalchemy import event
from tests.builders import add_question

from coding.codings.books import CurrentBooks
from coding.errors import NotFoundError
from coding.project import Project


def _saved(project: Project, label: str) -> None:
    """Save the codebook with another label for one code."""
    book = project.codebooks.for_question("7").content
    codes = tuple(replace(code, label=label) if code.id == "duur" else code for code in book.codes)
    project.codebooks.add(replace(book, codes=codes), author="B", reason="r")


def test_the_newest_version_is_given_also_when_it_was_saved_since(project: Project) -> None:
    segment = add_question(project, ["a"])[0]
    books = CurrentBooks()
    for number, label in ((2, "Prijzig"), (3, "Kostbaar")):
        _saved(project, label)
        with project.database.read() as connection:
            found = books.of_segments(connection, [segment])[segment]
        assert (found.number, found.content.code("duur").label) == (number, label)
        assert found == project.codebooks.for_question("7")


def test_a_version_is_read_once(project: Project) -> None:
    segments = add_question(project, ["a", "b"])
    books = CurrentBooks()
    asked: list[str] = []
    event.listen(
        project.database.engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2])
    )
    with project.database.read() as connection:
        books.of_segments(connection, segments)
        first = len(asked)
        books.of_segments(connection, segments)
    assert len(asked) == first + 1  # only which version is the newest


def test_a_text_that_does_not_exist_is_named(project: Project) -> None:
    segment = add_question(project, ["a"])[0]
    with (
        project.database.read() as connection,
        pytest.raises(NotFoundError, match="Tekst 999999 bestaat niet"),
    ):
        CurrentBooks().of_segments(connection, [segment, 999_999])
