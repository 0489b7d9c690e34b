"""Cutting a report into the pieces that are coded; every piece is a slice of the document's text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coding.corpus.blocks import Block, ReadDocument

By = Literal["paragraph", "sentence", "section"]

_SENTENCE_END = re.compile(r"[.!?…]+[\"'’”»)\]]*(?=\s+[\"'‘“„«(\[]?[A-ZÀ-Þ0-9])")
_LONGEST_ABBREVIATION = 20
_NOT_BLANK = re.compile(r"\S")
# After these a point does not end the sentence.
_ABBREVIATIONS = frozenset(
    word
    for line in (
        "a.d. a.h.w. art. bijv. bv. blz. c.q. ca. cf. d.d. d.m.v. d.w.z. dd. dhr. dr. drs. e.a. e.d. enz.",
        "etc. evt. excl. fig. gem. i.c. i.h.k.v. i.o. i.p.v. i.v.m. incl. ing. ir. jl. m.a.w. m.b.t. m.b.v.",
        "m.n. m.u.v. max. mevr. min. mr. n.a.v. nl. nr. nrs. o.a. o.b.v. o.l.v. o.m. p. p.m. pag. par. prof.",
        "resp. s.v.p. t.a.v. t.b.v. t.o.v. tel. vgl. vs. w.o. z.s.m. zgn.",
        "jan. feb. aug. sept. okt. nov. dec.",
    )
    for word in line.split()
)


@dataclass(frozen=True)
class TextSegment:
    """A piece of a document: ``text == document.text[start:end]``, offsets in code points."""

    start: int
    end: int
    text: str
    kind: str
    codable: bool
    page: int | None
    headings: tuple[str, ...]


def cut(document: ReadDocument, *, by: By = "paragraph") -> list[TextSegment]:
    """Cut a report into segments.

    Parameters
    ----------
    document
        A report, from `read_document`.
    by
        ``paragraph``: every block is a segment. ``sentence``: codable blocks are cut into sentences.
        ``section``: codable blocks that follow each other under one heading are one segment.

    Examples
    --------
    >>> report = ReadDocument((Block("Te druk. Te vol.", "paragraph"),))
    >>> [segment.text for segment in cut(report, by="sentence")]
    ['Te druk.', 'Te vol.']
    """
    text = document.text
    pieces = {"paragraph": _blocks, "sentence": _sentences, "section": _sections}[by](document)
    return [
        TextSegment(start, end, text[start:end], block.kind, block.codable, block.page, block.headings)
        for start, end, block in pieces
    ]


def passages(content: bytes, *, name: str, by: By = "paragraph") -> list[TextSegment]:
    """Read a report and cut it into segments, without a project; errors as in `read_document`."""
    from coding.corpus.readers import read_document

    return cut(read_document(content, name=name), by=by)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text begins and ends.

    Examples
    --------
    >>> sentence_spans("O.a. druk. Vol.")
    [(0, 10), (11, 15)]
    """
    spans = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ends_sentence(text, start, match.end()):
            spans.append((start, match.end()))
            following = _NOT_BLANK.search(text, match.end())
            start = following.start() if following else len(text)
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return spans


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Tell whether a stop at ``end`` closes the sentence that began at ``start``."""
    words = text[max(start, end - _LONGEST_ABBREVIATION) : end].split()
    word = words[-1].lstrip("(['\"‘“„") if words else ""
    if not word.endswith("."):
        return True
    is_initial = len(word) == 2 and word[0].isupper()  # 'J. de Vries'
    is_number = word[:-1].isdecimal() and end - start == len(word)  # '1. Zorg dat …'
    return not (is_initial or is_number or word.lower() in _ABBREVIATIONS)


def _blocks(document: ReadDocument) -> Iterator[tuple[int, int, Block]]:
    for start, block in document.placed():
        yield start, start + len(block.text), block


def _sentences(document: ReadDocument) -> Iterator[tuple[int, int, Block]]:
    for start, block in document.placed():
        if block.codable:
            for first, last in sentence_spans(block.text):
                yield start + first, start + last, block
        else:
            yield start, start + len(block.text), block


def _sections(document: ReadDocument) -> Iterator[tuple[int, int, Block]]:
    """Join codable neighbours under the same headings; what is not codable stands alone and parts them."""
    run: tuple[int, int, Block] | None = None
    for start, end, block in _blocks(document):
        if run is not None and block.codable and block.headings == run[2].headings:
            run = (run[0], end, run[2])
            continue
        if run is not None:
            yield run
        run = (start, end, block) if block.codable else None
        if not block.codable:
            yield start, end, block
    if run is not None:
        yield run
