"""The names that people give to what is kept: saved tables, series of waves."""

from coding.errors import InputError
from coding.i18n import _

LONGEST_NAME = 100  # as in the database


def kept_name(name: str, *, missing: str) -> str:
    """Return a name with single blanks.

    Parameters
    ----------
    missing
        What to say where it is empty.

    Raises
    ------
    InputError
        When it is empty or too long to keep.
    """
    name = " ".join(name.split())
    if not name:
        raise InputError(missing)
    if len(name) > LONGEST_NAME:
        raise InputError(_("Een naam is ten hoogste {limit} tekens lang.").format(limit=LONGEST_NAME))
    return name
