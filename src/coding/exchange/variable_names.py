"""Names and labels of variables as SPSS and R take them."""

import re
import unicodedata
from collections.abc import Iterable

NAME_BYTES, LABEL_BYTES, VALUE_LABEL_BYTES = 64, 256, 120
RESERVED = frozenset(["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"])
CUT = "…"


def unique_names(names: Iterable[str]) -> list[str]:
    """Make names that SPSS and R both take: letters, figures and underscores, short, no two alike.

    SPSS does not tell capitals from small letters, so two names that differ in those alone are alike.

    Examples
    --------
    >>> unique_names(["v63_Geld & zo", "v63_geld___zo", "2e lijn", "with", "overbelast-é"])
    ['v63_Geld_zo', 'v63_geld_zo_2', 'v_2e_lijn', 'v_with', 'overbelast_e']
    """
    used: set[str] = set()
    made = []
    for wanted in names:
        base = _plain(wanted)
        name, number = base[:NAME_BYTES].rstrip("_"), 1
        while name.casefold() in used:
            number += 1
            ending = f"_{number}"
            name = base[: NAME_BYTES - len(ending)].rstrip("_") + ending
        used.add(name.casefold())
        made.append(name)
    return made


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    clean = re.sub(r"[^A-Za-z0-9]+", "_", letters).strip("_")
    starts_well = re.match(r"[A-Za-z]", clean) is not None
    return clean if starts_well and clean.casefold() not in RESERVED else f"v_{clean}".rstrip("_")


def short_label(text: str, limit: int = LABEL_BYTES) -> str:
    """Put a label on one line and cut it, between letters, at what SPSS takes.

    Examples
    --------
    >>> short_label("Te druk\\n en te veel"), short_label("éééé", 6)
    ('Te druk en te veel', 'é…')
    """
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    encoded = line.encode("utf-8", "ignore")
    if len(encoded) <= limit:
        return encoded.decode()
    return encoded[: limit - len(CUT.encode())].decode("utf-8", "ignore") + CUT
