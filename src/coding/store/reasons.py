"""Why a database does not do what is asked, in words for people."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from coding.i18n import _

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError


def _reasons() -> Mapping[str, str]:
    """What SQLite and PostgreSQL say (they have no codes for all of it), and what that means here."""
    return {
        "readonly database": _(
            "er mag niet in worden geschreven; kopieer het project of vraag schrijfrechten"
        ),
        "read-only": _("er mag niet in worden geschreven; kopieer het project of vraag schrijfrechten"),
        "disk is full": _("de schijf is vol; maak ruimte en probeer het opnieuw"),
        "no space left": _("de schijf is vol; maak ruimte en probeer het opnieuw"),
        "database is locked": _(
            "een ander programma houdt het project bezet; sluit dat en probeer het opnieuw"
        ),
        "unable to open": _("het is een map, of er mag hier niet worden gelezen en geschreven"),
        "disk i/o error": _("de schijf geeft een fout"),
        "malformed": _("het bestand is beschadigd; zet een reservekopie terug"),
        "does not exist": _("de database of de gebruiker bestaat niet op de server"),
        "authentication failed": _("gebruiker of wachtwoord klopt niet"),
        "no password supplied": _("gebruiker of wachtwoord klopt niet"),
        "permission denied": _("deze gebruiker mag dat niet op de server"),
        "connection": _("de server is niet bereikbaar; kijk of hij draait en of het adres klopt"),
        "resolve host": _("de server is niet bereikbaar; kijk of hij draait en of het adres klopt"),
    }


def plain_reason(error: "DBAPIError") -> str:
    """Return why the database refused, as far as that is known."""
    said = str(error.orig or error).strip()
    for sign, reason in _reasons().items():
        if sign in said.casefold():
            return reason
    return _("de database meldt: {message}").format(message=said.splitlines()[0] if said else "?")


def explain(error: BaseException) -> str | None:
    """Return the sentence for a database that stopped working halfway; nothing for any other error."""
    from sqlalchemy.exc import DatabaseError, DataError, InterfaceError, OperationalError

    # Not the kinds that are a mistake of ours: a broken rule of the database, a wrong statement.
    if (
        not isinstance(error, OperationalError | InterfaceError | DataError)
        and type(error) is not DatabaseError
    ):
        return None
    assert isinstance(error, DatabaseError | InterfaceError)
    return _("Er is niets veranderd, want opslaan of lezen lukte niet: {reason}.").format(
        reason=plain_reason(error)
    )
