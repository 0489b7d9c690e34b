"""From bytes to text: which encoding a file is in, with a preference for what Dutch files are in."""

import codecs
import re

from coding.errors import InputError
from coding.i18n import _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In this order when two fit equally well.
_ONE_BYTE = ("cp1252", "mac_roman", "cp850", "iso8859_15", "latin_1")
# How odd a letter is in Dutch: not at all, a little; everything else is wholly odd.
_COMMON = frozenset("éèëêïöüáóç€‘’“”„–—…•°²½\xa0")
_POSSIBLE = frozenset("íìîòôúùûàäâñÉÈËÊÏÍÖÓÜÚÁÀÄÇ·µ§£±«»")
_SAMPLE_BYTES = 200_000
_CONTROL_SHARE = 0.01
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b]")


def decode(content: bytes, *, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of a file and the encoding it was in.

    Parameters
    ----------
    content
        The bytes of the file.
    name
        Its name, for the error.
    encoding
        Take this one instead of finding out.

    Raises
    ------
    InputError
        When it is no text, or not in the encoding asked for; naming the row.
    """
    if encoding is not None:
        return _decode_as(content, name, encoding), encoding
    found = detect_encoding(content)
    text = content.decode(found, errors="strict" if found.startswith("utf") else "replace")
    controls = len(_CONTROL.findall(text[:_SAMPLE_BYTES]))
    if controls > _CONTROL_SHARE * min(len(text), _SAMPLE_BYTES):
        raise InputError(_("dit is geen tekstbestand; sla het op als .csv (UTF-8) of .xlsx."), file=name)
    return text.removeprefix("\ufeff"), found


def _decode_as(content: bytes, name: str, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except LookupError as error:
        raise InputError(
            _("de tekencodering '{encoding}' is onbekend; kies bijvoorbeeld utf-8 of cp1252.").format(
                encoding=encoding
            ),
            file=name,
        ) from error
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise InputError(
            _(
                "het bestand is niet in de tekencodering {encoding}; laat 'encoding' weg, "
                "dan wordt die herkend."
            ).format(encoding=encoding),
            file=name,
            row=content.count(b"\n", 0, start) + 1,
        ) from error


def detect_encoding(content: bytes) -> str:
    """Tell the encoding: a mark at the start, UTF-8, UTF-16 without a mark, else one byte per letter."""
    for mark, encoding in _MARKS:
        if content.startswith(mark) and _decodes(content, encoding):
            return encoding
    if b"\x00" not in content[:_SAMPLE_BYTES] and _decodes(content, "utf-8"):
        return "utf-8"
    return _utf_16_without_mark(content) or _one_byte_encoding(content)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeError:
        return False
    return True


def _utf_16_without_mark(content: bytes) -> str | None:
    """In UTF-16 nearly every other byte of Western text is zero."""
    sample = content[:2000]
    half = max(len(sample) // 2, 1)
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > 0.7 * half and _decodes(content, encoding):
            return encoding
    return None


def _one_byte_encoding(content: bytes) -> str:
    """Choose the encoding whose letters are most like Dutch; charset-normalizer drops the impossible ones."""
    from charset_normalizer import from_bytes

    # Only lines with special letters tell encodings apart.
    telling = b"\n".join(line for line in content.splitlines() if not line.isascii())[:_SAMPLE_BYTES]
    possible = {match.encoding for match in from_bytes(telling, cp_isolation=list(_ONE_BYTE))}

    def oddness(encoding: str) -> tuple[float, int]:
        letters = [letter for letter in telling.decode(encoding, errors="replace") if letter > "\x7f"]
        odd = sum(0.0 if letter in _COMMON else 0.3 if letter in _POSSIBLE else 1.0 for letter in letters)
        return odd / max(len(letters), 1), _ONE_BYTE.index(encoding)

    return min((encoding for encoding in _ONE_BYTE if encoding in possible), key=oddness, default="cp1252")
