"""Personal data with a form of its own: mail and web addresses, accounts, numbers, licence plates."""

import re
from collections.abc import Iterator

from coding.pseudonyms.case_numbers import MONEY, ends_in_case_word
from coding.pseudonyms.checks import is_bsn, is_iban
from coding.pseudonyms.findings import Finding

_TOP_LEVEL = "nl|com|org|net|eu|be|de|info|nu|frl|amsterdam|gov|edu|app|io|me|tv|online|site|email"
_HOST = rf"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_TOP_LEVEL})"
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+%'-]*[\w+%-](?:@|\s?[\[(](?:at|apenstaartje)[\])]\s?)"
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,15}(?![\w-])",
    re.IGNORECASE,
)
# A bare host counts when it is no end of a sentence with a blank forgotten: it needs a known top level.
_URL = re.compile(
    rf"(?<![\w@.-])(?:https?://[^\s<>\"'“”]+|www\.[^\s<>\"'“”]+|{_HOST}(?:/[^\s<>\"'“”]*)?(?![\w@-]|\.\w))",
    re.IGNORECASE,
)
_URL_END = ".,;:!?)]}…"
_HANDLE = re.compile(r"(?<![\w.@/])@[a-z_][\w.-]{1,29}", re.IGNORECASE)
_HANDLE_CUE = re.compile(
    r"\b(?:insta(?:gram)?|twitter|tiktok|snap(?:chat)?|facebook|fb|linkedin|telegram|discord)"
    r"(?:[- ]?(?:account|naam|gebruiker))?(?:\s*(?:is\s|heet\s|als\s|onder\s|[:=])\s*(?=[a-z]*[\d_.]\w)"
    r"| (?=[a-z.]*[\d_]))([a-z_][\w.]{2,29})",
    re.IGNORECASE,
)


def mail_addresses(text: str) -> Iterator[Finding]:
    """Find e-mail addresses, also with ``[at]`` for the sign."""
    for match in _EMAIL.finditer(text):
        yield Finding(match.start(), match.end(), "email")


def web_addresses(text: str) -> Iterator[Finding]:
    """Find web addresses; a full stop or bracket after one is not part of it."""
    for match in _URL.finditer(text):
        found = match.group()
        bare = found.rstrip(_URL_END)
        if ")" in found and "(" in bare:  # an address may hold a pair of brackets
            bare = found.rstrip(_URL_END.replace(")", ""))
        yield Finding(match.start(), match.start() + len(bare), "url")


def accounts(text: str) -> Iterator[Finding]:
    """Find accounts on social media: ``@name``, or a name after the word *Instagram:*."""
    for match in _HANDLE.finditer(text):
        yield Finding(match.start(), match.start() + len(match.group().rstrip(".-")), "handle")
    for match in _HANDLE_CUE.finditer(text):
        yield Finding(match.start(1), match.start(1) + len(match.group(1).rstrip(".")), "handle", "cue")


# ── telephone numbers ───────────────────────────────────────────────────────────────────────────

_PHONE_CUE = re.compile(
    r"(?:\b(?:tel(?:efoon)?(?:nummer|nr)?|mob(?:iel)?(?:nummer|nr)?|gsm|06[- ]?nummer|whats?app|app|"
    r"bel(?:len)?|sms|fax|bereikbaar(?: op| via)?|nummer)\b|☎|📞)[^\d\n+(]{0,20}$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<![\w.,€-])(?:\+|00|0|\(0)[\d\s().\-/]{7,20}\d(?![\w%€]|[.,]\d)")
_GENERAL = re.compile(r"(?:0800|0900|0906|0909|088|14|112|113|144)")
_FEWEST, _MOST = 9, 13


def phone_numbers(text: str) -> Iterator[Finding]:
    """Find telephone numbers that are valid in the Netherlands or abroad (libphonenumber).

    General numbers (0800, 0900, 14 030, 112) are no personal data and stay. A number with a digit too few
    or too many counts when a word such as *tel.* or *bel* stands before it.
    """
    if sum(sign.isdigit() for sign in text) < _FEWEST:
        return
    from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType, number_type

    general = {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST}
    taken: list[tuple[int, int]] = []
    for match in PhoneNumberMatcher(text, "NL", leniency=Leniency.VALID):
        raw = match.raw_string
        taken.append((match.start, match.end))
        if raw.lstrip("(")[:1] not in "+0" or number_type(match.number) in general:
            continue  # nine bare digits are more often something else
        if text[: match.start].endswith(("€", "€ ")) or ends_in_case_word(text[: match.start]):
            continue
        bracket = raw.startswith("(") and raw.count("(") > raw.count(")")
        yield Finding(match.start + bracket, match.end, "phone")
    for found in _DIGITS.finditer(text):
        start, end = found.span()
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        digits = re.sub(r"\D", "", found.group())
        if not _FEWEST <= len(digits) <= _MOST or _GENERAL.match(digits):
            continue
        if _PHONE_CUE.search(text[max(0, start - 40) : start]) or digits.startswith(("06", "00316", "316")):
            yield Finding(start, end, "phone", "cue")


# ── numbers with a checksum ─────────────────────────────────────────────────────────────────────

_NINE = re.compile(r"(?<![\w.,€-])\d(?:[ .-]?\d){8}(?![\w%€]|[.,-]?\d)")
_BSN_CUE = re.compile(r"\b(?:bsn|burgerservice\s?(?:nr|nummer)|sofi\s?-?\s?(?:nr|nummer))\b", re.IGNORECASE)
_EIGHT = re.compile(r"(?<![\w.,€-])\d{8}(?![\w%€]|[.,-]?\d)")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}(?![A-Za-z0-9])", re.IGNORECASE)


def citizen_numbers(text: str) -> Iterator[Finding]:
    """Find burgerservicenummers: nine digits that pass the eleven test (eight only after the word *bsn*)."""
    cued = bool(_BSN_CUE.search(text))
    for pattern in (_NINE, _EIGHT) if cued else (_NINE,):
        for match in pattern.finditer(text):
            money = MONEY.match(text, match.end()) or text[: match.start()].rstrip().endswith(("€", "$"))
            if not money and is_bsn(re.sub(r"\D", "", match.group())):
                yield Finding(match.start(), match.end(), "bsn")


def account_numbers(text: str) -> Iterator[Finding]:
    """Find IBANs with right check digits; words that follow without a comma are left out."""
    for match in _IBAN.finditer(text):
        found = match.group()
        ends = [place.end() for place in re.finditer(r"[A-Za-z0-9](?![A-Za-z0-9])", found)]
        for end in [len(found), *reversed(ends)]:
            if is_iban(found[:end]):
                yield Finding(match.start(), match.start() + end, "iban")
                break


# ── licence plates ──────────────────────────────────────────────────────────────────────────────

# Dutch side codes 1 to 14 and those announced after them: X a letter, 9 a digit.
_SIDE_CODES = """
    XX-99-99 99-99-XX 99-XX-99 XX-99-XX XX-XX-99 99-XX-XX 99-XXX-9 9-XXX-99 XX-999-X X-999-XX
    XXX-99-X X-99-XXX 9-XX-999 999-XX-9
"""


def _side_code(separator: str) -> str:
    forms = (
        code.replace("-", separator).replace("X", "[A-Z]").replace("9", r"\d") for code in _SIDE_CODES.split()
    )
    return "|".join(forms)


_PLATE = re.compile(rf"(?<![\w-])(?:{_side_code('-')})(?![\w-])", re.IGNORECASE)
_PLATE_AFTER_CUE = re.compile(
    r"\b(?:kenteken(?:plaat)?|nummerbord)\b(?:\s+(?:is|nr|nummer|van)\b)?[\s:]*"
    rf"({_side_code('[- ]?')})(?![\w-])",
    re.IGNORECASE,
)


def licence_plates(text: str) -> Iterator[Finding]:
    """Find Dutch licence plates: with hyphens anywhere, without them after the word *kenteken*."""
    for match in _PLATE.finditer(text):
        yield Finding(match.start(), match.end(), "plate")
    for match in _PLATE_AFTER_CUE.finditer(text):
        yield Finding(match.start(1), match.end(1), "plate", "cue")
