"""Deciding together where coders differ: the queue of differences, decisions, taking one back."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, insert, select

from coding.codebook import Codebooks, StoredCodebook
from coding.codings.before import own_codings
from coding.codings.combining import splits
from coding.codings.decisions import COLUMNS, Decision, decisions, question_number, standing
from coding.codings.store import Codings
from coding.errors import InputError, NotFoundError, StaleWriteError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Adjudication, Code, CodeNote, Segment

if TYPE_CHECKING:
    import pandas as pd

CLARIFY = "clarify"  # kind of a note at a code: its definition must be clearer
UNDO = "undo:"  # begins the batch of an act that takes back the batch named behind it


@dataclass(frozen=True)
class TakenBack:
    """What an undo took back: how many decisions, on which codes."""

    n: int
    codes: tuple[str, ...]


class Adjudications:
    """What a team decides where its coders differ; their own codings stay as they are."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._codings = Codings(database)
        self._codebooks = Codebooks(database)

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
            number = question_number(connection, question_key)
            return own_codings(connection, number, read=read, given=given)

    def queue(self, question_key: str) -> "pd.DataFrame":
        """Return every code on which readers of a segment differ, or about which something was decided.

        Worst code first: the one of whose uses the smallest share is shared (positive agreement), equal ones
        in alphabetical order of their labels; within a code in the order of the corpus.

        Returns
        -------
        ``[segment_id, code, label, agreement, n_gave, n_read, id, decision, reason, author, created_at]``;
        ``id`` to ``created_at`` are empty where nothing was decided, ``agreement`` where nobody gave the code.
        """
        codebook = self._codebooks.for_question(question_key)
        read, given = self.own_codings(question_key)
        counts = splits(read, given)
        counts = counts[counts["n_read"] > 1]
        with self._database.read() as connection:
            decided = standing(connection, question_number(connection, question_key))
        found = counts[counts["n_gave"] < counts["n_read"]].merge(
            decided, on=["segment_id", "code"], how="outer"
        )
        labels = {code.id: code.label for code in codebook.content.codes}
        readers = read.groupby("segment_id").size()
        found = found.assign(
            label=found["code"].map(labels),
            agreement=found["code"].map(shared_uses(counts)),
            n_gave=found["n_gave"].fillna(0).astype("int64"),
            n_read=found["segment_id"].map(readers).fillna(0).astype("int64"),
            decision=found["decision"].astype(object).where(found["decision"].notna(), None),
            fold=found["code"].map({code: label.casefold() for code, label in labels.items()}),
        ).sort_values(["agreement", "fold", "code", "segment_id"], kind="stable", ignore_index=True)
        columns = ["segment_id", "code", "label", "agreement", "n_gave", "n_read"]
        return found[[*columns, "id", "decision", "reason", "author", "created_at"]]

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
        """
        decision = Decision(decision)
        codebook = self._codebooks.for_question(question_key)
        if code not in codebook.content:
            raise NotFoundError(_("Code '{code}' staat niet in het codeboek.").format(code=code))
        code_id = codebook.code_ids[code]
        with self._database.write() as connection:
            _check_segment(connection, question_key, segment_id)
            newest = _newest(connection, segment_id).get(code_id)
            if seen is not None and (newest.id if newest else 0) != seen:
                raise StaleWriteError(
                    _("Iemand anders besliste hier intussen over; kijk opnieuw en beslis dan.")
                )
            before = newest.action if newest else Decision.WITHDRAW.value
            if before != decision.value or (newest is not None and newest.reason != reason.strip()):
                rows = {code_id: (decision.value, reason.strip())}
                _write(connection, codebook, segment_id, rows, coder_id=coder_id, batch=uuid.uuid4().hex)
            if clarify:
                connection.execute(
                    insert(CodeNote).values(
                        code_id=code_id,
                        author_id=coder_id,
                        kind=CLARIFY,
                        text=reason.strip(),
                        segment_id=segment_id,
                    )
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
            newest = _newest(connection, segment_id)
            rows = {
                code_id: row
                for code_id, row in rows.items()
                if code_id not in newest or (newest[code_id].action, newest[code_id].reason) != row
            }
            _write(connection, codebook, segment_id, rows, coder_id=coder_id, batch=uuid.uuid4().hex)
        return len(rows)

    def undo_last(self, question_key: str, *, coder_id: int) -> TakenBack | None:
        """Take back a person's newest act on a question; what stood before stands again.

        A note that the definition must be clearer stays: it is closed at the code.
        """
        codebook = self._codebooks.for_question(question_key)
        with self._database.write() as connection:
            question_id = question_number(connection, question_key)
            mine = (
                select(Adjudication.batch)
                .join(Segment, Segment.id == Adjudication.segment_id)
                .where(Segment.question_id == question_id, Adjudication.author_id == coder_id)
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
                newest = _newest(connection, row.segment_id)[row.code_id]
                if newest.id != row.id and newest.author_id != coder_id:
                    raise StaleWriteError(
                        _("Iemand anders besliste daarna over dezelfde tekst; dat blijft staan.")
                    )
            for segment_id in sorted({row.segment_id for row in rows}):
                ids = {row.code_id: row.id for row in rows if row.segment_id == segment_id}
                earlier = {
                    code_id: _before(connection, segment_id, code_id, at) for code_id, at in ids.items()
                }
                _write(connection, codebook, segment_id, earlier, coder_id=coder_id, batch=f"{UNDO}{batch}")
        return TakenBack(len(rows), tuple(sorted(row.key for row in rows)))


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
    if found != question_number(connection, question_key):
        raise NotFoundError(_("Tekst {id} hoort niet bij deze vraag.").format(id=segment_id))


def _newest(connection: Connection, segment_id: int) -> dict[int, Row[int, int, str, str, int]]:
    """Return the newest row on each code of a segment, by the code's number."""
    rows = connection.execute(
        select(
            Adjudication.id,
            Adjudication.code_id,
            Adjudication.action,
            Adjudication.reason,
            Adjudication.author_id,
        )
        .where(Adjudication.segment_id == segment_id)
        .order_by(Adjudication.id)
    )
    return {row.code_id: row for row in rows}


def _before(connection: Connection, segment_id: int, code_id: int, at: int) -> tuple[str, str]:
    """Return the decision and reason that stood before a row was written."""
    row = connection.execute(
        select(Adjudication.action, Adjudication.reason)
        .where(Adjudication.segment_id == segment_id, Adjudication.code_id == code_id, Adjudication.id < at)
        .order_by(Adjudication.id.desc())
        .limit(1)
    ).one_or_none()
    return (row.action, row.reason) if row else (Decision.WITHDRAW.value, "")


def _write(
    connection: Connection,
    codebook: StoredCodebook,
    segment_id: int,
    rows: Mapping[int, tuple[str, str]],
    *,
    coder_id: int,
    batch: str,
) -> None:
    """Append one row per code: its number, with the decision and the reason."""
    values = [
        {
            "segment_id": segment_id,
            "code_id": code_id,
            "author_id": coder_id,
            "action": action,
            "reason": reason,
            "batch": batch,
            "codebook_version_id": codebook.version_id,
        }
        for code_id, (action, reason) in rows.items()
    ]
    if values:
        connection.execute(insert(Adjudication), values)
