"""The tables of the agreement page: per code, per two coders, and all overall figures."""

from coding.agreement import AgreementResult, Figures, overall_names
from coding.i18n import _, format_number
from coding.ui.components.html_table import NOTHING, Column, decimal, html_table, percent

SHARES = ("percent", "positive", "same")
FEW_BELOW = 10  # texts that two coders both read; below it their figures say next to nothing


def _coefficient_columns() -> list[Column]:
    return [
        Column(
            _("gelijk"), meaning=_("Bij welk deel van de teksten zij hem allebei wel of allebei niet gaven")
        ),
        Column(
            _("positief"),
            meaning=_("Als de één hem geeft, hoe vaak doet de ander dat ook (positieve overeenstemming)"),
        ),
        Column(
            "kappa",
            meaning=_("Cohen (bij meer dan twee Conger): overeenstemming boven toeval, 1 is volmaakt"),
        ),
        Column("alpha", meaning=_("Krippendorff: overeenstemming boven toeval, 1 is volmaakt")),
    ]


def _ac1_column() -> Column:
    return Column("AC1", meaning=_("Gwet: minder gevoelig voor codes die zeldzaam zijn"))


def _between(low: float, high: float, *, share: bool = False) -> str:
    if low != low:
        return NOTHING
    write = percent if share else decimal
    return _("{low} tot {high}").format(low=write(low), high=write(high))


def per_code_table(result: AgreementResult, figures: Figures) -> str:
    """Return a row for every code that was used."""
    two = len(result.coders) == 2
    counts = (
        [Column(name, meaning=_("Hoe vaak deze codeur de code gaf")) for name in result.coders]
        if two
        else [
            Column(_("gegeven"), meaning=_("Hoe vaak de code is gegeven, door allen samen")),
            Column(_("teksten"), meaning=_("Bij hoeveel teksten iemand hem gaf")),
        ]
    )
    shared = (
        Column(_("beiden"), meaning=_("Hoe vaak beiden hem bij dezelfde tekst gaven"))
        if two
        else Column(_("allen"), meaning=_("Bij hoeveel teksten al hun lezers hem gaven"))
    )
    columns = [
        Column(_("Code"), number=False),
        *counts,
        shared,
        *_coefficient_columns(),
        Column(
            _("95%-interval"),
            meaning=_("Waarbinnen alpha naar verwachting ligt, gegeven het aantal respondenten"),
        ),
        _ac1_column(),
    ]
    used = figures.per_code[figures.per_code["uses"] > 0]
    rows, rare = [], []
    for place, row in enumerate(used.to_dict("records")):
        if row["rare"]:
            rare.append(place)
        numbers = list(figures.uses.loc[row["code"]]) if two else [row["uses"], row["used_in"]]
        rows.append(
            [
                f"{row['label']}{' *' if row['rare'] else ''}",
                *(format_number(int(number)) for number in (*numbers, row["shared_by_all"])),
                percent(row["percent"]),
                percent(row["positive"]),
                decimal(row["kappa"]),
                decimal(row["alpha"]),
                NOTHING if row["rare"] else _between(row["alpha_low"], row["alpha_high"]),
                decimal(row["ac1"]),
            ]
        )
    return html_table(columns, rows, faint=rare, name=_("Overeenstemming per code"))


def pairs_table(result: AgreementResult) -> str:
    """Return a row for every two coders who read the same texts."""
    columns = [
        Column(_("Wie met wie"), number=False),
        Column(_("teksten"), meaning=_("Hoeveel teksten zij beiden lazen")),
        Column(_("zelfde codes"), meaning=_("Bij welk deel daarvan zij precies dezelfde codes gaven")),
        *_coefficient_columns(),
        _ac1_column(),
    ]
    rows, few = [], []
    for place, row in enumerate(result.pairs.to_dict("records")):
        if row["n_double"] < FEW_BELOW:
            few.append(place)
        rows.append(
            [
                _("{first} en {second}").format(first=row["coder_a"], second=row["coder_b"]),
                format_number(int(row["n_double"])) + (" *" if place in few else ""),
                *(percent(row[key]) for key in ("same", "percent", "positive")),
                *(decimal(row[key]) for key in ("kappa", "alpha", "ac1")),
            ]
        )
    return html_table(columns, rows, faint=few, name=_("Overeenstemming per tweetal"))


def who_read_few(result: AgreementResult) -> list[str]:
    """Return who read fewer than ten texts together with any other: name and how many."""
    most: dict[str, int] = {}
    for row in result.pairs.to_dict("records"):
        for name in (row["coder_a"], row["coder_b"]):
            most[name] = max(most.get(name, 0), int(row["n_double"]))
    return [f"{name} ({format_number(n)})" for name, n in sorted(most.items()) if n < FEW_BELOW]


def overall_table(figures: Figures) -> str:
    """Return every figure over all codes together, with its interval."""
    columns = [Column(_("Alles samen"), number=False), Column(_("waarde")), Column(_("95%-interval"))]
    rows = []
    for key, name in overall_names().items():
        if key not in figures.overall:
            continue
        share = key in SHARES
        value, low, high = (figures.overall[f"{key}{side}"] for side in ("", "_low", "_high"))
        rows.append([name, percent(value) if share else decimal(value, 3), _between(low, high, share=share)])
    for key, name in (
        ("kappa", _("kappa, gemiddelde van de gebruikte codes")),
        ("alpha", _("alpha, gemiddelde van de gebruikte codes")),
        ("ac1", _("AC1, gemiddelde van de gebruikte codes")),
    ):
        rows.append([name, decimal(figures.overall[f"mean_{key}"], 3), NOTHING])
    return html_table(columns, rows, name=_("Overeenstemming over alle codes samen"))
