"""Exactly what a model learned from, small enough to keep with every version; no database here."""

import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, order=True)
class LearnedText:
    """One text as it was learned from: its codes (none: read, and no code applies) and what they rest on.

    ``basis`` is a value of `coding.codings.Basis`; ``document`` the document it is from.
    """

    segment: int
    codes: tuple[str, ...]
    basis: str
    document: int


@dataclass(frozen=True)
class SnapshotDifference:
    """What a later snapshot has over an earlier one: segments, by number."""

    added: tuple[int, ...]
    gone: tuple[int, ...]
    changed: tuple[tuple[LearnedText, LearnedText], ...]


@dataclass(frozen=True)
class Snapshot:
    """The texts that a model learned from, by number. Their wording is immutable, so it is not repeated."""

    texts: tuple[LearnedText, ...]

    @classmethod
    def of(cls, texts: list[LearnedText]) -> Self:
        """Make a snapshot; the order of the texts does not matter."""
        return cls(tuple(sorted(texts)))

    def _json(self) -> bytes:
        rows = [[text.segment, list(text.codes), text.basis, text.document] for text in self.texts]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def sha256(self) -> str:
        """What tells this snapshot from every other."""
        return hashlib.sha256(self._json()).hexdigest()

    def to_bytes(self) -> bytes:
        """Write down as compressed JSON."""
        return zlib.compress(self._json(), 9)

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Read what ``to_bytes`` wrote."""
        rows = json.loads(zlib.decompress(content))
        return cls(tuple(LearnedText(row[0], tuple(row[1]), row[2], row[3]) for row in rows))

    def difference(self, later: "Snapshot") -> SnapshotDifference:
        """Return what a later snapshot has more, less, and otherwise coded."""
        here = {text.segment: text for text in self.texts}
        there = {text.segment: text for text in later.texts}
        return SnapshotDifference(
            added=tuple(sorted(there.keys() - here.keys())),
            gone=tuple(sorted(here.keys() - there.keys())),
            changed=tuple(
                (here[number], there[number])
                for number in sorted(here.keys() & there.keys())
                if here[number].codes != there[number].codes
            ),
        )
