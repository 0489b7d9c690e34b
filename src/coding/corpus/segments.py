"""Cutting a report into the pieces that are coded; every piece is a slice of the document's text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from coding.corpus.blocks import Block, ReadDocument
from coding.corpus.clean import clean_text, repair_encoding

By = Literal["paragraph", "sentence", "section"]


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
        ``section``: codable blocks that follow each other under one heading are one segment; see
        `arranged`.

    Examples
    --------
    >>> report = ReadDocument((Block("Te druk.", "paragraph"), Block("Te vol.", "paragraph")))
    >>> [segment.text for segment in cut(report)]
    ['Te druk.', 'Te vol.']
    """
    text = document.text
    pieces = {"paragraph": _blocks, "sentence": _sentences, "section": _sections}[by](document)
    return [
        TextSegment(start, end, text[start:end], block.kind, block.codable, block.page, block.headings)
        for start, end, block in pieces
    ]


def arranged(document: ReadDocument, *, by: By) -> ReadDocument:
    """Return a report in the order in which it is cut: where sections are, a note stands behind its section.

    A passage is a slice of the text, so that a note in the middle of a section would cut it in two.
    """
    if by != "section":
        return document
    blocks: list[Block] = []
    notes: list[Block] = []
    for block in document.blocks:
        if block.kind == "footnote":
            notes.append(block)
            continue
        if block.kind == "heading":
            blocks += notes
            notes = []
        blocks.append(block)
    return replace(document, blocks=(*blocks, *notes))


def passages(content: bytes, *, name: str, by: By = "paragraph") -> list[TextSegment]:
    """Read a report and cut it into segments, without a project; errors as in `read_document`."""
    from coding.corpus.readers import read_document

    return cut(arranged(read_document(content, name=name), by=by), by=by)


def answer_passages(content: bytes, *, name: str, column: str, lists: bool = False) -> list[TextSegment]:
    """Read the answers in one column of a table and cut them, without a project.

    Parameters
    ----------
    column
        Its name.
    lists
        Cut answers that are a list into their items.

    Raises
    ------
    InputError
        Naming the file; also when there is no such column.
    """
    from coding.corpus.listed import item_spans
    from coding.corpus.readers import read_table

    table = read_table(content, name=name)
    found = []
    for cell in table.column(column):
        text = clean_text(repair_encoding(cell))
        for start, end in item_spans(text) if lists else [(0, len(text))] * bool(text):
            found.append(TextSegment(start, end, text[start:end], "answer", True, None, ()))
    return found


def _blocks(document: ReadDocument) -> Iterator[tuple[int, int, Block]]:
    for start, block in document.placed():
        yield start, start + len(block.text), block


def _sentences(document: ReadDocument) -> Iterator[tuple[int, int, Block]]:
    from coding.corpus.sentences import sentence_spans

    spans = sentence_spans([block.text for block in document.blocks if block.codable])
    for start, block in document.placed():
        if block.codable:
            for first, last in next(spans):
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
