"""Coded texts to measure on: read from their files, analysed, sampled the way people code."""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coding.language import load, tokens_of


@dataclass(frozen=True)
class CodedSet:
    """Texts with their content lemmas and known codes.

    Attributes
    ----------
    labels
        Texts × codes.
    test
        Places of the texts kept apart for testing; empty: test on whatever is not coded.
    """

    name: str
    texts: list[str]
    lemmas: list[list[str]]
    codes: list[str]
    labels: NDArray[np.bool_]
    test: list[int]

    def label_sets(self, rows: Sequence[int]) -> list[set[str]]:
        """Return the codes of some texts."""
        return [{self.codes[k] for k in np.nonzero(self.labels[row])[0]} for row in rows]

    def draw(self, n: int, seed: int) -> tuple[list[int], list[int]]:
        """Return ``n`` texts to be coded by hand and those to be predicted; no text is in both."""
        kept_apart = set(self.test)
        pool = [row for row in range(len(self.texts)) if row not in kept_apart]
        coded = np.random.default_rng(seed).permutation(pool)[:n].tolist()
        known = {alike(self.texts[row]) for row in coded}
        rest = self.test or [row for row in pool if alike(self.texts[row]) not in known]
        return coded, rest

    def with_one_code(self) -> tuple[list[int], list[int]]:
        """Return the different texts that have exactly one code, and that code's number."""
        first = {alike(text): row for row, text in reversed(list(enumerate(self.texts)))}
        rows = [row for row in sorted(first.values()) if self.labels[row].sum() == 1]
        return rows, self.labels[rows].argmax(axis=1).tolist()


def alike(text: str) -> str:
    """Return what identical texts have in common."""
    return " ".join(text.lower().split())


def read(file: Path, *, fewest: int) -> CodedSet:
    """Read a set; codes in fewer than ``fewest`` different texts, and texts without a code, are left out."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    texts_with: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for code in row["labels"].split("|"):
            texts_with[code].add(alike(row["text"]))
    codes = sorted(code for code, texts in texts_with.items() if len(texts) >= fewest)
    rows = [row for row in rows if set(codes).intersection(row["labels"].split("|"))]
    texts = [row["text"] for row in rows]
    return CodedSet(
        name=file.stem,
        texts=texts,
        lemmas=[[str(token[2]) for token in tokens_of(doc) if token[4]] for doc in load().pipe(texts)],
        codes=codes,
        labels=np.array([[code in row["labels"].split("|") for code in codes] for row in rows]),
        test=[place for place, row in enumerate(rows) if row.get("split") == "test"],
    )
