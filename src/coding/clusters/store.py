"""Clusterings of a project, kept as they came out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from coding.clusters.grouping import Grouping, group
from coding.errors import CodingError
from coding.i18n import ngettext
from coding.language import Language
from coding.store import Database, question_id
from coding.store.schema import Cluster, ClusterMember, ClusterRun, Segment

if TYPE_CHECKING:
    from pandas import DataFrame

FEWEST = 30
"""Fewer texts than this are read faster than grouped."""


@dataclass(frozen=True)
class ClusterResult:
    """One clustering.

    Attributes
    ----------
    run_id, created_at, settings
        Which run, when, and how it was made.
    clusters
        Columns number, label, words (a list of ``[word, weight]``), size; largest first, and last, where
        there are any, the texts without content.
    members
        Columns segment_id, number, x, y, typicality: every codable segment, in the order of documents.
    """

    run_id: int
    created_at: datetime
    settings: dict[str, Any]
    clusters: "DataFrame"
    members: "DataFrame"


class Clusters:
    """Groups of similar segments.

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

    def cluster(
        self,
        question_key: str,
        *,
        n_clusters: int | None = None,
        seed: int = 1,
        progress: Callable[[int, int], None] | None = None,
    ) -> ClusterResult:
        """Group the codable segments of a question, and keep the outcome.

        Parameters
        ----------
        question_key
            The question or collection of reports.
        n_clusters
            How many groups; ``None`` chooses.
        seed
            Fixes the outcome.
        progress
            Called with (done, total) steps.

        Raises
        ------
        CodingError
            When there are fewer than ``FEWEST`` segments, or ``n_clusters`` cannot be had.
        NotFoundError
            When there is no such question.
        """
        question_id = self._question_id(question_key)
        with self.database.read() as connection:
            segments = connection.execute(
                select(Segment.id, Segment.text)
                .where(Segment.question_id == question_id, Segment.codable)
                .order_by(Segment.document_id, Segment.ordinal)
            ).all()
        if len(segments) < FEWEST:
            raise CodingError(
                ngettext(
                    "Vraag {key} heeft {n} tekst; groeperen kan vanaf {fewest}.",
                    "Vraag {key} heeft {n} teksten; groeperen kan vanaf {fewest}.",
                    len(segments),
                ).format(key=question_key, n=len(segments), fewest=FEWEST)
            )
        from coding.language import text_model

        found = self.language.lemmas(question_key)
        lemmas = dict(zip(found["segment_id"], found["lemmas"], strict=True))
        grouping = group(
            [segment.text for segment in segments],
            [lemmas.get(segment.id, []) for segment in segments],
            model=text_model(self.database),
            shown=self.language.shown_words(question_key),
            n_clusters=n_clusters,
            seed=seed,
            progress=progress,
        )
        self._keep(question_id, [segment.id for segment in segments], grouping)
        latest = self.latest(question_key)
        assert latest is not None
        return latest

    def latest(self, question_key: str) -> ClusterResult | None:
        """Return the newest clustering of a question, or ``None`` when there is none."""
        statement = (
            select(ClusterRun)
            .where(ClusterRun.question_id == self._question_id(question_key))
            .order_by(ClusterRun.id.desc())
            .limit(1)
        )
        with self.database.read() as connection:
            run = connection.execute(statement).one_or_none()
        return None if run is None else self._read(run.id, run.created_at, run.settings)

    def _question_id(self, question_key: str) -> int:
        with self.database.read() as connection:
            return question_id(connection, question_key)

    def _keep(self, question_id: int, segment_ids: list[int], grouping: Grouping) -> None:
        clusters = [
            {
                "number": number,
                "label": label,
                "words": [list(pair) for pair in words],
                "size": grouping.numbers.count(number),
            }
            for number, (label, words) in enumerate(zip(grouping.labels, grouping.words, strict=True))
        ]
        members = [
            {"segment_id": segment_id, "number": number, "x": float(x), "y": float(y), "typicality": float(t)}
            for segment_id, number, (x, y), t in zip(
                segment_ids, grouping.numbers, grouping.places, grouping.typicality, strict=True
            )
        ]
        with self.database.write() as connection:
            run = connection.execute(
                insert(ClusterRun).values(
                    question_id=question_id, pipeline=self.language.info.name, settings=grouping.settings
                )
            ).inserted_primary_key
            assert run is not None
            connection.execute(insert(Cluster), [{"run_id": run[0], **row} for row in clusters])
            connection.execute(insert(ClusterMember), [{"run_id": run[0], **row} for row in members])

    def _read(self, run_id: int, created_at: datetime, settings: dict[str, Any]) -> ClusterResult:
        from pandas import DataFrame

        clusters = (
            select(Cluster.number, Cluster.label, Cluster.words, Cluster.size)
            .where(Cluster.run_id == run_id)
            .order_by(Cluster.number)
        )
        columns = ["segment_id", "number", "x", "y", "typicality"]
        members = (
            select(*(getattr(ClusterMember, name) for name in columns))
            .join(Segment, Segment.id == ClusterMember.segment_id)
            .where(ClusterMember.run_id == run_id)
            .order_by(Segment.document_id, Segment.ordinal)
        )
        with self.database.read() as connection:
            return ClusterResult(
                run_id=run_id,
                created_at=created_at,
                settings=settings,
                clusters=DataFrame(
                    connection.execute(clusters).all(), columns=["number", "label", "words", "size"]
                ),
                members=DataFrame(connection.execute(members).all(), columns=columns),
            )
