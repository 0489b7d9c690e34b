"""Tables over waves as text, and what a picture of them needs."""

import re
from typing import TYPE_CHECKING

from coding.errors import InputError
from coding.i18n import _, format_number
from coding.tables import WavePoint, format_percent
from coding.waves.model import WaveTable

if TYPE_CHECKING:
    from collections.abc import Sequence

SIGNIFICANT = 0.05
MOST_NAMED = 3
NOTHING = "–"


def wave_points(table: WaveTable, rows: "Sequence[str]") -> dict[str, list[WavePoint]]:
    """Return the points of some rows by label, a wave without a figure as a gap."""
    waves = list(table.bases["wave"])
    found: dict[str, list[WavePoint]] = {}
    for row in rows:
        own = table.shares[table.shares["row"] == row]
        known = {
            str(wave): WavePoint(str(wave), float(share), float(low), float(high))
            for wave, share, low, high in zip(own["wave"], own["share"], own["low"], own["high"], strict=True)
        }
        if known:
            found[str(own["label"].iloc[0])] = [known.get(wave, WavePoint(wave, None)) for wave in waves]
    return found


def change_sentence(table: WaveTable) -> str:
    """Say which themes changed more than chance explains, largest first."""
    found = [change for change in table.change_list() if change.p_holm < SIGNIFICANT]
    if not found:
        return _("Geen enkel thema is meer veranderd dan door toeval te verklaren is.")
    largest = sorted(found, key=lambda change: -abs(change.difference))[:MOST_NAMED]
    parts = [
        _("{label} {points} ({earlier}–{later})").format(
            label=change.label, points=points(change.difference), earlier=change.earlier, later=change.later
        )
        for change in largest
    ]
    return _("Duidelijk veranderd, in punten: {parts}.").format(parts="; ".join(parts))


def points(difference: float) -> str:
    """Write a difference in percentage points, with its sign.

    Examples
    --------
    >>> points(0.21), points(-0.004)
    ('+21', '0')
    """
    text = format_number(100 * difference)
    return f"+{text}" if difference > 0 and text != "0" else text


def margin(low: float, high: float) -> str:
    """Write an interval of a difference, in points."""
    return _("{low} tot {high}").format(low=points(low), high=points(high))


def p_value(value: float) -> str:
    """Write a p-value; a dash where nothing was tested.

    Examples
    --------
    >>> p_value(0.0004), p_value(0.034), p_value(float("nan"))
    ('< 0,001', '0,034', '–')
    """
    if value != value:
        return NOTHING
    return _("< 0,001") if value < 0.001 else format_number(value, 3)


def parse_percent(text: str) -> tuple[float, int]:
    """Read a percentage as people type it, with how many decimals it has.

    Examples
    --------
    >>> parse_percent("38%"), parse_percent(" 38,50 ")
    ((38.0, 0), (38.5, 2))

    Raises
    ------
    InputError
        When it is no number.
    """
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]{1,4})?", plain):
        raise InputError(_("'{text}' is geen percentage; schrijf bijvoorbeeld 38 of 38,5.").format(text=text))
    return float(plain), len(plain.partition(".")[2])


def format_waves(table: WaveTable) -> str:
    """Write a table over waves for the terminal."""
    waves = list(table.bases["wave"])
    shares = table.shares
    cells = {
        (row, wave): format_percent(percent, decimals)
        for row, wave, percent, decimals in zip(
            shares["row"], shares["wave"], shares["percent"], shares["decimals"], strict=True
        )
    }
    labels = dict(zip(shares["row"], shares["label"], strict=True))
    levels = dict(zip(shares["row"], shares["level"], strict=True))
    lines = [["", *waves], ["N", *(_n(n) for n in table.bases["n_base"])]]
    for row, label in labels.items():
        lines.append(["  " * levels[row] + label, *(cells.get((row, wave), NOTHING) for wave in waves)])
    widths = [max(len(line[place]) for line in lines) for place in range(len(waves) + 1)]
    out = [
        "  ".join(
            [
                line[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
            ]
        ).rstrip()
        for line in lines
    ]
    out += ["", _("Verschil in procentpunten (marge van 95%), p na correctie:")]
    out += [
        _("{label}, {earlier}–{later}: {points} ({margin}), p {p}").format(
            label=change.label,
            earlier=change.earlier,
            later=change.later,
            points=points(change.difference),
            margin=margin(change.low, change.high),
            p=p_value(change.p_holm),
        )
        + (f" [{change.remark}]" if change.remark else "")
        for change in table.change_list()
    ]
    out += ["", *table.warnings, *table.notes]
    return "\n".join([table.series.title, "", *out]) + "\n"


def _n(value: object) -> str:
    import pandas as pd

    return NOTHING if value is pd.NA else format_number(float(str(value)))
