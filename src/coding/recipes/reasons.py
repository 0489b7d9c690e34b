"""Why a table came out otherwise than before, in sentences."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from coding.codebook import Codebooks, difference, sentences
from coding.codings import Action
from coding.i18n import _, format_number, ngettext
from coding.recipes.coding_changes import CodingChanges, coding_changes
from coding.store import question_id
from coding.store.schema import Adjudication, Coder, CodingEvent, Segment, SourceFile

MOST_STEPS = 8  # sentences on one codebook; the page Codeboek has them all
State = Mapping[str, Any]


def reasons(connection: Connection, before: State, after: State) -> list[str]:
    """Say what happened between two states that bears on a table.

    Parameters
    ----------
    before, after
        As `coding.recipes.state.read_state` gives them.
    """
    told = _recipe(before["spec"], after["spec"])
    if any(before["spec"].get(name) != after["spec"].get(name) for name in ("question", "survey")):
        return told  # of another question all is otherwise
    if any(after[name] < before[name] for name in ("events", "decisions", "texts")):
        return [_("Het project is sindsdien teruggezet naar een eerdere kopie; meer is niet na te gaan.")]
    found = [
        *told,
        *_texts(connection, before, after),
        *_codings(connection, before, after),
        *_decisions(connection, before, after),
        *_codebook(connection, before, after),
        *_model(before, after),
    ]
    if before["roles"] != after["roles"]:
        found.append(_("Iemand kreeg een andere rol; waar lezers verschillen telt de hoofdonderzoeker."))
    if before["background"] != after["background"]:
        found.append(_("De kenmerken van respondenten waarmee de tabel rekent, zijn bijgewerkt."))
    if before["program"] != after["program"]:
        found.append(_("Het programma zelf is nieuwer (versie {version}).").format(version=after["program"]))
    return found


def _recipe(before: State, after: State) -> list[str]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not names:
        return []
    words = ", ".join(_choice_names().get(name, name) for name in names)
    return [_("Het recept is gewijzigd: {choices}.").format(choices=words)]


def _choice_names() -> dict[str, str]:
    return {
        "question": _("de vraag"),
        "survey": _("de peiling"),
        "by": _("de uitsplitsing"),
        "dimension": _("de lijst codes"),
        "whose": _("wiens codering telt"),
        "coder": _("de codeur"),
        "base": _("de basis"),
        "left_out": _("wat buiten de basis blijft"),
        "weight": _("de weging"),
        "minimum_base": _("de kleinste groep met percentages"),
        "suppress_below": _("de grens voor het verbergen van cellen"),
        "decimals": _("het aantal decimalen"),
        "confidence": _("de zekerheid van de marges"),
        "tests": _("het toetsen"),
    }


def _texts(connection: Connection, before: State, after: State) -> list[str]:
    n = after["texts"] - before["texts"]
    if not n:
        return []
    new = sorted(set(after["files"]) - set(before["files"]))
    names = connection.scalars(select(SourceFile.name).where(SourceFile.id.in_(new)).order_by(SourceFile.id))
    told = ngettext("Er is {n} tekst bij gekomen", "Er zijn {n} teksten bij gekomen", n)
    files = ", ".join(names)
    return [told.format(n=format_number(n)) + (f" ({files})." if files else ".")]


def _codings(connection: Connection, before: State, after: State) -> list[str]:
    if before["events"] == after["events"]:
        return []
    import pandas as pd

    statement = (
        select(
            CodingEvent.id,
            CodingEvent.segment_id,
            CodingEvent.coder_id,
            CodingEvent.action,
            CodingEvent.code_id,
            CodingEvent.origin,
        )
        .join(Segment, Segment.id == CodingEvent.segment_id)
        .where(
            Segment.question_id == question_id(connection, after["spec"]["question"]),
            CodingEvent.id <= after["events"],
            CodingEvent.action.in_([Action.READ, Action.REOPEN])
            | (CodingEvent.action.in_([Action.ADD, Action.REMOVE]) & (CodingEvent.id > before["events"])),
        )
        .order_by(CodingEvent.id)
    )
    if coder := after["spec"].get("coder"):
        person = select(Coder.id).where(Coder.name == coder).scalar_subquery()
        statement = statement.where(CodingEvent.coder_id == person)
    rows = connection.execute(statement)
    events = pd.DataFrame([tuple(row) for row in rows], columns=list(rows.keys()))
    return _told(coding_changes(events, since=before["events"]))


def _told(changes: CodingChanges) -> list[str]:
    said = (
        (
            changes.newly_read,
            ngettext("{n} tekst is nieuw gelezen.", "{n} teksten zijn nieuw gelezen.", changes.newly_read),
        ),
        (
            changes.read_again,
            ngettext(
                "{n} tekst is ook door iemand anders gelezen.",
                "{n} teksten zijn ook door iemand anders gelezen.",
                changes.read_again,
            ),
        ),
        (
            changes.recoded,
            ngettext("{n} tekst kreeg andere codes.", "{n} teksten kregen andere codes.", changes.recoded),
        ),
        (
            changes.carried_over,
            ngettext(
                "In {n} tekst ging de codering mee met een wijziging van het codeboek.",
                "In {n} teksten ging de codering mee met een wijziging van het codeboek.",
                changes.carried_over,
            ),
        ),
        (
            changes.reopened,
            ngettext(
                "{n} tekst is teruggezet op ongelezen.",
                "{n} teksten zijn teruggezet op ongelezen.",
                changes.reopened,
            ),
        ),
    )
    return [text.format(n=format_number(n)) for n, text in said if n]


def _decisions(connection: Connection, before: State, after: State) -> list[str]:
    if before["decisions"] == after["decisions"] or after["spec"].get("coder"):
        return []  # of one person their own codings count, whatever was decided
    n = connection.scalar(
        select(func.count(func.distinct(Adjudication.segment_id)))
        .join(Segment, Segment.id == Adjudication.segment_id)
        .where(
            Segment.question_id == question_id(connection, after["spec"]["question"]),
            Adjudication.id > before["decisions"],
            Adjudication.id <= after["decisions"],
        )
    )
    if not n:
        return []
    text = ngettext("Over {n} tekst is samen beslist.", "Over {n} teksten is samen beslist.", n)
    return [text.format(n=format_number(n))]


def _codebook(connection: Connection, before: State, after: State) -> list[str]:
    if before["codebook"] != after["codebook"]:
        return [_("De vraag heeft een ander codeboek gekregen.")]
    if before["version"] == after["version"]:
        return []
    old, new = (
        Codebooks.read_version(connection, after["codebook"], state["version"]).content
        for state in (before, after)
    )
    steps = sentences(difference(old, new), names=old.labels | new.labels)
    head = _("Het codeboek ging van versie {before} naar {after}.").format(
        before=before["version"], after=after["version"]
    )
    left = len(steps) - MOST_STEPS
    if left > 0:
        rest = ngettext("En nog {n} wijziging.", "En nog {n} wijzigingen.", left)
        steps = [*steps[:MOST_STEPS], rest.format(n=format_number(left))]
    return [" ".join([head, *steps])]


def _model(before: State, after: State) -> list[str]:
    found = []
    if before["model"] != after["model"]:
        found.append(
            _("Een ander model rekent mee: {after} in plaats van {before}.").format(
                before=before["model"] or _("geen"), after=after["model"] or _("geen")
            )
        )
    more = (after["audit"] or 0) - (before["audit"] or 0)
    if more and before["audit"] is not None and after["audit"] is not None:
        text = ngettext(
            "Van de steekproef is {n} tekst meer gelezen.",
            "Van de steekproef zijn {n} teksten meer gelezen.",
            more,
        )
        found.append(text.format(n=format_number(more)))
    return found
