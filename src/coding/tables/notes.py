"""The lines under a theme table: what was counted, and how the figures are to be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coding.codebook import CodebookContent
from coding.i18n import _, format_number, ngettext
from coding.tables.counting import ThemeCounts
from coding.tables.groups import Split
from coding.tables.layout import NO_CODE, THEME_BLOCK
from coding.tables.spec import Base, TableSpec, Whose


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How it stands with what a table was made of.

    Attributes
    ----------
    passages
        Whether passages of reports are counted rather than answers.
    closed
        Whether it is a closed question, of which nothing has to be read.
    one_each
        Whether everybody is on one line: a closed question with one answer.
    routed
        Whether it is known who was asked.
    n_not_asked
        How many answered though they were not asked.
    sampled
        Whether what was read is a random sample.
    weight
        What is weighted with.
    """

    passages: bool = False
    closed: bool = False
    one_each: bool = False
    routed: bool = False
    n_not_asked: int = 0
    sampled: bool = False
    weight: str | None = None


def base_notes(counts: ThemeCounts, spec: TableSpec, reading: Reading) -> list[str]:
    """Say what the percentages are percentages of."""
    answered, read = format_number(counts.n_answered), format_number(counts.n_read)
    whole = counts.n_read == counts.n_answered
    if reading.passages:
        documents = ngettext("{n} rapport", "{n} rapporten", counts.n_documents).format(n=counts.n_documents)
        where = _("N = {answered} passages in {documents}.").format(answered=answered, documents=documents)
    elif spec.base is Base.ASKED:
        where = _("N = {asked}: aan wie de vraag is gesteld; {answered} daarvan gaven antwoord.").format(
            asked=format_number(counts.n_asked), answered=answered
        )
    elif spec.base is Base.VALID:
        where = _("Antwoorden op de vraag: {answered}.").format(answered=answered)
    else:
        where = _("N = {answered}: wie de vraag beantwoordde.").format(answered=answered)
    if not counts.n_read:
        return [where, _("Nog niets gelezen: er zijn nog geen percentages.")]
    if whole or spec.whose in (Whose.ESTIMATE, Whose.PREDICTED):
        notes = [where]
    elif reading.passages:
        notes = [where, _("Gelezen: {read} passages; de percentages gaan daarover.").format(read=read)]
    elif spec.base is Base.ASKED:
        notes = [
            where,
            _(
                "Gelezen: {read} van de {answered}. Het percentage is het deel van wat gelezen is, maal het "
                "deel dat antwoord gaf ({answered} van {asked})."
            ).format(read=read, answered=answered, asked=format_number(counts.n_asked)),
        ]
    else:
        notes = [
            _(
                "{answered} beantwoord, {read} gelezen; de percentages gaan over de {read} die gelezen zijn."
            ).format(answered=answered, read=read)
        ]
    if reading.passages:
        notes.append(
            ngettext(
                "Percentage rapporten: van het {n} rapport waarin is gelezen, het deel met het thema.",
                "Percentage rapporten: van de {n} rapporten waarin is gelezen, het deel met het thema.",
                counts.n_documents_read,
            ).format(n=counts.n_documents_read)
        )
    return notes + _base_details(counts, spec, reading)


def _base_details(counts: ThemeCounts, spec: TableSpec, reading: Reading) -> list[str]:
    notes = []
    if spec.base is Base.ASKED and not reading.routed:
        notes.append(
            _(
                "Niet bekend is aan wie de vraag is gesteld; gerekend is met alle {n} respondenten van de "
                "peiling."
            ).format(n=format_number(counts.n_asked))
        )
    elif spec.base is not Base.ASKED and reading.routed:
        notes.append(_("De vraag is gesteld aan {n}.").format(n=format_number(counts.n_asked)))
    if reading.n_not_asked:
        text = ngettext(
            "Let op: {n} gaf antwoord terwijl de vraag volgens de vragenlijst niet gesteld is.",
            "Let op: {n} gaven antwoord terwijl de vraag volgens de vragenlijst niet gesteld is.",
            reading.n_not_asked,
        ).format(n=format_number(reading.n_not_asked))
        counted = _("Dat telt hier niet mee.") if spec.base is Base.ASKED else _("Dat telt hier mee.")
        notes.append(f"{text} {counted}")
    if spec.base is Base.VALID:
        notes += _left_out(counts, spec)
    if reading.weight is not None:
        notes.append(
            _(
                "Percentages gewogen met '{label}'; n is ongewogen. De weging laat er zoveel zeggen als "
                "{effective} ongewogen."
            ).format(label=reading.weight, effective=format_number(counts.n_effective or 0))
        )
    return notes


def _left_out(counts: ThemeCounts, spec: TableSpec) -> list[str]:
    """Say who is not in the base; nothing where an estimate has no shares, and so no base either."""
    shown = counts.rows[counts.rows["code"] != NO_CODE]
    outside = shown.loc[shown["share"].isna(), "label"]
    if spec.whose is Whose.ESTIMATE and len(outside) == len(shown):
        return []
    return [
        ngettext(
            "Percentages van {n}: {n_out} met alleen {labels} telt niet mee in het totaal.",
            "Percentages van {n}: {n_out} met alleen {labels} tellen niet mee in het totaal.",
            counts.n_left_out,
        ).format(
            n=format_number(counts.n_base),
            n_out=format_number(counts.n_left_out),
            labels=one_of(outside) or _("een code die alleen staat"),
        )
    ]


def one_of(labels: Iterable[str]) -> str:
    """Write names in a row, with *of* before the last.

    Examples
    --------
    >>> one_of(["Geen", "Weet niet", "Overig"])
    'Geen, Weet niet of Overig'
    """
    *first, last = list(labels) or [""]
    return _("{first} of {last}").format(first=", ".join(first), last=last) if first else last


def sureness_notes(counts: ThemeCounts, spec: TableSpec, reading: Reading) -> list[str]:
    """Say how sure the figures are, as far as not everything was read."""
    if reading.closed or not counts.n_read:
        return []
    if spec.whose is Whose.PREDICTED:
        return [
            _(
                "Let op: geteld is wat het model zegt, alsof het altijd gelijk heeft. Zulke percentages zijn "
                "scheef, ook bij een goed model. Kies voor een rapport 'schatting voor alle antwoorden'."
            )
        ]
    if spec.whose is Whose.ESTIMATE:
        return [
            _(
                "Percentages geschat voor alle antwoorden, uit de willekeurige steekproef die mensen lazen "
                "en wat het model voorspelt, met een marge van 95%. n: wat mensen gaven en wat alleen het "
                "model vindt; het percentage is dus niet n gedeeld door N."
            )
        ]
    if counts.n_read == counts.n_answered:
        return [_("Alles is gelezen: de percentages hebben geen marge door steekproef.")]
    if reading.sampled:
        return [
            _(
                "Wat gelezen is, is een willekeurige steekproef: de marges zijn van 95% en gelden voor alle "
                "antwoorden."
            )
        ]
    return [
        _(
            "Wat gelezen is, is geen willekeurige steekproef: de percentages zeggen niets over wat niet "
            "gelezen is. Lees alles, of kies bij 'Codering' voor 'schatting voor alle antwoorden'."
        )
    ]


def rule_notes(counts: ThemeCounts, codebook: CodebookContent, reading: Reading) -> list[str]:
    """Say how was counted, as far as it matters in this table."""
    notes, passages = [], reading.passages
    rows = counts.rows
    if rows["level"].max() == 1:
        notes.append(
            _("Een hoofdthema telt per passage één keer, hoeveel onderliggende codes er ook zijn.")
            if passages
            else _("Een hoofdthema telt per antwoord één keer, hoeveel onderliggende codes er ook zijn.")
        )
    top = rows[(rows["level"] == 0) & (rows["code"] != NO_CODE)]
    if top["n"].sum() + rows.loc[rows["code"] == NO_CODE, "n"].sum() > counts.tally.read.n[0]:
        if reading.closed:
            several = _("Meer antwoorden mogelijk: de percentages tellen op tot meer dan 100.")
        elif passages:
            several = _("Een passage kan meer thema's hebben: de percentages tellen op tot meer dan 100.")
        else:
            several = _("Een antwoord kan meer thema's hebben: de percentages tellen op tot meer dan 100.")
        notes.append(several)
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


def split_notes(counts: ThemeCounts, split: Split | None, spec: TableSpec, reading: Reading) -> list[str]:
    """Say how the columns of a split table are to be read."""
    if split is None:
        return []
    notes = [
        _("Uitsplitsing naar '{label}'; de percentages zijn van het aantal (N) in de kolom.").format(
            label=split.label
        )
    ]
    if reading.passages:
        notes.append(_("Per kolom: aantal passages, percentage, aantal rapporten."))
    if split.of_codes:
        notes.append(_("Een passage kan in meer dan één kolom staan."))
    elif split.overlapping:
        notes.append(_("Een respondent kan in meer dan één kolom staan."))
    if split.unknown and split.of_codes:
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
    if (counts.group_bases["n_base"] < spec.minimum_base).any():
        notes.append(
            _("Geen percentages (–) waar N kleiner is dan {minimum}.").format(minimum=spec.minimum_base)
        )
    if spec.tests and spec.whose in (Whose.ESTIMATE, Whose.PREDICTED):
        notes.append(_("Verschillen tussen kolommen zijn niet getoetst: dat kan alleen met wat gelezen is."))
    return notes


def hiding_note(minimum: int) -> str:
    """Say why cells are empty."""
    return _(
        "×: verborgen, omdat het er minder dan {minimum} zijn, of omdat anders uit te rekenen is wat "
        "verborgen moet blijven."
    ).format(minimum=minimum)


def testing_notes(
    *, tested: bool, regressed: bool, passages: bool, significant: bool, base: Base
) -> list[str]:
    """Say what was tested, and how."""
    notes = []
    if tested and significant:
        notes.append(
            _(
                "*: verschilt van de andere kolommen samen (p < 0,05; chi-kwadraattoets, of Fishers exacte "
                "toets bij kleine aantallen; gecorrigeerd voor het aantal toetsen volgens Holm)."
            )
        )
    elif tested:
        notes.append(
            _(
                "Geen enkele kolom verschilt van de andere samen (p < 0,05; chi-kwadraattoets, of Fishers "
                "exacte toets bij kleine aantallen; gecorrigeerd voor het aantal toetsen volgens Holm)."
            )
        )
    if regressed:
        notes.append(
            _("Het verband met het getal zelf staat bij de toetsen, als odds ratio (logistische regressie).")
        )
    if (tested or regressed) and base is Base.ASKED:
        notes.append(_("De toetsen gaan over wie antwoord gaf."))
    if (tested or regressed) and passages:
        notes.append(
            _(
                "De toetsen rekenen alsof passages los van elkaar staan; passages uit één rapport lijken op "
                "elkaar."
            )
        )
    return notes


def agreement_note(alphas: Sequence[float], n_double: int) -> str:
    """Say how far people agree who coded the same."""
    known = [alpha for alpha in alphas if alpha == alpha]
    if not known:
        return _("Door meer mensen los van elkaar gelezen: {n}.").format(n=format_number(n_double))
    return _(
        "Overeenstemming tussen codeurs (Krippendorffs alfa, {n} keer dubbel gecodeerd): per thema {low} tot "
        "{high}."
    ).format(n=format_number(n_double), low=format_number(min(known), 2), high=format_number(max(known), 2))
