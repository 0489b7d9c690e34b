"""Dates of birth: by the words around them, or behind a name when nothing tells that people met that day."""

import re
from collections.abc import Iterable, Iterator

from coding.pseudonyms.findings import PERSON, Finding
from coding.pseudonyms.slips import is_relation

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|"
    r"okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    r"(?<![\w.,/-])(?:(?:0?[1-9]|[12]\d|3[01])\s?[-/.]\s?(?:0?[1-9]|1[0-2])\s?[-/.]\s?(?:'?\d\d|(?:19|20)\d\d)"
    rf"|(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?[\s-]+{_MONTH}[\s-]+(?:'?\d\d|(?:19|20)\d\d)"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)?\d\d"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\w/-])",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?:\b(?:geb(?:oren|oorte(?:datum|dag)?|\.|)|ge?b\.?\s?dat(?:um)?\b|verjaar(?:dag|t)|jarig(?: op)?|"
    r"ter wereld|levenslicht)\b\.?(?:[^.;\n\d]|\bd\.d\.){0,30}|\bik ben van\s+|†\s*|[*°]\s*)$",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(r"\s*(?:\(?(?:geboren|geb\.|ben ik geboren|is mijn geboorte))", re.IGNORECASE)
_IS_FROM = re.compile(r"\b([\w-]+)\s*(?:\b(?:is|ben|was|zijn)\s+van\s+|(\()\s*)$")
_SOMEBODY = frozenset(
    ("ik", "hij", "zij", "ze", "cliënt", "client", "leerling", "patiënt", "patient", "pupil")
)
_BESIDE = re.compile(r"\s*[,(;/|]\s*(?:\d{1,2}\s*(?:jaar|jr)?\s*[,;]\s*)?$")


_MET = re.compile(
    r"\b(?:interviews?|geïnterviewd|gesprek(?:ken)?|gesproken|sprak|verslag|notulen|overleg|bijeenkomst|vergadering|"
    r"bespreking|huisbezoek|bezoek|brief|mail|e-mail|rapport|rapportage|opgesteld|opgemaakt|geschreven|ingevuld|"
    r"ondertekend|getekend|namens|aanwezig|afspraak|evaluatie|presentatie|lezing|workshop|reactie|versie|auteurs?|"
    r"geraadpleegd|telefonisch|datum|d\.d|dd)\b",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(r",?\s*(?:om\s+)?\d{1,2}[.:]\d\d\b")
_TWO_DIGITS = 2
_CENTURY = 30  # '29 is 2029, '31 is 1931
_FIRST_RECENT = 2010  # texts about the work of wijkteams are from after this year


def birth_dates(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Find dates of birth.

    After *geboren* and the like any date counts. Right behind a name a date counts when it is long ago, or
    when the name is that of somebody's child or of a client; never when the sentence tells of a talk, a
    letter or a report: *interview met Jan de Vries, 12 maart 2024*.

    Parameters
    ----------
    text
        The text.
    findings
        What else was found in it.
    """
    found = list(findings)
    people = [finding for finding in found if finding.kind == PERSON]
    numbers = [finding for finding in found if finding.kind == "bsn"]
    for match in _DATE.finditer(text):
        if _announced(text, match):
            yield Finding(match.start(), match.end(), "birthdate", "cue")
        elif match.group().isdigit():
            continue
        elif any(_beside(text, number, match) for number in numbers) or any(
            _behind(text, person, match) and _born_then(text, person, match) for person in people
        ):
            yield Finding(match.start(), match.end(), "birthdate", "cue")


def _announced(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    if _BORN.search(before) or _BORN_AFTER.match(text, match.end()):
        return True
    of_whom = _IS_FROM.search(before)
    if of_whom is None:
        return False
    small = of_whom.group(1).lower()
    if small not in _SOMEBODY and not is_relation(small):
        return False
    return of_whom.group(2) is None or not _tells_of_meeting(text, match.start(), match.end())


def _beside(text: str, number: Finding, match: re.Match[str]) -> bool:
    after = match.end() <= number.start and re.fullmatch(r"\s*[,;/|]\s*", text[match.end() : number.start])
    return _behind(text, number, match) or bool(after)


def _behind(text: str, finding: Finding, match: re.Match[str]) -> bool:
    return finding.end <= match.start() and bool(_BESIDE.fullmatch(text, finding.end, match.start()))


def _born_then(text: str, person: Finding, match: re.Match[str]) -> bool:
    if _tells_of_meeting(text, person.start, match.end()):
        return False
    words = text[max(0, person.start - 30) : person.start].split()
    who = words[-1].lower().strip("(,:") if words else ""
    return _year(match.group()) < _FIRST_RECENT or who in _SOMEBODY or is_relation(who)


def _tells_of_meeting(text: str, start: int, end: int) -> bool:
    before = re.split(r"[.!?]\s|\n", text[:start])[-1]
    after = re.split(r"[.!?]\s|\n", text[end:])[0]
    return bool(_MET.search(before) or _MET.search(after) or _AT_A_TIME.match(after))


def _year(date: str) -> int:
    figures = re.findall(r"\d+", date)
    year = figures[0] if len(figures[0]) > _TWO_DIGITS else figures[-1]
    if len(year) > _TWO_DIGITS:
        return int(year)
    return int(year) + (2000 if int(year) < _CENTURY else 1900)
