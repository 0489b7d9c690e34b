"""Numbers as people type them."""

import re

_PLAIN = re.compile(r"[+-]?\d+")


def parse_number(text: str, *, decimal: str = ",") -> float | None:
    """Return the number a text says, or nothing when it says none.

    Parameters
    ----------
    text
        What stands in the cell; blanks between thousands, ``%`` and ``€`` are let pass.
    decimal
        The decimal sign; the other one of comma and point may separate thousands.

    Examples
    --------
    >>> parse_number("1.234,5"), parse_number("12,5%"), parse_number("circa 12")
    (1234.5, 12.5, None)
    """
    compact = re.sub(r"[\s€%]|inw\.?$", "", text.strip())
    thousands = "." if decimal == "," else ","
    if thousands in compact:
        whole, _sign, rest = compact.partition(decimal)
        if not re.fullmatch(rf"[+-]?\d{{1,3}}({re.escape(thousands)}\d{{3}})+", whole):
            return None
        compact = whole.replace(thousands, "") + (decimal + rest if rest else "")
    whole, _sign, rest = compact.partition(decimal)
    if not _PLAIN.fullmatch(whole) or (rest and not rest.isdecimal()):
        return None
    return float(f"{whole}.{rest}") if rest else float(whole)


def number_text(value: float) -> str:
    """Write a number in Python's notation, whole numbers without ``.0``."""
    return str(int(value)) if value.is_integer() else repr(value)
