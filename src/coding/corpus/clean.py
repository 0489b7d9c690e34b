"""Making a text fit to keep for ever: one way to write each character, line end and blank."""

import re
import unicodedata

# What Excel, Word and old Macs put where a line ends.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# Line ends, tabs and form feeds stay: they say where lines and pages begin.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f]")
_BLANKS = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# A joiner holds emoji together (a family, a flag); between letters it is dirt.
_PICTURE = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_LONE_JOINER = re.compile(f"(?<![{_PICTURE}])\u200d|\u200d(?![{_PICTURE}])")
_SPECIAL = re.compile("[^\t\n\x0b\x0c\r\x1c-\x1e -~]")
_SPACES = re.compile(" {2,}")
_LINE_EDGES = re.compile("[ \t]+(?=\n)")
_EMPTY_LINES = re.compile("\n{3,}")
# What is left of a layout program's mark where the text of an item begins: '7.\t\ufffd Hoe'.
_STRAY_MARK = re.compile(r"^([ \t]*(?:\d{1,3}\.?|[*•–-])?[ \t]*)\ufffd+[ \t]*", re.MULTILINE)
# The first letter of UTF-8 read as Windows text, and what follows it: 'Ã©', 'â€™', 'ðŸ˜'.
_SUSPECT = re.compile("[ÂÃÅâðï][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")


def clean_characters(text: str) -> str:
    """Return the text with every character written in one way; lines, blanks and hyphens stay in place.

    Ligatures become letters (``ﬁ``), special blanks a space, letters with a loose accent one character
    (Unicode's NFC); control characters, direction marks and blanks of no width fall away. Emoji, accents,
    quotation marks and dashes stay.
    """
    if not _SPECIAL.search(text):
        return text
    from ftfy.fixes import fix_latin_ligatures, fix_surrogates

    text = fix_latin_ligatures(fix_surrogates(text))
    text = _UNSEEN.sub("", _BLANKS.sub(" ", _CONTROL.sub("", text)))
    return unicodedata.normalize("NFC", _LONE_JOINER.sub("", text))


def clean_text(text: str) -> str:
    r"""Return the text as it is kept: clean characters, ``\n`` for every line end, single spaces.

    Soft hyphens, outer blanks and all but one of the empty lines in a row fall away. Offsets point into
    the outcome, so it has to be final: cleaning it again changes nothing.

    Examples
    --------
    >>> clean_text(" te  druk\r\nen coo\u0308rdinatie \x07")
    'te druk\nen coördinatie'
    """
    text = clean_characters(_LINE_ENDS.sub("\n", text.replace("\xad", "")))
    return _EMPTY_LINES.sub("\n\n", _LINE_EDGES.sub("", _SPACES.sub(" ", text))).strip(" \t\n")


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


def repair_lines(text: str) -> str:
    """Repair the encoding and the characters of a report, line by line: mostly few are wrong."""
    if _SUSPECT.search(text):
        text = "\n".join(map(repair_encoding, text.split("\n")))
    return _STRAY_MARK.sub(r"\1", clean_characters(text))


def without_comments(text: str) -> str:
    """Return Markdown or HTML without its comments; one that never ends is taken as text."""
    before, *parts = text.split("<!--")
    return before + "".join(part.partition("-->")[2] if "-->" in part else part for part in parts)


def one_line(text: str) -> str:
    """Return the text with every run of blanks and line ends as one space."""
    return " ".join(clean_text(text).split())


def folded(text: str) -> str:
    """Return the text as it is compared when case and blanks do not matter."""
    return one_line(text).casefold()
