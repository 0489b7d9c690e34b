"""What is found: a stretch of text and the kind of personal data in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coding.errors import InputError
from coding.i18n import _

PERSON = "person"
KINDS = (
    PERSON,
    "email",
    "phone",
    "bsn",
    "iban",
    "plate",
    "postcode",
    "address",
    "birthdate",
    "url",
    "handle",
    "case_number",
)
"""Kinds that are always looked for."""
ON_REQUEST = ("organisation", "place")
"""Kinds that are looked for only when asked: names of organisations and of municipalities."""


@dataclass(frozen=True, order=True)
class Finding:
    """A stretch of personal data.

    Attributes
    ----------
    start, end
        Unicode code points into the text, first = 0, end exclusive.
    kind
        One of `KINDS` or `ON_REQUEST`.
    source
        What found it: pattern, cue, list, tagger, repeat, deduce or hand.
    """

    start: int
    end: int
    kind: str
    source: str = "pattern"

    def text(self, whole: str) -> str:
        """Return the stretch itself."""
        return whole[self.start : self.end]


def kind_label(kind: str) -> str:
    """Return a kind in words for people."""
    return {
        PERSON: _("persoon"),
        "email": _("e-mailadres"),
        "phone": _("telefoonnummer"),
        "bsn": _("burgerservicenummer"),
        "iban": _("rekeningnummer"),
        "plate": _("kenteken"),
        "postcode": _("postcode"),
        "address": _("adres"),
        "birthdate": _("geboortedatum"),
        "url": _("webadres"),
        "handle": _("account op sociale media"),
        "case_number": _("zaaknummer"),
        "organisation": _("organisatie"),
        "place": _("plaats"),
    }[kind]


def kind_word(kind: str) -> str:
    """Return the word one types for a kind."""
    return {
        PERSON: _("naam"),
        "email": _("e-mail"),
        "phone": _("telefoon"),
        "bsn": _("bsn"),
        "iban": _("rekening"),
        "plate": _("kenteken"),
        "postcode": _("postcode"),
        "address": _("adres"),
        "birthdate": _("geboortedatum"),
        "url": _("webadres"),
        "handle": _("account"),
        "case_number": _("zaaknummer"),
        "organisation": _("organisatie"),
        "place": _("plaats"),
    }[kind]


def kinds_named(words: Iterable[str]) -> set[str]:
    """Return the kinds that are meant: by the word one types, the label on the page or our own name.

    Raises
    ------
    InputError
        On a word that is none of these.

    Examples
    --------
    >>> sorted(kinds_named(["Naam", "telefoonnummer", "iban"]))
    ['iban', 'person', 'phone']
    """
    known = {
        name.casefold(): kind
        for kind in (*KINDS, *ON_REQUEST)
        for name in (kind, kind_label(kind), kind_word(kind))
    }
    found = set()
    for word in words:
        kind = known.get(word.strip().casefold())
        if kind is None:
            raise InputError(
                _("de soort '{kind}' bestaat niet; er zijn: {kinds}.").format(
                    kind=word, kinds=", ".join(map(kind_word, (*KINDS, *ON_REQUEST)))
                )
            )
        found.add(kind)
    return found


def without_overlap(findings: Iterable[Finding]) -> list[Finding]:
    """Make one finding of those that overlap; in order of place.

    Of the same kind they become one stretch. Else the kind with a check of its own (an e-mail address, a
    checksum) goes before a name, and what a person marked before everything.

    Examples
    --------
    >>> without_overlap([Finding(0, 5, "person"), Finding(3, 9, "person"), Finding(4, 20, "email")])
    [Finding(start=4, end=20, kind='email', source='pattern')]
    """
    kept: list[Finding] = []
    for finding in sorted(_joined(findings), key=_certainty):
        if not any(finding.start < other.end and other.start < finding.end for other in kept):
            kept.append(finding)
    return sorted(kept)


def _joined(findings: Iterable[Finding]) -> list[Finding]:
    joined: dict[str, list[Finding]] = {}
    for finding in sorted(set(findings)):
        same = joined.setdefault(finding.kind, [])
        if same and finding.start < same[-1].end:
            last = same[-1]
            source = "hand" if "hand" in (last.source, finding.source) else last.source
            same[-1] = Finding(last.start, max(last.end, finding.end), last.kind, source)
        else:
            same.append(finding)
    return [finding for same in joined.values() for finding in same]


_CHECKED = ("email", "url", "iban", "phone", "bsn", "birthdate", "handle", "plate", "case_number", "address")


def _certainty(finding: Finding) -> tuple[bool, int, int, int]:
    rank = _CHECKED.index(finding.kind) if finding.kind in _CHECKED else len(_CHECKED)
    return finding.source != "hand", rank, finding.start - finding.end, finding.start


def format_counts(counts: Mapping[str, int]) -> str:
    """Return what was replaced in one sentence: how often per kind, never what it was."""
    if not sum(counts.values()):
        return _("Er zijn geen persoonsgegevens gevonden.")
    parts = [f"{kind_label(kind)} {counts[kind]}" for kind in (*KINDS, *ON_REQUEST) if counts.get(kind)]
    return _("Vervangen: {counts}.").format(counts=", ".join(parts))
