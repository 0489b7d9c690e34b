"""Postcodes, street addresses and dates of birth."""

import re
from collections.abc import Iterable, Iterator

from coding.language import is_known_word
from coding.pseudonyms.findings import PERSON, Finding
from coding.pseudonyms.name_lists import function_words, places

# ── postcodes ───────────────────────────────────────────────────────────────────────────────────

_POSTCODE = re.compile(r"(?<![\w.,€-])[1-9]\d{3} ?(?!S[ADS])[A-Z]{2}(?![\w-])")
_POSTCODE_SMALL = re.compile(r"(?<![\w.,€-])[1-9]\d{3} ?(?!s[ads])[a-z]{2}(?![\w-])", re.IGNORECASE)
_POSTCODE_CUE = re.compile(r"(?:\bpost\s?code\b[^\d\n]{0,12}|\bpc[: ]\s*)$", re.IGNORECASE)
_BESIDE_PLACE = re.compile(r"[ \t]+[A-Z'’][\w'’-]*[a-z]")
_NEAR = 4  # signs between an address and its postcode


def postcodes(text: str, addresses: Iterable[Finding]) -> Iterator[Finding]:
    """Find postcodes: in capitals anywhere, in small letters after an address or the word *postcode*."""
    ends = {finding.end for finding in addresses}
    for match in _POSTCODE.finditer(text):
        letters = match.group()[-2:].lower()
        word = " " in match.group() and (is_known_word(letters) or letters in function_words())
        if (
            not word
            or _BESIDE_PLACE.match(text, match.end())
            or any(e <= match.start() <= e + _NEAR for e in ends)
        ):
            yield Finding(match.start(), match.end(), "postcode")
    for match in _POSTCODE_SMALL.finditer(text):
        near = any(end <= match.start() <= end + _NEAR for end in ends)
        if near or _POSTCODE_CUE.search(text[max(0, match.start() - 30) : match.start()]):
            yield Finding(match.start(), match.end(), "postcode", "cue")


# ── addresses ───────────────────────────────────────────────────────────────────────────────────

_STREET = (
    r"straat|str\.|laan|weg|plein|gracht|kade|dijk|singel|hof|pad|steeg|dreef|ring|park|plantsoen|markt|"
    r"baan|oord|wal|haven|brink|erf|zoom|kamp|akker|veld|weide|donk|horst|burg|bos|poort|brug|tuin|wijk|"
    r"boulevard|allee|passage|promenade|stee|loop|vliet|berg|heuvel|sloot|vaart|waard|meent|gaarde|hoek"
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
    r"\d{1,5}(?:\s?[-/]\s?\d{1,4}|-?(?:[a-z]{1,2}|bis|hs|huis|[ivx]{1,3})(?!\w)|\s(?:[a-h]|bis|hs|huis)(?!\w))?"
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
_SIGN = r"(?:\s+|,\s*)(?:(?:nr\b\.?|nummer|huisnummer|no\b\.?)\s*)?"  # between street and number
_ONE_WORD = re.compile(rf"(?<![\w-])[\w'’.-]*(?:{_STREET}){_SIGN}{_NUMBER}", re.IGNORECASE)
_SEVERAL = re.compile(
    rf"(?<![\w-])(?:\d+e\s+)?{_PART}(?:\s+(?:{_JOIN}\s+)?{_PART}){{0,3}}{_SIGN}(?i:{_NUMBER})"
)
_LANE = re.compile(
    rf"\b(?:[Ll]aan|[Pp]lein|[Ww]eg|[Pp]ad|[Ss]traat)\s+{_JOIN}\s+{_PART}(?:\s+{_PART})?{_SIGN}(?i:{_NUMBER})"
)
_LIVES = re.compile(
    r"\b(?:woont|wonen|woon|woonde|woonden|adres(?:\s+is)?|woonachtig|verhuisd|gevestigd|thuis)\b[^.\n]{0,25}?"
    r"(?:\b(?:(?:op|aan|in|naar|is)(?: de| het)?\s+)?|:\s*)$",
    re.IGNORECASE,
)
_POSTCODE_NEXT = re.compile(r"\s*,?\s*[1-9]\d{3} ?([a-z]{2})(?![\w-])", re.IGNORECASE)


def street_addresses(text: str) -> Iterator[Finding]:
    """Find a street with a house number.

    A street is known by its ending, by the postcode after the number, or by *woont aan* before it.
    """
    if not any(sign.isdigit() for sign in text):
        return
    for pattern, needs_context in ((_LANE, False), (_SEVERAL, True), (_ONE_WORD, False)):
        for match in pattern.finditer(text):
            if _UNIT.match(text, match.end()):
                continue
            street = re.split(rf"{_SIGN}(?=\d)", match.group(), maxsplit=1)[0]
            last = street.split()[-1]
            if pattern is _ONE_WORD and (_NO_STREET.fullmatch(last) or not last[0].isalpha()):
                continue
            ends_like_street = re.search(rf"(?:{_STREET})$", last, re.IGNORECASE)
            alone = " " not in street and _NO_STREET.fullmatch(last)
            if needs_context and (alone or not ends_like_street) and not _in_address(text, match, street):
                continue
            yield Finding(match.start() + _before_street(text, match), match.end(), "address")


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
    if _AT.search(before) and not any(is_known_word(word.lower()) for word in street.split()):
        return True
    postcode = _POSTCODE_NEXT.match(text, match.end())
    if postcode and (postcode.group(1).isupper() or not is_known_word(postcode.group(1))):
        return True
    return bool(_LIVES.search(before))


# ── dates of birth ──────────────────────────────────────────────────────────────────────────────

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|"
    r"okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    r"(?<![\w.,/-])(?:(?:0?[1-9]|[12]\d|3[01])\s?[-/.]\s?(?:0?[1-9]|1[0-2])\s?[-/.]\s?(?:'?\d\d|(?:19|20)\d\d)"
    rf"|(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?[\s-]+{_MONTH}[\s-]+(?:'?\d\d|(?:19|20)\d\d)"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\w/-])",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?:\b(?:geb(?:oren|oorte(?:datum|dag)?|\.|)|ge?b\.?\s?dat(?:um)?\b|verjaar(?:dag|t)|jarig(?: op)?|"
    r"ter wereld|levenslicht)\b\.?[^.;\n\d]{0,30}|\bik ben van\s+|†\s*|[*°]\s*)$",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(r"\s*(?:\(?(?:geboren|geb\.|ben ik geboren|is mijn geboorte))", re.IGNORECASE)
_KIN_FROM = re.compile(
    r"\b(?:vader|moeder|zoon|dochter|kind|broer|zus|zusje|broertje|opa|oma|man|vrouw|partner|ik|hij|zij|ze|"
    r"kleinzoon|kleindochter|pleegkind|neef|nicht|buurman|buurvrouw|cli[eë]nt)\s*"
    r"(?:\b(?:is|ben|was)\s+van\s+|\(\s*)$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*[,(;/|]\s*(?:\d{1,2}\s*(?:jaar|jr)?\s*[,;]\s*)?$")


def birth_dates(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Find dates of birth: after *geboren* and the like, or right behind a name or a citizen number.

    Parameters
    ----------
    text
        The text.
    findings
        What else was found in it.
    """
    people = [finding for finding in findings if finding.kind in (PERSON, "bsn")]
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        cued = _BORN.search(before) or _KIN_FROM.search(before) or _BORN_AFTER.match(text, match.end())
        beside = any(
            person.end <= match.start() and _BESIDE.fullmatch(text, person.end, match.start())
            for person in people
        )
        after = any(
            match.end() <= person.start and re.fullmatch(r"\s*[,;/|]\s*", text[match.end() : person.start])
            for person in people
            if person.kind == "bsn"
        )
        if match.group().isdigit() and not cued:
            continue
        if cued or beside or after:
            yield Finding(match.start(), match.end(), "birthdate", "cue")
