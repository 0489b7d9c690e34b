"""Organisations and places: names that are no people, and, on request, personal data too."""

import re
from collections.abc import Iterator
from functools import cache

from coding.language import is_known_word
from coding.pseudonyms.findings import Finding
from coding.pseudonyms.name_lists import clear_places, given_names, known_organisations, place_names

_NOUN = (
    r"gemeente|stichting|vereniging|coöperatie|cooperatie|zorggroep|jeugdzorg|woningcorporatie|woonstichting|"
    r"basisschool|school|college|lyceum|kliniek|ziekenhuis|huisartsenpraktijk|praktijk|bureau|gezondheidscentrum|"
    r"zorgverzekeraar|thuiszorg|welzijn|buurthuis|wijkcentrum|wijkteam|buurtteam|sociaal team|jeugdteam"
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = sorted(known_organisations(), key=len, reverse=True)
    known = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-]|['’]?s\b)")
    capital = r"(?:[A-ZÀ-Ý][\w'’-]*|[A-Z]{2,})"
    after_noun = re.compile(
        rf"(?<![\w-])(?i:{_NOUN})\s+((?:(?:de|het|'t|van|en)\s+)?{capital}"
        rf"(?:\s+(?:(?:de|het|van|en|voor)\s+)?{capital}){{0,3}})"
    )
    return known, after_noun


def organisation_names(text: str) -> Iterator[Finding]:
    """Find well-known organisations by name; they stay in the text unless asked otherwise."""
    for match in _patterns()[0].finditer(text):
        yield Finding(match.start(), match.end(), "organisation", "list")


def organisations_and_places(text: str) -> Iterator[Finding]:
    """Find what names an organisation, municipality or town, to be replaced on request."""
    yield from organisation_names(text)
    for match in _patterns()[1].finditer(text):
        yield Finding(match.start(1), match.end(1), "organisation", "cue")
    for match in _place_pattern().finditer(text):
        yield Finding(match.start(), match.end(), "place", "list")


def long_place_names(text: str) -> list[tuple[int, int]]:
    """Return where places of several words stand (*Horst aan de Maas*), which look like names of people."""
    return [match.span() for match in _long_place_pattern().finditer(text)]


@cache
def _long_place_pattern() -> re.Pattern[str]:
    names = sorted((name for name in place_names() if " " in name), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


@cache
def _place_pattern() -> re.Pattern[str]:
    plain: list[str] = []
    wordlike: list[str] = []
    for name in sorted(place_names(), key=len, reverse=True):
        word = is_known_word(name.lower()) and name.lower() not in clear_places()
        (wordlike if word or name.lower() in given_names() else plain).append(re.escape(name))
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(plain)})(?![\w-])|(?<=\bin )(?:{'|'.join(wordlike)})(?![\w-])"
        rf"|(?<=emeente )(?:{'|'.join(wordlike)})(?![\w-])|(?<=\buit )(?:{'|'.join(wordlike)})(?![\w-])"
    )
