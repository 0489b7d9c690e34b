"""Estimates in words."""

from coding.i18n import _, format_number
from coding.tables.estimates.model import PartEstimates


def points(half_width: float) -> str:
    """Return half the width of an interval in whole percentage points, or *minder dan 1*."""
    rounded = round(100 * half_width)
    return format_number(rounded) if rounded or not half_width else _("minder dan 1")


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
