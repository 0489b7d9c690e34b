"""Agreement as text for the terminal, and as CSV."""

import csv
import io
import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from coding.agreement.labels import krippendorff_label, landis_koch_label
from coding.agreement.model import AgreementResult, Figures
from coding.codings import Origin
from coding.formulas import guard_formula
from coding.i18n import _, current_language, format_number, ngettext

NOTHING = "–"
RARE_MARK = "*"
LABEL_WIDTH = 32
WIDTH = 100
SHARES = ("percent", "positive", "same")  # shown as percentages
CSV_FIGURES = ("percent", "positive", "kappa", "alpha", "ac1")
PREFIXES = {"overall": "", "mean": "mean_", "whole": "whole_"}


def _figure(value: object, decimals: int = 2) -> str:
    number = float(str(value))
    return NOTHING if math.isnan(number) else format_number(number, decimals)


def _percent(value: object) -> str:
    number = float(str(value))
    return NOTHING if math.isnan(number) else f"{format_number(number * 100)}%"


def _between(low: object, high: object, *, share: bool = False) -> str:
    if math.isnan(float(str(low))):
        return NOTHING
    write = _percent if share else _figure
    return _("{low} tot {high}").format(low=write(low), high=write(high))


def format_agreement(result: AgreementResult, *, title: str) -> str:
    """Write agreement in fixed width for the terminal.

    Parameters
    ----------
    title
        What is compared: a question, a file.
    """
    out = [title, _who(result), *_intro(result), *result.notes, ""]
    if not result.figures.n_units:
        return "\n".join(
            [*out, _("Er is nog niets dat twee of meer mensen lazen, dus niets te vergelijken."), ""]
        )
    out += [*_per_code(result), "", _("Alles samen, met 95%-interval:"), *_overall(result.figures.overall)]
    if result.unassisted is not None:
        out += [
            "",
            _("Zonder de lezingen met een overgenomen voorstel ({n}):").format(n=_texts(result.unassisted)),
            *_overall(result.unassisted.overall),
        ]
    if len(result.coders) > 2:
        out += ["", _("Per tweetal, alles samen:"), *_pairs(result)]
    alpha, kappa = result.figures.overall["alpha"], result.figures.overall["kappa"]
    out += [
        "",
        _("Intervallen: {draws} trekkingen van respondenten, startgetal {seed}.").format(
            draws=format_number(result.draws), seed=result.seed
        ),
    ]
    if not math.isnan(alpha):
        out.append(_("Hoe auteurs dit noemen, geen oordeel over dit onderzoek:"))
        out.append(f"  alpha {_figure(alpha, 3)}: {krippendorff_label(alpha)}")
        if not math.isnan(kappa):
            out.append(f"  kappa {_figure(kappa, 3)}: {landis_koch_label(kappa)}")
    return "\n".join(out) + "\n"


def _who(result: AgreementResult) -> str:
    if len(result.coders) == 2:
        return _("A = {first}, B = {second}").format(first=result.coders[0], second=result.coders[1])
    return _("{n} codeurs: {names}").format(
        n=format_number(len(result.coders)), names=", ".join(result.coders) or NOTHING
    )


def _texts(figures: Figures) -> str:
    return ngettext("{n} tekst", "{n} teksten", figures.n_units).format(n=format_number(figures.n_units))


def origins_sentence(origins: Mapping[str, int]) -> str:
    """Say how many of the codes were not given one by one, of one's own accord; empty when all were."""
    names = {
        Origin.SUGGESTION.value: _("{n} overgenomen voorstellen"),
        Origin.BULK.value: _("{n} met veel tegelijk gegeven"),
        Origin.IMPORT.value: _("{n} uit een bestand"),
        Origin.CODEBOOK.value: _("{n} door een wijziging van het codeboek"),
    }
    parts = [
        text.format(n=format_number(origins[origin])) for origin, text in names.items() if origins.get(origin)
    ]
    return _("Daarvan: {parts}.").format(parts=", ".join(parts)) if parts else ""


def _intro(result: AgreementResult) -> list[str]:
    figures = result.figures
    read = _("{texts} door twee of meer mensen gelezen, van {n}.").format(
        texts=_texts(figures),
        n=ngettext(
            "{n} respondent of rapport", "{n} respondenten of rapporten", figures.n_respondents
        ).format(n=format_number(figures.n_respondents)),
    )
    codings = ngettext(
        "Samen gaven zij daar {n} code.", "Samen gaven zij daar {n} codes.", figures.n_codings
    ).format(n=format_number(figures.n_codings))
    return textwrap.wrap(f"{read} {codings} {origins_sentence(result.origins)}".strip(), WIDTH)


def _per_code(result: AgreementResult) -> list[str]:
    per_code, uses = result.figures.per_code, result.figures.uses
    used, unused = per_code[per_code["uses"] > 0], per_code[per_code["uses"] == 0]
    two = len(result.coders) == 2
    counts = ["A", "B", _("beiden")] if two else [_("gegeven"), _("teksten"), _("allen")]
    heads = [*counts, _("gelijk"), _("positief"), "kappa", "alpha", _("95%-interval"), "AC1"]
    lines = [(_("Code"), heads)]
    for row in used.to_dict("records"):
        label = f"{row['label']} {RARE_MARK}" if row["rare"] else str(row["label"])
        numbers = list(uses.loc[row["code"]]) if two else [row["uses"], row["used_in"]]
        figures = [
            *(format_number(int(number)) for number in (*numbers, row["shared_by_all"])),
            _percent(row["percent"]),
            _percent(row["positive"]),
            _figure(row["kappa"]),
            _figure(row["alpha"]),
            NOTHING if row["rare"] else _between(row["alpha_low"], row["alpha_high"]),
            _figure(row["ac1"]),
        ]
        lines.append((textwrap.shorten(label, LABEL_WIDTH, placeholder="…"), figures))
    out = _columns(lines)
    if used["rare"].any():
        out.append(
            _("{mark} in minder dan 5 teksten gebruikt: één tekst meer of minder verandert alles.").format(
                mark=RARE_MARK
            )
        )
    if len(unused):
        names = _("Door niemand gebruikt: {labels}.").format(labels=", ".join(unused["label"]))
        out += textwrap.wrap(names, WIDTH)
    return out


def _columns(lines: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Align a table: the first line is its head."""
    n_columns = len(lines[0][1])
    widths = [max(len(figures[place]) for _label, figures in lines) + 2 for place in range(n_columns)]
    label_width = max(len(label) for label, _figures in lines)
    out = [
        label.ljust(label_width)
        + "".join(figure.rjust(width) for figure, width in zip(figures, widths, strict=True))
        for label, figures in lines
    ]
    out.insert(1, "─" * (label_width + sum(widths)))
    return out


def _pairs(result: AgreementResult) -> list[str]:
    heads = [_("teksten"), _("zelfde codes"), _("gelijk"), _("positief"), "kappa", "alpha", "AC1"]
    lines = [("", heads)]
    for row in result.pairs.to_dict("records"):
        name = textwrap.shorten(f"{row['coder_a']} – {row['coder_b']}", 2 * LABEL_WIDTH, placeholder="…")
        figures = [
            format_number(int(row["n_double"])),
            *(_percent(row[key]) for key in ("same", "percent", "positive")),
            *(_figure(row[key]) for key in ("kappa", "alpha", "ac1")),
        ]
        lines.append((name, figures))
    return _columns(lines)


def overall_names() -> dict[str, str]:
    """Return what each overall figure is called, in the order in which they are shown."""
    return {
        "percent": _("gelijk geoordeeld (tekst × code)"),
        "positive": _("positieve overeenstemming"),
        "kappa": _("kappa (Cohen)"),
        "alpha": _("alpha (Krippendorff)"),
        "ac1": _("AC1 (Gwet)"),
        "same": _("precies dezelfde codes"),
        "masi_alpha": _("alpha over verzamelingen codes (MASI)"),
        "whole_kappa": _("kappa, elke tekst één oordeel"),
        "whole_alpha": _("alpha, elke tekst één oordeel"),
        "whole_ac1": _("AC1, elke tekst één oordeel"),
    }


def _overall(figures: Mapping[str, float]) -> list[str]:
    names = {key: name for key, name in overall_names().items() if key in figures}
    width = max(map(len, names.values()))
    lines = []
    for key, name in names.items():
        share = key in SHARES
        value = _percent(figures[key]) if share else _figure(figures[key], 3)  # 0,798 is not yet 0,80
        between = _between(figures[f"{key}_low"], figures[f"{key}_high"], share=share)
        lines.append(f"{name:<{width}}  {value:>6}  {between}")
    lines.append(
        _("Gemiddeld over de gebruikte codes: kappa {kappa}, alpha {alpha}, AC1 {ac1}.").format(
            kappa=_figure(figures["mean_kappa"]),
            alpha=_figure(figures["mean_alpha"]),
            ac1=_figure(figures["mean_ac1"]),
        )
    )
    return lines


def to_csv(result: AgreementResult) -> str:
    """Write every figure as CSV, ready for a spreadsheet: in Dutch semicolons and decimal commas.

    ``readings`` is ``all`` or ``unassisted``; ``level`` is ``code``, ``overall`` (unit × code), ``mean``
    (over codes), ``sets`` (with ``same`` under percent and MASI's alpha under alpha), ``whole`` (each unit
    one judgement) or ``pair``.
    """
    dutch = current_language() == "nl"
    out = io.StringIO()
    writer = csv.DictWriter(
        out,
        ["readings", "level", "code", "label", "coder_a", "coder_b", "n_units", "n_respondents"]
        + ["uses", "used_in", "shared_by_all", "rare"]
        + [f"{name}{side}" for name in CSV_FIGURES for side in ("", "_low", "_high")],
        delimiter=";" if dutch else ",",
        lineterminator="\r\n",
        restval="",
    )
    writer.writeheader()
    for row in _csv_rows(result):
        writer.writerow({key: _cell(value, dutch=dutch) for key, value in row.items()})
    return out.getvalue()


def _cell(value: object, *, dutch: bool) -> str:
    if isinstance(value, float):
        text = "" if math.isnan(value) else f"{value:.6f}"
        return text.replace(".", ",") if dutch else text
    return guard_formula(str(value))


def _csv_rows(result: AgreementResult) -> Iterator[dict[str, object]]:
    for readings, figures in (("all", result.figures), ("unassisted", result.unassisted)):
        if figures is None:
            continue
        head = {
            "readings": readings,
            "n_units": figures.n_units,
            "n_respondents": figures.n_respondents,
        }
        for row in figures.per_code.to_dict("records"):
            kept = {str(key): value for key, value in row.items() if key != "reason"}
            yield head | {"level": "code"} | kept | {"rare": int(row["rare"])}
        overall = figures.overall
        for level, prefix in PREFIXES.items():
            values = {
                f"{name}{side}": overall[f"{prefix}{name}{side}"]
                for name in CSV_FIGURES
                for side in ("", "_low", "_high")
                if f"{prefix}{name}{side}" in overall
            }
            if values:
                yield head | {"level": level} | values
        sets = {f"percent{side}": overall[f"same{side}"] for side in ("", "_low", "_high")}
        sets |= {f"alpha{side}": overall[f"masi_alpha{side}"] for side in ("", "_low", "_high")}
        yield head | {"level": "sets"} | sets
    for row in result.pairs.to_dict("records"):
        yield {
            "readings": "all",
            "level": "pair",
            "coder_a": row["coder_a"],
            "coder_b": row["coder_b"],
            "n_units": row["n_double"],
        } | {name: float(row[name]) for name in CSV_FIGURES}
