"""Deciding together where coders differ: the queue of differences, decisions, taking one back."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from coding.codebook import Codebooks
from coding.codings.before import events_of, own_codings, replay
from coding.codings.code_notes import NoteKind, insert_note
from coding.codings.combining import splits
from coding.codings.decisions import (
    COLUMNS,
    Decision,
    decisions,
    newest_rows,
    standing,
    stood_before,
    write_decisions,
)
from coding.codings.people import Team
from coding.codings.permissions import Permission
from coding.codings.store import Codings
from coding.errors import InputError, NotFoundError, StaleWriteError
from coding.i18n import _
from coding.store import Database, question_id
from coding.store.schema import Adjudication, Code, CodingEvent, Judgement, Mark, Segment

if TYPE_CHECKING:
    import pandas as pd

UNDO = "undo:"  # begins the batch of an act that takes back the batch named behind it


@dataclass(frozen=True)
class TakenBack:
    """What an undo took back: the segment and code of each decision."""

    places: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Reading:
    """What one reader gave a segment: codes, memo, and the words marked for each code."""

    coder: str
    codes: frozenset[str]
    memo: str
    quotes: Mapping[str, tuple[str, ...]]


class Adjudications:
    """What a team decides where its coders differ; their own codings stay as they are."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._codings = Codings(database)
        self._codebooks = Codebooks(database)
        self._team = Team(database)

    # ── reading ─────────────────────────────────────────────────────────────────────────────────

    def own_codings(self, question_key: str) -> "tuple[pd.DataFrame, pd.DataFrame]":
        """Return who read what and what they gave, as it stood before anything was decided together.

        Returns
        -------
        tuple
            ``[segment_id, coder_id, coder]`` and ``[segment_id, coder_id, coder, code, origin]``.
        """
        read = self._codings.judgements(question_key)
        read = read.loc[read["read"].astype(bool), ["segment_id", "coder_id", "coder"]]
        given = self._codings.codings(question_key)
        with self._database.read() as connection:
            number = question_id(connection, question_key)
            return own_codings(connection, number, read=read, given=given)

    def differences(self, question_key: str) -> "pd.DataFrame":
        """Return every code on which readers of a segment differ, by what they gave of their own accord.

        Returns
        -------
        ``[segment_id, code, n_gave, n_read, agreement]``; ``agreement`` is which share of the code's uses is
        shared with another reader (positive agreement), over the whole question.
        """
        read, given = self.own_codings(question_key)
        counts = splits(read, given)
        counts = counts[counts["n_read"] > 1]
        counts = counts.assign(agreement=counts["code"].map(shared_uses(counts)))
        return counts[counts["n_gave"] < counts["n_read"]].reset_index(drop=True)

    def queue(self, question_key: str, *, differences: "pd.DataFrame | None" = None) -> "pd.DataFrame":
        """Return every code on which readers of a segment differ, or about which something was decided.

        Worst code first: the one of whose uses the smallest share is shared, equal ones in alphabetical order
        of their labels; within a code in the order of the corpus.

        Parameters
        ----------
        differences
            What `differences` gave, where that is known: it changes with the codings only.

        Returns
        -------
        ``[segment_id, code, label, agreement, n_gave, n_read, id, decision, reason, author, created_at]``;
        ``id`` to ``created_at`` are empty where nothing was decided.
        """
        labels = {code.id: code.label for code in self._codebooks.for_question(question_key).content.codes}
        found = self.differences(question_key) if differences is None else differences
        with self._database.read() as connection:
            decided = standing(connection, question_id(connection, question_key))
        found = found.merge(decided, on=["segment_id", "code"], how="outer")
        found = found.assign(
            label=found["code"].map(labels),
            n_gave=found["n_gave"].fillna(0).astype("int64"),
            n_read=found["n_read"].fillna(0).astype("int64"),
            decision=found["decision"].astype(object).where(found["decision"].notna(), None),
            fold=found["code"].map({code: label.casefold() for code, label in labels.items()}),
        ).sort_values(["agreement", "fold", "code", "segment_id"], kind="stable", ignore_index=True)
        columns = ["segment_id", "code", "label", "agreement", "n_gave", "n_read"]
        return found[[*columns, "id", "decision", "reason", "author", "created_at"]]

    def beside(self, question_key: str, segment_id: int) -> list[Reading]:
        """Return what each reader of a segment gave before anything was decided, by name."""
        with self._database.read() as connection:
            _check_segment(connection, question_key, segment_id)
            first = connection.scalar(
                select(func.min(Adjudication.created_at)).where(Adjudication.segment_id == segment_id)
            )
            stands = replay(
                events_of(connection, CodingEvent.segment_id == segment_id),
                {} if first is None else {segment_id: first},
            )
            memos = {
                row.coder_id: row.memo
                for row in connection.execute(
                    select(Judgement.coder_id, Judgement.memo).where(Judgement.segment_id == segment_id)
                )
            }
            quotes: dict[tuple[int, str], list[str]] = {}
            for coder_id, code, quote in connection.execute(
                select(Mark.coder_id, Code.key, Mark.quote)
                .join(Code, Code.id == Mark.code_id)
                .where(Mark.segment_id == segment_id)
                .order_by(Mark.start)
            ):
                quotes.setdefault((coder_id, code), []).append(quote)
        found = [
            Reading(
                coder=coder,
                codes=frozenset(stand.codes),
                memo=memos.get(coder_id, ""),
                quotes={code: tuple(quotes.get((coder_id, code), ())) for code in stand.codes},
            )
            for (_segment, coder_id, coder), stand in stands.items()
            if stand.read
        ]
        return sorted(found, key=lambda reading: reading.coder)

    def stamp(self, question_key: str) -> tuple[int, int]:
        """Return numbers that change whenever somebody codes or decides anything on a question."""
        with self._database.read() as connection:
            question = question_id(connection, question_key)
            coded = connection.scalar(
                select(func.coalesce(func.sum(Judgement.version), 0))
                .join(Segment, Segment.id == Judgement.segment_id)
                .where(Segment.question_id == question)
            )
            decided = connection.scalar(
                select(func.coalesce(func.max(Adjudication.id), 0))
                .join(Segment, Segment.id == Adjudication.segment_id)
                .where(Segment.question_id == question)
            )
        return int(coded or 0), int(decided or 0)

    def history(self, question_key: str, segment_id: int) -> "pd.DataFrame":
        """Return everything that was decided about a segment, oldest first.

        Returns
        -------
        ``[id, segment_id, code, decision, reason, author, created_at]``.
        """
        import pandas as pd

        with self._database.read() as connection:
            _check_segment(connection, question_key, segment_id)
            rows = connection.execute(
                decisions().where(Adjudication.segment_id == segment_id).order_by(Adjudication.id)
            ).all()
        return pd.DataFrame(rows, columns=COLUMNS)

    # ── deciding ────────────────────────────────────────────────────────────────────────────────

    def decide(
        self,
        question_key: str,
        segment_id: int,
        code: str,
        decision: Decision | str,
        *,
        coder_id: int,
        reason: str = "",
        clarify: bool = False,
        seen: int | None = None,
    ) -> None:
        """Decide whether a code applies to a segment; the coders' own codings stay.

        Parameters
        ----------
        decision
            ``apply``, ``not``, ``discuss`` (later), or ``withdraw`` what was decided before.
        coder_id
            Who decides.
        reason
            Why, for the record.
        clarify
            Leave a note at the code that the codebook needs a clearer definition, with the reason.
        seen
            Number of the decision that was on screen (``id`` in `queue`). When somebody decided otherwise
            meanwhile nothing is written.

        Raises
        ------
        NotFoundError
            When the segment or code does not belong to the question.
        StaleWriteError
            When somebody decided in the meantime.
        NotAllowedError
            When this person's role does not include it.
        """
        decision = Decision(decision)
        self._team.require(coder_id, Permission.ADJUDICATE)
        codebook = self._codebooks.for_question(question_key)
        if code not in codebook.content:
            raise NotFoundError(_("Code '{code}' staat niet in het codeboek.").format(code=code))
        code_id = codebook.code_ids[codebook.content.current_id(code)]
        with self._database.write() as connection:
            _check_segment(connection, question_key, segment_id)
            newest = newest_rows(connection, segment_id).get(code_id)
            if seen is not None and (newest.id if newest else 0) != seen:
                raise StaleWriteError(
                    _("Iemand anders besliste hier intussen over; kijk opnieuw en beslis dan.")
                )
            before = newest.action if newest else Decision.WITHDRAW.value
            if before != decision.value or (newest is not None and newest.reason != reason.strip()):
                rows = {code_id: (decision.value, reason.strip())}
                write_decisions(
                    connection, codebook, segment_id, rows, coder_id=coder_id, batch=uuid.uuid4().hex
                )
            if clarify:
                insert_note(
                    connection,
                    code_id=code_id,
                    author_id=coder_id,
                    kind=NoteKind.CLARIFY.value,
                    text=reason.strip(),
                    segment_id=segment_id,
                )

    def take_over(
        self, question_key: str, segment_id: int, coder: str, *, coder_id: int, reason: str = ""
    ) -> int:
        """Decide a whole segment at once as one of its readers coded it.

        Parameters
        ----------
        coder
            Name of the reader whose coding is taken over.

        Returns
        -------
        int
            The number of codes decided: those on which the readers differ.

        Raises
        ------
        InputError
            When that person did not read the segment.
        """
        self._team.require(coder_id, Permission.ADJUDICATE)
        codebook = self._codebooks.for_question(question_key)
        read, given = self.own_codings(question_key)
        read, given = read[read["segment_id"] == segment_id], given[given["segment_id"] == segment_id]
        if coder not in set(read["coder"]):
            raise InputError(_("{coder} heeft deze tekst niet gelezen.").format(coder=coder))
        counts = splits(read, given)
        differing = counts.loc[counts["n_gave"] < counts["n_read"], "code"]
        own = set(given.loc[given["coder"] == coder, "code"])
        rows = {
            codebook.code_ids[code]: (
                (Decision.APPLY if code in own else Decision.NOT).value,
                reason.strip(),
            )
            for code in differing
        }
        with self._database.write() as connection:
            _check_segment(connection, question_key, segment_id)
            newest = newest_rows(connection, segment_id)
            rows = {
                code_id: row
                for code_id, row in rows.items()
                if code_id not in newest or (newest[code_id].action, newest[code_id].reason) != row
            }
            write_decisions(connection, codebook, segment_id, rows, coder_id=coder_id, batch=uuid.uuid4().hex)
        return len(rows)

    def undo_last(self, question_key: str, *, coder_id: int) -> TakenBack | None:
        """Take back a person's newest act on a question; what stood before stands again.

        A note that the definition must be clearer stays: it is closed at the code.
        """
        self._team.require(coder_id, Permission.ADJUDICATE)
        codebook = self._codebooks.for_question(question_key)
        with self._database.write() as connection:
            question = question_id(connection, question_key)
            mine = (
                select(Adjudication.batch)
                .join(Segment, Segment.id == Adjudication.segment_id)
                .where(Segment.question_id == question, Adjudication.author_id == coder_id)
            )
            undone = {
                batch.removeprefix(UNDO)
                for batch in connection.scalars(mine.where(Adjudication.batch.startswith(UNDO)).distinct())
            }
            acts = connection.scalars(
                mine.where(Adjudication.batch.not_like(f"{UNDO}%")).order_by(Adjudication.id.desc())
            )
            batch = next((act for act in acts if act not in undone), None)
            if batch is None:
                return None
            rows = connection.execute(
                select(Adjudication.id, Adjudication.segment_id, Adjudication.code_id, Code.key)
                .join(Code, Code.id == Adjudication.code_id)
                .where(Adjudication.batch == batch)
            ).all()
            for row in rows:
                newest = newest_rows(connection, row.segment_id)[row.code_id]
                if newest.id != row.id and newest.author_id != coder_id:
                    raise StaleWriteError(
                        _("Iemand anders besliste daarna over dezelfde tekst; dat blijft staan.")
                    )
            for segment_id in sorted({row.segment_id for row in rows}):
                ids = {row.code_id: row.id for row in rows if row.segment_id == segment_id}
                earlier = {
                    code_id: stood_before(connection, segment_id, code_id, at) for code_id, at in ids.items()
                }
                write_decisions(
                    connection, codebook, segment_id, earlier, coder_id=coder_id, batch=f"{UNDO}{batch}"
                )
        return TakenBack(tuple(sorted((row.segment_id, row.key) for row in rows)))


def shared_uses(counts: "pd.DataFrame") -> "pd.Series[float]":
    """Return per code which share of its uses is shared with another reader (positive agreement).

    Parameters
    ----------
    counts
        ``[segment_id, code, n_gave, n_read]`` of segments that two or more read.

    Examples
    --------
    >>> import pandas as pd
    >>> counts = pd.DataFrame({"code": ["a", "a"], "n_gave": [2, 1], "n_read": [2, 2]})
    >>> float(shared_uses(counts)["a"])  # three uses, two of them by both
    0.6666666666666666
    """
    shared = counts["n_gave"] * (counts["n_gave"] - 1) / (counts["n_read"] - 1)
    sums = counts.assign(shared=shared).groupby("code")[["shared", "n_gave"]].sum()
    return sums["shared"] / sums["n_gave"]


def _check_segment(connection: Connection, question_key: str, segment_id: int) -> None:
    found = connection.scalar(select(Segment.question_id).where(Segment.id == segment_id))
    if found != question_id(connection, question_key):
        raise NotFoundError(_("Tekst {id} hoort niet bij deze vraag.").format(id=segment_id))
