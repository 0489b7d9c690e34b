"""The quality of a model as text, for the command line."""

from typing import TYPE_CHECKING

from coding.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from coding.classifier.summary import ModelSummary


def _rate(value: float | None) -> str:
    return "–" if value is None else format_number(value, 2)


def format_quality(summary: "ModelSummary") -> str:
    """Return precision, recall and F1 per code and overall, measured on texts held out."""
    metrics = summary.metrics
    if not summary.n_coded:
        return _(
            "Er is nog niets gecodeerd: de voorstellen komen uit het codeboek, en er is nog niets gemeten."
        )
    rows = [
        (str(row["label"]), str(row["n"]), *(_rate(row[name]) for name in ("precision", "recall", "f1")))
        for row in sorted(metrics["per_code"], key=lambda row: -row["n"])
    ]
    head = (_("code"), "n", _("precisie"), _("recall"), "F1")
    total = _("alle codes samen")
    foot = (total, "", *(_rate(metrics[f"micro_{name}"]) for name in ("precision", "recall", "f1")))
    widths = [max(len(row[place]) for row in (head, *rows, foot)) for place in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) if place == 0 else cell.rjust(width) for place, (cell, width) in pairs)
        for pairs in (list(enumerate(zip(row, widths, strict=True))) for row in (head, *rows, foot))
    ]
    lines.insert(0, _measured(summary.n_coded))
    lines.append(_("gemiddelde F1 per code: {f1}").format(f1=_rate(metrics["macro_f1"])))
    if any(row["f1"] is None for row in metrics["per_code"]):
        lines.append(_("– : te weinig gegeven om aan te meten."))
    return "\n".join(lines)


def _measured(n: int) -> str:
    return ngettext(
        "Gemeten op {n} gecodeerde tekst, telkens door een model dat die tekst niet kende.",
        "Gemeten op {n} gecodeerde teksten, telkens door een model dat die tekst niet kende.",
        n,
    ).format(n=format_number(n))
