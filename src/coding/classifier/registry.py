"""The registry of models: every version with what it learned from, and which one suggests."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from coding.classifier.comparing import Comparison, compare
from coding.classifier.keeping import chosen_id
from coding.classifier.snapshot import Snapshot
from coding.classifier.summary import ModelSummary, no_model, read_summary
from coding.language import Language
from coding.store import Database, question_id
from coding.store.schema import Model

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "id",
    "created_at",
    "author",
    "origin",
    "n_coded",
    "micro_f1",
    "macro_f1",
    "complete",
    "suggests",
    "sha256",
)


class ModelRegistry:
    """The models of a project.

    Parameters
    ----------
    database
        The project's database.
    language
        Where the lemmas come from.
    """

    def __init__(self, database: Database, language: Language) -> None:
        self.database = database
        self.language = language

    # ── which models there are ──────────────────────────────────────────────────────────────────

    def latest(self, question_key: str) -> ModelSummary | None:
        """Return the newest model of a question, or ``None`` when there is none."""
        with self.database.read() as connection:
            model_id = _newest_id(connection, question_id(connection, question_key))
            return None if model_id is None else read_summary(connection, model_id)

    def current(self, question_key: str) -> ModelSummary | None:
        """Return the model that suggests: the chosen one, else the newest; ``None`` when there is none."""
        model_id = self.current_id(question_key)
        return None if model_id is None else self.summary(model_id)

    def current_id(self, question_key: str) -> int | None:
        """Return the number of the model that suggests; cheap enough to ask every few seconds."""
        with self.database.read() as connection:
            question = question_id(connection, question_key)
            return chosen_id(connection, question) or _newest_id(connection, question)

    def follows_newest(self, question_key: str) -> bool:
        """Tell whether the newest model always suggests, rather than one that somebody chose."""
        with self.database.read() as connection:
            return chosen_id(connection, question_id(connection, question_key)) is None

    def newest_n_read(self, question_key: str) -> int | None:
        """Return how many texts had been read when the newest model was trained; None without a model."""
        with self.database.read() as connection:
            settings = connection.scalar(
                select(Model.settings)
                .where(Model.question_id == question_id(connection, question_key))
                .order_by(Model.id.desc())
                .limit(1)
            )
        return None if settings is None else int(settings.get("n_read", settings.get("n_coded", 0)))

    def summary(self, model_id: int) -> ModelSummary:
        """Return one model; `NotFoundError` when there is no such model."""
        with self.database.read() as connection:
            return read_summary(connection, model_id)

    def model_ids(self, question_key: str) -> list[int]:
        """Return the numbers of a question's models, newest first."""
        with self.database.read() as connection:
            question = question_id(connection, question_key)
            return list(
                connection.scalars(
                    select(Model.id).where(Model.question_id == question).order_by(Model.id.desc())
                )
            )

    def models(self, question_key: str) -> "pd.DataFrame":
        """Return all models of a question, newest first.

        Columns: id, created_at, author, origin (hand, auto), n_coded, micro_f1, macro_f1, complete (its
        weights and all its suggestions are kept), suggests, sha256 (of what it learned from).
        """
        import pandas as pd

        with self.database.read() as connection:
            question = question_id(connection, question_key)
            found = connection.execute(
                select(
                    Model.id,
                    Model.created_at,
                    Model.author,
                    Model.origin,
                    Model.settings,
                    # figures of one model can be long; only these two are wanted of each
                    Model.metrics["micro_f1"].as_float().label("micro_f1"),
                    Model.metrics["macro_f1"].as_float().label("macro_f1"),
                    Model.payload.is_not(None).label("complete"),
                )
                .where(Model.question_id == question)
                .order_by(Model.id.desc())
            ).all()
            suggests = chosen_id(connection, question) or (found[0].id if found else None)
        rows = [
            (
                row.id,
                row.created_at,
                row.author,
                row.origin,
                row.settings.get("n_coded", 0),
                row.micro_f1,
                row.macro_f1,
                bool(row.complete),
                row.id == suggests,
                row.settings.get("snapshot_sha256", ""),
            )
            for row in found
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    # ── what they learned from ──────────────────────────────────────────────────────────────────

    def snapshot(self, model_id: int) -> Snapshot | None:
        """Return what a model learned from; None for models of before that was kept."""
        with self.database.read() as connection:
            row = connection.execute(select(Model.snapshot).where(Model.id == model_id)).one_or_none()
        if row is None:
            raise no_model(model_id)
        return None if row.snapshot is None else Snapshot.from_bytes(row.snapshot)

    def compare(self, first: int, second: int) -> Comparison:
        """Put two models side by side: figures per code, texts, recipe."""
        return compare(
            self.summary(first),
            self.summary(second),
            snapshots=(self.snapshot(first), self.snapshot(second)),
        )


def _newest_id(connection: Connection, question: int) -> int | None:
    return connection.scalar(
        select(Model.id).where(Model.question_id == question).order_by(Model.id.desc()).limit(1)
    )
