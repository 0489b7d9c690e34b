"""Numbers of cases, files and clients, after the word that says so."""

import re
from collections.abc import Iterator

from coding.pseudonyms.findings import Finding

MONEY = re.compile(r"\s*(?:€|euro|eur\b|cent|inwoners|gulden)", re.IGNORECASE)
"""What follows an amount."""
_CASE_WORD = (
    r"(?:zaak|dossier|cli[eë]nt(?:en)?|klant|klacht(?:en)?|meld(?:ings?)?|aanvraag|beschikkings?|casus|polis|"
    r"registratie|referentie|kenmerk|volg|pati[eë]nt(?:en)?|parket|incident|ticket|wmo|indicatie|"
    r"relatie|lidmaatschaps?|debiteuren|factuur|order|documents?|vreemdelingen|v)"
)
_CASE = re.compile(
    rf"\b(?:{_CASE_WORD}[- ]?(?:nummer|nr|no|code|id)\b\.?|(?:ons |uw |mijn |hun )?kenmerk\b|"
    r"(?:zaak|dossier|referentie|ref|beschikking|cli[eë]nt|melding|klacht|casus|aanvraag|indicatie|factuur|polis)\b\.?"
    r"|\bonder(?= nummer))"
    r"(?:\s*[,:]?\s*(?:met |onder )?(?:nr|nummer|no)\b\.?)?"
    r"(?:\s+(?:is|was|luidt|met|van mij|onder)\b)?\s*[:=#]?\s*"
    r"((?=[\w./-]*\d)[a-z0-9][\w./-]*[a-z0-9])",
    re.IGNORECASE,
)
# *AWB 18/2231*, *LEE 21/330 WMO*: as courts number, with blanks inside.
_COURT = re.compile(
    r"\b(?i:zaak(?:nummer|nr\.?)?|rolnummer|procedure)\b[:\s]*([A-Z]{2,4} \d\d/\d{1,5}(?: [A-Z]{2,8}\b)?)"
)
_IN_GROUPS = re.compile(
    rf"\b{_CASE_WORD}[- ]?(?:nummer|nr|no)\b\.?(?:\s+is\b)?\s*[:=]?\s*"
    r"(\d{2,4}(?: \d{2,4}){1,4})(?![\w.,]\w)(?!\s*(?:keer|jaar|maanden|weken|dagen|uur|euro))",
    re.IGNORECASE,
)
_SAID = re.compile(rf"\b{_CASE_WORD}[- ]?(?:nummer|nr|no)\b\.?\s*[:=]?\s*$", re.IGNORECASE)
_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST_CASE = 4


def case_numbers(text: str) -> Iterator[Finding]:
    """Find numbers of a case, file or client after the word that says so (*zaaknummer*, *cliëntnr*).

    After a mere *dossier* or *zaak* a number counts when it is longer than a year and no amount.
    """
    for pattern in (_COURT, _IN_GROUPS):
        for match in pattern.finditer(text):
            yield Finding(match.start(1), match.end(1), "case_number", "cue")
    for match in _CASE.finditer(text):
        number = match.group(1)
        said = re.search(r"(?:nummer|nr|no|code|id|kenmerk)\b", match.group()[: -len(number)], re.IGNORECASE)
        if len(number) < _SHORTEST_CASE - bool(said) or not _digits(number, 2):
            continue
        if not said and (_LIKE_A_YEAR.fullmatch(number) or MONEY.match(text, match.end())):
            continue
        if not said and not _digits(number, 4):
            continue
        yield Finding(match.start(1), match.end(1), "case_number", "cue")


def ends_in_case_word(text: str) -> bool:
    """Tell whether a text ends in a word after which any number is that of a case: *parketnummer*."""
    return _SAID.search(text) is not None


def _digits(text: str, fewest: int) -> bool:
    return sum(sign.isdigit() for sign in text) >= fewest
