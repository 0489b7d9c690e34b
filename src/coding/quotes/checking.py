"""What in a quote might tell who said it: the recogniser of personal data once more, and the own name."""

import re
from collections.abc import Sequence

from coding.i18n import _
from coding.placeholders import PLACEHOLDERS
from coding.pseudonyms import kind_label, with_recogniser

_SHORTEST_NAME = 3
_WORDS = {word.casefold() for word in PLACEHOLDERS.values()}


def warnings_of(quotes: Sequence[str], respondents: Sequence[str | None]) -> list[tuple[str, ...]]:
    """Return per quote what a person should look at before it is printed, a sentence each.

    Names of organisations and places count here: they point at a municipality.
    """
    with with_recogniser(organisations=True) as recogniser:
        found = list(recogniser.find_all(quotes))
    return [
        (
            *_own_name(quote, respondent),
            *dict.fromkeys(
                _("„{words}” lijkt een {kind}: haal het weg of kies een ander citaat.").format(
                    words=finding.text(quote), kind=kind_label(finding.kind)
                )
                for finding in findings
                if finding.text(quote).rpartition("-")[0].strip("[").casefold() not in _WORDS
            ),
        )
        for quote, respondent, findings in zip(quotes, respondents, found, strict=True)
    ]


def _own_name(quote: str, respondent: str | None) -> tuple[str, ...]:
    if respondent is None or len(respondent) < _SHORTEST_NAME:
        return ()
    if not re.search(rf"(?<!\w){re.escape(respondent)}(?!\w)", quote, re.IGNORECASE):
        return ()
    return (_("De naam van de respondent staat in dit citaat."),)
