"""Reading Markdown: headings, lists, tables, quotes, footnotes; marks of emphasis fall away."""

import re
from dataclasses import replace

from coding.corpus.blocks import Block, ReadDocument, under_headings
from coding.corpus.clean import clean_text, one_line, repair_lines, without_comments
from coding.corpus.hyphens import LineJoiner
from coding.corpus.lines import is_toc_line
from coding.corpus.readers.encoding import decode
from coding.corpus.sections import mark_sections
from coding.errors import InputError
from coding.i18n import _

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_ITEM = re.compile(r"(\s*)(?:([-*+])|(\d{1,9}[.)]))[ \t]+(?=\S)")
_QUOTE = re.compile(r"^(?: {0,3}> ?)+")
_NOTE = re.compile(r"\[\^([^\]]+)\]:[ \t]*")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?[ \t]*")
_ALL_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1")
_BOLD_HEADING_LENGTH = 90
_LONGEST_LOOSE_LINE = 80  # shorter ones without a full stop may be captions or a list

# Every repeat is bounded: a report may hold thousands of stars or brackets that never close.
_INLINE = (
    (re.compile(r"!\[([^\]]{0,500})\]\([^)\s]{0,2000}(?:\s+\"[^\"]{0,500}\")?\)"), ""),  # pictures
    (re.compile(r"\[\^[^\]]{1,100}\]"), ""),  # calls of footnotes
    (
        re.compile(r"\[([^\]]{0,1000})\]\((?:[^()\s\\]|\\.|\([^()]{0,500}\)){0,2000}(?:\s+[^()]{0,500})?\)"),
        r"\1",
    ),  # links
    (re.compile(r"\[([^\]]{0,1000})\]\[[^\]]{0,200}\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(?<!\\)<br\s?/?>", re.IGNORECASE), " "),
    (re.compile(r"(?<!\\)</?[a-zA-Z][^<>]{0,1000}>"), ""),  # tags
    (re.compile(r"(?<!\\)(\*\*\*|\*\*|\*)(?=\S)(.{1,1000}?)(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(__|_)(?=\S)(.{1,1000}?)(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"~~(?=\S)(.{1,1000}?)~~"), r"\1"),
    (re.compile(r"`{1,3}([^`]{1,1000})`{1,3}"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
)


def read_markdown(content: bytes, *, name: str) -> ReadDocument:
    """Read a report from Markdown.

    Raises
    ------
    InputError
        When it is no text, or empty.
    """
    text, _encoding = decode(content, name=name)
    text = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    text = repair_lines(text)
    front = _FRONT_MATTER.match(text)
    text = without_comments(text[front.end() :] if front else text)
    reader = _Reader(text.split("\n"))
    blocks = under_headings(mark_sections(_whole_paragraphs(reader.read())))
    if not blocks:
        raise InputError(_("het bestand is leeg."), file=name)
    return ReadDocument(blocks, title=_title(front.group(1) if front else "", blocks))


def _whole_paragraphs(blocks: list[Block]) -> list[Block]:
    """Join a paragraph that a converter cut where a page ended: no full stop, then a small letter."""
    whole: list[Block] = []
    for block in blocks:
        last = whole[-1] if whole else None
        if (
            last is not None
            and block.kind == "paragraph"
            and last.kind in {"paragraph", "list"}
            and last.text[-1:].isalpha()
            and len(last.text) >= _LONGEST_LOOSE_LINE
            and block.text[:1].islower()
        ):
            text = LineJoiner([last.text, block.text]).join([last.text, block.text])
            whole[-1] = replace(last, text=text)
        else:
            whole.append(block)
    return whole


def _title(front: str, blocks: tuple[Block, ...]) -> str | None:
    named = re.search(r"^title:[ \t]*(.+)$", front, re.MULTILINE)
    if named:
        return one_line(named.group(1).strip("\"' "))
    headings = [block for block in blocks if block.kind == "heading"]
    return min(headings, key=lambda block: block.level or 1).text if headings else None


def plain(text: str) -> str:
    """Return Markdown text without its marks.

    Examples
    --------
    >>> plain("**Te** druk, zie [de site](http://x.nl)")
    'Te druk, zie de site'
    """
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return clean_text(text)


class _Reader:
    """Walks through the lines of one document."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._joiner = LineJoiner(lines)
        self._blocks: list[Block] = []
        self._open: list[str] = []  # lines of the block being read
        self._kind = "paragraph"

    def read(self) -> list[Block]:
        """Return all blocks."""
        fenced: str | None = None
        for index, line in enumerate(self._lines):
            fence = _FENCE.match(line)
            if fence and fenced in (None, fence.group(1)):
                self._close()
                fenced = None if fenced else fence.group(1)
                self._kind = "table" if fenced else "paragraph"
            elif fenced:
                self._open.append(line)
            else:
                self._line(line, self._lines[index + 1] if index + 1 < len(self._lines) else "")
        self._close()
        return self._blocks

    def _line(self, line: str, following: str) -> None:
        heading, note, item = _HEADING.fullmatch(line), _NOTE.match(line), _ITEM.match(line)
        if not line.strip():
            self._close()
        elif heading:
            self._close()
            self._blocks.append(Block(plain(heading.group(2)), "heading", level=len(heading.group(1))))
        elif self._open and self._kind == "paragraph" and _UNDERLINE.fullmatch(line):
            level = 1 if "=" in line else 2
            self._blocks.append(Block(plain(self._joiner.join(self._open)), "heading", level=level))
            self._open = []
        elif _RULE.fullmatch(line):
            self._close()
        elif note:
            self._start("footnote", f"[{note.group(1)}] {line[note.end() :]}")
        elif item and not (self._open and item.group(3) and self._kind == "paragraph"):
            self._start("list", (f"{item.group(3)} " if item.group(3) else "") + line[item.end() :])
        elif (self._kind == "table" and self._open) or (
            _TABLE_RULE.fullmatch(following.strip()) and "|" in line
        ):
            if self._kind != "table":
                self._start("table", line)
            elif not _TABLE_RULE.fullmatch(line.strip()):
                self._open.append(line)
        else:
            self._open.append(_QUOTE.sub("", line))

    def _start(self, kind: str, line: str) -> None:
        self._close()
        self._kind = kind
        self._open = [line]

    def _close(self) -> None:
        """Finish the block being read."""
        lines, kind = self._open, self._kind
        self._open, self._kind = [], "paragraph"
        if not lines:
            return
        if kind == "table":
            rows = (line.strip().strip("|").split("|") for line in lines)
            text = "\n".join("\t".join(plain(cell) for cell in row) for row in rows)
            self._blocks.append(Block(clean_text(text), kind))
            return
        if all(is_toc_line(line) for line in lines):
            self._blocks.append(Block("\n".join(plain(line) for line in lines), "toc"))
            return
        text = self._joiner.join(lines)
        bold = _ALL_BOLD.fullmatch(text.strip())
        if (
            kind == "paragraph"
            and bold
            and len(text) <= _BOLD_HEADING_LENGTH
            and not text.rstrip("*_ ").endswith(".")
        ):
            self._blocks.append(Block(plain(bold.group(2)), "heading", level=6))
        else:
            self._blocks.append(Block(plain(text), kind))
