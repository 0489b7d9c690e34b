"""How well reports are cut: line ends, paragraph boundaries and running heads against a hand-made gold.

    python benchmarks/segments.py REPORTS_FOLDER [--errors]

REPORTS_FOLDER holds the reports that tests/corpus/gold/ was drawn from; that folder holds places and
hashes only. ``--errors`` shows what went wrong in the ``dev`` part; the ``test`` part is only counted.
"""

import argparse
import hashlib
import json
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from coding.corpus import ReadDocument, cut, read_document

GOLD = Path(__file__).parent.parent / "tests" / "corpus" / "gold"
WINDOW = 8_000  # how far a footnote may have moved
NEAR = 400
SHORT = 9


@dataclass(frozen=True)
class Place:
    """Where a line of the file came in the text that was made of it: code points, end exclusive."""

    start: int
    end: int


class Aligned:
    """A report as it was cut, and where each of its lines went."""

    def __init__(self, raw: str, document: ReadDocument) -> None:
        self.raw = raw
        self.text = document.text
        self.segments = cut(document)
        kept = [(at, letter) for at, letter in enumerate(self.text) if letter.isalnum()]
        self._at = [at for at, _letter in kept]
        self._letters = "".join(letter for _at, letter in kept)
        self._used = bytearray(len(kept))
        self.places: dict[int, Place | None] = {}
        start = position = 0
        for line in raw.split("\n"):
            letters = "".join(filter(str.isalnum, unicodedata.normalize("NFC", line)))
            found = self._find(letters, position) if letters else None
            if found is None:
                self.places[start] = None
            else:
                first, last = found
                self.places[start] = Place(self._at[first], self._at[last - 1] + 1)
                self._used[first:last] = b"\1" * (last - first)
                position = last
            start += len(line) + 1
        self.starts = {self._first_letter(segment.start) for segment in self.segments}

    def _first_letter(self, at: int) -> int:
        while at < len(self.text) and not self.text[at].isalnum():
            at += 1
        return at

    def _find(self, letters: str, position: int) -> tuple[int, int] | None:
        for low, high in (
            (position, position + NEAR),
            (max(0, position - WINDOW), position),
            (position, position + WINDOW),
        ):
            at = self._letters.find(letters, low, high + len(letters))
            while at >= 0:
                end = at + len(letters)
                if not any(self._used[at:end]) and (len(letters) >= SHORT or self._is_word(at, end)):
                    return at, end
                at = self._letters.find(letters, at + 1, high + len(letters))
        if len(letters) > 60:  # marks or an address within the line fell away: its two ends will do
            head, tail = self._find(letters[:25], position), self._find(letters[-25:], position)
            return (head[0], tail[1]) if head and tail and head[0] < tail[1] else head
        return None

    def _is_word(self, first: int, last: int) -> bool:
        before, after = self._at[first] - 1, self._at[last - 1] + 1
        return (before < 0 or not self.text[before].isalnum()) and (
            after >= len(self.text) or not self.text[after].isalnum()
        )

    def line_end(self, offset: int, following: int) -> str:
        """Say what became of the end of a line: joined, hyphen, space, hyphen-space, glued or break."""
        start = self.raw.rfind("\n", 0, offset) + 1
        line = self.raw[start:offset]
        before, after = self.places.get(start), self.places.get(following)
        if before is None or after is None or after.start < before.end:
            return "break"
        if any(before.end <= segment.start <= after.start for segment in self.segments[1:]):
            return "break"
        between = self.text[before.end : after.start]
        hyphen = line.rstrip().endswith(("-", "\xad", "‐"))
        if "\n" in between:
            return "break"
        if any(letter.isspace() for letter in between):
            return "hyphen-space" if hyphen else "space"
        return ("hyphen" if "-" in between else "joined") if hyphen else "glued"


def fingerprint(text: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read(folder: Path, name: str, sha256: str) -> Aligned:
    """Read and cut one report of the gold."""
    content = (folder / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise SystemExit(f"{name} is not the file the gold was drawn from")
    return Aligned(content.decode(), read_document(content, name=name))


def measure(folder: Path, *, errors: bool) -> None:
    """Print the figures for dev and test apart."""
    ends = json.loads((GOLD / "line_ends.json").read_text())
    paragraphs = json.loads((GOLD / "paragraphs.json").read_text())
    reports = {name: read(folder, name, sha256) for name, sha256 in ends["files"].items()}
    for split in ("dev", "test"):
        show = errors and split == "dev"
        right: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for item in ends["line_ends"]:
            if item["split"] != split:
                continue
            report = reports[item["file"]]
            found = report.line_end(item["offset"], item["next"])
            total[item["label"]] += 1
            right[item["label"]] += found == item["label"]
            if show and found != item["label"]:
                at, after = item["offset"], item["next"]
                around = f"{report.raw[at - 40 : at]!r} {report.raw[after : after + 40]!r}"
                print(f"  {item['label']} -> {found}: {around}")
        each = ", ".join(f"{label} {right[label]}/{n}" for label, n in sorted(total.items()))
        share = right.total() / max(total.total(), 1)
        print(f"{split}: line ends {right.total()}/{total.total()} = {share:.4f} ({each})")
        hits, predicted, wanted = boundaries(reports, paragraphs["stretches"], split, show=show)
        precision, recall = hits / max(predicted, 1), hits / max(wanted, 1)
        f1 = 2 * hits / max(predicted + wanted, 1)
        print(f"{split}: boundaries F1 {f1:.4f} (precision {precision:.4f}, recall {recall:.4f}, n {wanted})")
    left = [
        item["offset"]
        for item in paragraphs["running_lines"]
        if reports[item["file"]].places.get(item["offset"]) is not None
    ]
    print(f"running heads and feet left: {len(left)} of {len(paragraphs['running_lines'])}")


def boundaries(
    reports: dict[str, Aligned], stretches: list[dict[str, object]], split: str, *, show: bool = False
) -> tuple[int, int, int]:
    """Count boundaries that are right, all that were made and all there are, over the judged lines."""
    hits = predicted = wanted = 0
    for stretch in stretches:
        if stretch["split"] != split:
            continue
        report = reports[str(stretch["file"])]
        lines = stretch["lines"]
        assert isinstance(lines, list)
        for offset, _fingerprint, kind, starts in lines:
            if starts is None:
                continue
            place = report.places.get(offset)
            made = place is not None and place.start in report.starts
            hits += made and starts
            predicted += made
            wanted += starts
            if show and made != bool(starts):
                end = report.raw.find("\n", offset)
                print(f"  {'extra' if made else 'missed'} ({kind}): {report.raw[offset:end][:90]!r}")
    return hits, predicted, wanted


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    measure(arguments.folder, errors=arguments.errors)
