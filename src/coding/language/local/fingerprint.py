"""Which files exactly a model consists of: cheaply by size and moment, surely by content."""

import hashlib
from functools import lru_cache
from pathlib import Path

from coding.errors import CodingError, os_reason
from coding.i18n import _
from coding.language.local.folder import ModelFolder

LETTERS = 12  # of the hash, in a name
_AT_ONCE = 1 << 20  # bytes

Look = dict[str, list[int]]


def look_of(folder: ModelFolder) -> Look:
    """Return size and moment of change of every file that has a say; nothing is read."""
    look = {}
    for name in folder.files:
        told = (folder.path / name).stat()
        look[name] = [told.st_size, told.st_mtime_ns]
    return look


def name_of(folder: ModelFolder, prefix: str) -> str:
    """Return a name that changes with whatever could give other vectors: kind, files, words in front.

    Read once per program and look: a folder of a gigabyte takes seconds.

    Raises
    ------
    CodingError
        When a file cannot be read.
    """
    try:
        content = _hash(folder, tuple(tuple(told) for told in look_of(folder).values()))
    except OSError as error:
        raise CodingError(
            _("De map {folder} is niet te lezen: {reason}.").format(
                folder=folder.path, reason=os_reason(error)
            )
        ) from error
    return f"{folder.kind}-{hashlib.sha256(f'{content} {prefix}'.encode()).hexdigest()[:LETTERS]}"


@lru_cache(maxsize=16)
def _hash(folder: ModelFolder, _look: tuple[tuple[int, ...], ...]) -> str:
    digest = hashlib.sha256()
    for name in folder.files:
        digest.update(f"{name} {hash_of_file(folder.path / name)}\n".encode())
    return digest.hexdigest()


def hash_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            digest.update(part)
    return digest.hexdigest()
