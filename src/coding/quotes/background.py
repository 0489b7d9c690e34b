"""Which background may stand with a quote without pointing at who said it; no database here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 5
"""So many respondents at least share what is shown, the one who said it among them."""


@dataclass(frozen=True)
class Background:
    """What is told of who said it.

    Attributes
    ----------
    values
        (variable, value) of what is shown.
    n_sharing
        How many respondents share all of it; of nothing shown: everybody.
    left_out
        Variables that would have pointed at too few.
    """

    values: tuple[tuple[str, str], ...]
    n_sharing: int
    left_out: tuple[str, ...]


def background_line(background: Background) -> str:
    """Write what may stand with a quote, how many share it, and what would have pointed at too few."""
    values = ", ".join(f"{variable}: {value}" for variable, value in background.values)
    left_out = ", ".join(background.left_out)
    parts = []
    if values:
        text = ngettext(
            "{values} (gedeeld door {n} respondent)",
            "{values} (gedeeld door {n} respondenten)",
            background.n_sharing,
        )
        parts.append(text.format(values=values, n=format_number(background.n_sharing)))
    if left_out:
        parts.append(_("niet erbij, want dan blijven er te weinig over: {names}").format(names=left_out))
    return "; ".join(parts)


def shared_background(
    table: "pd.DataFrame", respondent: str, variables: Sequence[str], *, fewest: int = FEWEST
) -> Background:
    """Return as much of a respondent's background as at least so many respondents share.

    Variables are taken in the order given, each only when those who share it and everything before it are
    still enough (k-anonymity; Sweeney 2002, International Journal of Uncertainty, Fuzziness and
    Knowledge-Based Systems 10:557-570).

    Parameters
    ----------
    table
        A row per respondent, a column per variable; missing where nothing is known.
    respondent
        A label of the table's index.
    variables
        Columns, those that matter most first.
    fewest
        How many respondents at least, the one who said it among them.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"g32": ["ja", "ja", "nee"], "model": ["A", "B", "A"]}, index=["x", "y", "z"])
    >>> shared_background(table, "x", ["g32", "model"], fewest=2)
    Background(values=(('g32', 'ja'),), n_sharing=2, left_out=('model',))
    """
    sharing = table.index == table.index
    values: list[tuple[str, str]] = []
    left_out: list[str] = []
    own = table.loc[respondent]
    for variable in variables:
        value = own[variable]
        if value is None or value != value:
            continue
        narrowed = sharing & (table[variable] == value).to_numpy(dtype=bool)
        if narrowed.sum() < fewest:
            left_out.append(variable)
            continue
        sharing = narrowed
        values.append((variable, str(value)))
    return Background(tuple(values), int(sharing.sum()), tuple(left_out))
