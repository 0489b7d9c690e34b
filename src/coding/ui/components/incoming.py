"""Reading what a browser sends: nothing in it is believed, and nothing in it makes the program fail."""

import re

LARGEST_NUMBER = 2**31 - 1  # what a database holds
_CLIENT = re.compile(r"[0-9A-Za-z_-]{8,64}")


def whole_number(value: object, *, largest: int = LARGEST_NUMBER) -> int | None:
    """Return a whole number from 0 up, else None; JavaScript may write 3 as 3.0.

    Examples
    --------
    >>> whole_number(3.0), whole_number(True), whole_number(-1), whole_number("3")
    (3, None, None, None)
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= largest:
        return None
    return value


def client_name(value: object) -> str | None:
    """Return the name a browser tab gave itself; None where it cannot be one."""
    return value if isinstance(value, str) and _CLIENT.fullmatch(value) else None


def clean_text(text: str) -> str:
    r"""Take out what no database stores: the zero character and halves of a character.

    Examples
    --------
    >>> clean_text("a\x00b")
    'ab'
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\x00", "")
