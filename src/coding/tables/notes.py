"""The lines under a theme table: base, rules, whose coding, which codebook, which data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from coding.codebook import CodebookContent
from coding.codings import Basis
from coding.i18n import _, format_number, ngettext
from coding.tables.counting import NO_CODE, THEME_BLOCK, ThemeCounts
from coding.tables.groups import Split

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


def base_notes(counts: ThemeCounts, *, passages: bool) -> list[str]:
    """Say what the percentages are percentages of."""
    answered, read = format_number(counts.n_answered), format_number(counts.n_read)
    if passages:
        documents = ngettext("{n} rapport", "{n} rapporten", counts.n_documents).format(n=counts.n_documents)
        where = _("N = {answered} passages in {documents}.").format(answered=answered, documents=documents)
    else:
        where = _("N = {answered}: wie de vraag beantwoordde.").format(answered=answered)
    if not counts.n_read:
        return [where, _("Nog niets gelezen: er zijn nog geen percentages.")]
    if counts.n_read == counts.n_answered:
        notes = [where]
    elif passages:
        notes = [
            where,
            _("Gelezen: {read} passages; de percentages gaan daarover.").format(read=read),
        ]
    else:
        notes = [
            _(
                "{answered} beantwoord, {read} gelezen; de percentages gaan over de {read} die gelezen zijn."
            ).format(answered=answered, read=read)
        ]
    if passages:
        notes.append(
            ngettext(
                "Percentage rapporten: van het {n} rapport waarin is gelezen, het deel met het thema.",
                "Percentage rapporten: van de {n} rapporten waarin is gelezen, het deel met het thema.",
                counts.n_documents_read,
            ).format(n=counts.n_documents_read)
        )
    return notes


def rule_notes(counts: ThemeCounts, codebook: CodebookContent, *, passages: bool) -> list[str]:
    """Say how was counted, as far as it matters in this table."""
    notes = []
    rows = counts.rows
    if rows["level"].max() == 1:
        notes.append(
            _("Een hoofdthema telt per passage één keer, hoeveel onderliggende codes er ook zijn.")
            if passages
            else _("Een hoofdthema telt per antwoord één keer, hoeveel onderliggende codes er ook zijn.")
        )
    top = rows[(rows["level"] == 0) & (rows["code"] != NO_CODE)]
    if top["n"].sum() + rows.loc[rows["code"] == NO_CODE, "n"].sum() > counts.n_read:
        notes.append(
            _("Een passage kan meer thema's hebben: de percentages tellen op tot meer dan 100.")
            if passages
            else _("Een antwoord kan meer thema's hebben: de percentages tellen op tot meer dan 100.")
        )
    if counts.n_contradicting:
        labels = ", ".join(code.label for code in codebook.live if code.exclusive)
        notes.append(
            ngettext(
                "Let op: {n} keer staat een code die alleen hoort te staan ({labels}) naast een andere.",
                "Let op: {n} keer staat een code die alleen hoort te staan ({labels}) naast een andere.",
                counts.n_contradicting,
            ).format(n=counts.n_contradicting, labels=labels)
        )
    if not (rows["block"] == THEME_BLOCK).any():
        notes.append(_("Het codeboek heeft geen thema's voor deze tabel."))
    return notes


def split_notes(
    counts: ThemeCounts, split: Split | None, *, minimum_base: int, passages: bool, of_dimension: bool
) -> list[str]:
    """Say how the columns of a split table are to be read."""
    if split is None:
        return []
    notes = [
        _("Uitsplitsing naar '{label}'; de percentages zijn van het aantal (N) in de kolom.").format(
            label=split.label
        )
    ]
    if passages:
        notes.append(_("Per kolom: aantal passages, percentage, aantal rapporten."))
    if of_dimension:
        notes.append(_("Een passage kan in meer dan één kolom staan."))
    if split.unknown and of_dimension:
        notes.append(
            _("Kolom '{unknown}': wel een thema, maar niets voor '{label}'.").format(
                unknown=split.unknown, label=split.label
            )
        )
    elif split.unknown:
        notes.append(
            _("Kolom '{unknown}': geen gegeven voor '{label}'.").format(
                unknown=split.unknown, label=split.label
            )
        )
    if (counts.group_bases["n_read"] < minimum_base).any():
        notes.append(_("Geen percentages (–) waar N kleiner is dan {minimum}.").format(minimum=minimum_base))
    return notes


def provenance_notes(provenance: Provenance, codebook: CodebookContent) -> list[str]:
    """Say whose coding it is, with which codebook, of which data."""
    notes = []
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
