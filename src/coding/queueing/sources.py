"""What batches of a question are chosen from: its texts, where they lie, their groups, what a model finds.

None of it changes without getting another number, so it is kept in memory between two batches.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select

from coding.codebook import Codebooks
from coding.codings.twins import same_groups
from coding.store import Database
from coding.store.schema import (
    Cluster,
    ClusterMember,
    ClusterRun,
    Document,
    Segment,
    Suggestion,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coding.classifier import Classifiers

T = TypeVar("T")
KEPT = 12  # things kept in memory at most; of 100,000 texts each takes some tens of megabytes


@dataclass(frozen=True)
class Texts:
    """The codable texts of a question, in reading order; every array has one row per text.

    ``vectors``: where each lies, of length 1, or 0. ``alike``: a number shared by identical texts.
    """

    segments: list[int]
    places: Mapping[int, int]
    vectors: "NDArray[np.float64]"
    alike: "NDArray[np.int64]"


@dataclass(frozen=True)
class Groups:
    """The group of each text (-1: none) and how typical it is of that; what groups are called."""

    numbers: "NDArray[np.int64]"
    typicality: "NDArray[np.float64]"
    labels: Mapping[int, str]


class Sources:
    """Reads what a question's batches are chosen from, once."""

    def __init__(self, database: Database, classifiers: "Classifiers") -> None:
        self._database = database
        self._classifiers = classifiers
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def texts(self, question_id: int) -> Texts:
        """Return the texts of a question."""
        numbers = (func.count(), func.max(Segment.id), func.sum(Segment.id))
        statement = select(*numbers).where(Segment.question_id == question_id, Segment.codable)
        with self._database.read() as connection:
            stamp = tuple(connection.execute(statement).one())
        return self._kept(("texts", question_id, stamp), lambda: self._read_texts(question_id))

    def groups(self, question_id: int, texts: Texts) -> Groups | None:
        """Return the newest groups of a question's texts; None where none were made."""
        newest = select(func.max(ClusterRun.id)).where(ClusterRun.question_id == question_id)
        with self._database.read() as connection:
            run_id = connection.scalar(newest)
        if run_id is None:
            return None
        return self._kept(("groups", run_id, len(texts.segments)), lambda: self._read_groups(run_id, texts))

    def probabilities(
        self, question_key: str, model_id: int | None, texts: Texts
    ) -> "NDArray[np.float64] | None":
        """Return texts × codes, as they were stored with a model's suggestions; None without a model."""
        if model_id is None:
            return None
        codebook = Codebooks(self._database).for_question(question_key)
        codes = [codebook.code_ids[code.id] for code in codebook.content.live]
        return self._kept(
            ("probabilities", model_id, codebook.version_id, len(texts.segments)),
            lambda: self._read_probabilities(model_id, codes, texts),
        )

    def committee(
        self, question_key: str, model_id: int | None, texts: Texts
    ) -> "NDArray[np.float64] | None":
        """Return models × texts × codes of models that each saw half of what the one that suggests saw."""
        if model_id is None:
            return None
        codebook = Codebooks(self._database).for_question(question_key)
        codes = [code.id for code in codebook.content.live]
        return self._kept(
            ("committee", model_id, codebook.version_id, len(texts.segments)),
            lambda: self._classifiers.committee(model_id, texts.segments, codes),
        )

    # ── inside ──────────────────────────────────────────────────────────────────────────────────

    def _kept(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:  # two who wait for the same thing wait for it once
            if key not in self._found:
                self._found[key] = make()
                while len(self._found) > KEPT:
                    self._found.popitem(last=False)
            self._found.move_to_end(key)
            found: T = self._found[key]
            return found

    def _read_texts(self, question_id: int) -> Texts:
        import numpy as np

        from coding.classifier.strategies import place_texts
        from coding.language import text_model

        statement = (
            select(Segment.id, Segment.text)
            .join(Document, Document.id == Segment.document_id)
            .where(Segment.question_id == question_id, Segment.codable)
            .order_by(Document.id, Segment.ordinal)
        )
        with self._database.read() as connection:
            rows = connection.execute(statement).all()
        texts = [row.text for row in rows]
        return Texts(
            segments=[row.id for row in rows],
            places={row.id: place for place, row in enumerate(rows)},
            vectors=place_texts(texts, text_model(self._database).embed(texts)),
            alike=np.array(same_groups(texts), dtype=np.int64),
        )

    def _read_groups(self, run_id: int, texts: Texts) -> Groups:
        import numpy as np

        columns = (ClusterMember.segment_id, ClusterMember.number, ClusterMember.typicality)
        names = select(Cluster.number, Cluster.label).where(Cluster.run_id == run_id)
        with self._database.read() as connection:
            members = connection.execute(select(*columns).where(ClusterMember.run_id == run_id)).all()
            labels = {row.number: row.label for row in connection.execute(names)}
        numbers = np.full(len(texts.segments), -1, dtype=np.int64)
        typicality = np.zeros(len(texts.segments))
        for segment, number, typical in members:
            if segment in texts.places:
                place = texts.places[segment]
                numbers[place], typicality[place] = number, typical
        return Groups(numbers, typicality, labels)

    def _read_probabilities(self, model_id: int, codes: list[int], texts: Texts) -> "NDArray[np.float64]":
        import numpy as np

        columns = {code: column for column, code in enumerate(codes)}
        statement = select(Suggestion.segment_id, Suggestion.code_id, Suggestion.probability)
        probabilities = np.zeros((len(texts.segments), len(codes)))
        with self._database.read() as connection:
            for segment, code, probability in connection.execute(
                statement.where(Suggestion.model_id == model_id)
            ):
                if segment in texts.places and code in columns:
                    probabilities[texts.places[segment], columns[code]] = probability
        return probabilities
