"""What stands between a coder's browser and the project: takes in journals, hands out batches.

No page in here: a desk can be worked without Streamlit (tests/ui/test_desk.py).
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from coding.codings import JudgementState, Permission, Receipt
from coding.errors import CodingError, NotFoundError
from coding.project import Project
from coding.queueing import AHEAD as FEWEST_AHEAD
from coding.queueing import Why
from coding.ui.coming import Coming
from coding.ui.components.queue.journal import AlikeAct, Entry, Known, parse_journal, problem
from coding.ui.drawn import Drawn, Seen, plain_state
from coding.ui.items import Item, load_items
from coding.ui.known import read_known
from coding.ui.model_swap import Suggesting
from coding.ui.reading import Reading

_log = logging.getLogger(__name__)

AHEAD = 60
BEHIND = 10
READ_AHEAD = 200  # states and suggestions are read for so many texts at once, not for one more at every key
Reasons = Mapping[int, Mapping[str, Sequence[str]]]
CHARACTERS = 300_000  # about as much text as goes in one batch; there are answers of a book's length


@dataclass(frozen=True)
class Answered:
    """What became of one entry of a journal. ``refused``: it makes no sense and was not stored."""

    revision: int
    accepted: bool
    state: JudgementState
    refused: str | None = None


class Desk:
    """One coder at one queue of one question.

    Parameters
    ----------
    items
        The texts of the queue, in order.
    variables
        What is shown of who answered: respondent to (label, value) pairs.
    reasons
        Looks up the words that led to the suggestions, segment to code to words; may know only some yet.
    coming
        Knows why texts are in the queue, and makes it longer where it grows.
    """

    def __init__(
        self,
        project: Project,
        *,
        question_key: str,
        coder_id: int,
        queue_id: int,
        items: Sequence[Item],
        scope: str,
        variables: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        reasons: Callable[[Mapping[int, Sequence[str]]], Reasons] | None = None,
        coming: Coming | None = None,
    ) -> None:
        self.project = project
        self.question_key = question_key
        self.coder_id = coder_id
        self.queue_id = queue_id
        self.scope = scope
        self.sequence = 0
        self.position = 0
        self.trouble = ""  # why nothing is stored now: ``trouble``, or ``may_not`` by their role
        self._known: dict[str, Known] = {}
        self._answered: dict[tuple[str, int], Answered] = {}
        self._suggesting = Suggesting(project, question_key)
        self._states = project.codings.kept_states(coder_id=coder_id)
        self._drawn: dict[int, Drawn] = {}
        self._present: list[tuple[str, int]] = []
        self._variables = variables or {}
        self._reasons = reasons
        self._coming = coming
        self._take_in(items)

    def _take_in(self, items: Sequence[Item]) -> None:
        """Have these texts in the queue, in this order."""
        codings = self.project.codings
        self.items = items
        self._drawn = {}
        self._places = {item.segment_id: place for place, item in enumerate(items)}
        self._reading = Reading(items, read=codings.read_by(self.question_key, coder_id=self.coder_id))
        self._unassisted = codings.unassisted(self.question_key, coder_id=self.coder_id)

    # ── in ──────────────────────────────────────────────────────────────────────────────────────

    def receive(self, raw: object) -> None:
        """Store what a browser sent and has not seen confirmed; sent twice, it is stored once."""
        journal = parse_journal(raw, scope=self.scope)
        if journal is None:
            return
        self.sequence = journal.sequence
        self.position = max(0, min(journal.position, len(self.items)))
        self._present = [_name(entry) for entry in journal.entries]
        fresh = [entry for entry in journal.entries if not self._is_answered(entry)]
        lengths = self._lengths(fresh)
        sound = []
        for entry in fresh:
            reason = self._problem(entry, lengths)
            if reason is None:
                sound.append(self._with_known_origin(entry))
            else:
                self._refuse(entry, reason)
        self.trouble = ""
        try:
            if self.project.team.can(self.coder_id, Permission.CODE):
                self._store(sound)
            else:
                self.trouble = "may_not"  # they stopped, or may only read: the browser keeps what they did
        except SQLAlchemyError:
            # Disk full, database away: nothing is confirmed, so the browser keeps it and sends it again.
            _log.exception("codings could not be stored")
            self.trouble = "trouble"

    def lengthen(self) -> None:
        """See to it that enough lies ahead, where the queue grows."""
        coming, n_ahead = self._coming, self._reading.n_ahead(self.position)
        if coming is not None and coming.more and n_ahead < FEWEST_AHEAD:
            items = coming.lengthen(self.position, len(self.items), n_ahead)
            if items is not None:
                self._take_in(items)

    def _is_answered(self, entry: Entry) -> bool:
        answered = self._answered.get(_name(entry))
        return answered is not None and answered.revision >= entry.update.revision

    def _lengths(self, entries: Sequence[Entry]) -> dict[tuple[str, int], int]:
        """Return how long each text is, by question and segment; those that do not exist are left out."""
        elsewhere: dict[str, list[int]] = {}
        found = {}
        for entry in entries:
            segment_id = entry.update.segment_id
            place = self._places.get(segment_id) if entry.question == self.question_key else None
            if place is None:
                elsewhere.setdefault(entry.question, []).append(segment_id)
            else:
                found[entry.question, segment_id] = len(self.items[place].text)
        for question, segment_ids in elsewhere.items():
            lengths = self.project.codings.text_lengths(question, segment_ids)
            found |= {(question, segment_id): length for segment_id, length in lengths.items()}
        return found

    def _problem(self, entry: Entry, lengths: Mapping[tuple[str, int], int]) -> str | None:
        length = lengths.get((entry.question, entry.update.segment_id))
        known = self._knowledge(entry.question)
        reason = "answer" if known is None else problem(entry, known, length=length)
        if known is not None and reason in {"code", "exclusive"}:
            del self._known[entry.question]  # the codebook may have been saved since
            known = self._knowledge(entry.question)
            reason = "answer" if known is None else problem(entry, known, length=length)
        return reason

    def _with_known_origin(self, entry: Entry) -> Entry:
        """Leave out a model or queue that does not exist (any more)."""
        known = self._knowledge(entry.question)
        update = entry.update
        if known is None:
            return entry
        return replace(
            entry,
            update=replace(
                update,
                model_id=update.model_id if update.model_id in known.models else None,
                queue_id=update.queue_id if update.queue_id in known.queues else None,
            ),
        )

    def _knowledge(self, question_key: str) -> Known | None:
        """Return what exists of a question; None where it does not exist or cannot be coded."""
        if question_key not in self._known:
            try:
                self._known[question_key] = read_known(self.project, question_key)
            except NotFoundError:
                return None
        return self._known[question_key]

    def _store(self, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        try:
            receipts = self.project.codings.judge([entry.update for entry in entries], coder_id=self.coder_id)
        except CodingError:
            if len(entries) > 1:  # one of them is at fault; the others must not suffer
                for entry in entries:
                    self._store([entry])
                return
            _log.exception("a coding was refused")
            self._refuse(entries[0], "answer")
            return
        # Receipts come ordered by client and revision.
        ordered = sorted(entries, key=lambda entry: (entry.update.client, entry.update.revision))
        for entry, receipt in zip(ordered, receipts, strict=True):
            if receipt.accepted and entry.alike is not None:
                self._also_alike(entry, entry.alike)
            self._note(entry, receipt)

    def _also_alike(self, entry: Entry, act: AlikeAct) -> None:
        """Give a judgement to the same texts of its queue that were not read yet, or take that back."""
        update, alike = entry.update, self.project.alike
        batch = f"{update.client}:{act.revision}:alike"
        if act.undo:
            changed = alike.take_back(entry.question, coder_id=self.coder_id, batch=batch)
        else:
            items = self._items_of(entry)
            group = next((item.group for item in items if item.segment_id == update.segment_id), None)
            changed = alike.give(
                entry.question,
                update.segment_id,
                [i.segment_id for i in items if i.group == group and i.segment_id != update.segment_id],
                coder_id=self.coder_id,
                batch=batch,
                client=update.client,
                revision=update.revision,
                queue_id=update.queue_id,
            )
        states = self.project.codings.states(changed, coder_id=self.coder_id)
        for segment_id, state in states.items():
            if (place := self._places.get(segment_id)) is not None:
                self._reading[place] = state.read

    def _items_of(self, entry: Entry) -> Sequence[Item]:
        if entry.question == self.question_key and entry.update.segment_id in self._places:
            return self.items
        codings = self.project.codings
        queue_id = entry.update.queue_id or codings.default_queue(entry.question)
        return load_items(self.project, entry.question, queue_id)

    def _note(self, entry: Entry, receipt: Receipt) -> None:
        self._answered[_name(entry)] = Answered(entry.update.revision, receipt.accepted, receipt.state)
        self._states.note({entry.update.segment_id: receipt.state})
        place = self._places.get(entry.update.segment_id)
        if place is not None:
            self._reading[place] = receipt.state.read

    def _refuse(self, entry: Entry, reason: str) -> None:
        self._answered[_name(entry)] = Answered(
            entry.update.revision, accepted=False, state=JudgementState(), refused=reason
        )

    # ── out ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def model_id(self) -> int | None:
        """The model whose suggestions are sent now."""
        return self._suggesting.model_id

    @property
    def n_read(self) -> int:
        """How many texts of this queue the coder has read."""
        return self._reading.n

    def first_unread(self) -> int:
        """Return the place of the first text not read yet; the end of the queue when all are."""
        return self._reading.first_unread()

    def place_of(self, segment_id: int) -> int | None:
        """Return where a text stands in this queue."""
        return self._places.get(segment_id)

    def batch(self) -> dict[str, Any]:
        """Return what the browser needs now: texts around the coder, and what became of its journal."""
        try:
            docs = self._docs()
        except SQLAlchemyError:
            _log.exception("texts could not be read")
            self.trouble = "trouble"
            docs = []  # the browser goes on with what it has
        return {
            "seen": self.sequence,
            "trouble": self.trouble,
            "total": len(self.items),
            "coming": None if self._coming is None else self._coming.facts(),
            "read": self._reading.as_digits(),
            "model": self.model_id,
            "rare": self._suggesting.rare,
            "docs": docs,
            "answers": [
                {
                    "client": client,
                    "segment": segment_id,
                    "revision": answered.revision,
                    "accepted": answered.accepted,
                    "refused": answered.refused,
                    "state": plain_state(answered.state),
                }
                for (client, segment_id), answered in self._answers()
            ],
        }

    def _docs(self) -> list[dict[str, Any]]:
        first, window = self._window()
        ids = [item.segment_id for item in window]
        ahead = [item.segment_id for item in self.items[first : first + READ_AHEAD]]
        states = self._states.of(ids, ahead=ahead)
        if self._suggesting.swapped():
            self._known.pop(self.question_key, None)  # it did not know this model yet
        self._suggesting.load(ids, ahead=ahead)
        for place, segment_id in enumerate(ids, start=first):
            self._reading[place] = states[segment_id].read
        reasons = self._words_that_led(ids)
        why = {} if self._coming is None else self._coming.why(ids)
        before, self._drawn = self._drawn, {}
        for place, item in enumerate(window, start=first):
            seen = Seen(
                states[item.segment_id],
                reasons.get(item.segment_id),
                self._reading.n_alike(place),
                self.model_id,
                why.get(item.segment_id),
            )
            drawn = before.get(place)
            # Of seventy texts one or two changed since the last key.
            self._drawn[place] = drawn if drawn and drawn.seen == seen else self._draw(place, item, seen)
        return [drawn.doc for drawn in self._drawn.values()]

    def _draw(self, place: int, item: Item, seen: Seen) -> Drawn:
        doc = {
            "position": place,
            "id": item.segment_id,
            "text": item.text,
            "source": item.source,
            "page": item.page,
            "before": item.before,
            "after": item.after,
            "state": plain_state(seen.state),
            "blind": item.segment_id in self._unassisted,
            "suggestions": self._shown_suggestions(item, seen.words or {}),
            "why": self._shown_why(seen.why, item.segment_id),
            "model": seen.model_id,
            "variables": self._shown_variables(item),
            "alike": seen.n_alike,
        }
        return Drawn(seen, doc)

    def _shown_suggestions(
        self, item: Item, words: Mapping[str, Sequence[str]]
    ) -> list[tuple[str, float, Sequence[str]]]:
        """Return code, probability and the words that led to it; nothing where one codes blind."""
        if item.segment_id in self._unassisted:
            return []
        found = self._suggesting.of(item.segment_id)
        return [(code, probability, words.get(code, ())) for code, probability in found]

    def _shown_why(self, why: Why | None, segment_id: int) -> list[str]:
        """Return why a text is shown, with and without names of codes; without where one codes blind."""
        if why is None:
            return []
        return [why.plain, why.plain] if segment_id in self._unassisted else list(why)

    def _shown_variables(self, item: Item) -> Sequence[tuple[str, str]]:
        if item.respondent is None or item.segment_id in self._unassisted:
            return []
        return self._variables.get(item.respondent, [])

    def _words_that_led(self, segment_ids: Sequence[int]) -> Reasons:
        if self._reasons is None:
            return {}
        codes = {
            segment_id: [code for code, _probability in self._suggesting.of(segment_id)]
            for segment_id in segment_ids
            if segment_id not in self._unassisted
        }
        return self._reasons(codes)

    def _window(self) -> tuple[int, list[Item]]:
        """Return the texts around the coder and the place of the first; the one on screen is always there."""
        first = max(0, self.position - BEHIND)
        window, characters = list(self.items[first : self.position]), 0
        for item in self.items[self.position : self.position + AHEAD]:
            if characters > CHARACTERS:
                break
            window.append(item)
            characters += len(item.text)
        return first, window

    def _answers(self) -> list[tuple[tuple[str, int], Answered]]:
        return [(name, self._answered[name]) for name in self._present if name in self._answered]


def _name(entry: Entry) -> tuple[str, int]:
    return entry.update.client, entry.update.segment_id
