"""A report as it was read: blocks of text, and the one text they make together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coding.corpus.clean import clean_text, one_line
from coding.i18n import ngettext

CODABLE_KINDS = frozenset({"answer", "paragraph", "list"})
_BLOCK_GAP = "\n\n"
_ITEM_GAP = "\n"


@dataclass(frozen=True)
class Block:
    """A piece of a report that belongs together.

    Attributes
    ----------
    kind
        paragraph, heading, list (one item), footnote, toc, table (also what is left of a figure),
        reference (in a list of sources), form (a questionnaire) or furniture (menus and the like).
    page
        The page it begins on, counted from 1, where the file knows pages.
    level
        Of a heading: 1 is a chapter.
    headings
        The headings it stands under, outermost first.
    """

    text: str
    kind: str
    page: int | None = None
    level: int | None = None
    headings: tuple[str, ...] = ()

    @property
    def codable(self) -> bool:
        """Whether it is offered for coding."""
        return self.kind in CODABLE_KINDS


@dataclass(frozen=True)
class LeftOut:
    """A line that was left out: a running head or foot, or a page number; ``foot`` where it stood."""

    text: str
    page: int | None
    foot: bool


@dataclass(frozen=True)
class ReadDocument:
    """A report as it was read.

    Attributes
    ----------
    blocks
        In reading order, none of them empty.
    title
        As the document itself has it.
    left_out
        The lines that are no part of the text, in reading order.
    notes
        What else a person should know.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def dropped(self) -> tuple[str, ...]:
        """Say how many running heads, feet and page numbers were left out; nothing when none was."""
        n = len(self.left_out)
        if not n:
            return ()
        return (
            ngettext(
                "{n} regel weggelaten: kop- en voetregels en paginanummers.",
                "{n} regels weggelaten: kop- en voetregels en paginanummers.",
                n,
            ).format(n=n),
        )

    @property
    def text(self) -> str:
        """The text that is stored and never changes; offsets point into it."""
        return "".join(before + block.text for before, block in self._parts())

    def placed(self) -> Iterator[tuple[int, Block]]:
        """Give every block with the place in the text where it begins, in code points."""
        start = 0
        for before, block in self._parts():
            start += len(before)
            yield start, block
            start += len(block.text)

    def _parts(self) -> Iterator[tuple[str, Block]]:
        previous: Block | None = None
        for block in self.blocks:
            if previous is None:
                before = ""
            else:
                before = _ITEM_GAP if previous.kind == block.kind == "list" else _BLOCK_GAP
            yield before, block
            previous = block


def left_out_lines(
    pages: Iterable[tuple[int | None, Sequence[str], set[int]]],
) -> tuple[LeftOut, ...]:
    """Return the lines that were left out: for every page its number, its lines and which of them went."""
    return tuple(
        LeftOut(one_line(lines[place]), number, foot=2 * place >= len(lines))
        for number, lines, gone in pages
        for place in sorted(gone)
    )


def under_headings(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Clean every block's text for good and give it the path of headings it stands under.

    Empty blocks fall away.
    """
    path: list[tuple[int, str]] = []
    placed = []
    for raw in blocks:
        block = replace(raw, text=clean_text(raw.text))
        if not block.text:
            continue
        if block.kind == "heading":
            level = block.level or 1
            path = [(depth, text) for depth, text in path if depth < level]
        placed.append(replace(block, headings=tuple(text for _depth, text in path)))
        if block.kind == "heading":
            path.append((block.level or 1, block.text))
    return tuple(placed)
