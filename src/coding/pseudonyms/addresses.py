"""Postcodes and addresses."""

import re
from collections.abc import Iterable, Iterator

from coding.language import is_known_word
from coding.pseudonyms import cues
from coding.pseudonyms.findings import Finding
from coding.pseudonyms.name_lists import function_words, places, surnames

# ── postcodes ───────────────────────────────────────────────────────────────────────────────────

_POSTCODE = re.compile(r"(?<![\w.,€-])[1-9]\d{3} ?(?!S[ADS])[A-Z]{2}(?![\w-])")
_POSTCODE_SMALL = re.compile(r"(?<![\w.,€-])[1-9]\d{3} ?(?!s[ads])[a-z]{2}(?![\w-])", re.IGNORECASE)
_POSTCODE_CUE = re.compile(r"(?:\bpost\s?code\b[^\d\n]{0,12}|\bpc[: ]\s*)$", re.IGNORECASE)
_BESIDE_PLACE = re.compile(r"[ \t]+[A-Z'’][\w'’-]*[a-z]")
_NEAR = 4  # signs between an address and its postcode
_NEXT_WORD = re.compile(r"[ \t,]+([\w'’-]+)")
_UNIT_LETTERS = re.compile(
    "km|kb|mb|gb|tb|mg|kg|ml|cl|dl|kw|ha|st|pk|cc|cm|mm|dm|px|hz|eu|am|pm|wh|kj|nd|th|ad|na|vc|bc|jr|mw"
)


def postcodes(text: str, addresses: Iterable[Finding]) -> Iterator[Finding]:
    """Find postcodes: in capitals anywhere; in small letters where nothing else is meant.

    That is beside an address, after the word *postcode*, before a town, or written as one word (*3531jg*).
    """
    ends = {finding.end for finding in addresses}
    for match in _POSTCODE.finditer(text):
        letters = match.group()[-2:].lower()
        word = " " in match.group() and (is_known_word(letters) or letters in function_words())
        cued = _POSTCODE_CUE.search(text[max(0, match.start() - 30) : match.start()])
        if (
            not word
            or cued
            or _alone(text, match)
            or _BESIDE_PLACE.match(text, match.end())
            or any(e <= match.start() <= e + _NEAR for e in ends)
        ):
            yield Finding(match.start(), match.end(), "postcode")
    for match in _POSTCODE_SMALL.finditer(text):
        if _POSTCODE.fullmatch(match.group()):
            continue
        near = any(end <= match.start() <= end + _NEAR for end in ends)
        cued = _POSTCODE_CUE.search(text[max(0, match.start() - 30) : match.start()])
        if near or cued or _small_postcode(text, match, beside_address=bool(ends)):
            yield Finding(match.start(), match.end(), "postcode", "cue")


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether a line begins with it and only then tells something: *9718 PK: de bus komt niet*."""
    begins = text[: match.start()].rstrip(" \t")[-1:] in {"", "\n"}
    return begins and re.match(r"[ \t]*(?:[:,;\n]|$)", text[match.end() :]) is not None


def _small_postcode(text: str, match: re.Match[str], *, beside_address: bool) -> bool:
    letters = match.group()[-2:].lower()
    if _UNIT_LETTERS.fullmatch(letters) or letters in function_words():
        return False
    if " " not in match.group():
        return True
    following = _NEXT_WORD.match(text, match.end())
    town = following is not None and following.group(1).lower() in places()
    return town or (beside_address and not is_known_word(letters))


# ── addresses ───────────────────────────────────────────────────────────────────────────────────

_STREET = (
    r"straat|str\.|laan|weg|plein|gracht|kade|dijk|singel|hof|pad|steeg|dreef|ring|park|plantsoen|markt|"
    r"baan|oord|wal|haven|brink|erf|zoom|kamp|akker|veld|weide|donk|horst|burg|bos|poort|brug|tuin|wijk|"
    r"boulevard|allee|passage|promenade|stee|loop|vliet|berg|heuvel|sloot|vaart|waard|meent|gaarde|hoek|"
    r"strat|sraat|straad|straatt"  # slips of the keyboard
)
# Words that end like a street and are none, and words that stand before a number for another reason.
_NO_STREET = re.compile(
    r"(?:snel|spoor|autosnel|luchtvaart|water|uit|rijks|vaar|onder|door|omweg|halver|ver|gang|her|"
    r"speel|werk|arbeids|loop|dag|bij|school|rechtbank|gerechts|gezins|zorg|praktijk|team|sociale?|"
    r"kindertehuis|gezin|net|werk)?(?:weg|baan|hof|veld|wijk|hoek|loop|kamp|markt|park|pad|bos|tuin|berg|"
    r"brug|haven|dijk|ring|wal|poort|straat|laan|plein|kade|gracht|zoom|akker|weide|burg)",
    re.IGNORECASE,
)
_NUMBER = (
    r"[1-9]\d{0,4}(?:\s?[-/]\s?\d{1,4}|-?(?:[a-z]{1,2}|bis|hs|huis|[ivx]{1,3})(?!\w)"
    r"|\s(?:[a-h]|bis|hs|huis|i{2,3}|iv|rood|zwart)(?!\w))?"
    r"(?:-(?:\d{1,3}|[ivx]{1,3}|hs)(?!\w))?"
    r"(?![\w%]|[.,:]\d|[-/]\d)"
)
_UNIT = re.compile(
    r"\s*(?:%|€|jaar|jr\b|jaren|maand|week|weken|dag|uur|uren|minuten|keer|x\b|maal|euro|km\b|kilometer|meter|"
    r"m\b|mensen|personen|kinderen|gezinnen|procent|tot\s+\d|januari|februari|maart|april|mei\b|juni|juli|"
    r"augustus|september|oktober|november|december)",
    re.IGNORECASE,
)
_PART = r"[A-ZÀ-Ý'’][\w'’.-]*"
_JOIN = r"(?:van|van de|van der|van den|van het|van 't|de|den|der|het|'t|op de|in de|aan de|ter|te|ten)"
_SIGN = r"(?:[^\S\n]+|,[^\S\n]*)(?:(?:nr\b\.?|nummer|huisnummer|no\b\.?)\s*)?"  # between street and number
_ONE_WORD = re.compile(rf"(?<![\w-])[\w'’.-]*(?:{_STREET}){_SIGN}{_NUMBER}", re.IGNORECASE)
_SEVERAL = re.compile(
    rf"(?<![\w-])(?:\d+e\s+)?{_PART}(?:\s+(?:{_JOIN}\s+)?{_PART}){{0,3}}{_SIGN}(?i:{_NUMBER})"
)
_LANE = re.compile(
    rf"\b(?:[Ll]aan|[Pp]lein|[Ww]eg|[Pp]ad|[Ss]traat)\s+{_JOIN}\s+{_PART}(?:\s+{_PART})?{_SIGN}(?i:{_NUMBER})"
)
# What stands before a street that is written in several words, in whatever case.
_TITLE = (
    r"\d{1,2}e|eerste|tweede|derde|burgemeester|burgem?\.|burg\.?|dokter|doctor|dr\.?|prof\.?|professor|pastoor|past\.|"
    r"ds\.?|dominee|prins|prinses|koning|koningin|graaf|admiraal|generaal|kapelaan|mgr\.?|monseigneur|minister|"
    r"president|wethouder|sint|st\.?|jonkheer|jhr\.?|deken|jan|johan|jacob|pieter|willem|karel|anna|maria|hendrik"
)
_ADJECTIVE = (
    r"oude|nieuwe|lange|korte|hoge|lage|grote|kleine|brede|smalle|groene|verlengde|noordelijke|zuidelijke|"
    r"oostelijke|westelijke"
)
_LED = re.compile(
    rf"(?<![\w-])(?<!een )(?:(?:{_TITLE}|{_ADJECTIVE})[^\S\n]+)+(?:(?:v\.?d\.?|{_JOIN})[^\S\n]+)?"
    rf"[\w'’.-]*(?:{_STREET}){_SIGN}{_NUMBER}",
    re.IGNORECASE,
)
# *aan de van hogendorplaan 3*; *van kerkstraat 3 tot* tells from where
_LED_BY_VAN = re.compile(
    rf"(?:(?<=\bop )|(?<=\baan )|(?<=\bin )|(?<=\bde ))van(?:[^\S\n]+(?:der|den|de|het|'t))?[^\S\n]+"
    rf"[\w'’.-]*(?:{_STREET}){_SIGN}{_NUMBER}",
    re.IGNORECASE,
)
_BARE_WORD = re.compile(r"wijk|baan|hoek|weg|loop|veld|tuin|school|werk|team|dag", re.IGNORECASE)
_PO_BOX = re.compile(r"(?<![\w-])postbus(?:nummer|nr\.?)?[^\S\n]+\d{1,5}(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_LIVES_AFTER = re.compile(r",?[^\S\n]+(?:woon|woont|wonen|woonde|woonden)\b")
_LIVES = re.compile(
    r"\b(?:woont|wonen|woon|woonde|woonden|adres(?:\s+is)?|woonachtig|verhuisd|gevestigd|thuis|ingeschreven|"
    r"zit|zitten)\b[^.\n]{0,25}?"
    r"(?:\b(?:(?:op|aan|in|naar|is)(?: de| het)?\s+)?|:\s*)$",
    re.IGNORECASE,
)
_POSTCODE_NEXT = re.compile(r"\s*,?\s*[1-9]\d{3} ?([a-z]{2})(?![\w-])", re.IGNORECASE)


def street_addresses(text: str) -> Iterator[Finding]:
    """Find a street with a house number, or a post office box.

    A street is known by its ending, by the postcode after the number, or by *woont aan* before it.
    """
    if not any(sign.isdigit() for sign in text):
        return
    for match in _PO_BOX.finditer(text):
        yield Finding(match.start(), match.end(), "address")
    for pattern in (_LANE, _LED, _LED_BY_VAN, _SEVERAL, _ONE_WORD):
        for match in pattern.finditer(text):
            if not _UNIT.match(text, match.end()) and _is_street(text, match, pattern):
                start = match.start() + _before_street(text, match)
                yield Finding(start - _prefix_of_street(text, start), match.end(), "address")


_PREFIX_BEFORE = re.compile(
    r"\b(?P<sure>van der|van den|van 't|v\.?d\.?|ter|ten)[^\S\n]+$|\b(?P<plain>de|van de|van)[^\S\n]+$",
    re.IGNORECASE,
)
_STEM = re.compile(rf"([\w'’-]+?)(?:{_STREET})(?!\w)", re.IGNORECASE)


def _prefix_of_street(text: str, start: int) -> int:
    """Return how many signs before a street belong to it: *de Bruijnstraat* is named after one De Bruijn."""
    before = _PREFIX_BEFORE.search(text[:start])
    stem = _STEM.match(text, start)
    if before is None or stem is None:
        return 0
    named = {stem.group(1).lower(), stem.group(1).lower().removesuffix("s")}
    prefix = (before.group("plain") or "").lower()
    named_so = any(f"{prefix} {name}" in surnames() and not is_known_word(name) for name in named)
    if prefix and not named_so and not (prefix == "de" and named & cues.CALLED_WITH_DE):
        return 0  # de Kerkstraat
    return start - before.start()


def _is_street(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    street = re.split(rf"{_SIGN}(?=\d)", match.group(), maxsplit=1)[0]
    last = street.split()[-1]
    if pattern is _ONE_WORD:
        if not last[0].isalpha():
            return False
        return not _NO_STREET.fullmatch(last) or (not _BARE_WORD.fullmatch(last) and _lives(text, match))
    if pattern is _LED:
        return not _BARE_WORD.fullmatch(last)
    if pattern is _SEVERAL:
        ends_like_street = re.search(rf"(?:{_STREET})$", last, re.IGNORECASE)
        alone = " " not in street and _NO_STREET.fullmatch(last)
        if alone or street.isupper() or not ends_like_street:
            return _in_address(text, match, street)
    return True


def _lives(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    return _LIVES.search(before) is not None or _LIVES_AFTER.match(text, match.end()) is not None


# no part of a street where a sentence begins
_NO_PART = re.compile(
    r"op|aan|in|naar|bij|tot|vanaf|de|het|een|ons|onze|mijn|uw|(?:bezoek|post)?adres|kantoor|locatie|pand|"
    r"flat|gezin|familie|woning",
    re.IGNORECASE,
)


def _before_street(text: str, match: re.Match[str]) -> int:
    """Return how many signs are no part of the street where a sentence begins: *Op de Kerkstraat 12*."""
    if text[: match.start()].rstrip()[-1:] not in {"", ".", "!", "?", ":"}:
        return 0  # De Lage Weide 7
    at = 0
    for word in re.finditer(r"[\w'’.-]+\s+", match.group()):
        if not _NO_PART.fullmatch(word.group().strip()):
            break
        at = word.end()
    return at


_TOWN_NEXT = re.compile(r"\s*(?:,|\bin\b|\bte\b)\s*([A-Z'’][\w'’-]+(?:\s(?:aan|op|en|de)\s[\w' -]+)?)")
_AT = re.compile(r"\b(?:op|aan|van)\s+(?:de\s+|het\s+)?$")


def _in_address(text: str, match: re.Match[str], street: str) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    town = _TOWN_NEXT.match(text, match.end())
    if town and town.group(1).split()[0].lower() in {name.split()[0] for name in places()}:
        return True
    if (
        _AT.search(before)
        and not _YEAR.search(match.group())
        and not any(is_known_word(word.lower()) for word in street.split())
    ):
        return True
    postcode = _POSTCODE_NEXT.match(text, match.end())
    if postcode and (postcode.group(1).isupper() or not is_known_word(postcode.group(1))):
        return True
    return _lives(text, match)
