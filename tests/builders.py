"""Small projects for tests, built through the program's own tables."""

import hashlib

from sqlalchemy import Connection, func, insert, select, update

from coding.codebook import CodebookContent, parse_codebook
from coding.project import Project
from coding.store.schema import Base, Codebook, Document, Question, Respondent, Segment, SourceFile

CODEBOOK_HEAD = (
    "id: vervoer\ntitle: Klachten over de bus\ndescription: Tests.\nsource: Voor de tests.\ncodes:\n"
)
CODE_REST = "definition: d, include: i, exclude: e, examples: [a, b], key_terms: [bus]"
CODES = (
    "id: dienst, label: Dienstregeling",
    "id: laat, label: Te laat, parent: dienst",
    "id: zelden, label: Rijdt zelden, parent: dienst",
    "id: duur, label: Te duur",
    "id: geen, label: Geen klacht, exclusive: true",
)


def codebook() -> CodebookContent:
    """Five codes: a theme with two children, one alone, one exclusive."""
    text = CODEBOOK_HEAD + "".join(f"  - {{{code}, {CODE_REST}}}\n" for code in CODES)
    return parse_codebook(text, name="vervoer.yaml")


def add_answers(project: Project, key: str, texts: list[str], *, codable: bool = True) -> list[int]:
    """Add a question without a codebook and its answers; return the segments' numbers."""
    with project.database.write() as connection:
        source = _insert(
            connection,
            SourceFile,
            name=f"{key}.csv",
            kind="survey",
            sha256=key.rjust(64, "0"),
            content=b"",
            mapping={},
            report={},
        )
        question = _insert(
            connection,
            Question,
            key=key,
            survey="bus",
            kind="open",
            text="Wat vindt u van de bus?",
            position=1,
        )
        return _add_segments(connection, question, source, texts, codable=codable)


def add_question(project: Project, answers: list[str], *, key: str = "7") -> list[int]:
    """Add a question coded with `codebook`, one respondent per answer; return the segments' numbers."""
    project.codebooks.add(codebook(), author="test", reason="test")
    segments = add_answers(project, key, answers)
    with project.database.write() as connection:
        codebook_id = connection.scalar(select(Codebook.id).where(Codebook.key == "vervoer"))
        connection.execute(update(Question).where(Question.key == key).values(codebook_id=codebook_id))
    return segments


def add_later(project: Project, texts: list[str], *, key: str = "7") -> list[int]:
    """Add answers of others to a question that is there; return the segments' numbers."""
    with project.database.write() as connection:
        question = connection.scalars(select(Question.id).where(Question.key == key)).one()
        source = connection.scalars(select(SourceFile.id)).first()
        first = connection.scalar(
            select(func.count()).select_from(Document).where(Document.question_id == question)
        )
        assert source is not None
        return _add_segments(connection, question, source, texts, codable=True, first=int(first or 0) + 1)


def _insert(connection: Connection, table: type[Base], **values: object) -> int:
    result = connection.execute(insert(table).values(**values))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def _add_segments(
    connection: Connection, question: int, source: int, texts: list[str], *, codable: bool, first: int = 1
) -> list[int]:
    respondents = _respondents(connection, len(texts), first=first)
    documents = [
        {
            "question_id": question,
            "respondent_id": respondent,
            "source_file_id": source,
            "title": "",
            "text": text,
            "details": {},
        }
        for respondent, text in zip(respondents, texts, strict=True)
    ]
    segments = [
        {
            "document_id": document,
            "question_id": question,
            "ordinal": 0,
            "start": 0,
            "end": len(text),
            "text": text,
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "kind": "answer" if codable else "heading",
            "codable": codable,
            "headings": [],
        }
        for document, text in zip(_insert_all(connection, Document, documents), texts, strict=True)
    ]
    return _insert_all(connection, Segment, segments)


def _respondents(connection: Connection, n: int, *, first: int = 1) -> list[int]:
    """Return *Reiziger 1* to *n* (or from ``first`` on), adding who is not there yet."""
    names = [f"Reiziger {number}" for number in range(first, first + n)]
    known = {row.key: row.id for row in connection.execute(select(Respondent.key, Respondent.id))}
    new = [name for name in names if name not in known]
    added = _insert_all(connection, Respondent, [{"survey": "bus", "key": name} for name in new])
    known |= dict(zip(new, added, strict=True))
    return [known[name] for name in names]


def _insert_all(connection: Connection, table: type[Base], rows: list[dict[str, object]]) -> list[int]:
    if not rows:
        return []
    statement = insert(table).returning(table.__table__.c.id, sort_by_parameter_order=True)
    return [int(number) for number in connection.scalars(statement, rows)]
