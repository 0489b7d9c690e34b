"""Estimates in words."""

from collections.abc import Mapping

from coding.i18n import _, format_number
from coding.tables.estimates.model import PartEstimates


def points(half_width: float) -> str:
    """Return half the width of an interval in whole percentage points, or *minder dan 1*."""
    rounded = round(100 * half_width)
    return format_number(rounded) if rounded or not half_width else _("minder dan 1")


STEP = 50  # people plan reading in rounds


def least_sure(part: PartEstimates, labels: Mapping[str, str]) -> str:
    """Say of the theme that is least sure what reading half as much again brings; nothing when all is sure.

    Parameters
    ----------
    labels
        What each theme is called; others are passed over.
    """
    known = [theme for theme in part.themes.values() if theme.code in labels and theme.half_width > 0]
    left = part.n_units - part.n_read
    if not known or left <= 0:
        return ""
    widest = max(known, key=lambda theme: theme.half_width)
    more = min(left, max(STEP, STEP * round(part.n_sample / 2 / STEP)))
    return _("Het minst zeker is ‘{label}’. {sentence}").format(
        label=labels[widest.code], sentence=planning_sentence(part, widest.code, n_more=more)
    )


def planning_sentence(part: PartEstimates, code: str, *, n_more: int) -> str:
    """Say how sure a theme's share is, and what reading more would bring.

    Parameters
    ----------
    n_more
        Units drawn and read beyond those of now; at most what is left.
    """
    theme, planned = part.themes[code], part.planned(code, n_more)
    now = _("Met {read} van de {n} uit de steekproef gelezen is dit aandeel {share}% ± {points}").format(
        read=format_number(part.n_sample),
        n=format_number(part.n_units),
        share=format_number(round(100 * theme.share)),
        points=points(theme.half_width),
    )
    if planned is None or not theme.half_width:
        return f"{now}."
    then = _("nog {more} lezen geeft ± {points}").format(more=format_number(n_more), points=points(planned))
    return f"{now}; {then}."
