"""The same judgement for the same answers: given as one act, taken back as one."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from coding.codebook import Codebooks
from coding.codings.events import Act, current_states, differences, write_events
from coding.codings.judging import segments_of_question, with_code_ids
from coding.codings.model import Origin
from coding.codings.undo import take_back
from coding.store import Database, question_id
from coding.store.schema import CodingEvent


class Alike:
    """Gives one coder's judgement of a text to texts that are the same.

    Parameters
    ----------
    database
        The project's database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(
        self,
        question_key: str,
        segment_id: int,
        others: Sequence[int],
        *,
        coder_id: int,
        batch: str,
        client: str = "",
        revision: int = 0,
        queue_id: int | None = None,
    ) -> list[int]:
        """Give the codes of a text to others that this coder did not read yet, and return which.

        What the coder read or gave a code before is left alone; marks, memo and flag belong to one text.

        Parameters
        ----------
        batch
            Names this act; sent again it does nothing.
        client, revision
            The browser tab and its act, so that the tab may go on before it hears of this.
        """
        codebook = Codebooks(self._database).for_question(question_key)
        with self._database.write() as connection:
            number = question_id(connection, question_key)
            segments_of_question(connection, [segment_id, *others], number)
            if connection.scalar(_of_batch(batch, coder_id).limit(1)) is not None:
                return []
            states = current_states(connection, coder_id, [segment_id, *others])
            codes = states.pop(segment_id).codes
            events = [
                event
                for other, state in states.items()
                if not state.read and not state.codes
                for event in differences(
                    state,
                    segment_id=other,
                    codes=codes,
                    read=True,
                    memo=state.memo,
                    origins={},
                    default_origin=Origin.BULK,
                )
            ]
            act = Act(coder_id, codebook.version_id, batch, client, revision)
            whole = with_code_ids(events, codebook.code_ids, queue_id=queue_id)
            return list(write_events(connection, act, whole, states))

    def take_back(self, question_key: str, *, coder_id: int, batch: str) -> list[int]:
        """Take back what `give` did as ``batch`` and return its segments; a second time changes nothing."""
        codebook = Codebooks(self._database).for_question(question_key)
        with self._database.write() as connection:
            touched = sorted(set(connection.scalars(_of_batch(batch, coder_id))))
            take_back(connection, batch, coder_id=coder_id, codebook=codebook)
        return touched


def _of_batch(batch: str, coder_id: int) -> Select[int]:
    return select(CodingEvent.segment_id).where(CodingEvent.batch == batch, CodingEvent.coder_id == coder_id)
