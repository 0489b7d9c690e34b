"""How a table was made, as headings and texts for a sheet of explanation or an appendix."""

from collections.abc import Mapping, Sequence

from coding.i18n import _, ngettext
from coding.tables.spec import Base, TableSpec, Whose


def base_names() -> Mapping[Base, str]:
    """Return what percentages can be of, in words."""
    return {
        Base.ANSWERED: _("wie antwoord gaf"),
        Base.ASKED: _("aan wie de vraag is gesteld"),
        Base.VALID: _("wie iets anders antwoordde dan 'geen', 'weet niet' en dergelijke"),
    }


def whose_names() -> Mapping[Whose, str]:
    """Return whose coding can be counted, in words."""
    return {
        Whose.COMBINED: _("iedereen, één codering per tekst"),
        Whose.AGREED: _("wat meer mensen gelijk codeerden"),
        Whose.DECIDED: _("waarover samen is besloten"),
        Whose.ESTIMATE: _("schatting voor alle antwoorden"),
        Whose.PREDICTED: _("wat het model zegt (scheef)"),
    }


def method_of(
    spec: TableSpec,
    *,
    passages: bool,
    base: Sequence[str],
    sureness: Sequence[str],
    rules: Sequence[str],
    split: Sequence[str],
    source: Sequence[str],
) -> list[tuple[str, str]]:
    """Return how the table was made; of each heading the lines under the table, and what is always so."""
    unit = (
        _("Geteld zijn passages, en rapporten met ten minste één zo'n passage.")
        if passages
        else _("Geteld zijn antwoorden: iedere respondent telt per thema één keer.")
    )
    rounding = (
        _("Percentages zijn afgerond op hele getallen, halven naar boven.")
        if spec.decimals == 0
        else ngettext(
            "Percentages zijn afgerond op {n} decimaal, halven naar boven.",
            "Percentages zijn afgerond op {n} decimalen, halven naar boven.",
            spec.decimals,
        ).format(n=spec.decimals)
    )
    parts = [
        (_("Wat is geteld"), [unit, *rules]),
        (_("Waarvan de percentages zijn"), [*base, rounding]),
        (_("Hoe zeker het is"), sureness),
        (_("Kolommen en toetsen"), split),
        (_("Waar het vandaan komt"), source),
    ]
    return [(heading, " ".join(lines)) for heading, lines in parts if lines]
