"""How one coder stands towards texts, kept at hand: asked at every key, and hardly ever changed elsewhere."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from coding.codings.events import current_states
from coding.codings.model import JudgementState
from coding.store import Database
from coding.store.schema import CodingEvent, Judgement

_NEWEST = select(func.max(CodingEvent.id))
# What this coder did since, anywhere; and the event we counted from, which is gone where a copy was put back.
_SINCE = (
    select(CodingEvent.id, CodingEvent.segment_id, CodingEvent.coder_id, Judgement.version)
    .outerjoin(
        Judgement,
        and_(
            Judgement.segment_id == CodingEvent.segment_id,
            Judgement.coder_id == CodingEvent.coder_id,
        ),
    )
    .where(
        CodingEvent.id >= bindparam("after"),
        or_(CodingEvent.coder_id == bindparam("coder_id"), CodingEvent.id == bindparam("after")),
    )
)


class KeptStates:
    """The states of one coder, read once; after that only what was changed is read again.

    Every change of a state is an event, and events are written one transaction after another, so that what
    has a higher number came later.

    Parameters
    ----------
    database
        The project's database.
    coder_id
        Whose states.
    """

    def __init__(self, database: Database, *, coder_id: int) -> None:
        self._database = database
        self._coder_id = coder_id
        self._states: dict[int, JudgementState] = {}
        self._after: int | None = None  # the newest event that was counted in

    def note(self, states: Mapping[int, JudgementState]) -> None:
        """Take in states that were stored a moment ago, unless something newer was read meanwhile."""
        for segment_id, state in states.items():
            kept = self._states.get(segment_id)
            if kept is not None and kept.version < state.version:
                self._states[segment_id] = state

    def of(self, segment_ids: Sequence[int], *, ahead: Sequence[int] = ()) -> dict[int, JudgementState]:
        """Return the state of each segment as it is now.

        Parameters
        ----------
        ahead
            What will be asked next; read together with what is missing, when something is.
        """
        with self._database.look() as connection:
            self._forget_changed(connection)
            if any(segment_id not in self._states for segment_id in segment_ids):
                wanted = dict.fromkeys([*segment_ids, *ahead])
                missing = [segment_id for segment_id in wanted if segment_id not in self._states]
                self._states |= current_states(connection, self._coder_id, missing)
        return {segment_id: self._states[segment_id] for segment_id in segment_ids}

    def _forget_changed(self, connection: Connection) -> None:
        if (
            self._after is None
        ):  # before anything is read: what comes meanwhile is then read twice, not missed
            self._after = connection.scalar(_NEWEST) or 0
            return
        rows = connection.execute(_SINCE, {"after": self._after, "coder_id": self._coder_id}).all()
        if self._after and all(row.id != self._after for row in rows):
            self._states.clear()
            self._after = connection.scalar(_NEWEST) or 0
            return
        for row in rows:
            kept = self._states.get(row.segment_id) if row.coder_id == self._coder_id else None
            if kept is not None and kept.version != row.version:
                del self._states[row.segment_id]
        self._after = max([self._after, *(row.id for row in rows)])
