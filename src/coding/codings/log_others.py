"""What else happened, as lines of the log: codebooks, decisions, notes, personal data, division, imports."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Row, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from coding.codings.code_labels import code_labels
from coding.codings.log_words import LogKind, LogLine, Wanted, shortened
from coding.codings.permissions import role_names
from coding.i18n import _, format_number, ngettext
from coding.store.schema import (
    Adjudication,
    Codebook,
    CodebookChange,
    CodebookVersion,
    CodeNote,
    Coder,
    Division,
    PseudonymBatch,
    PseudonymEvent,
    Question,
    Segment,
    SourceFile,
    TeamEvent,
)

Words = tuple[str, str]  # what, where


@dataclass(frozen=True)
class Source:
    """Rows of one table, with the number they are ordered by; every statement has ``when`` and ``who``."""

    name: str
    kind: LogKind
    number: InstrumentedAttribute[int]
    statement: Select[*tuple[Any, ...]]
    words: Callable[[Any], Words]  # of a row; where it has a code_id, with its ``code`` by name
    of_segment: bool = False


def other_lines(
    connection: Connection, source: Source, wanted: Wanted, *, before: int | None
) -> Iterator[LogLine]:
    """Yield the rows of a source that answer to what is wanted, newest first."""
    if wanted.kind not in (None, source.kind) or (wanted.segment_id is not None and not source.of_segment):
        return
    statement = source.statement.add_columns(source.number.label("number")).order_by(source.number.desc())
    if before is not None:
        statement = statement.where(source.number < before)
    low = wanted.text.casefold()
    named = "code_id" in statement.selected_columns
    labels = code_labels(connection) if named else {}
    for row in connection.execute(statement):
        what, where = source.words(
            SimpleNamespace(**row._mapping, code=labels[row.code_id]) if named else row
        )
        if (
            (wanted.person and row.who != wanted.person)
            or (wanted.since and row.when < wanted.since)
            or (wanted.until and row.when >= wanted.until)
            or (wanted.segment_id is not None and row.segment_id != wanted.segment_id)
            or (low and low not in f"{what} {where}".casefold())
        ):
            continue
        yield LogLine(row.when, row.who or "", source.kind, what, where, source.name, row.number)


def _codebook(row: Row[Any]) -> Words:
    words = {
        None: _("bewaarde het codeboek"),
        "add": _("voegde een code toe"),
        "rename": _("gaf een code een andere naam"),
        "redefine": _("gaf een code een andere omschrijving"),
        "move": _("verplaatste een code"),
        "merge": _("voegde codes samen"),
        "split": _("splitste een code"),
        "retire": _("liet een code vervallen"),
        "restore": _("nam een code weer in gebruik"),
        "edit": _("wijzigde het codeboek"),
        "undo": _("draaide een wijziging terug"),
    }
    reason = f": {shortened(row.reason)}" if row.reason else ""
    change = row.change if row.version > 1 else None
    return words[change] + reason, _("{codebook}, versie {n}").format(codebook=row.codebook, n=row.version)


def _decision(row: Row[Any]) -> Words:
    words = {
        "apply": _("besliste dat {code} geldt"),
        "not": _("besliste dat {code} niet geldt"),
        "discuss": _("legde {code} voor aan de groep"),
        "withdraw": _("trok de beslissing over {code} in"),
    }
    reason = f": {shortened(row.reason)}" if row.reason else ""
    return words[row.action].format(code=row.code) + reason, f"{row.question}: {shortened(row.text, 60)}"


def _note(row: Row[Any]) -> Words:
    if row.closes_id is not None:
        return _("sloot een notitie af bij {code}").format(code=row.code), ""
    what = (
        _("vroeg om een duidelijker omschrijving van {code}: {text}")
        if row.kind == "clarify"
        else _("noteerde bij {code}: {text}")
    )
    return what.format(code=row.code, text=shortened(row.text)), ""


def _privacy(row: Row[Any]) -> Words:
    words = {
        "stage": _("liet een bestand wachten op nakijken"),
        "accept": _("liet persoonsgegevens vervangen"),
        "reject": _("liet staan wat als persoonsgegeven gevonden was"),
        "add": _("wees persoonsgegevens aan die gemist waren"),
        "undo": _("maakte een besluit over persoonsgegevens ongedaan"),
        "release": _("gaf teksten vrij"),
        "discard": _("gooide een wachtend bestand weg"),
        "show": _("bekeek het origineel"),
        "destroy": _("vernietigde het origineel"),
    }
    return words.get(row.action, row.action), row.name


def _division(row: Row[Any]) -> Words:
    n, n_people = len(row.settings["segments"]), len(row.settings["coders"])
    what = ngettext(
        "verdeelde {n} tekst over {people}, {share}% dubbel",
        "verdeelde {n} teksten over {people}, {share}% dubbel",
        n,
    ).format(
        n=format_number(n),
        people=ngettext("{n} persoon", "{n} mensen", n_people).format(n=n_people),
        share=format_number(100 * row.settings["share"]),
    )
    return what, row.question


def _imported(row: Row[Any]) -> Words:
    words = {"survey": _("peiling geïmporteerd"), "report": _("rapport geïmporteerd")}
    return words.get(row.kind, _("coderingen geïmporteerd")), row.name


def _team(row: Row[Any]) -> Words:
    if row.action == "add":
        role = role_names()[row.details["role"]]
        return _("liet {name} meedoen als {role}").format(name=row.name, role=role), ""
    after = row.details["after"]
    if row.action == "role":
        what = _("maakte {name} {role}").format(name=row.name, role=role_names()[after])
    elif row.action == "active":
        words = _("liet {name} weer meedoen") if after else _("liet {name} niet meer meedoen")
        what = words.format(name=row.name)
    elif after:
        what = _("gaf {name} een andere inlognaam: {login}").format(name=row.name, login=after)
    else:
        what = _("nam de inlognaam van {name} weg").format(name=row.name)
    return what, ""


OTHER_SOURCES = (
    Source(
        "codebooks",
        LogKind.CODEBOOK,
        CodebookVersion.id,
        select(
            CodebookVersion.created_at.label("when"),
            CodebookVersion.author.label("who"),
            CodebookVersion.reason,
            CodebookVersion.number.label("version"),
            Codebook.key.label("codebook"),
            CodebookChange.kind.label("change"),
        )
        .join(Codebook, Codebook.id == CodebookVersion.codebook_id)
        .outerjoin(CodebookChange, CodebookChange.version_id == CodebookVersion.id),
        _codebook,
    ),
    Source(
        "decisions",
        LogKind.ADJUDICATION,
        Adjudication.id,
        select(
            Adjudication.created_at.label("when"),
            Coder.name.label("who"),
            Adjudication.action,
            Adjudication.reason,
            Adjudication.segment_id,
            Adjudication.code_id,
            Question.key.label("question"),
            Segment.text,
        )
        .join(Coder, Coder.id == Adjudication.author_id)
        .join(Segment, Segment.id == Adjudication.segment_id)
        .join(Question, Question.id == Segment.question_id),
        _decision,
        of_segment=True,
    ),
    Source(
        "notes",
        LogKind.NOTE,
        CodeNote.id,
        select(
            CodeNote.created_at.label("when"),
            Coder.name.label("who"),
            CodeNote.kind,
            CodeNote.text,
            CodeNote.closes_id,
            CodeNote.segment_id,
            CodeNote.code_id,
        ).join(Coder, Coder.id == CodeNote.author_id),
        _note,
        of_segment=True,
    ),
    Source(
        "privacy",
        LogKind.PRIVACY,
        PseudonymEvent.id,
        select(
            PseudonymEvent.created_at.label("when"),
            PseudonymEvent.who,
            PseudonymEvent.action,
            PseudonymBatch.name,
        ).join(PseudonymBatch, PseudonymBatch.id == PseudonymEvent.batch_id),
        _privacy,
    ),
    Source(
        "divisions",
        LogKind.DIVISION,
        Division.id,
        select(
            Division.created_at.label("when"),
            Division.author.label("who"),
            Division.settings,
            Question.key.label("question"),
        ).join(Question, Question.id == Division.question_id),
        _division,
    ),
    Source(
        "team",
        LogKind.TEAM,
        TeamEvent.id,
        select(
            TeamEvent.created_at.label("when"),
            TeamEvent.author.label("who"),
            TeamEvent.action,
            TeamEvent.details,
            Coder.name,
        ).join(Coder, Coder.id == TeamEvent.coder_id),
        _team,
    ),
    Source(
        "imports",
        LogKind.IMPORT,
        SourceFile.id,
        select(
            SourceFile.imported_at.label("when"),
            SourceFile.author.label("who"),
            SourceFile.kind,
            SourceFile.name,
        ),
        _imported,
    ),
)
