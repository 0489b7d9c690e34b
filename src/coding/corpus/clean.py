"""Making a text fit to keep for ever: line ends, control characters, text that was decoded wrongly."""

import re
import unicodedata

# What Excel, Word and old Macs put where a line ends.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# Blank to the eye, but not to str.strip().
_EDGE = " \t\n\xa0\u2002\u2003\u2007\u2009\u200b\u200e\u200f\u202f\u2060\u3000\ufeff"
# The first letter of UTF-8 read as Windows text, and what follows it: 'Ã©', 'â€™', 'ðŸ˜'.
_SUSPECT = re.compile("[ÂÃÅâðï][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")


def clean_text(text: str) -> str:
    r"""Return the text with ``\n`` for every line end, without control characters and outer blanks.

    Letters, accents (also combining ones), emoji and quotation marks stay exactly as they are.

    Examples
    --------
    >>> clean_text(" te druk\r\nen te vol \x07")
    'te druk\nen te vol'
    """
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text)).strip(_EDGE)


def repair_encoding(text: str) -> str:
    """Undo a wrong decoding (``coÃ¶rdinatie``), only when that is clearly what happened.

    Examples
    --------
    >>> repair_encoding("coÃ¶rdinatie"), repair_encoding("één Â")
    ('coördinatie', 'één Â')
    """
    if not _SUSPECT.search(text):
        return text
    from ftfy import fix_encoding
    from ftfy.badness import badness

    repaired = str(fix_encoding(text))
    return repaired if badness(repaired) < badness(text) else text


def one_line(text: str) -> str:
    """Return the text with every run of blanks and line ends as one space."""
    return " ".join(clean_text(text).split())


def folded(text: str) -> str:
    """Return the text as it is compared when case, blanks and the way accents are stored do not matter."""
    return unicodedata.normalize("NFC", one_line(text)).casefold()
