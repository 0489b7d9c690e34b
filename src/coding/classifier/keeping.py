"""Models and their suggestions in the database: written, thinned when there are many, made whole again."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from coding.store import Database
from coding.store.schema import CodebookVersion, CodingEvent, Model, ModelChoice, Suggestion

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

KEPT_FROM = 0.02
"""Less likely codes are not stored."""
LEFT_OUT = "text"
"""What a model lacks that gave a text it learned from its stored probabilities; stands in the recipe."""
KEPT_MODELS = 4
"""So many of the newest models keep their weights and suggestions, beside the one that was chosen."""


def suggestion_rows(
    probabilities: "NDArray[float64]",
    segment_ids: Sequence[int],
    codes: Sequence[str],
    code_ids: Mapping[str, int],
) -> list[dict[str, Any]]:
    """Return the rows to store, probabilities rounded to four decimals."""
    rows, columns = (probabilities >= KEPT_FROM).nonzero()
    return [
        {
            "segment_id": segment_ids[row],
            "code_id": code_ids[codes[column]],
            "probability": round(float(probabilities[row, column]), 4),
        }
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]


def keep_model(database: Database, model: Mapping[str, Any], suggestions: list[dict[str, Any]]) -> int:
    """Write a model with its suggestions and return its number."""
    with database.write(beside=True) as connection:
        model_id = connection.execute(insert(Model).values(**model).returning(Model.id)).scalar_one()
        _insert_suggestions(connection, model_id, suggestions)
    return model_id


def make_whole(
    database: Database, model_id: int, changed: Mapping[str, Any], suggestions: list[dict[str, Any]]
) -> None:
    """Give a model its weights and suggestions back, in one transaction."""
    with database.write(beside=True) as connection:
        connection.execute(update(Model).where(Model.id == model_id).values(**changed))
        connection.execute(delete(Suggestion).where(Suggestion.model_id == model_id))
        _insert_suggestions(connection, model_id, suggestions)


def _insert_suggestions(connection: Connection, model_id: int, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(Suggestion), [{"model_id": model_id, **row} for row in rows])


def thin(database: Database, question: int) -> list[int]:
    """Let go of what older models can be made again from; return which were thinned.

    The newest few and the chosen one stay whole. Of the others the weights go, and the suggestions but for
    texts that somebody judged with them on screen: those say how often people overruled them. A model
    without a snapshot could not be made again and is left alone.

    Parameters
    ----------
    question
        The number of the question.
    """
    with database.read() as connection:
        newest = connection.scalars(
            select(Model.id).where(Model.question_id == question).order_by(Model.id.desc()).limit(KEPT_MODELS)
        ).all()
        stay = {*newest, chosen_id(connection, question)}
        whole = connection.scalars(
            select(Model.id).where(
                Model.question_id == question, Model.payload.is_not(None), Model.snapshot.is_not(None)
            )
        ).all()
    thinned = [model_id for model_id in whole if model_id not in stay]
    for model_id in thinned:
        with database.write() as connection:  # one at a time: nobody who codes waits long
            _thin_one(connection, model_id)
    return thinned


def _thin_one(connection: Connection, model_id: int) -> None:
    judged = exists().where(CodingEvent.segment_id == Suggestion.segment_id, CodingEvent.model_id == model_id)
    connection.execute(delete(Suggestion).where(Suggestion.model_id == model_id, ~judged))
    connection.execute(update(Model).where(Model.id == model_id).values(payload=None))


def chosen_id(connection: Connection, question: int) -> int | None:
    """Return the model that was chosen to suggest; None where that is always the newest."""
    return connection.scalar(
        select(ModelChoice.model_id)
        .where(ModelChoice.question_id == question)
        .order_by(ModelChoice.id.desc())
        .limit(1)
    )


def codebook_of(connection: Connection, model_id: int) -> tuple[int, int]:
    """Return the codebook and the number of the version that a model was learned with."""
    row = connection.execute(
        select(CodebookVersion.codebook_id, CodebookVersion.number)
        .join(Model, Model.codebook_version_id == CodebookVersion.id)
        .where(Model.id == model_id)
    ).one()
    return row.codebook_id, row.number


def proposed(connection: Connection, model_id: int, *, minimum: float) -> dict[int, set[int]]:
    """Return the codes that a model finds at least so likely, by segment; segments without any are absent."""
    found: dict[int, set[int]] = {}
    rows = connection.execute(
        select(Suggestion.segment_id, Suggestion.code_id).where(
            Suggestion.model_id == model_id, Suggestion.probability >= minimum
        )
    )
    for segment_id, code_id in rows:
        found.setdefault(segment_id, set()).add(code_id)
    return found
