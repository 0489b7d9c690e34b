"""Steps in the life of a codebook: what each would touch, doing it, taking it back, the log."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
from coding.codings.model import Strategy
from coding.codings.recoding import Touched, bring_back, carry_over, holders, touched
from coding.errors import CodingError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Codebook, CodebookChange, CodebookVersion, Question, Segment

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
            history = _history(connection, newest.codebook_id)
            problem = _not_undoable(history, number)
            if problem:
                raise CodingError(problem)
            step = next(item for item in history if item.number == number)
            before = next(item for item in history if item.number == number - 1)
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
            history = _history(connection, Codebooks.read_current(connection, key).codebook_id)
        numbers = {item.change_id: item.number for item in history}
        rows = []
        before: CodebookContent | None = None
        for item in history:
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
                    item.change_id is not None and _is_undone(history, item),
                    _not_undoable(history, item.number) is None,
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
        undoes: "_Version | None" = None,
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


@dataclass(frozen=True)
class _Version:
    """A version with the step that led to it; older versions have none."""

    number: int
    content: CodebookContent
    author: str
    reason: str
    created_at: Any
    change_id: int | None
    kind: str
    details: dict[str, Any]
    batch: str
    undoes_id: int | None


def _history(connection: Connection, codebook_id: int) -> list[_Version]:
    """Return all versions of a codebook, oldest first."""
    rows = connection.execute(
        select(
            CodebookVersion.number,
            CodebookVersion.content,
            CodebookVersion.author,
            CodebookVersion.reason,
            CodebookVersion.created_at,
            CodebookChange.id.label("change_id"),
            CodebookChange.kind,
            CodebookChange.details,
            CodebookChange.batch,
            CodebookChange.undoes_id,
        )
        .outerjoin(CodebookChange, CodebookChange.version_id == CodebookVersion.id)
        .where(CodebookVersion.codebook_id == codebook_id)
        .order_by(CodebookVersion.number)
    )
    return [
        _Version(
            number=row.number,
            content=CodebookContent.from_dict(row.content),
            author=row.author,
            reason=row.reason,
            created_at=row.created_at,
            change_id=row.change_id,
            kind=row.kind or Kind.EDIT.value,
            details=row.details or {},
            batch=row.batch or "",
            undoes_id=row.undoes_id,
        )
        for row in rows
    ]


def _is_undone(history: Sequence[_Version], step: _Version) -> bool:
    """Whether a step was taken back, and that not taken back in turn."""
    return any(
        item.undoes_id == step.change_id and not _is_undone(history, item)
        for item in history
        if item.undoes_id is not None and item.number > step.number
    )


def _not_undoable(history: Sequence[_Version], number: int) -> str | None:
    """Say why the step to a version cannot be taken back; None when it can."""
    step = next((item for item in history if item.number == number), None)
    before = next((item for item in history if item.number == number - 1), None)
    if step is None:
        return _("Dit codeboek heeft geen versie {n}.").format(n=number)
    if before is None:
        return _("De eerste versie kan niet ongedaan worden gemaakt.")
    if step.change_id is not None and _is_undone(history, step):
        return _("Versie {n} is al ongedaan gemaakt.").format(n=number)
    made = difference(before.content, step.content)
    later = difference(step.content, history[-1].content)
    if (made.touched | set(made.merged.values())) & _fields_touched_again(made, later):
        return _(
            "Een latere wijziging gaat over dezelfde codes; maak eerst die ongedaan, van nieuw naar oud."
        )
    return None


def _fields_touched_again(made: Difference, later: Difference) -> frozenset[str]:
    """Return what a later difference changed in the very fields that a step changed."""
    mine = {entry.id: set(entry.changed) for entry in made.codes}
    ends = set(made.merged.values())
    again = {
        entry.id
        for entry in later.codes
        if entry.id in mine and (not mine[entry.id] or mine[entry.id] & set(entry.changed))
    }
    again |= {entry.id for entry in later.codes if entry.id in ends and "merged_into" in entry.changed}
    return frozenset(again | {part for part in later.touched if part.startswith("*")})
