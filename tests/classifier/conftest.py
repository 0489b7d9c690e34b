"""Answers in a project without the import room."""

import hashlib
from collections.abc import Callable

import pytest
from sqlalchemy import insert

from coding.project import Project
from coding.store.schema import Document, Question, Segment, SourceFile

AddAnswers = Callable[..., list[int]]


@pytest.fixture
def add_answers() -> AddAnswers:
    """Give a function that puts answers to one new question in a project and returns the segment ids."""

    def add(project: Project, key: str, texts: list[str], *, codable: bool = True) -> list[int]:
        ids: list[int] = []
        with project.database.write() as connection:

            def put(table: type, **values: object) -> int:
                return int(connection.execute(insert(table).values(**values)).inserted_primary_key[0])

            source = put(
                SourceFile,
                name=key,
                kind="survey",
                sha256=key,
                mapping_sha256="",
                content=b"",
                mapping={},
                report={},
            )
            question = put(Question, key=key, survey="proef", kind="open", text=f"Vraag {key}", position=1)
            for text in texts:
                document = put(
                    Document, question_id=question, source_file_id=source, title="", text=text, details={}
                )
                segment = put(
                    Segment,
                    document_id=document,
                    question_id=question,
                    ordinal=0,
                    start=0,
                    end=len(text),
                    text=text,
                    text_sha256=hashlib.sha256(text.encode()).hexdigest(),
                    kind="answer" if codable else "heading",
                    codable=codable,
                    headings=[],
                )
                ids.append(segment)
        return ids

    return add
