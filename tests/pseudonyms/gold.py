"""Reading the sentences written for the tests, and counting what was found in them."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from coding.pseudonyms import Finding

GOLD = Path(__file__).parent.parent / "corpus" / "gold"


@dataclass(frozen=True)
class Sentence:
    text: str
    spans: frozenset[tuple[int, int, str]]
    free: tuple[tuple[int, int], ...]


@dataclass
class Score:
    """What was found of what there is, per kind; and what was found that is none."""

    found: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        return self.found[kind] / self.total[kind]

    @property
    def precision(self) -> float:
        right = sum(self.found.values())
        return right / (right + len(self.wrong))


def sentences(part: str) -> list[Sentence]:
    """Read ``dev``, ``test``, ``fresh`` or ``other``."""
    rows = (GOLD / f"pseudonymise_{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_sentence(json.loads(row)) for row in rows]


def _sentence(row: dict[str, object]) -> Sentence:
    spans = frozenset((start, end, kind) for start, end, kind in row["spans"])  # type: ignore[attr-defined]
    free = row.get("free") or []
    pairs = [free] if free and isinstance(free[0], int) else free  # type: ignore[index]
    return Sentence(str(row["text"]), spans, tuple((a, b) for a, b in pairs))  # type: ignore[attr-defined]


def score(gold: Iterable[Sentence], found: Iterable[Iterable[Finding]]) -> Score:
    """Compare, on exact start, end and kind."""
    result = Score()
    for sentence, findings in zip(gold, found, strict=True):
        got = {(finding.start, finding.end, finding.kind) for finding in findings}
        for start, end, kind in sentence.spans:
            result.total[kind] += 1
            result.found[kind] += (start, end, kind) in got
            if (start, end, kind) not in got:
                result.missed.append((kind, sentence.text[start:end], sentence.text))
        for start, end, kind in got - sentence.spans:
            if not any(first < end and start < last for first, last in sentence.free):
                result.wrong.append((kind, sentence.text[start:end], sentence.text))
    return result
