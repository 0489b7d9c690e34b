"""Vectors that a slow model made once, kept beside the other analyses of a text."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from coding.language.local.model import LocalModel
from coding.store import Database
from coding.store.schema import Analysis, Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHUNK = 250  # texts per transaction
KIND = "vectors:"  # before the name of the model, where an analysis has the name of a pipeline


class KeptVectors:
    """Asks a model only what was not asked before.

    Only texts of the project are kept, by hash. Rows are in half precision (a cosine changes by less than
    0.001), also when they come fresh from the model, so that a text always gets the same row.

    Parameters
    ----------
    database
        The project's database.
    model
        What makes the vectors.
    """

    def __init__(self, database: Database, model: LocalModel) -> None:
        self.name = model.name
        self.database, self.model = database, model

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one row of length 1 per text; zeros for a text without words."""
        import numpy as np

        by_hash = {sha256(text.encode()).hexdigest(): text for text in texts}
        hashes = list(by_hash)
        rows: dict[str, NDArray[np.float32]] = {}
        for start in range(0, len(hashes), CHUNK):
            part = hashes[start : start + CHUNK]
            kept = self._kept(part)
            fresh = [name for name in part if name not in kept]
            if fresh:
                made = self.model.embed([by_hash[name] for name in fresh]).astype(np.float16)
                self._keep(dict(zip(fresh, made, strict=True)))
                kept |= dict(zip(fresh, made, strict=True))
            rows |= {name: _of_length_one(row) for name, row in kept.items()}
        if not rows:
            return self.model.embed([])
        return np.array([rows[sha256(text.encode()).hexdigest()] for text in texts], dtype=np.float32)

    def _kept(self, hashes: Sequence[str]) -> "dict[str, NDArray[np.float16]]":
        import numpy as np

        statement = select(Analysis.text_sha256, Analysis.tokens).where(
            Analysis.pipeline == KIND + self.name, Analysis.text_sha256.in_(hashes)
        )
        with self.database.read() as connection:
            found = connection.execute(statement).all()
        return {row.text_sha256: np.frombuffer(b64decode(row.tokens[0]), dtype="<f2") for row in found}

    def _keep(self, rows: "dict[str, NDArray[np.float16]]") -> None:
        with self.database.write() as connection:
            there = set(
                connection.scalars(
                    select(Analysis.text_sha256).where(
                        Analysis.pipeline == KIND + self.name, Analysis.text_sha256.in_(list(rows))
                    )
                )
            )  # another process may have been quicker
            ours = set(
                connection.scalars(select(Segment.text_sha256).where(Segment.text_sha256.in_(list(rows))))
            )
            values = [
                {
                    "text_sha256": name,
                    "pipeline": KIND + self.name,
                    "tokens": [b64encode(row.astype("<f2").tobytes()).decode()],
                }
                for name, row in rows.items()
                if name in ours - there
            ]
            if values:
                connection.execute(insert(Analysis), values)


def forget(connection: Connection, name: str) -> None:
    """Drop what was kept of a model."""
    connection.execute(delete(Analysis).where(Analysis.pipeline == KIND + name))


def _of_length_one(row: "NDArray[np.float16]") -> "NDArray[np.float32]":
    import numpy as np

    exact = row.astype(np.float32)
    length = float(np.linalg.norm(exact))
    return exact / length if length else exact
