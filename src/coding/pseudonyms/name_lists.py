"""Given names, surnames and places: lists that come with Faker (MIT), and Dutch names it lacks.

Faker's modules are data; nothing is made up with them here. All look-ups are in small letters.
"""

import importlib
from functools import cache
from importlib.resources import files

from coding.language import is_known_word

_DATA = files("coding.pseudonyms") / "data"
_HOME = ("nl_NL", "nl_BE", "tr_TR", "pl_PL")
_ABROAD = (
    *("de_DE", "fr_FR", "en_GB", "es_ES", "pt_PT", "it_IT", "en_IN", "id_ID", "hr_HR", "ro_RO", "cs_CZ"),
    *("hu_HU", "en_US", "pt_BR", "az_AZ"),
)
_SURNAMES = ("nl_NL", "nl_BE", "tr_TR")


@cache
def given_names() -> frozenset[str]:
    """Given names common in the Netherlands, whatever their origin."""
    return frozenset(_from_faker(_HOME, "first_names")) | frozenset(_listed("given_names"))


@cache
def dutch_given_names() -> frozenset[str]:
    """Given names of which the small-letter form can be told from Dutch words."""
    return frozenset(_from_faker(("nl_NL", "nl_BE"), "first_names")) | frozenset(_listed("given_names"))


@cache
def foreign_given_names() -> frozenset[str]:
    """Given names from neighbouring languages that are no Dutch words."""
    names = _from_faker(_ABROAD, "first_names") - given_names() - function_words()
    return frozenset(name for name in names if not is_known_word(name))


@cache
def surnames() -> frozenset[str]:
    """Surnames, with their prefix (*de wit*) and without it (*wit*)."""
    names = _from_faker(_SURNAMES, "last_names") | set(_listed("surnames"))
    last = {name.split()[-1] for name in names}
    return frozenset({*names, *last}) - {"de", "den", "der", "van", "die", "el"}


@cache
def common_surnames() -> frozenset[str]:
    """Surnames of our own list: the common ones, without the rare ones that are ordinary words."""
    return frozenset(_listed("surnames"))


@cache
def places() -> frozenset[str]:
    """Dutch towns and villages in small letters."""
    return frozenset(name.lower() for name in place_names())


@cache
def place_names() -> frozenset[str]:
    """Dutch towns and villages as they are written."""
    provider = importlib.import_module("faker.providers.address.nl_NL").Provider
    return frozenset(map(str, provider.cities)) | _lines("places")


@cache
def clear_places() -> frozenset[str]:
    """Towns that stand in the word list of the language but as a town only; small letters."""
    return frozenset(_listed("places_clear"))


@cache
def ambiguous_names() -> frozenset[str]:
    """Given names that are ordinary words in small letters."""
    words = {name for name in given_names() if is_known_word(name)}
    return frozenset(_listed("ambiguous")) | (words - set(_listed("clear_small")))


@cache
def unclear_with_capital() -> frozenset[str]:
    """Given names that are ordinary words also where a capital may be that of a sentence."""
    elsewhere = _from_faker(("tr_TR", "pl_PL"), "first_names") - _from_faker(("nl_NL",), "first_names")
    words = {name for name in elsewhere if is_known_word(name)} | set(_listed("ambiguous"))
    return frozenset(words - set(_listed("clear_with_capital")))


@cache
def never_small() -> frozenset[str]:
    """Words that are no name in small letters, also after *mijn zoon*."""
    return frozenset(_listed("never_small"))


@cache
def function_words() -> frozenset[str]:
    """Small words of the language that are no names."""
    return frozenset(_listed("function_words"))


@cache
def known_organisations() -> frozenset[str]:
    """Organisations of the social domain, and others that look like the name of a person."""
    return _lines("organisations")


def _lines(name: str) -> frozenset[str]:
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line)


def _listed(name: str) -> set[str]:
    """Read a list of our own; what each holds is told in ``data/README.md``."""
    return set((_DATA / f"{name}.txt").read_text(encoding="utf-8").split())


def _from_faker(locales: tuple[str, ...], field: str) -> set[str]:
    names: set[str] = set()
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        names.update(str(name).lower() for name in getattr(provider, field))
    return names
