"""What authors call a value of a coefficient: labels with their source, no verdicts of this program."""

from coding.i18n import _, format_number

RELIABLE, TENTATIVE = 0.8, 0.667
KRIPPENDORFF = "Krippendorff 2004"
LANDIS_KOCH = "Landis & Koch 1977"


def krippendorff_label(alpha: float) -> str:
    """Return what Krippendorff (2004, p. 241) says of a value of alpha; empty for no value.

    Examples
    --------
    >>> krippendorff_label(0.7979)
    'vanaf 0,667: voor voorlopige conclusies (Krippendorff 2004)'
    """
    if alpha != alpha:
        return ""
    if alpha >= RELIABLE:
        text = _("vanaf {limit}: betrouwbaar").format(limit=format_number(RELIABLE, 3))
    elif alpha >= TENTATIVE:
        text = _("vanaf {limit}: voor voorlopige conclusies").format(limit=format_number(TENTATIVE, 3))
    else:
        text = _("onder {limit}: niet betrouwbaar genoeg").format(limit=format_number(TENTATIVE, 3))
    return f"{text} ({KRIPPENDORFF})"


def landis_koch_label(kappa: float) -> str:
    """Return what Landis and Koch (1977, p. 165) call a value of kappa; empty for no value.

    Examples
    --------
    >>> landis_koch_label(0.61)
    'aanzienlijk (Landis & Koch 1977)'
    """
    if kappa != kappa:
        return ""
    bands = (
        (0.8, _("bijna volmaakt")),
        (0.6, _("aanzienlijk")),
        (0.4, _("matig")),
        (0.2, _("enig")),
        (0.0, _("gering")),
    )
    name = next(
        (name for above, name in bands if kappa > above or kappa == above == 0), _("minder dan toeval")
    )
    return f"{name} ({LANDIS_KOCH})"
