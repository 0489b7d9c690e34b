"""Numbers that carry their own check."""

import re

_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34
_IBAN_LENGTHS = {"NL": 18, "BE": 16, "DE": 22, "FR": 27, "GB": 22, "PL": 28, "TR": 26, "ES": 24, "LU": 20}


def is_bsn(digits: str) -> bool:
    """Tell whether digits pass the eleven test of the burgerservicenummer.

    The weights are 9, 8, … 2 and, for the last digit, -1; the sum is a multiple of eleven (Besluit
    burgerservicenummer). Eight digits are read with a zero in front.

    Examples
    --------
    >>> is_bsn("111222333"), is_bsn("111222334"), is_bsn("000000000")
    (True, False, False)
    """
    if not re.fullmatch(r"[0-9]{8,9}", digits) or int(digits) == 0:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, digits.zfill(9), strict=True)) % 11 == 0


def is_iban(text: str) -> bool:
    """Tell whether a text is an account number whose check digits are right (ISO 13616, modulo 97).

    Examples
    --------
    >>> is_iban("NL91 ABNA 0417 1643 00"), is_iban("NL92ABNA0417164300")
    (True, False)
    """
    compact = re.sub(r"[\s.\-]", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", compact):
        return False
    if not _SHORTEST_IBAN <= len(compact) <= _LONGEST_IBAN:
        return False
    if len(compact) != _IBAN_LENGTHS.get(compact[:2], len(compact)):
        return False
    number = "".join(str(int(sign, 36)) for sign in compact[4:] + compact[:4])
    return int(number) % 97 == 1
