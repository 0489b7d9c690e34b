"""What a person decides about what was found; every decision is an event that can be taken back."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from coding.errors import CodingError, NotFoundError
from coding.i18n import _
from coding.pseudonyms.findings import kinds_named
from coding.pseudonyms.review import Placed, occurrences, same_string
from coding.pseudonyms.rows import (
    finding_rows,
    inserted,
    note,
    placed_findings,
    require_waiting,
    set_findings,
    staged_texts,
)
from coding.store.schema import PseudonymEvent, PseudonymFinding

_DECISIONS = ("accept", "reject", "add")


def decide(connection: Connection, batch_id: int, *, kind: str, string: str, accept: bool, by: str) -> int:
    """Say whether a string is replaced, at every place where it stands; return how many those are."""
    require_waiting(connection, batch_id)
    texts = {row.id: row.text for row in staged_texts(connection, batch_id)}
    wanted = same_string(string)
    places = [
        place
        for place in placed_findings(connection, batch_id)
        if place.finding.kind == kind and same_string(place.finding.text(texts[place.text_id])) == wanted
    ]
    if not places:
        raise NotFoundError(_("Dit staat niet (meer) tussen de vervangingen."))
    set_findings(connection, [place.id for place in places], accepted=accept, decided=True)
    before = [[place.id, place.accepted, place.decided] for place in places]
    note(connection, batch_id, "accept" if accept else "reject", by, {"before": before})
    return len(places)


def add(connection: Connection, batch_id: int, *, string: str, kind: str, by: str) -> int:
    """Replace words that were not found, wherever they stand; return at how many places.

    Raises
    ------
    CodingError
        When they stand nowhere, or only inside what is replaced already.
    """
    if not string.strip():
        raise CodingError(_("Typ de woorden die vervangen moeten worden."))
    (kind,) = kinds_named([kind])
    require_waiting(connection, batch_id)
    placed = _by_text(placed_findings(connection, batch_id))
    found = _occurrences(connection, batch_id, string)
    new = _not_replaced(found, placed)
    if not new:
        raise CodingError(
            _("Deze woorden worden al vervangen.") if found else _("Deze woorden staan nergens.")
        )
    # What lies inside, or was rejected at the same place, gives way: findings never overlap.
    gone = {
        place.id: [place.id, place.accepted, place.decided]
        for text_id, start, end in new
        for place in placed.get(text_id, ())
        if place.finding.start < end and start < place.finding.end
    }.values()
    rejected = finding_rows(connection, [number for number, _a, _d in gone])
    connection.execute(
        delete(PseudonymFinding).where(PseudonymFinding.id.in_([number for number, *_ in gone]))
    )
    ids = [
        inserted(
            connection,
            PseudonymFinding,
            batch_id=batch_id,
            text_id=text_id,
            start=start,
            end=end,
            kind=kind,
            source="hand",
            accepted=True,
            decided=True,
        )
        for text_id, start, end in new
    ]
    note(connection, batch_id, "add", by, {"added": ids, "removed": rejected})
    return len(ids)


def places_to_add(connection: Connection, batch_id: int, *, string: str) -> int:
    """Return at how many places words would be replaced if they were added."""
    found = _occurrences(connection, batch_id, string)
    return len(_not_replaced(found, _by_text(placed_findings(connection, batch_id))))


def _occurrences(connection: Connection, batch_id: int, string: str) -> list[tuple[int, int, int]]:
    return occurrences(string, {row.id: row.text for row in staged_texts(connection, batch_id)})


def _by_text(placed: Iterable[Placed]) -> dict[int, list[Placed]]:
    by_text: dict[int, list[Placed]] = {}
    for place in placed:
        by_text.setdefault(place.text_id, []).append(place)
    return by_text


def _not_replaced(
    found: Iterable[tuple[int, int, int]], placed: Mapping[int, Sequence[Placed]]
) -> list[tuple[int, int, int]]:
    """Return the places that lie within nothing that will be replaced already."""
    return [
        (text_id, start, end)
        for text_id, start, end in found
        if not any(
            place.accepted and place.finding.start <= start and end <= place.finding.end
            for place in placed.get(text_id, ())
        )
    ]


def undo(connection: Connection, batch_id: int, *, by: str) -> bool:
    """Take back the last decision that still stands; tell whether there was one."""
    require_waiting(connection, batch_id)
    events = connection.execute(
        select(PseudonymEvent.id, PseudonymEvent.action, PseudonymEvent.details)
        .where(PseudonymEvent.batch_id == batch_id)
        .order_by(PseudonymEvent.id)
    ).all()
    undone = {event.details["undoes"] for event in events if event.action == "undo"}
    standing = [event for event in events if event.action in _DECISIONS and event.id not in undone]
    if not standing:
        return False
    last = standing[-1]
    for number, accepted, decided in last.details.get("before", []):
        set_findings(connection, [number], accepted=accepted, decided=decided)
    added = last.details.get("added", [])
    connection.execute(delete(PseudonymFinding).where(PseudonymFinding.id.in_(added)))
    if last.details.get("removed"):
        connection.execute(insert(PseudonymFinding), last.details["removed"])
    note(connection, batch_id, "undo", by, {"undoes": last.id})
    return True
