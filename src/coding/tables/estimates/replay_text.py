"""Replays of estimates as text for the command line, and as CSV."""

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, fields
from statistics import fmean, median

from coding.i18n import _, format_number, ngettext
from coding.tables.estimates.replaying import COMMON, ThemeReplay


def estimates_csv(replays: Sequence[ThemeReplay]) -> str:
    """Return a row per theme and budget."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([field.name for field in fields(ThemeReplay)])
    for one in replays:
        cells = asdict(one).values()
        writer.writerow([f"{cell:.4f}" if isinstance(cell, float) else cell for cell in cells])
    return file.getvalue()


def format_estimates(replays: Sequence[ThemeReplay], *, n_texts: int) -> str:
    """Return the figures of common and of rare themes together, per budget."""
    lines = []
    for budget in sorted({one.budget for one in replays}):
        some = [one for one in replays if one.budget == budget]
        times = some[0].replays
        lines.append(
            ngettext(
                "{budget} van de {n} teksten gelezen, {times} keer nagespeeld:",
                "{budget} van de {n} teksten gelezen, {times} keer nagespeeld:",
                times,
            ).format(
                budget=format_number(min(budget, n_texts)),
                n=format_number(n_texts),
                times=format_number(times),
            )
        )
        common = [one for one in some if one.share >= COMMON]
        rare = [one for one in some if one.share < COMMON]
        lines += [
            f"  {name} ({format_number(len(part))}): {_figures(part)}"
            for name, part in ((_("thema's van 5% en meer"), common), (_("zeldzamere thema's"), rare))
            if part
        ]
    lines.append(
        _(
            "Breedte 0,80 wil zeggen: het interval is 0,80 keer zo breed als wanneer alleen telt wat mensen "
            "in dezelfde steekproef lazen."
        )
    )
    return "\n".join(lines)


def _figures(part: Sequence[ThemeReplay]) -> str:
    return _(
        "het 95%-interval bevat het echte aandeel in {coverage}% van de keren, breedte {ratio} (mediaan), "
        "gemiddeld {error} punten ernaast (zonder voorspellingen {by_hand})."
    ).format(
        coverage=format_number(100 * fmean(one.coverage for one in part), 1),
        ratio=format_number(median(one.width_ratio for one in part), 2),
        error=format_number(fmean(one.mean_error for one in part), 2),
        by_hand=format_number(fmean(one.by_hand_error for one in part), 2),
    )
