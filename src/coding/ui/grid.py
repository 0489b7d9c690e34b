"""What stands between the list in a coder's browser and the project: the table out, changes in.

No page in here: a grid can be worked without Streamlit (tests/ui/test_grid.py).
"""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from coding.codings import BulkResult, JudgementState, Permission
from coding.errors import CodingError, NotFoundError
from coding.project import Project
from coding.ui.answers import LONGEST_TEXT, Answers
from coding.ui.components.grid.message import GridAct, GridMessage, parse_message

if TYPE_CHECKING:
    import pandas as pd

_log = logging.getLogger(__name__)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")

REMEMBERED = 200  # acts whose answer is kept, should the browser ask again


@dataclass(frozen=True)
class Answered:
    """What became of one act. ``refused``: it was not done, and this sentence says why."""

    result: BulkResult
    states: Mapping[int, JudgementState]
    refused: str | None = None


class Grid:
    """One coder's list of the answers to one question.

    Parameters
    ----------
    answers
        The texts, read once for all coders.
    segment_ids
        Which of them are in the list, in its order; None: all.
    queue_id
        The queue they come from.
    scope
        Names project, question, coder and queue; messages about anything else are ignored.
    """

    def __init__(
        self,
        project: Project,
        *,
        answers: Answers,
        question_key: str,
        coder_id: int,
        scope: str,
        segment_ids: Sequence[int] | None = None,
        queue_id: int | None = None,
    ) -> None:
        self.project = project
        self.answers = answers
        self.question_key = question_key
        self.coder_id = coder_id
        self.queue_id = queue_id
        self.scope = scope
        self.trouble = False
        wanted = answers.ids if segment_ids is None else segment_ids
        self._ids = [number for number in wanted if number in answers.places]
        self._places = [answers.places[number] for number in self._ids]
        self._sees_others = project.team.can(coder_id, Permission.SEE_OTHERS)
        self._unassisted = project.codings.unassisted(question_key, coder_id=coder_id)
        self._message = GridMessage(0, "")
        self._answered: dict[tuple[str, int], Answered] = {}

    @property
    def table_id(self) -> str:
        """What the browser knows this table by: texts never change and lists only grow."""
        return f"{self.scope}:{len(self._ids)}:{int(self._sees_others)}"

    # ── in ──────────────────────────────────────────────────────────────────────────────────────

    def receive(self, raw: object) -> None:
        """Do what a browser sent and has not seen confirmed; sent twice, it is done once."""
        message = parse_message(raw, scope=self.scope)
        if message is None:
            return
        self._message = message
        self.trouble = False
        for act in message.acts:
            name = (act.client, act.revision)
            if name in self._answered:
                continue
            try:
                self._answered[name] = self._do(act)
            except SQLAlchemyError:
                # Disk full, database away: nothing is confirmed, so the browser keeps it and sends it again.
                _log.exception("a change to many texts could not be stored")
                self.trouble = True
                break
        for name in list(self._answered)[:-REMEMBERED]:
            del self._answered[name]

    def _do(self, act: GridAct) -> Answered:
        known = [segment for segment in act.versions if segment in self.segment_ids]
        try:
            self.project.team.require(self.coder_id, Permission.BULK)
            result = self._change(act)
        except CodingError as error:
            states = self.project.codings.states(known, coder_id=self.coder_id)
            return Answered(BulkResult(0), states, refused=str(error))
        return Answered(result, self.project.codings.states(known, coder_id=self.coder_id))

    def _change(self, act: GridAct) -> BulkResult:
        if act.undoes is not None:
            return self.project.bulk.undo(
                self.question_key,
                act.undoes,
                coder_id=self.coder_id,
                versions=act.versions,
                client=act.client,
                revision=act.revision,
            )
        assert act.change is not None
        return self.project.bulk.apply(
            self.question_key,
            list(act.versions),
            act.change,
            coder_id=self.coder_id,
            queue_id=self.queue_id,
            versions=act.versions,
            client=act.client,
            revision=act.revision,
        )

    @cached_property
    def segment_ids(self) -> frozenset[int]:
        """The answers in this list."""
        return frozenset(self._ids)

    # ── out ─────────────────────────────────────────────────────────────────────────────────────

    def data(self) -> dict[str, Any]:
        """Return what the browser needs now: the table once, then only what changed."""
        message = self._message
        names = [(act.client, act.revision) for act in message.acts]
        data: dict[str, Any] = {
            "seen": message.sequence,
            "tableId": self.table_id,
            "answers": [_plain(name, self._answered[name]) for name in names if name in self._answered],
        }
        try:
            data |= {
                "values": {key: self._values(key) for key in message.columns if key in self._variables},
                "found": self._found(),
                **self._news(message),
            }
        except SQLAlchemyError:
            _log.exception("the list could not be read")
            self.trouble = True  # the browser goes on with what it has
        return data | {"trouble": self.trouble}

    def _news(self, message: GridMessage) -> dict[str, Any]:
        newest = self.project.changes.newest()  # asked first, so that nothing falls in between
        if message.have != self.table_id or message.after > newest:
            return {"table": self.table(newest)}
        news: dict[str, Any] = {"changes": self._changes(message.after, newest)}
        if not message.near and (near := self.answers.near()) is not None:
            news["near"] = [near[place] for place in self._places]
        return news

    def _changes(self, after: int, newest: int) -> dict[str, Any]:
        """Return what others, and this person elsewhere, did since event number ``after``."""
        if after == newest:
            return {"number": newest, "rows": [], "readers": []}
        touched = sorted(
            self.segment_ids
            & self.project.changes.segments(
                self.question_key, after=after, coder_id=None if self._sees_others else self.coder_id
            )
        )
        readers = self._readers(touched) if self._sees_others else {}
        return {
            "number": newest,
            "rows": _rows(self.project.codings.states(touched, coder_id=self.coder_id)),
            "readers": [(number, readers.get(number, [])) for number in touched] if self._sees_others else [],
        }

    def table(self, newest: int) -> dict[str, Any]:
        """Return all answers, column by column; texts that several gave are sent once.

        Parameters
        ----------
        newest
            The newest event when this was asked for; what comes later is sent as a change.
        """
        answers, ids, places = self.answers, self._ids, self._places
        states = self.project.codings.states(ids, coder_id=self.coder_id)
        texts: dict[str, int] = {}
        of_text = [texts.setdefault(answers.texts[place], len(texts)) for place in places]
        codes: dict[str, int] = {}
        given = [
            [codes.setdefault(code, len(codes)) for code in sorted(states[number].codes)] for number in ids
        ]
        clusters, of_cluster = self._clusters()
        return {
            "number": newest,
            "ids": ids,
            "texts": [text[:LONGEST_TEXT] for text in texts],
            "text": of_text,
            "lengths": [len(text) for text in texts],
            "longest": LONGEST_TEXT,
            "same": [answers.same[place] for place in places],
            "versions": [states[number].version for number in ids],
            "read": "".join("1" if states[number].read else "0" for number in ids),
            "flagged": "".join("1" if states[number].flagged else "0" for number in ids),
            "codeIds": list(codes),
            "codes": given,
            "clusters": clusters,
            "cluster": of_cluster,
            "readers": list(self._readers(None).items()) if self._sees_others else None,
            "sources": answers.sources and [answers.sources[place] for place in places],
            "variables": [{"key": key, "label": label} for key, label in self._variables.items()],
        }

    def _clusters(self) -> tuple[list[str], list[int] | None]:
        """Return the groups by name and which each text is in; texts read without help show none."""
        latest = self.project.clusters.latest(self.question_key)
        if latest is None:
            return [], None
        labels = {
            int(n): str(label)
            for n, label in zip(latest.clusters["number"], latest.clusters["label"], strict=True)
        }
        places = {number: place for place, number in enumerate(labels)}
        member = dict(zip(latest.members["segment_id"], latest.members["number"], strict=True))
        return list(labels.values()), [
            -1 if number in self._unassisted else places.get(member.get(number, -1), -1)
            for number in self._ids
        ]

    def _readers(self, segment_ids: Sequence[int] | None) -> dict[int, list[str]]:
        """Return who read what; of what is to be read blind only whether this person did."""
        blind = self.project.divisions.blind(self.question_key, self.coder_id)
        found = self.project.changes.readers(self.question_key, segment_ids)
        return {
            segment: [name for coder, name in people if segment not in blind or coder == self.coder_id]
            for segment, people in found.items()
            if segment in self.segment_ids
        }

    # ── variables and words ─────────────────────────────────────────────────────────────────────

    @cached_property
    def _survey(self) -> str:
        questions = self.project.corpus.questions()
        return str(questions.loc[questions["key"] == self.question_key, "survey"].iloc[0])

    @cached_property
    def _variables(self) -> dict[str, str]:
        table = self.project.corpus.variables(self._survey)
        return dict(zip(table["key"], table["label"], strict=True))

    @cached_property
    def _respondents(self) -> "pd.DataFrame":
        return self.project.corpus.respondents(self._survey)

    def _values(self, key: str) -> list[Any]:
        respondents = [self.answers.respondents[place] for place in self._places]
        cells = self._respondents[key].reindex(respondents).tolist()
        return [
            None if number in self._unassisted or value is None or value != value else value
            for number, value in zip(self._ids, cells, strict=True)
        ]

    def _found(self) -> dict[str, Any] | None:
        """Return the answers that are looked for; None where nothing is."""
        search = self._message.search
        if search is None:
            return None
        if search.literal:
            found, analysed = self.answers.containing(search.text), True
        else:
            found, analysed = self._with_words(search.text)
        return {
            "number": search.number,
            "analysed": analysed,
            "segments": sorted(found & self.segment_ids),
        }

    def _with_words(self, text: str) -> tuple[set[int], bool]:
        """Return the answers with all words of a text, in whatever form, and whether forms are known."""
        try:
            by_lemma, lemmas_of = self._words
        except NotFoundError:
            by_lemma, lemmas_of = {}, {}
        found: set[int] | None = None
        for word in _WORD.findall(text.lower()):
            hits = set().union(*(by_lemma.get(lemma, set()) for lemma in {word, *lemmas_of.get(word, set())}))
            found = hits if found is None else found & hits
        return found or set(), bool(by_lemma)

    @cached_property
    def _words(self) -> tuple[dict[str, set[int]], dict[str, set[str]]]:
        """Lemma to the answers with it, and word form to its lemmas."""
        by_lemma: dict[str, set[int]] = {}
        lemmas_of: dict[str, set[str]] = {}
        for segment, words in self.project.language.stored_words(self.question_key).items():
            for form, lemma in words:
                by_lemma.setdefault(lemma.lower(), set()).add(segment)
                lemmas_of.setdefault(form, set()).add(lemma.lower())
        return by_lemma, lemmas_of


def _plain(name: tuple[str, int], answered: Answered) -> dict[str, Any]:
    result = answered.result
    return {
        "client": name[0],
        "revision": name[1],
        "refused": answered.refused,
        "touched": result.touched,
        "unchanged": result.unchanged,
        "skipped": result.skipped,
        "stale": list(result.stale),
        "rows": _rows(answered.states),
    }


def _rows(states: Mapping[int, JudgementState]) -> list[list[Any]]:
    return [
        [segment, state.version, int(state.read), int(state.flagged), sorted(state.codes)]
        for segment, state in states.items()
    ]
