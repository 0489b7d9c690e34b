"""Steps in the life of a codebook: what each would touch, doing it, taking it back, the log."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from coding.codebook import (
    Add,
    Change,
    CodebookContent,
    Codebooks,
    Difference,
    Kind,
    NewVersion,
    Patch,
    StoredCodebook,
    difference,
    draft,
    sentences,
)
from coding.codings import queues
from coding.codings.codebook_history import StepVersion, history, is_undone, not_undoable
from coding.codings.model import Strategy
from coding.codings.recoding import Touched, bring_back, carry_over, holders, touched
from coding.errors import CodingError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Codebook, Question, Segment

if TYPE_CHECKING:
    import pandas as pd

LOG_COLUMNS = [
    "number",
    "kind",
    "author",
    "reason",
    "created_at",
    "changes",
    "touched",
    "undoes",
    "undone",
    "can_undo",
]


@dataclass(frozen=True)
class Step:
    """What a step did, or would do.

    Attributes
    ----------
    stored
        The codebook as it stands after it.
    changes
        What is different, in sentences; empty where nothing is.
    touched
        How much work hangs on the codes it is about.
    meanwhile
        What others changed since the version it was thought up on, and what stays as they left it.
    """

    stored: StoredCodebook
    changes: tuple[str, ...]
    touched: Touched
    meanwhile: tuple[str, ...] = ()


class CodebookSteps:
    """Changing the codebooks of one project, with the codings that hang on them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ── doing ───────────────────────────────────────────────────────────────────────────────────

    def preview(self, key: str, change: Change) -> Step:
        """Tell what a step would do, without doing it; ``CodingError`` where it cannot be done."""
        with self._database.read() as connection:
            stored = Codebooks.read_current(connection, key)
            after = change.applied(stored.content)
            return Step(
                stored,
                tuple(_said(difference(stored.content, after), after)),
                touched(connection, stored, change.codes, after),
            )

    def apply(
        self, key: str, change: Change, *, author: str, reason: str, based_on: int | None = None
    ) -> Step:
        """Do a step: a new version, its row in the log, and the coding events it brings about, all or none.

        Parameters
        ----------
        author, reason
            Who does it and why, for the history.
        based_on
            The version the author was looking at. What others changed since then stays, unless it is
            about the same codes.

        Raises
        ------
        ConflictError
            When others changed the same since ``based_on``; nothing is written.
        CodingError
            When the step cannot be done, or there is no reason.
        """
        author, reason = _signed(author, reason)
        with self._database.write() as connection:
            newest = Codebooks.read_current(connection, key)
            meanwhile = _meanwhile(connection, newest, change, based_on)
            after = change.applied(newest.content)
            return self._write(
                connection, newest, after, change=change, author=author, reason=reason, meanwhile=meanwhile
            )

    def save(
        self, content: CodebookContent, *, author: str, reason: str, based_on: int | None = None
    ) -> Step:
        """Save a whole codebook, as read from a file; one that is new to the project becomes version 1.

        Raises
        ------
        ConflictError
            When others changed the same since ``based_on``.
        CodingError
            When a code of an earlier version is missing (`with_missing_retired` puts those back).
        """
        author, reason = _signed(author, reason)
        with self._database.write() as connection:
            if connection.scalar(select(Codebook.id).where(Codebook.key == content.id)) is not None:
                newest = Codebooks.read_current(connection, content.id)
                base = (
                    newest
                    if based_on is None
                    else Codebooks.read_version(connection, newest.codebook_id, based_on)
                )
                Codebooks.refuse_lost_codes(newest.content, content)
                change = Patch(difference(base.content, content))
                meanwhile = _meanwhile(connection, newest, change, based_on)
                after = change.applied(newest.content)
                return self._write(
                    connection,
                    newest,
                    after,
                    change=change,
                    author=author,
                    reason=reason,
                    meanwhile=meanwhile,
                )
        stored = Codebooks(self._database).add(content, author=author, reason=reason)
        return Step(stored, (), Touched())

    def add_code(
        self,
        key: str,
        label: str,
        *,
        author: str,
        reason: str,
        definition: str = "",
        parent: str | None = None,
        examples: Sequence[str] = (),
        based_on: int | None = None,
    ) -> str:
        """Add a code while coding, from little more than a label, and return its permanent id.

        What is not given yet says so in the codebook. `similar_codes` tells which codes resemble it.

        Raises
        ------
        CodingError
            When there is no label, or a code in use has it.
        """
        author, reason = _signed(author, reason)
        with self._database.write() as connection:
            newest = Codebooks.read_current(connection, key)
            code = draft(newest.content, label, definition=definition, parent=parent, examples=examples)
            change = Add(code)
            meanwhile = _meanwhile(connection, newest, change, based_on)
            after = change.applied(newest.content)
            self._write(
                connection, newest, after, change=change, author=author, reason=reason, meanwhile=meanwhile
            )
        return code.id

    # ── taking back ─────────────────────────────────────────────────────────────────────────────

    def undo(self, key: str, number: int, *, author: str, reason: str = "") -> Step:
        """Take back the step that led to a version, as one more step.

        What was coded in between with a merged code stays; a code that was added is retired.

        Raises
        ------
        CodingError
            When it is the first version, was taken back before, or a later step changed the same.
        """
        author, reason = _signed(author, reason or _("versie {n} ongedaan gemaakt").format(n=number))
        with self._database.write() as connection:
            newest = Codebooks.read_current(connection, key)
            steps = history(connection, newest.codebook_id)
            problem = not_undoable(steps, number)
            if problem:
                raise CodingError(problem)
            step = next(item for item in steps if item.number == number)
            before = next(item for item in steps if item.number == number - 1)
            change = Patch(difference(step.content, before.content), kind=Kind.UNDO)
            return self._write(
                connection,
                newest,
                change.applied(newest.content),
                change=change,
                author=author,
                reason=reason,
                undoes=step,
            )

    # ── reading ─────────────────────────────────────────────────────────────────────────────────

    def log(self, key: str) -> "pd.DataFrame":
        """Return every step, newest first.

        Columns: number (of the version), kind, author, reason, created_at, changes (sentences), touched (or
        None), undoes (number of the version taken back, or None), undone, can_undo.
        """
        import pandas as pd

        with self._database.read() as connection:
            steps = history(connection, Codebooks.read_current(connection, key).codebook_id)
        numbers = {item.change_id: item.number for item in steps}
        rows = []
        before: CodebookContent | None = None
        for item in steps:
            found = _said(difference(before, item.content), item.content) if before is not None else []
            counts = item.details.get("touched")
            rows.append(
                (
                    item.number,
                    item.kind,
                    item.author,
                    item.reason,
                    item.created_at,
                    found,
                    Touched(**counts) if counts else None,
                    numbers.get(item.undoes_id),
                    item.change_id is not None and is_undone(steps, item),
                    not_undoable(steps, item.number) is None,
                )
            )
            before = item.content
        frame = pd.DataFrame(rows[::-1], columns=LOG_COLUMNS)
        return frame.astype({"undoes": object}).where(frame.notna(), None)

    # ── inside ──────────────────────────────────────────────────────────────────────────────────

    def _write(
        self,
        connection: Connection,
        newest: StoredCodebook,
        after: CodebookContent,
        *,
        change: Change,
        author: str,
        reason: str,
        meanwhile: Sequence[str] = (),
        undoes: "StepVersion | None" = None,
    ) -> Step:
        """Write the version and all that follows from it, in the caller's transaction."""
        found = difference(newest.content, after)
        if not found:
            return Step(newest, (), Touched(), tuple(meanwhile))
        counts = touched(connection, newest, change.codes, after)
        batch = uuid.uuid4().hex
        new = NewVersion(
            after,
            change.kind,
            author,
            reason,
            details={"codes": sorted(entry.id for entry in found.codes), "touched": counts.to_dict()},
            batch=batch,
            undoes_id=undoes.change_id if undoes else None,
        )
        stored = Codebooks.write_version(connection, newest.codebook_id, new)
        if found.merged:
            carry_over(connection, stored, found.merged, batch=batch)
        if undoes is not None and found.unmerged:
            bring_back(connection, stored, done=undoes.batch, step=undoes.content, batch=batch)
        if change.kind is Kind.SPLIT:
            [split] = change.codes
            _look_again(connection, stored, split)
        return Step(stored, tuple(_said(found, after)), counts, tuple(meanwhile))


def _signed(author: str, reason: str) -> tuple[str, str]:
    author, reason = " ".join(author.split()), reason.strip()
    if not author:
        raise CodingError(_("Zeg wie dit codeboek wijzigt; bij elke versie staat een naam."))
    if not reason:
        raise CodingError(_("Schrijf erbij waarom u dit wijzigt; dat staat later in de geschiedenis."))
    return author, reason


def _said(found: Difference, content: CodebookContent) -> list[str]:
    return sentences(found, names={code.id: code.label for code in content.codes})


def _meanwhile(
    connection: Connection, newest: StoredCodebook, change: Change, based_on: int | None
) -> list[str]:
    """Return what others changed since a version; refuse where it is about the same."""
    if based_on is None or based_on == newest.number:
        return []
    base = Codebooks.read_version(connection, newest.codebook_id, based_on)
    theirs = difference(base.content, newest.content)
    mine = difference(base.content, change.applied(base.content))
    about = mine.touched | set(mine.merged.values()) | set(change.codes)
    if about & theirs.touched:
        raise Codebooks.conflict(connection, newest, based_on=based_on)
    return _said(theirs, newest.content)


def _look_again(connection: Connection, stored: StoredCodebook, code: str) -> None:
    """Lay out, for every coder and question, what must be looked at again now that a code is split."""
    title = _("Opnieuw bekijken: {label}").format(label=stored.content.code(code).label)
    questions = {
        row.id: row.question_id
        for row in connection.execute(
            select(Segment.id, Segment.question_id)
            .join(Question, Question.id == Segment.question_id)
            .where(Question.codebook_id == stored.codebook_id)
        )
    }
    for coder_id, segments in holders(connection, [stored.code_ids[code]]).items():
        for question_id in sorted({questions[segment] for segment in segments if segment in questions}):
            queue_id = queues.insert_queue(
                connection,
                question_id=question_id,
                coder_id=coder_id,
                title=title,
                strategy=Strategy.HAND,
                seed=None,
            )
            chosen = [segment for segment in segments if questions.get(segment) == question_id]
            queues.add_items(connection, queue_id, chosen, probability=None)
