"""Small projects for tests, built through the program's own tables."""

import hashlib

from sqlalchemy import insert, select, update

from coding.codebook import CodebookContent, parse_codebook
from coding.project import Project
from coding.store.schema import Codebook, Document, Question, Respondent, Segment, SourceFile

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


def add_question(project: Project, answers: list[str], *, key: str = "7") -> list[int]:
    """Add a question coded with `codebook`, one respondent per answer; return the segments' numbers."""
    project.codebooks.add(codebook(), author="test", reason="test")
    with project.database.write() as connection:
        source = connection.execute(
            insert(SourceFile)
            .values(
                name="bus.csv", kind="survey", sha256=key.rjust(64, "0"), content=b"", mapping={}, report={}
            )
            .returning(SourceFile.id)
        ).scalar_one()
        codebook_id = connection.scalar(select(Codebook.id).where(Codebook.key == "vervoer"))
        question = connection.execute(
            insert(Question)
            .values(key=key, survey="bus", kind="open", text="Wat vindt u van de bus?", position=1)
            .returning(Question.id)
        ).scalar_one()
        connection.execute(update(Question).where(Question.id == question).values(codebook_id=codebook_id))
        segments = []
        for number, text in enumerate(answers, start=1):
            name = f"Reiziger {number}"
            respondent = connection.scalar(select(Respondent.id).where(Respondent.key == name))
            if respondent is None:
                respondent = connection.execute(
                    insert(Respondent).values(survey="bus", key=name).returning(Respondent.id)
                ).scalar_one()
            document = connection.execute(
                insert(Document)
                .values(
                    question_id=question,
                    respondent_id=respondent,
                    source_file_id=source,
                    title=name,
                    text=text,
                    details={},
                )
                .returning(Document.id)
            ).scalar_one()
            segments.append(
                connection.execute(
                    insert(Segment)
                    .values(
                        document_id=document,
                        question_id=question,
                        ordinal=0,
                        start=0,
                        end=len(text),
                        text=text,
                        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
                        kind="answer",
                        codable=True,
                        headings=[],
                    )
                    .returning(Segment.id)
                ).scalar_one()
            )
    return segments
