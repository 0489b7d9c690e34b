"""What a person changes in how a report was cut, before it is frozen; every step gives a new document."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from coding.corpus.blocks import Block, LeftOut, ReadDocument, under_headings
from coding.corpus.hyphens import LineJoiner


@dataclass(frozen=True)
class Edit:
    """One change.

    Attributes
    ----------
    action
        ``merge``: block ``block`` becomes part of the one before it. ``split``: it is cut at ``at``.
        ``mark``: it gets the kind ``kind``. ``bring_back``: the lines left out that read ``text`` come
        back as paragraphs.
    at
        Place in the text of the block, in code points.
    """

    action: Literal["merge", "split", "mark", "bring_back"]
    block: int = 0
    at: int = 0
    kind: str = ""
    text: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return what is not left out, as it is stored with the file."""
        empty = Edit(self.action)
        return {
            key: value
            for key, value in asdict(self).items()
            if value != getattr(empty, key) or key == "action"
        }


def edited(document: ReadDocument, edits: Iterable[Edit]) -> ReadDocument:
    """Return the document with changes made in their order; a block that is not there raises IndexError."""
    for edit in edits:
        blocks = list(document.blocks)
        left_out = document.left_out
        if edit.action == "merge":
            _merge(blocks, edit.block)
        elif edit.action == "split":
            _split(blocks, edit.block, edit.at)
        elif edit.action == "mark":
            block = blocks[edit.block]
            level = (block.level or 1) if edit.kind == "heading" else None
            blocks[edit.block] = replace(block, kind=edit.kind, level=level)
        else:
            back = [line for line in left_out if line.text == edit.text]
            left_out = tuple(line for line in left_out if line.text != edit.text)
            for line in back:
                blocks.insert(_place(blocks, line), Block(line.text, "paragraph", line.page))
        document = replace(document, blocks=under_headings(blocks), left_out=left_out)
    return document


def _merge(blocks: list[Block], index: int) -> None:
    """Put a block behind the one before it; a word broken between them is joined."""
    if not 0 < index < len(blocks):
        raise IndexError(index)
    first, second = blocks[index - 1], blocks.pop(index)
    if "table" in {first.kind, second.kind}:
        text = f"{first.text}\n{second.text}"
    else:
        text = LineJoiner([first.text, second.text]).join([first.text, second.text])
    blocks[index - 1] = replace(first, text=text)


def _split(blocks: list[Block], index: int, at: int) -> None:
    block = blocks[index]
    parts = [block.text[:at].strip(), block.text[at:].strip()]
    if not all(parts):
        raise IndexError(at)
    blocks[index : index + 1] = [replace(block, text=part) for part in parts]


def _place(blocks: list[Block], line: LeftOut) -> int:
    """Return where a line that was left out comes back: where its page begins, or at its end."""
    page = line.page or 0
    for index, block in enumerate(blocks):
        if (block.page or 0) > page or ((block.page or 0) == page and not line.foot):
            return index
    return len(blocks)
