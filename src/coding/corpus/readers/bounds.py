"""What is let in: the size of a file, what it really is, and archives that are not bombs."""

import zipfile
import zlib
from io import BytesIO

from coding.errors import InputError
from coding.i18n import _, format_number

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_ARCHIVE_FILES = 10_000
_MEGABYTE = 1024 * 1024

# What unpacking and parsing a broken Office file raises, in the archive and in the XML within.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    SyntaxError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
)

_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"$FL2", "spss"),
)


def check_size(content: bytes, name: str) -> None:
    """Refuse a file that is empty or too large.

    Raises
    ------
    InputError
        Naming the file.
    """
    if not content.strip():
        raise InputError(_("het bestand is leeg."), file=name)
    refuse_too_large(len(content), name)


def refuse_too_large(size: int, name: str) -> None:
    """Refuse a file of more bytes than are read; to be asked before reading it.

    Raises
    ------
    InputError
        Naming the file.
    """
    if size > MAX_BYTES:
        raise InputError(
            _(
                "het bestand is {size} MB groot; het kan tot {limit} MB. Splits het of laat plaatjes weg."
            ).format(size=format_number(size / _MEGABYTE), limit=format_number(MAX_BYTES / _MEGABYTE)),
            file=name,
        )


def sniff(content: bytes) -> str:
    """Tell what a file is by its first bytes: xlsx, docx, zip, pdf, ole, image, rtf, gzip, spss or text."""
    start = content[:1024].lstrip()
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            return _kind_of_archive(content) if kind == "zip" else kind
    return "text"


def _kind_of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return "zip"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    return "docx" if "word/document.xml" in names else "zip"


def refuse(kind: str, name: str) -> InputError:
    """Return the error that says what to do with a kind of file that cannot be read."""
    advice = {
        "ole": _(
            "dit is een bestand in de oude indeling van Office (.xls, .doc) of met een wachtwoord beveiligd; "
            "sla het zonder wachtwoord op als .xlsx of .docx."
        ),
        "image": _("dit is een afbeelding; er is geen tekst uit te lezen."),
        "rtf": _("dit is een RTF-bestand; sla het op als .docx."),
        "gzip": _("dit is een ingepakt bestand; pak het eerst uit."),
        "zip": _("dit is een ingepakt of beschadigd bestand; pak het uit of sla het opnieuw op."),
        "spss": _("dit is een SPSS-bestand; sla het op als .csv of .xlsx."),
        "pdf": _("dit is een PDF; een tabel met antwoorden moet .csv of .xlsx zijn."),
        "docx": _("dit is een Word-document; een tabel met antwoorden moet .csv of .xlsx zijn."),
        "xlsx": _("dit is een Excel-bestand; een rapport moet .docx, .pdf, .txt of .md zijn."),
    }
    return InputError(advice[kind], file=name)


def broken(name: str) -> InputError:
    """Return the error for a file that is not what its name says."""
    return InputError(
        _(
            "het bestand is beschadigd en niet te openen; "
            "open het in het programma waar het uit komt en sla het opnieuw op."
        ),
        file=name,
    )


def check_archive(content: bytes, name: str) -> None:
    """Refuse an Office file that is broken, unpacks to too much, or declares XML entities.

    Raises
    ------
    InputError
        Naming the file.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            too_much = sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES
            if too_much or len(parts) > MAX_ARCHIVE_FILES:
                raise InputError(
                    _("het bestand wordt uitgepakt groter dan {limit} MB; dat wordt niet geopend.").format(
                        limit=format_number(MAX_UNPACKED_BYTES / _MEGABYTE)
                    ),
                    file=name,
                )
            for part in parts:
                if part.flag_bits & 0x1:
                    raise InputError(_("het bestand is met een wachtwoord beveiligd."), file=name)
                if part.filename.endswith((".xml", ".rels")):
                    _check_entities(archive, part, name)
    except BROKEN_ARCHIVE as error:
        raise broken(name) from error


def _check_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Refuse a document type: Office never writes one, and entities are defined in it."""
    with archive.open(part) as stream:
        # A document type stands before the first element; dropping NULs makes UTF-16 readable too.
        start = stream.read(65_536).replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise InputError(
            _(
                "het bestand bevat XML-definities ({part}) die een gewoon document niet heeft; "
                "het wordt niet geopend."
            ).format(part=part.filename),
            file=name,
        )
