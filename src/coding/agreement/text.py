"""Agreement as text for the terminal."""

import math
import textwrap

from coding.agreement.model import AgreementResult
from coding.i18n import _, format_number, ngettext

NOTHING = "–"
RARE_MARK = "*"
LABEL_WIDTH = 32
WIDTH = 100


def _figure(value: object, decimals: int = 2) -> str:
    number = float(str(value))
    return NOTHING if math.isnan(number) else format_number(number, decimals)


def _percent(value: object) -> str:
    number = float(str(value))
    return NOTHING if math.isnan(number) else f"{format_number(number * 100)}%"


def _between(low: object, high: object) -> str:
    if math.isnan(float(str(low))):
        return NOTHING
    return _("{low} tot {high}").format(low=_figure(low), high=_figure(high))


def _intro(result: AgreementResult) -> list[str]:
    double = ngettext(
        "{n} antwoord of passage door beiden gelezen.",
        "{n} antwoorden of passages door beiden gelezen.",
        result.n_double,
    ).format(n=format_number(result.n_double))
    codings = ngettext("Samen gaven zij {n} code", "Samen gaven zij {n} codes", result.n_codings).format(
        n=format_number(result.n_codings)
    )
    assisted = ngettext(
        "waarvan {n} een overgenomen voorstel.", "waarvan {n} overgenomen voorstellen.", result.n_assisted
    ).format(n=format_number(result.n_assisted))
    return [f"{double} {codings}, {assisted}"]


def _per_code(result: AgreementResult) -> list[str]:
    used = result.per_code[(result.per_code["uses_a"] + result.per_code["uses_b"]) > 0]
    unused = result.per_code[(result.per_code["uses_a"] + result.per_code["uses_b"]) == 0]
    heads = ["A", "B", _("beiden"), _("gelijk"), _("positief"), "kappa", "alpha", _("95%-interval"), "AC1"]
    lines = [(_("Code"), heads)]
    for row in used.to_dict("records"):
        label = f"{row['label']} {RARE_MARK}" if row["rare"] else str(row["label"])
        figures = [
            *(format_number(int(row[name])) for name in ("uses_a", "uses_b", "both")),
            _percent(row["percent"]),
            _percent(row["positive"]),
            _figure(row["kappa"]),
            _figure(row["alpha"]),
            NOTHING if row["rare"] else _between(row["low"], row["high"]),
            _figure(row["ac1"]),
        ]
        lines.append((textwrap.shorten(label, LABEL_WIDTH, placeholder="…"), figures))
    widths = [max(len(figures[place]) for _label, figures in lines) + 2 for place in range(len(heads))]
    label_width = max(len(label) for label, _figures in lines)
    out = [
        label.ljust(label_width)
        + "".join(figure.rjust(width) for figure, width in zip(figures, widths, strict=True))
        for label, figures in lines
    ]
    out.insert(1, "─" * (label_width + sum(widths)))
    if used["rare"].any():
        out.append(
            _(
                "{mark} in minder dan 5 antwoorden gebruikt: één antwoord meer of minder verandert alles."
            ).format(mark=RARE_MARK)
        )
    if len(unused):
        names = _("Door geen van beiden gebruikt: {labels}.").format(labels=", ".join(unused["label"]))
        out += textwrap.wrap(names, WIDTH)
    return out


def _overall(figures: dict[str, float]) -> list[str]:
    names = {
        "percent": _("gelijk geoordeeld (antwoord × code)"),
        "positive": _("positieve overeenstemming"),
        "kappa": _("kappa (Cohen)"),
        "alpha": _("alpha (Krippendorff)"),
        "ac1": _("AC1 (Gwet)"),
        "same": _("precies dezelfde codes"),
        "masi_alpha": _("alpha over verzamelingen codes (MASI)"),
    }
    width = max(map(len, names.values()))
    lines = []
    for key, name in names.items():
        value = _percent(figures[key]) if key in ("percent", "positive", "same") else _figure(figures[key])
        low, high = figures[f"{key}_low"], figures[f"{key}_high"]
        between = (
            _("{low} tot {high}").format(low=_percent(low), high=_percent(high))
            if value.endswith("%") and not math.isnan(low)
            else _between(low, high)
        )
        lines.append(f"{name:<{width}}  {value:>6}  {between}")
    lines.append(
        _("Gemiddeld over de gebruikte codes: kappa {kappa}, alpha {alpha}, AC1 {ac1}.").format(
            kappa=_figure(figures["mean_kappa"]),
            alpha=_figure(figures["mean_alpha"]),
            ac1=_figure(figures["mean_ac1"]),
        )
    )
    return lines


def format_agreement(result: AgreementResult) -> str:
    """Write the agreement of two coders in fixed width for the terminal."""
    out = [
        _("Overeenstemming bij vraag {key}: A = {first}, B = {second}").format(
            key=result.question, first=result.coder_a, second=result.coder_b
        ),
        *_intro(result),
        "",
    ]
    if not result.n_double:
        return "\n".join([*out, _("Er is nog niets dat beiden lazen, dus niets te vergelijken."), ""])
    out += [*_per_code(result), "", _("Alles samen, met 95%-interval:"), *_overall(result.overall)]
    if result.independent is not None:
        out += ["", _("Zonder antwoorden met een overgenomen voorstel:"), *_overall(result.independent)]
    out += [
        "",
        _("Intervallen: {draws} trekkingen van respondenten, startgetal {seed}.").format(
            draws=format_number(result.draws), seed=result.seed
        ),
        _("Vuistregel van Krippendorff: alpha vanaf 0,80; voor voorlopige conclusies vanaf 0,667."),
    ]
    return "\n".join(out) + "\n"
