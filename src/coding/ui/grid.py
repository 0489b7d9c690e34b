"""What stands between the list in a coder's browser and the project: the table out, changes in.

No page in here: a grid can be worked without Streamlit (tests/ui/test_grid.py).
"""

import logging
import re
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from coding.codings import BulkResult, JudgementState, Permission
from coding.errors import CodingError, NotFoundError
from coding.project import Project
from coding.ui.components.grid.message import GridAct, GridMessage, parse_message

if TYPE_CHECKING:
    import pandas as pd

_log = logging.getLogger(__name__)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")

LONGEST_TEXT = 3000  # characters of an answer in the list; the whole stands in the coding window
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
    twins
        What `Twins.groups` returns; it is made once for all coders.
    queue_id
        Show only this queue, in its order; None shows every answer.
    scope
        Names project, question, coder and queue; messages about anything else are ignored.
    """

    def __init__(
        self,
        project: Project,
        *,
        question_key: str,
        coder_id: int,
        twins: "pd.DataFrame",
        scope: str,
        queue_id: int | None = None,
    ) -> None:
        self.project = project
        self.question_key = question_key
        self.coder_id = coder_id
        self.queue_id = queue_id
        self.scope = scope
        self.table_id = uuid.uuid4().hex
        self.trouble = False
        self._message = GridMessage(0, "")
        self._answered: dict[tuple[str, int], Answered] = {}
        self._segments = self._read_segments(twins)

    def _read_segments(self, twins: "pd.DataFrame") -> "pd.DataFrame":
        segments = self.project.corpus.segments(self.question_key).merge(
            twins, left_on="id", right_on="segment_id"
        )
        if self.queue_id is None:
            return segments
        order = self.project.codings.queue_segments(self.queue_id)["segment_id"]
        return segments.set_index("id", drop=False).loc[order[order.isin(segments["id"])]]

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
        return frozenset(int(number) for number in self._segments["id"])

    # ── out ─────────────────────────────────────────────────────────────────────────────────────

    def data(self) -> dict[str, Any]:
        """Return what the browser needs now: the table once, then only what became of its acts."""
        acts = [(act.client, act.revision) for act in self._message.acts]
        data: dict[str, Any] = {
            "seen": self._message.sequence,
            "trouble": self.trouble,
            "tableId": self.table_id,
            "answers": [_plain(name, self._answered[name]) for name in acts if name in self._answered],
            "values": {key: self._values(key) for key in self._message.columns if key in self._variables},
            "found": self._found(),
        }
        if self._message.have != self.table_id:
            data["table"] = self.table()
        return data

    def table(self) -> dict[str, Any]:
        """Return all answers, column by column; texts that several gave are sent once."""
        segments = self._segments
        ids = [int(number) for number in segments["id"]]
        states = self.project.codings.states(ids, coder_id=self.coder_id)
        texts: dict[str, int] = {}
        of_text = [texts.setdefault(str(text), len(texts)) for text in segments["text"]]
        codes: dict[str, int] = {}
        given = [
            [codes.setdefault(code, len(codes)) for code in sorted(states[number].codes)] for number in ids
        ]
        clusters, of_cluster = self._clusters(ids)
        coders, of_coders = self._coders(ids)
        return {
            "ids": ids,
            "texts": [text[:LONGEST_TEXT] for text in texts],
            "text": of_text,
            "lengths": [len(text) for text in texts],
            "same": [int(number) for number in segments["same"]],
            "near": [int(number) for number in segments["near"]],
            "versions": [states[number].version for number in ids],
            "read": "".join("1" if states[number].read else "0" for number in ids),
            "flagged": "".join("1" if states[number].flagged else "0" for number in ids),
            "codeIds": list(codes),
            "codes": given,
            "clusters": clusters,
            "cluster": of_cluster,
            "coderNames": coders,
            "coders": of_coders,
            "sources": self._sources(),
            "variables": [{"key": key, "label": label} for key, label in self._variables.items()],
        }

    def _clusters(self, ids: Sequence[int]) -> tuple[list[str], list[int] | None]:
        latest = self.project.clusters.latest(self.question_key)
        if latest is None:
            return [], None
        labels = {
            int(n): str(label)
            for n, label in zip(latest.clusters["number"], latest.clusters["label"], strict=True)
        }
        places = {number: place for place, number in enumerate(labels)}
        member = dict(zip(latest.members["segment_id"], latest.members["number"], strict=True))
        return list(labels.values()), [places.get(member.get(number, -1), -1) for number in ids]

    def _coders(self, ids: Sequence[int]) -> tuple[list[str], list[list[int]] | None]:
        """Return who read what; None where it is not this person's business, nobody at what is read blind."""
        if not self.project.team.can(self.coder_id, Permission.SEE_OTHERS):
            return [], None
        blind = self._blind()
        judged = self.project.codings.judgements(self.question_key)
        judged = judged[judged["read"].astype(bool)]
        names: dict[str, int] = {}
        readers: dict[int, list[int]] = {}
        for segment, coder, name in zip(
            judged["segment_id"], judged["coder_id"], judged["coder"], strict=True
        ):
            if segment not in blind or coder == self.coder_id:
                readers.setdefault(int(segment), []).append(names.setdefault(str(name), len(names)))
        return list(names), [readers.get(number, []) for number in ids]

    def _blind(self) -> Collection[int]:
        return self.project.divisions.blind(self.question_key, self.coder_id)

    def _sources(self) -> list[str] | None:
        """Return where each passage of a report stands; None for answers: nobody's business who gave them."""
        if self.project.corpus.question(self.question_key).kind != "reports":
            return None
        return [
            " › ".join(str(part) for part in (title, *headings) if part)
            for title, headings in zip(self._segments["title"], self._segments["headings"], strict=True)
        ]

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
        cells = self._respondents[key].reindex(list(self._segments["respondent"]))
        return [None if value is None or value != value else value for value in cells.tolist()]

    def _found(self) -> dict[str, Any] | None:
        """Return the answers with all the words asked for, in whatever form; None where nothing is asked."""
        search = self._message.search
        if search is None:
            return None
        try:
            by_lemma, lemmas_of = self._words
        except NotFoundError:
            by_lemma, lemmas_of = {}, {}
        found: set[int] | None = None
        for word in _WORD.findall(search.text.lower()):
            hits = set().union(*(by_lemma.get(lemma, set()) for lemma in {word, *lemmas_of.get(word, set())}))
            found = hits if found is None else found & hits
        return {
            "number": search.number,
            "analysed": bool(by_lemma),
            "segments": sorted((found or set()) & self.segment_ids),
        }

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
        "rows": [
            [segment, state.version, int(state.read), int(state.flagged), sorted(state.codes)]
            for segment, state in answered.states.items()
        ],
    }
