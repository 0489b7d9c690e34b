"""Coding events as lines of the log: one act of one person is one line, however many texts it touched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, null, or_, select

from coding.codings.code_labels import code_labels
from coding.codings.log_words import LogKind, LogLine, Wanted, shortened
from coding.codings.model import Action, Origin
from coding.i18n import _, format_number
from coding.store.schema import (
    Coder,
    CodingEvent,
    Document,
    Question,
    Respondent,
    Segment,
)

AnyRow = Row[*tuple[Any, ...]]
SOURCE = "events"
_AT_ONCE = 500
_MANY = 200  # events; more of one act are summed up by the database
_KINDS = {
    Origin.BULK: LogKind.BULK,
    Origin.UNDO: LogKind.UNDO,
    Origin.IMPORT: LogKind.IMPORT,
    Origin.CODEBOOK: LogKind.CODEBOOK,
}


@dataclass
class _Act:
    """Events of one batch, newest first."""

    batch: str
    coder_id: int
    when: datetime
    rows: list[AnyRow]


class EventLines:
    """Reads coding events newest first; append-only, so that a number is a place in time."""

    def __init__(self, connection: Connection, wanted: Wanted) -> None:
        self._connection = connection
        self._conditions = self._asked(wanted)
        self._people = {row.id: row.name for row in connection.execute(select(Coder.id, Coder.name))}
        self._labels = code_labels(connection)

    def lines(self, *, before: int | None) -> Iterator[LogLine]:
        """Yield the acts whose events lie before a number."""
        place, act = before, None
        while rows := self._rows(place):
            for row in rows:
                if place is not None and row.id >= place:
                    continue  # of an act that was summed up
                if act is not None and (row.batch, row.coder_id) != (act.batch, act.coder_id):
                    yield self._line(act)
                    act = None
                if act is None:
                    act = _Act(row.batch, row.coder_id, row.created_at, [])
                act.rows.append(row)
                place = row.id
                if len(act.rows) > _MANY:
                    line = self._summed_up(act)
                    yield line
                    place, act = line.first_id, None
        if act is not None:
            yield self._line(act)

    def _rows(self, before: int | None) -> Sequence[AnyRow]:
        statement = select(
            CodingEvent.id,
            CodingEvent.batch,
            CodingEvent.coder_id,
            CodingEvent.segment_id,
            CodingEvent.action,
            CodingEvent.code_id,
            CodingEvent.origin,
            CodingEvent.memo,
            CodingEvent.created_at,
        ).where(*self._conditions)
        if before is not None:
            statement = statement.where(CodingEvent.id < before)
        return self._connection.execute(statement.order_by(CodingEvent.id.desc()).limit(_AT_ONCE)).all()

    def _summed_up(self, act: _Act) -> LogLine:
        of_act = and_(CodingEvent.batch == act.batch, CodingEvent.coder_id == act.coder_id, *self._conditions)
        n, first = self._connection.execute(
            select(func.count(func.distinct(CodingEvent.segment_id)), func.min(CodingEvent.id)).where(of_act)
        ).one()
        # of what it did, the whole; of when and by whom, its newest event
        kinds = self._connection.execute(
            select(CodingEvent.action, CodingEvent.code_id, null().label("memo")).where(of_act).distinct()
        ).all()
        return self._line(act, n=n, first=first, kinds=kinds)

    def _line(
        self,
        act: _Act,
        *,
        n: int | None = None,
        first: int | None = None,
        kinds: Sequence[AnyRow] | None = None,
    ) -> LogLine:
        oldest_first = list(reversed(act.rows))
        segments = list(dict.fromkeys(row.segment_id for row in oldest_first))
        n = n or len(segments)
        origin = Origin(oldest_first[-1].origin)
        return LogLine(
            when=act.when,
            who=self._people[act.coder_id],
            kind=_KINDS.get(origin, LogKind.CODING),
            what=_with_origin(origin, self._what(kinds or oldest_first)),
            where=self._place(segments[0]) if n == 1 else self._places(segments[0], n),
            source=SOURCE,
            first_id=first or act.rows[-1].id,
        )

    def _what(self, rows: Sequence[AnyRow]) -> str:
        """Say what an act did, each kind of thing once."""
        codes: dict[str, dict[str, None]] = {}
        for row in rows:
            label = self._labels.get(row.code_id, "") if row.code_id else ""
            codes.setdefault(row.action, {})[label] = None
        memo = next((row.memo for row in reversed(rows) if row.action == Action.MEMO), None)
        words = {
            Action.ADD: _("gaf {codes}"),
            Action.REMOVE: _("haalde {codes} weg"),
            Action.MARK: _("markeerde woorden bij {codes}"),
            Action.UNMARK: _("haalde de markering bij {codes} weg"),
            Action.READ: _("las"),
            Action.REOPEN: _("zette terug op ongelezen"),
            Action.FLAG: _("wil overleggen"),
            Action.UNFLAG: _("hoeft niet meer te overleggen"),
            Action.MEMO: _("schreef memo “{memo}”") if memo else _("haalde de memo weg"),
        }
        return "; ".join(
            text.format(codes=shortened(", ".join(codes[action])), memo=shortened(memo or ""))
            for action, text in words.items()
            if action in codes
        )

    def _place(self, segment_id: int) -> str:
        row = self._connection.execute(
            select(
                Question.key, Respondent.key.label("respondent"), Document.title, Segment.page, Segment.text
            )
            .join(Document, Document.id == Segment.document_id)
            .join(Question, Question.id == Segment.question_id)
            .outerjoin(Respondent, Respondent.id == Document.respondent_id)
            .where(Segment.id == segment_id)
        ).one()
        source = row.respondent or row.title
        page = _(", p. {page}").format(page=row.page) if row.page else ""
        return f"{row.key} · {source}{page}: {shortened(row.text, 60)}"

    def _places(self, segment_id: int, n: int) -> str:
        question = self._connection.scalar(
            select(Question.key)
            .join(Segment, Segment.question_id == Question.id)
            .where(Segment.id == segment_id)
        )
        return _("{question} · {n} teksten").format(question=question, n=format_number(n))

    def _asked(self, wanted: Wanted) -> list[ColumnElement[bool]]:
        asked: list[ColumnElement[bool]] = []
        if wanted.person:
            person = select(Coder.id).where(Coder.name == wanted.person).scalar_subquery()
            asked.append(CodingEvent.coder_id == person)
        if wanted.segment_id is not None:
            asked.append(CodingEvent.segment_id == wanted.segment_id)
        if wanted.since:
            asked.append(CodingEvent.created_at >= wanted.since)
        if wanted.until:
            asked.append(CodingEvent.created_at < wanted.until)
        if wanted.kind is not None:
            origins = [origin for origin in Origin if _KINDS.get(origin, LogKind.CODING) is wanted.kind]
            asked.append(CodingEvent.origin.in_([origin.value for origin in origins]))
        if wanted.text:
            asked.append(self._holds(wanted.text))
        return asked

    def _holds(self, text: str) -> ColumnElement[bool]:
        low = text.casefold()
        labels = code_labels(self._connection)
        codes = [number for number, label in labels.items() if low in label.casefold()]
        segments = (
            select(Segment.id)
            .join(Document, Document.id == Segment.document_id)
            .outerjoin(Respondent, Respondent.id == Document.respondent_id)
            .where(
                or_(
                    Segment.text.icontains(text, autoescape=True),
                    Respondent.key.icontains(text, autoescape=True),
                    Document.title.icontains(text, autoescape=True),
                )
            )
        )
        return or_(
            CodingEvent.memo.icontains(text, autoescape=True),
            CodingEvent.code_id.in_(codes),
            CodingEvent.segment_id.in_(segments),
        )


def _with_origin(origin: Origin, what: str) -> str:
    """Say how it came about, where that is not by hand."""
    words = {
        Origin.HAND: "{what}",
        Origin.SUGGESTION: _("{what} (voorstel overgenomen)"),
        Origin.BULK: _("{what} (veel tegelijk)"),
        Origin.IMPORT: _("{what} (uit een bestand)"),
        Origin.CODEBOOK: _("{what} (door een wijziging van het codeboek)"),
        Origin.UNDO: _("maakte ongedaan: {what}"),
    }
    return words[origin].format(what=what)
