"""Dutch words that carry no content, for counting and grouping.

spaCy's list, corrected for what is coded here: a negation or an amount turns a remark round
(*geen wachtlijst*, *te weinig tijd*), so those words stay; verbs and adverbs that any remark may hold go,
and what people fill in to have filled in something (*nvt*). Where the part of speech is known, articles,
pronouns and the like go whether they are listed or not.
"""

import re
from functools import cache

from coding.placeholders import is_placeholder


def _words(text: str) -> list[str]:
    return text.split()


CONTENT_AFTER_ALL = frozenset(
    _words("""
    niet niets geen nooit nee zonder niemand nergens weinig weinige veel meer meeste minder min beter betere
    lang later vroeg vaak bepaald eigen gelijk gewoon klaar mogelijk vrij zeker zekere geheel buiten binnen
    rond alleen samen spoedig tegen eerst eerste gegeven gegevens nul
""")
)

# Without full stops: people write n.v.t., n.v.t and nvt.
_ABBREVIATIONS = _words("""
    nvt etc enz evt bijv bv oa mn zgn dwz ed mbt ivm dmv tav ipv nav tbv tov obv icm iom adhv muv ihkv tzt mi
    nl resp ca vd vh idem
""")
_VERBS = _words("""
    gaan gaat ging zien zie ziet komen komt kwam laten laat maken maakt willen wil wilden zullen blijven
    blijft krijgen krijgt staan staat zitten zit liggen ligt houden nemen brengen gebeuren beginnen zeggen
    noemen denken lijken blijken betreffen gelden
""")
_ADVERBS = _words("""
    heel erg hele echt nou eigenlijk soms gewoonlijk meestal wel per qua één hoor mee terug neer uiteen
    sowieso uiteraard inderdaad trouwens blijkbaar kennelijk wellicht namelijk daarentegen desondanks
    momenteel heden helemaal allemaal ergens elders tenminste minstens althans andersom zowel alsnog ineens
    opeens intussen vandaar hoeverre tevoren achteraf vanzelf grotendeels vrijwel haast desnoods immers
    destijds straks tegelijk tegelijkertijd bovendien zodoende circa zover zozeer evenzeer ach ah oh eh uh
    tja haha
""")
_PRONOUNS_AND_NUMBERS = _words("""
    's 'n 't wij elkaar zelf ieder iedere iedereen degene degenen datgene hetzelfde zoiets allerlei dergelijk
    dergelijke eventueel aangezien doordat zodat mits naast via ondanks ding
    twee drie vier vijf zes zeven acht negen tien elf twaalf honderd duizend
""")
NO_CONTENT_HERE = frozenset(_ABBREVIATIONS + _VERBS + _ADVERBS + _PRONOUNS_AND_NUMBERS)

CONTENT_BY_TAG = frozenset({
    ("was", "NOUN"), ("weg", "NOUN"), ("haar", "NOUN"), ("pas", "NOUN"), ("net", "NOUN"), ("wil", "NOUN"),
    ("laat", "ADJ"),
})  # fmt: skip
"""(Lemma, part of speech) of words that are listed as other words: *de was*, *te laat*."""

FUNCTION_TAGS = frozenset(_words("ADP AUX CCONJ DET PRON PUNCT SCONJ SYM"))
"""Parts of speech without content; not INTJ, which *jammer* and *nee* can be."""

_PRONOMINAL_ADVERB = re.compile(
    "(er|hier|daar|waar)(aan|achter|af|beneden|bij|binnen|boven|buiten|door|heen|in|langs|mee|na|naar|naast|om|"
    "omheen|onder|op|over|tegen|toe|tussen|uit|van|vandaan|vanuit|vanaf|voor|zonder)"
)

_FILLERS = frozenset({
    "geen idee", "geen mening", "geen antwoord", "weet ik niet", "weet niet", "weet het niet",
    "zie boven", "zie hierboven", "zie eerder", "zie vorige", "zie vorige vraag", "zie vorig antwoord",
    "zie eerdere vraag", "zie eerder antwoord", "niet van toepassing",
})  # fmt: skip


@cache
def stop_words() -> frozenset[str]:
    """Return the lower-case words, forms and lemmas alike, that count as no content."""
    from spacy.lang.nl.stop_words import STOP_WORDS

    return (frozenset(STOP_WORDS) | NO_CONTENT_HERE) - CONTENT_AFTER_ALL


def is_content(form: str, lemma: str, pos: str = "") -> bool:
    """Tell whether a token carries content: at least two letters, no address, no stop word.

    Parameters
    ----------
    form
        As it stands in the text.
    lemma
        In lower case.
    pos
        Part of speech in Universal Dependencies; empty when unknown.

    Examples
    --------
    >>> is_content("Wachtlijsten", "wachtlijst"), is_content("geen", "geen", "DET"), is_content("48", "48")
    (True, True, False)
    >>> is_content("was", "was", "NOUN"), is_content("was", "zijn", "AUX")
    (True, False)
    """
    if sum(character.isalpha() for character in form) < 2 or "://" in form or "@" in form:
        return False
    if "-" in form and is_placeholder(form):
        return False
    word = form.lower().replace(".", "")
    if (lemma, pos) in CONTENT_BY_TAG:
        return True
    if word in stop_words() or lemma in stop_words() or _PRONOMINAL_ADVERB.fullmatch(word):
        return False
    if pos in FUNCTION_TAGS or (pos == "NUM" and word.isalpha()):  # 18+ and 1G1P are what people talk about
        return word in CONTENT_AFTER_ALL or lemma in CONTENT_AFTER_ALL
    return True


def is_filler(text: str) -> bool:
    """Tell whether a whole answer only says that there is no answer.

    Examples
    --------
    >>> is_filler("Geen idee..."), is_filler("geen idee hoe lang de wachtlijst is"), is_filler("geen")
    (True, False, False)
    """
    return " ".join(re.findall(r"\w+", text.lower())) in _FILLERS
