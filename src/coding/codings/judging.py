"""Storing what coders decide one by one, and taking it back."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from coding.codebook import CodebookContent, StoredCodebook
from coding.codings.events import (
    Act,
    NewEvent,
    chunks,
    current_states,
    differences,
    with_consequences,
    write_events,
)
from coding.codings.model import JudgementUpdate, Origin, Receipt
from coding.codings.undo import naming_what_is_undone
from coding.errors import InputError, NotFoundError
from coding.i18n import _
from coding.store.schema import CodingEvent, Judgement, Segment


def with_code_ids(
    events: Sequence[NewEvent], code_ids: Mapping[str, int], *, queue_id: int | None = None
) -> list[NewEvent]:
    """Look up the number of each event's code, and note the queue it came through.

    Raises
    ------
    InputError
        When a code is not in the codebook.
    """
    unknown = {event.code for event in events if event.code and event.code not in code_ids}
    if unknown:
        raise InputError(
            _("Deze codes staan niet in het codeboek: {codes}.").format(codes=", ".join(sorted(unknown)))
        )
    return [
        replace(
            event,
            code_id=code_ids[event.code] if event.code else None,
            queue_id=event.queue_id if queue_id is None else queue_id,
        )
        for event in events
    ]


def store_update(
    connection: Connection, wanted: JudgementUpdate, *, coder_id: int, codebook: StoredCodebook
) -> Receipt:
    """Store one update, unless it arrived before or somebody changed the segment in the meantime."""
    wanted = _in_current_codes(wanted, codebook.content)
    states = current_states(connection, coder_id, [wanted.segment_id])
    before = states[wanted.segment_id]
    batch = f"{wanted.client}:{wanted.revision}" if wanted.client else uuid.uuid4().hex
    if wanted.client and before.version and _arrived_before(connection, wanted, coder_id, batch):
        return Receipt(wanted.segment_id, accepted=True, state=before)
    events = differences(
        before,
        segment_id=wanted.segment_id,
        codes=wanted.codes,
        read=wanted.read,
        memo=wanted.memo,
        origins=wanted.origins,
        default_origin=Origin.HAND,
        flagged=wanted.flagged,
        marked=wanted.marks,
    )
    if not events:
        return Receipt(wanted.segment_id, accepted=True, state=before)
    if wanted.base_version < before.version and not _wrote_last(connection, wanted, coder_id):
        return Receipt(wanted.segment_id, accepted=False, state=before)
    events = [replace(event, model_id=wanted.model_id, queue_id=wanted.queue_id) for event in events]
    act = Act(coder_id, codebook.version_id, batch, wanted.client, wanted.revision)
    whole = with_consequences(with_code_ids(events, codebook.code_ids), states)
    whole = naming_what_is_undone(connection, whole, coder_id=coder_id)
    after = write_events(connection, act, whole, states)
    return Receipt(wanted.segment_id, accepted=True, state=after[wanted.segment_id])


def _in_current_codes(wanted: JudgementUpdate, content: CodebookContent) -> JudgementUpdate:
    """Read a code that went up in another as that other: a window may be older than the codebook."""
    current = content.current_id
    if all(current(code) == code for code in wanted.codes):
        return wanted
    marks = wanted.marks and frozenset(replace(mark, code=current(mark.code)) for mark in wanted.marks)
    return replace(
        wanted,
        codes=frozenset(current(code) for code in wanted.codes),
        marks=marks,
        origins={current(aspect): origin for aspect, origin in wanted.origins.items()},
    )


def _last_writer(connection: Connection, segment_id: int, coder_id: int) -> tuple[str, int]:
    row = connection.execute(
        select(Judgement.client, Judgement.client_revision).where(
            Judgement.segment_id == segment_id, Judgement.coder_id == coder_id
        )
    ).one_or_none()
    return (row.client, row.client_revision) if row else ("", 0)


def _wrote_last(connection: Connection, wanted: JudgementUpdate, coder_id: int) -> bool:
    """Whether the stored state is the work of the same browser tab, so that nothing of others is lost."""
    client, _revision = _last_writer(connection, wanted.segment_id, coder_id)
    return bool(wanted.client) and client == wanted.client


def _arrived_before(connection: Connection, wanted: JudgementUpdate, coder_id: int, batch: str) -> bool:
    client, revision = _last_writer(connection, wanted.segment_id, coder_id)
    if client == wanted.client and wanted.revision <= revision:
        return True
    return (
        connection.execute(
            select(CodingEvent.id)
            .where(
                CodingEvent.batch == batch,
                CodingEvent.segment_id == wanted.segment_id,
                CodingEvent.coder_id == coder_id,
            )
            .limit(1)
        ).first()
        is not None
    )


def segments_of_question(connection: Connection, segment_ids: Sequence[int], question_id: int) -> list[int]:
    """Return the given segments, having checked that all belong to the question.

    Raises
    ------
    NotFoundError
        When one does not.
    """
    found: set[int] = set()
    for part in chunks(list(segment_ids)):
        found |= set(
            connection.scalars(
                select(Segment.id).where(Segment.question_id == question_id, Segment.id.in_(part))
            )
        )
    missing = [segment_id for segment_id in segment_ids if segment_id not in found]
    if missing:
        raise NotFoundError(_("Tekst {id} hoort niet bij deze vraag.").format(id=missing[0]))
    return list(dict.fromkeys(segment_ids))
