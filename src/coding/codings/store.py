"""The codings of one project: coders, judgements, queues."""

from collections.abc import Sequence

from sqlalchemy import select

from coding.codebook import Codebooks
from coding.codings import queues
from coding.codings.events import current_states
from coding.codings.import_file import import_codings
from coding.codings.judging import segments_of_question
from coding.codings.kept import KeptStates
from coding.codings.model import (
    JudgementState,
    JudgementUpdate,
    Receipt,
    Role,
    Strategy,
    UndoResult,
)
from coding.codings.people import clean_name, insert_person
from coding.codings.saving import Saving
from coding.codings.undo import undo_last
from coding.codings.views import CodingViews
from coding.errors import CodingError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Coder


class Codings(CodingViews):
    """Who judged what, when. Writing happens here; `CodingViews` reads it back."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._saving = Saving(database)

    # ── people ──────────────────────────────────────────────────────────────────────────────────

    def ensure_coder(self, name: str, *, role: Role | str = Role.CODER) -> int:
        """Return a person's number, adding the person when new; an existing person keeps the role they have.

        Raises
        ------
        CodingError
            When the name is empty or too long.
        """
        name, role = clean_name(name), Role(role)
        with self._database.write() as connection:
            coder_id = connection.scalar(select(Coder.id).where(Coder.name == name))
            if coder_id is not None:
                return coder_id
            return insert_person(connection, name, role, None, "")

    # ── judging ─────────────────────────────────────────────────────────────────────────────────

    def judge(self, updates: Sequence[JudgementUpdate], *, coder_id: int) -> list[Receipt]:
        """Store the states a coder wants, in one transaction; a receipt means it is on disk.

        Parameters
        ----------
        updates
            In any order; those of one client are stored by revision.

        Returns
        -------
        list of Receipt
            One per update, by client and revision. ``accepted`` is False where somebody changed the
            segment since ``base_version``; then nothing was written and ``state`` is what stands there now.
        """
        if not updates:
            return []
        return self._saving.store(updates, coder_id=coder_id)

    def undo_last(self, question_key: str, *, coder_id: int) -> UndoResult | None:
        """Take back the coder's newest act on a question; None when there is nothing left to take back."""
        codebook = Codebooks(self._database).for_question(question_key)
        with self._database.write() as connection:
            return undo_last(
                connection,
                coder_id=coder_id,
                question_id=self._question_id(connection, question_key),
                codebook=codebook,
            )

    def import_codings(self, content: bytes, *, name: str) -> int:
        """Import codings from a CSV file and return how many judgements are new.

        Columns ``question,respondent,coder,code`` for answers, ``document,passage,coder,code`` for
        reports; an empty code means read, and no code applies. The same file again changes nothing, and
        what a coder decided in the program is never changed by a file.

        Raises
        ------
        InputError
            Naming file, row and column of the first thing that is wrong; then nothing is imported.
        """
        return import_codings(self, self._database, content, name=name)

    # ── queues ──────────────────────────────────────────────────────────────────────────────────

    def default_queue(self, question_key: str) -> int:
        """Return the number of the queue with all segments in reading order."""
        with self._database.read() as connection:
            question_id = self._question_id(connection, question_key)
            queue_id = queues.find_default_queue(connection, question_id)
            if queue_id is not None and not queues.missing_items(connection, queue_id, question_id):
                return queue_id
        with self._database.write() as connection:
            return queues.default_queue(connection, question_id)

    def make_queue(
        self,
        question_key: str,
        *,
        title: str,
        strategy: Strategy | str,
        coder_id: int | None = None,
        segment_ids: Sequence[int] | None = None,
        n: int | None = None,
        seed: int = 1,
    ) -> int:
        """Lay out a list of segments to code and return its number.

        Parameters
        ----------
        strategy
            ``random`` draws ``n`` of all segments (or of ``segment_ids``) and stores with what
            probability; the others take ``segment_ids`` in the order given.
        coder_id
            For whom; None is for everybody.
        """
        strategy = Strategy(strategy)
        with self._database.write() as connection:
            question_id = self._question_id(connection, question_key)
            chosen = (
                queues.codable_segments(connection, question_id)
                if segment_ids is None
                else segments_of_question(connection, segment_ids, question_id)
            )
            probability = None
            if strategy is Strategy.RANDOM:
                chosen, probability = queues.draw(chosen, n=len(chosen) if n is None else n, seed=seed)
            if not chosen:
                raise CodingError(_("Er is niets om te coderen in deze selectie."))
            queue_id = queues.insert_queue(
                connection,
                question_id=question_id,
                coder_id=coder_id,
                title=title,
                strategy=strategy,
                seed=seed if strategy is Strategy.RANDOM else None,
            )
            queues.add_items(connection, queue_id, chosen, probability=probability)
        return queue_id

    # ── inside ──────────────────────────────────────────────────────────────────────────────────

    def states(self, segment_ids: Sequence[int], *, coder_id: int) -> dict[int, JudgementState]:
        """Return how a coder stands towards each segment now."""
        with self._database.read() as connection:
            return current_states(connection, coder_id, list(segment_ids))

    def kept_states(self, *, coder_id: int) -> KeptStates:
        """Return what keeps a coder's states at hand, for who asks for them at every key."""
        return KeptStates(self._database, coder_id=coder_id)
