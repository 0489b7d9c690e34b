"""What deduce finds, beside our own recognisers; only with the extra ``deid`` (docs/decisions.md)."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from coding.errors import CodingError
from coding.i18n import _
from coding.pseudonyms.cues import HONORIFICS
from coding.pseudonyms.findings import PERSON, Finding

_KINDS = {
    "persoon": PERSON,
    "patient": PERSON,
    "telefoonnummer": "phone",
    "emailadres": "email",
    "url": "url",
    "bsn": "bsn",
    "id": "case_number",
    "ziekenhuis": "organisation",
    "zorginstelling": "organisation",
    "instelling": "organisation",
}
_POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Z]{2}")


def default_cache() -> Path:
    """Return where deduce keeps its word lists (1.2 GB, built once in some two minutes)."""
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "coding" / "deduce"


class Deduce:
    """deduce in a process of its own, as long as the ``with`` block lasts.

    Parameters
    ----------
    cache
        A folder that can be written to.
    command
        How the process is started; for tests.

    Raises
    ------
    CodingError
        When the extra is not installed, or the process stops.
    """

    def __init__(self, cache: Path | None = None, *, command: Sequence[str] | None = None) -> None:
        if command is None and importlib.util.find_spec("deduce") is None:
            raise CodingError(
                _(
                    "deduce is niet geïnstalleerd. Installeer het in de omgeving van dit programma met "
                    "`pip install deduce`, of werk zonder --deid."
                )
            )
        folder = cache or default_cache()
        folder.mkdir(parents=True, exist_ok=True)
        self._command = [*(command or (sys.executable, "-m", "coding.pseudonyms.deid_worker")), str(folder)]

    def __enter__(self) -> Self:
        """Start the process and wait until it is ready."""
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        if self._line() != "ready":
            self._stopped()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def find(self, text: str) -> list[Finding]:
        """Return what deduce finds in one text."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(text) + "\n")
            self._process.stdin.flush()
            line = self._line()
        except OSError:
            line = ""
        if not line:
            self._stopped()
        return [
            Finding(start + _title(kind, text[start:end]), end, kind, "deduce")
            for start, end, tag in json.loads(line)
            if (kind := _kind(str(tag), text[start:end])) is not None
        ]

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def _stopped(self) -> None:
        raise CodingError(
            _("deduce is gestopt; er is niets vervangen. Probeer het opnieuw of werk zonder --deid.")
        )


def _title(kind: str, found: str) -> int:
    """Return how many signs of a found name are a title (*Mevrouw*), which stays in the text."""
    if kind != PERSON:
        return 0
    first = re.match(r"([^\W\d_]+)\.?\s+", found)
    return first.end() if first and first.group(1).lower() in HONORIFICS else 0


def _kind(tag: str, found: str) -> str | None:
    """Return our kind for a tag of deduce; None for what we leave alone (dates, ages)."""
    if tag != "locatie":
        return _KINDS.get(tag)
    if _POSTCODE.fullmatch(found):
        return "postcode"
    return "address" if any(sign.isdigit() for sign in found) else "place"
