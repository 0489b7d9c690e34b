"""Projects to code in: answers, people, and what a trained classifier leaves behind."""

from collections.abc import Mapping

from sqlalchemy import insert, select

from coding.classifier import BY_HAND_ONLY
from coding.project import Project
from coding.store.schema import Code, Model, Suggestion
from tests.builders import add_question

N_ANSWERS = 100


def add_answers(project: Project, *, key: str = "7") -> None:
    """Add a hundred answers, and two people to code them."""
    add_question(
        project, [f"Antwoord {n}: de bus  kwam\nte laat 😀" for n in range(1, N_ANSWERS + 1)], key=key
    )
    project.codings.ensure_coder("Anna")
    project.codings.ensure_coder("Bram")
    project.set(BY_HAND_ONLY, True)  # no training beside a test


def add_suggestions(
    project: Project, *, question: str = "7", chances: Mapping[str, float] | None = None
) -> None:
    """Suggest codes for every answer; when not said which, *laat* (88%) and *duur* (31%)."""
    segments = project.corpus.segments(question)["id"]
    with project.database.write() as connection:
        model = connection.execute(
            insert(Model)
            .values(
                question_id=project.corpus.question(question).id,
                codebook_version_id=project.codebooks.for_question(question).version_id,
                pipeline="test",
                settings={"n_coded": 1},
                metrics={"micro_f1": 0.5, "macro_f1": 0.5},
                payload=b"",
            )
            .returning(Model.id)
        ).scalar_one()
        codes = {row.key: row.id for row in connection.execute(select(Code.key, Code.id))}
        rows = [
            {"model_id": model, "segment_id": int(segment), "code_id": codes[code], "probability": chance}
            for segment in segments
            for code, chance in (chances or {"laat": 0.88, "duur": 0.31}).items()
        ]
        connection.execute(insert(Suggestion), rows)
