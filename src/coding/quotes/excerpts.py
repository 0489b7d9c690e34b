"""Which part of a text is quoted: whole sentences of a readable length, or what a person cut; no database.

Offsets are Unicode code points into the text, first = 0, end exclusive.
"""

from collections.abc import Sequence

from coding.corpus import plain_sentence_spans
from coding.errors import InputError
from coding.i18n import _

SHORTEST, LONGEST = 40, 220
"""Code points of a quote that reads well in a report."""
COMFORTABLE = 120
"""Up to here it costs no effort to read."""
TOO_LONG = 0.25
"""How much worse the longest reads."""
LEFT_OUT = "[…]"
_QUOTES = " \n\"'‘’“”„«»"


def excerpts(text: str) -> list[tuple[int, int]]:
    """Return what of a text can be quoted: all of it, or whole sentences in a row where it is long.

    Examples
    --------
    >>> excerpts(" Te druk. ")
    [(1, 9)]
    """
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if end - start <= LONGEST:
        return [(start, end)] if start < end else []
    sentences = plain_sentence_spans(text)
    found = []
    for place, (first, _end) in enumerate(sentences):
        for _start, last in sentences[place:]:
            if last - first > LONGEST:
                break
            if last - first >= SHORTEST:
                found.append((first, last))
    return found


def readability(length: int) -> float:
    """Say how well a quote of so many code points reads, between 0 and 1: neither a few words nor a lot.

    Examples
    --------
    >>> readability(10), readability(100), readability(220)
    (0.25, 1.0, 0.75)
    """
    if length <= COMFORTABLE:
        return min(1.0, length / SHORTEST)
    return 1 - TOO_LONG * (length - COMFORTABLE) / (LONGEST - COMFORTABLE)


def is_sentence(text: str) -> bool:
    """Tell whether a text looks like whole sentences: a capital first, a stop last.

    Examples
    --------
    >>> is_sentence("Het is te druk."), is_sentence("te druk"), is_sentence("- druk - druk.")
    (True, False, False)
    """
    first, last = text.strip(_QUOTES)[:1], text.rstrip(_QUOTES)[-1:]
    return (first.isupper() or first.isdigit() or first == "[") and last in {".", "!", "?", "…"}


def shown(text: str, start: int, end: int) -> str:
    """Return a quote as it stands in a report, with a sign where something was left out.

    Examples
    --------
    >>> shown("Het is te druk. Al jaren.", 0, 15), shown("Het is te druk. Al jaren.", 16, 25)
    ('Het is te druk. […]', '[…] Al jaren.')
    """
    words = " ".join(text[start:end].split())
    before = f"{LEFT_OUT} " if text[:start].strip() else ""
    after = f" {LEFT_OUT}" if text[end:].strip() else ""
    return f"{before}{words}{after}"


def locate(text: str, wanted: str) -> tuple[int, int]:
    """Return where words that a person kept stand in a text.

    Parameters
    ----------
    wanted
        What is to be quoted; the sign for what was left out at either end does not count, nor do blanks.

    Raises
    ------
    InputError
        When it does not stand there literally, in one piece.

    Examples
    --------
    >>> locate("Het is te druk. Al jaren.", "[…] Al jaren")
    (16, 24)
    """
    words = wanted.strip().removeprefix(LEFT_OUT).removesuffix(LEFT_OUT).split()
    if not words:
        raise InputError(_("Er blijft niets over om te citeren."))
    # Blanks in the text may be line ends where a person sees spaces.
    places = [place for place, _sign in enumerate(text) if text.startswith(words[0], place)]
    for start in places:
        end = _end_of(text, words, start)
        if end is not None:
            return start, end
    raise InputError(
        _("Een citaat is letterlijk en aan één stuk: haal alleen aan het begin of aan het eind woorden weg.")
    )


def _end_of(text: str, words: Sequence[str], start: int) -> int | None:
    """Return where a row of words that begins at a place ends; None where it does not stand there."""
    at = start
    for number, word in enumerate(words):
        if number:
            blanks = len(text[at:]) - len(text[at:].lstrip())
            if not blanks:
                return None
            at += blanks
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at
