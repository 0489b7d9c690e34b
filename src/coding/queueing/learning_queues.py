"""Queues that grow while somebody reads: the next batch is chosen by what is known by then."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, func, insert, select

from coding.codings import queues
from coding.codings.audit_draws import audit_sample, ensure_draws
from coding.codings.auditing import DEFAULT_SHARE
from coding.codings.model import Strategy
from coding.errors import CodingError, NotFoundError
from coding.i18n import _
from coding.queueing.choosing import Batch, choose
from coding.queueing.laying import lay
from coding.queueing.sources import Sources
from coding.queueing.standing import look
from coding.queueing.words import describe, title_of
from coding.store import Database, question_id
from coding.store.schema import Coder, DivisionPart, Judgement, Question, Queue, QueueItem, Segment

if TYPE_CHECKING:
    import pandas as pd

    from coding.classifier import Classifiers

BATCH = 20
AHEAD = 10
"""A batch is added when fewer unread texts than this lie ahead."""
SEEDS = 2**31


@dataclass(frozen=True)
class Whole:
    """How far the whole of a coder's texts is, not only what lies in a queue.

    ``elsewhere``: how many of ``total`` were read, but not in this queue by this coder.
    """

    total: int
    elsewhere: int


class LearningQueues:
    """One queue per coder, question and way of choosing, which gets longer as it is read.

    Parameters
    ----------
    database
        The project's database.
    classifiers
        Where the model is that suggests.
    """

    def __init__(self, database: Database, classifiers: "Classifiers") -> None:
        self._database = database
        self._classifiers = classifiers
        self._sources = Sources(database, classifiers)

    def find(self, question_key: str, *, coder_id: int, strategy: Strategy | str) -> int | None:
        """Return somebody's queue of a way of choosing; None where there is none yet."""
        with self._database.read() as connection:
            return _find(connection, question_id(connection, question_key), coder_id, Strategy(strategy))

    def open(
        self,
        question_key: str,
        *,
        coder_id: int,
        strategy: Strategy | str = Strategy.MIX,
        share: float = DEFAULT_SHARE,
        seed: int | None = None,
    ) -> int:
        """Return somebody's queue of a way of choosing; made, without texts, when there is none yet.

        Parameters
        ----------
        strategy
            A name of `coding.classifier.strategies`.
        share
            Which part of the texts is kept for the audit, and read by it.
        seed
            Fixes what is drawn by chance; by default another one for every queue.

        Raises
        ------
        CodingError
            When the share is not between 0 and 1.
        NotFoundError
            When there is no such question or person.
        """
        strategy = Strategy(strategy)
        if not 0 <= share < 1:
            raise CodingError(_("Kies een deel tussen 0 en 100 procent voor de steekproef."))
        found = self.find(question_key, coder_id=coder_id, strategy=strategy)
        if found is not None:
            return found
        import secrets

        with self._database.write() as connection:
            question = question_id(connection, question_key)
            found = _find(connection, question, coder_id, strategy)
            if found is None:
                if connection.scalar(select(Coder.id).where(Coder.id == coder_id)) is None:
                    raise NotFoundError(_("Persoon {id} doet niet mee in dit project.").format(id=coder_id))
                found = connection.execute(
                    insert(Queue)
                    .values(
                        question_id=question,
                        coder_id=coder_id,
                        title=title_of(strategy),
                        strategy=strategy.value,
                        seed=secrets.randbelow(SEEDS) if seed is None else seed,
                        settings={"audit": share},
                    )
                    .returning(Queue.id)
                ).scalar_one()
        return found

    def grow(self, queue_id: int, *, position: int = 0, ahead: int = AHEAD, n: int = BATCH) -> int:
        """Add a batch when little is left to read; return how many texts came.

        Nothing is locked while choosing. When a batch was added in the meantime, from another tab of the same
        person, that one stands and this one is dropped.

        Parameters
        ----------
        position
            Where in the queue the coder is; what they left unread before it does not count as left.
        ahead
            Fewer unread texts than this are little.
        n
            How many to add.
        """
        with self._database.read() as connection:
            queue = _queue(connection, queue_id)
            items = _items(connection, queue)
        if sum(not read for _segment, read in items[position:]) >= ahead:
            return 0
        batch = self._choose(queue, [segment for segment, _read in items], n)
        if not batch.chosen and not batch.short:
            return 0
        with self._database.write() as connection:
            return lay(connection, queue, batch)

    def grows(self, queue_id: int) -> bool:
        """Tell whether a queue gets longer while it is read."""
        with self._database.read() as connection:
            return connection.scalar(select(Queue.id).where(Queue.id == queue_id, queues.GROWS)) is not None

    def whole(self, queue_id: int) -> Whole:
        """Return how far the whole of a coder's texts is."""
        with self._database.read() as connection:
            queue = _queue(connection, queue_id)
            items = _items(connection, queue)
            segments = [segment for segment, _read in items]
            at = look(connection, queue.question_id, coder_id=queue.coder_id, in_queue=segments)
        here = sum(read for _segment, read in items)
        return Whole(len(at.scope), max(0, at.done - here))

    def offers(self, question_key: str, *, coder_id: int) -> bool:
        """Tell whether there are texts for somebody: their part, or what is nobody's part."""
        with self._database.read() as connection:
            question = question_id(connection, question_key)
            divided = select(Queue.id).join(DivisionPart, DivisionPart.queue_id == Queue.id)
            if connection.scalar(divided.where(Queue.question_id == question).limit(1)) is None:
                return True
            return bool(look(connection, question, coder_id=coder_id, in_queue=()).scope)

    def items(self, queue_id: int) -> "pd.DataFrame":
        """Return what is in a queue, in order, and how each text got there.

        Columns: position (from 1), segment_id, text, reason, why (the reason in words, without names of
        codes), purpose, probability (with which it was drawn, where it was), model_id (that chose it).
        """
        import pandas as pd

        columns = (QueueItem.reason, QueueItem.purpose, QueueItem.probability, QueueItem.model_id)
        with self._database.read() as connection:
            rows = connection.execute(
                select(QueueItem.position, QueueItem.segment_id, Segment.text, *columns)
                .join(Segment, Segment.id == QueueItem.segment_id)
                .where(QueueItem.queue_id == queue_id)
                .order_by(QueueItem.position)
            ).all()
        return pd.DataFrame(
            [
                (
                    row.position + 1,
                    row.segment_id,
                    row.text,
                    row.reason,
                    describe(row.reason).plain,
                    row.purpose,
                    row.probability,
                    row.model_id,
                )
                for row in rows
            ],
            columns=[
                "position",
                "segment_id",
                "text",
                "reason",
                "why",
                "purpose",
                "probability",
                "model_id",
            ],
        ).astype({"model_id": "Int64"})

    def audit_sample(self, question_key: str) -> "pd.DataFrame":
        """Return, per stratum, the simple random sample that was read so far.

        Returns
        -------
        DataFrame
            One row per draw: ``stratum`` (its number), ``coder`` (whose part it is; None: nobody's own),
            ``seed``, ``N`` (texts), ``reserve`` (kept for the audit), ``turns`` (had their turn), ``m``
            (read of these, up to the first that was not) and ``segments`` (these m, in the order drawn).
            Each of the N had a probability of m / N to be among them. Where m is N all of it was read.
        """
        with self._database.read() as connection:
            return audit_sample(connection, question_id(connection, question_key))

    def _choose(self, queue: Any, in_queue: Sequence[int], n: int) -> Batch:
        """Choose the next texts of a queue as things stand now."""
        import numpy as np

        from coding.classifier.strategies import Mix, by_name

        share = float(queue.settings["audit"])
        draws = ensure_draws(self._database, queue.question_id, share=share, seed=queue.seed)
        with self._database.read() as connection:
            at = look(connection, queue.question_id, coder_id=queue.coder_id, in_queue=in_queue)
            key = connection.scalars(select(Question.key).where(Question.id == queue.question_id)).one()
        model_id = self._classifiers.current_id(key)
        way = Mix(audit=share) if queue.strategy == Strategy.MIX.value else by_name(queue.strategy)
        texts = self._sources.texts(queue.question_id)
        return choose(
            way,
            texts,
            at,
            draws,
            owner=queue.coder_id if at.own_part else None,
            n=n,
            rng=np.random.default_rng([queue.seed, len(in_queue)]),
            probabilities=self._sources.probabilities(key, model_id, texts),
            committee=(
                self._sources.committee(key, model_id, texts)
                if queue.strategy == Strategy.DISAGREEMENT.value
                else None
            ),
            model_id=model_id,
            groups=self._sources.groups(queue.question_id, texts),
        )


def _find(connection: Connection, question: int, coder_id: int, strategy: Strategy) -> int | None:
    return connection.scalar(
        select(Queue.id)
        .where(
            Queue.question_id == question,
            Queue.coder_id == coder_id,
            Queue.strategy == strategy.value,
            queues.GROWS,
        )
        .order_by(Queue.id)
        .limit(1)
    )


def _queue(connection: Connection, queue_id: int) -> Any:
    found = connection.execute(select(Queue).where(Queue.id == queue_id, queues.GROWS)).one_or_none()
    if found is None:
        raise NotFoundError(_("Er is geen rij {id} die meegroeit.").format(id=queue_id))
    return found


def _items(connection: Connection, queue: Any) -> list[tuple[int, bool]]:
    """Return the texts of a queue in order, and whether its coder read each."""
    rows = connection.execute(
        select(QueueItem.segment_id, func.coalesce(Judgement.read, False))
        .outerjoin(
            Judgement,
            and_(Judgement.segment_id == QueueItem.segment_id, Judgement.coder_id == queue.coder_id),
        )
        .where(QueueItem.queue_id == queue.id)
        .order_by(QueueItem.position)
    )
    return [(segment, bool(read)) for segment, read in rows]
