"""What stands in a frozen text instead of personal data."""

import re

PLACEHOLDERS = {
    "person": "PERSOON",
    "email": "E-MAIL",
    "phone": "TELEFOON",
    "bsn": "BSN",
    "iban": "REKENING",
    "plate": "KENTEKEN",
    "postcode": "POSTCODE",
    "address": "ADRES",
    "birthdate": "GEBOORTEDATUM",
    "url": "WEBADRES",
    "handle": "ACCOUNT",
    "case_number": "ZAAKNUMMER",
    "organisation": "ORGANISATIE",
    "place": "PLAATS",
}
"""The word in a placeholder. Part of the frozen text, so the same in every interface language."""
_NAMED = rf"(?:{'|'.join(map(re.escape, PLACEHOLDERS.values()))})-[0-9]+"
_PLACEHOLDER = re.compile(rf"\[{_NAMED}\]")
_INSIDE = re.compile(_NAMED, re.IGNORECASE)


def without_placeholders(text: str) -> str:
    """Return a text without its placeholders: *[PERSOON-1]* is somebody else in every answer.

    Examples
    --------
    >>> without_placeholders("[PERSOON-1] belde nooit terug").strip()
    'belde nooit terug'
    """
    return _PLACEHOLDER.sub(" ", text) if "[" in text else text


def is_placeholder(word: str) -> bool:
    """Tell whether a word is what stands between the brackets of a placeholder.

    Examples
    --------
    >>> is_placeholder("PERSOON-12"), is_placeholder("persoon")
    (True, False)
    """
    return _INSIDE.fullmatch(word) is not None


def fits(pseudonymised: str, original: str) -> bool:
    """Tell whether a pseudonymised text can have come from an original: the same but for the placeholders.

    That is how an answer is known again in a newer export, without a fingerprint of the original being
    kept (from which a name could be guessed).

    Examples
    --------
    >>> fits("[PERSOON-1] belde nooit.", "Femke de Haan belde nooit."), fits("Piet belde", "Femke belde")
    (True, False)
    """
    parts = [re.escape(part) for part in _PLACEHOLDER.split(pseudonymised)]
    return re.fullmatch(".+?".join(parts), original, re.DOTALL) is not None
