"""Looking up why the texts of a queue are in it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from coding.classifier.strategies.model import Reason
from coding.codings.events import chunks
from coding.codings.model import Strategy
from coding.queueing.words import NAMED_FROM, Why, describe
from coding.store import Database
from coding.store.schema import Cluster, ClusterMember, ClusterRun, Code, Queue, QueueItem, Suggestion

_BY_STRATEGY = {  # of queues that were laid out at once
    Strategy.RANDOM.value: Reason.RANDOM.value,
    Strategy.UNCERTAIN.value: Reason.UNCERTAIN.value,
}


def reasons_of(
    database: Database, queue_id: int, segments: Sequence[int], *, labels: Mapping[str, str]
) -> dict[int, Why]:
    """Return why each of some texts of a queue is shown; left out where there is nothing to tell.

    Parameters
    ----------
    labels
        What the codes are called; one that is not among them is not named.
    """
    with database.read() as connection:
        queue = connection.execute(
            select(Queue.question_id, Queue.strategy).where(Queue.id == queue_id)
        ).one_or_none()
        if queue is None:
            return {}
        rows = [
            row
            for part in chunks(segments)
            for row in connection.execute(
                select(QueueItem.segment_id, QueueItem.reason, QueueItem.model_id).where(
                    QueueItem.queue_id == queue_id, QueueItem.segment_id.in_(part)
                )
            )
        ]
        reasons = {row.segment_id: row.reason or _BY_STRATEGY.get(queue.strategy, "") for row in rows}
        doubted = [row for row in rows if reasons[row.segment_id] == Reason.UNCERTAIN.value and row.model_id]
        doubts = _doubts(connection, doubted, labels)
        typical = [segment for segment, reason in reasons.items() if reason == Reason.TYPICAL.value]
        groups = _groups(connection, queue.question_id, typical)
    return {
        segment: describe(reason, doubts=doubts.get(segment, ()), group=groups.get(segment, ""))
        for segment, reason in reasons.items()
        if reason and reason != Reason.ORDER.value
    }


def _doubts(connection: Connection, rows: Sequence[Any], labels: Mapping[str, str]) -> dict[int, list[str]]:
    """Return the labels of the codes that the model which chose a text doubted about, most first."""
    models = {row.segment_id: row.model_id for row in rows}
    found: dict[int, list[tuple[float, str]]] = {}
    for part in chunks(list(models)):
        for segment, model_id, code, probability in connection.execute(
            select(Suggestion.segment_id, Suggestion.model_id, Code.key, Suggestion.probability)
            .join(Code, Code.id == Suggestion.code_id)
            .where(
                Suggestion.segment_id.in_(part),
                Suggestion.model_id.in_(set(models.values())),
                Suggestion.probability >= NAMED_FROM,
                Suggestion.probability <= 1 - NAMED_FROM,
            )
            .order_by(Code.id)
        ):
            if models[segment] == model_id and code in labels:
                found.setdefault(segment, []).append((probability * (1 - probability), labels[code]))
    return {
        segment: [label for _doubt, label in sorted(pairs, key=lambda pair: -pair[0])]
        for segment, pairs in found.items()
    }


def _groups(connection: Connection, question_id: int, segments: Sequence[int]) -> dict[int, str]:
    """Return what the groups of some texts are called, in the newest grouping."""
    run_id = connection.scalar(select(func.max(ClusterRun.id)).where(ClusterRun.question_id == question_id))
    found: dict[int, str] = {}
    for part in chunks(segments) if run_id is not None else ():
        rows = connection.execute(
            select(ClusterMember.segment_id, Cluster.label)
            .join(
                Cluster, (Cluster.run_id == ClusterMember.run_id) & (Cluster.number == ClusterMember.number)
            )
            .where(ClusterMember.run_id == run_id, ClusterMember.segment_id.in_(part))
        )
        found |= {row.segment_id: row.label for row in rows}
    return found
