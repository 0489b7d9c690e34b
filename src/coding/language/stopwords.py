"""Dutch words that carry no content, for counting and grouping.

spaCy's list, corrected for what is coded here: a negation or an amount turns a remark round
(*geen wachtlijst*, *te weinig tijd*), so those words stay; what people fill in to have filled in
something (*nvt*) goes.
"""

from functools import cache


def _words(text: str) -> list[str]:
    return text.split()


CONTENT_AFTER_ALL = frozenset(
    _words("""
    niet niets geen nooit nee zonder weinig weinige veel meer meeste minder min beter betere lang later
    vroeg vaak bepaald eigen gelijk gewoon klaar mogelijk vrij zeker zekere geheel buiten binnen rond
    alleen samen spoedig tegen eerst eerste
""")
)

NO_CONTENT_HERE = frozenset(
    _words("""
    's 'n 't nvt n.v.t. n.v.t nvt. etc. enz. evt evt. eventueel mbt m.b.t. ivm i.v.m. bijv bijv. bv bv.
    o.a. oa m.n. zgn d.m.v. dmv t.a.v. tav i.p.v. ipv aangezien nou heel erg hele echt gaan gaat ging
    zie ziet zien komen komt kwam laten laat maken maakt willen wil wilden zullen blijven blijft krijgen
    krijgt staan staat zit zitten elkaar zelf eigenlijk dergelijk dergelijke ervan ervoor erop eruit
    ermee hiervan hiervoor hierop hiermee daarvan daarvoor daarop daarmee daarbij hierbij waarbij
    waarvan waarvoor waarop waarmee waaronder waarin waardoor hierdoor daardoor naast per qua wij wel
    één ieder iedere soms twee drie vier vijf zes zeven acht negen tien
""")
)


@cache
def stop_words() -> frozenset[str]:
    """Return the lower-case words, forms and lemmas alike, that count as no content."""
    from spacy.lang.nl.stop_words import STOP_WORDS

    return (frozenset(STOP_WORDS) | NO_CONTENT_HERE) - CONTENT_AFTER_ALL


def is_content(form: str, lemma: str) -> bool:
    """Tell whether a token carries content: at least two letters, no address, no stop word.

    Examples
    --------
    >>> is_content("Wachtlijsten", "wachtlijst"), is_content("geen", "geen"), is_content("48", "48")
    (True, True, False)
    """
    if sum(character.isalpha() for character in form) < 2 or "://" in form or "@" in form:
        return False
    return form.lower() not in stop_words() and lemma not in stop_words()
