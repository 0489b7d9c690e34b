"""Where the figures of a table come from: whose coding, which codebook, which data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coding.codebook import CodebookContent
from coding.codings import Basis
from coding.i18n import _, format_number
from coding.store import Database
from coding.store.schema import Document, Judgement, Segment, SourceFile
from coding.tables.spec import Whose

if TYPE_CHECKING:
    import pandas as pd

FILES_NAMED = 3


@dataclass(frozen=True)
class Provenance:
    """Where the figures come from."""

    coder: str | None  # one coder's work, or one coding per answer taken from all
    coders: Sequence[tuple[str, int]]  # name and how many read segments, most first
    bases: Mapping[str, int]  # what the coding of a segment rests on (`coding.codings.Basis`), how often
    version: int
    files: Sequence[tuple[str, datetime]]
    coded_at: datetime | None


def provenance_of(
    database: Database, question_id: int, judged: "pd.DataFrame", *, coder: str | None, version: int
) -> Provenance:
    """Look up where the figures of a question come from.

    Parameters
    ----------
    judged
        ``[segment_id, coder, basis]`` of what was read by people.
    """
    with database.read() as connection:
        files = connection.execute(
            select(SourceFile.name, SourceFile.imported_at)
            .where(
                SourceFile.id.in_(select(Document.source_file_id).where(Document.question_id == question_id))
            )
            .order_by(SourceFile.id)
        ).all()
        coded_at = connection.scalar(
            select(func.max(Judgement.updated_at))
            .join(Segment, Segment.id == Judgement.segment_id)
            .where(Segment.question_id == question_id)
        )
    read = judged.drop_duplicates("segment_id")
    shares = [(str(name), int(n)) for name, n in read["coder"].value_counts(sort=False).items()]
    return Provenance(
        coder=coder,
        coders=sorted(shares, key=lambda item: (-item[1], item[0])),
        bases={str(basis): int(n) for basis, n in read["basis"].value_counts().items()},
        version=version,
        files=[(row.name, row.imported_at) for row in files],
        coded_at=coded_at,
    )


def provenance_notes(
    provenance: Provenance, codebook: CodebookContent, whose: Whose = Whose.COMBINED
) -> list[str]:
    """Say whose coding it is, with which codebook, of which data."""
    notes = []
    if whose is Whose.AGREED:
        notes.append(_("Alleen wat meer mensen gelijk codeerden, of waarover samen is besloten."))
    if whose is Whose.DECIDED:
        notes.append(_("Alleen waarover samen is besloten."))
    if provenance.coder is not None:
        notes.append(_("Codering: alleen die van {coder}.").format(coder=provenance.coder))
    elif provenance.coders:
        shares = ", ".join(f"{name} ({format_number(n)})" for name, n in provenance.coders)
        notes.append(_("Codering: {shares}.").format(shares=shares))
        notes += _double_notes(provenance.bases)
    notes.append(
        _("Codeboek: {title}, versie {number}.").format(title=codebook.title, number=provenance.version)
    )
    if provenance.files:
        names = ", ".join(name for name, _moment in provenance.files)
        if len(provenance.files) > FILES_NAMED:
            names = _("{n} bestanden").format(n=len(provenance.files))
        notes.append(
            _("Gegevens: {names}, ingelezen op {date}.").format(
                names=names, date=day(max(moment for _name, moment in provenance.files))
            )
        )
    if provenance.coded_at:
        notes.append(_("Laatste codering op {date}.").format(date=day(provenance.coded_at)))
    return notes


def _double_notes(bases: Mapping[str, int]) -> list[str]:
    """Say how it stands with what several people read."""
    alike, together, differing = (
        bases.get(basis.value, 0) for basis in (Basis.AGREED, Basis.ADJUDICATED, Basis.UNRESOLVED)
    )
    double = alike + together + differing
    if not double:
        return []
    parts = [
        _("{n} gelijk").format(n=format_number(alike)),
        _("{n} samen besloten").format(n=format_number(together)),
        _("{n} verschillend en nog niet besloten").format(n=format_number(differing)),
    ]
    shown = ", ".join(part for part, n in zip(parts, (alike, together, differing), strict=True) if n)
    notes = [_("Door meer mensen gelezen: {n} ({parts}).").format(n=format_number(double), parts=shown)]
    if differing:
        notes.append(
            _(
                "Waar nog niets besloten is telt de codering van de hoofdonderzoeker, anders die van wie het "
                "eerst las."
            )
        )
    return notes


def day(moment: datetime) -> str:
    """Write a moment as a date of this place."""
    return f"{moment.astimezone():%d-%m-%Y}"
