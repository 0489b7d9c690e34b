"""Interface texts: Dutch in the source, English from a gettext catalogue.

The language is a property of the running context, so that two people in one server process can each
have their own. Default: the environment variable ``CODING_LANGUAGE``, else Dutch.
"""

import gettext as _gettext
import os
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = {"nl": "Nederlands", "en": "English"}
LOCALE_DIR = Path(__file__).parent / "locale"

_language: ContextVar[str | None] = ContextVar("coding_language", default=None)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    if language == "nl":
        return _gettext.NullTranslations()
    return _gettext.translation("coding", LOCALE_DIR, languages=[language])


def use_language(language: str) -> None:
    """Choose the interface language (a key of ``LANGUAGES``) for the running context."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; choose one of {', '.join(LANGUAGES)}")
    _language.set(language)


def current_language() -> str:
    """Return the interface language of the running context: ``nl`` or ``en``."""
    chosen = _language.get() or os.environ.get("CODING_LANGUAGE", "nl")
    return chosen if chosen in LANGUAGES else "nl"


def _(text: str) -> str:
    """Translate one interface text."""
    return _catalogue(current_language()).gettext(text) if text else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate an interface text that depends on a number."""
    return _catalogue(current_language()).ngettext(singular, plural, n)


def format_number(value: float, decimals: int = 0) -> str:
    """Write a number as people read it: ``1.234,5`` in Dutch, ``1,234.5`` in English.

    Examples
    --------
    >>> format_number(1234.5, 1)
    '1.234,5'
    >>> format_number(-0.004, 2)
    '0,00'
    """
    text = f"{value:z,.{decimals}f}"  # z: what rounds to nothing has no minus
    if current_language() == "nl":
        return text.translate(str.maketrans(",.", ".,"))
    return text
