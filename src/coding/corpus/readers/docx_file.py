"""Reading DOCX: headings and lists by style, tables apart, footnotes marked, heads and feet left out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from coding.corpus.blocks import Block, ReadDocument, under_headings
from coding.corpus.clean import clean_text, one_line, repair_lines
from coding.corpus.lines import is_caption
from coding.corpus.readers.bounds import BROKEN_ARCHIVE, broken, check_archive
from coding.corpus.sections import mark_sections
from coding.errors import InputError
from coding.i18n import _

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes": f"{_W}footnote",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes": f"{_W}endnote",
}
_HEADING_STYLE = re.compile(r"(?:heading|kop)\s*(\d)", re.IGNORECASE)
_TOC_STYLE = re.compile(r"(?:toc|inhopg|inhoudsopgave)\b", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list|lijst|opsomming", re.IGNORECASE)
_CAPTION_STYLE = re.compile(r"caption|bijschrift", re.IGNORECASE)
# Deleted, instructions of fields, and the second copy of a drawing kept for old programs.
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", _FALLBACK})
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TITLE_LENGTH = 200


def read_docx(content: bytes, *, name: str) -> ReadDocument:
    """Read a report from a Word document.

    Raises
    ------
    InputError
        When it is broken, or holds no text.
    """
    check_archive(content, name)
    from docx import Document as open_document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = open_document(BytesIO(content))
        reader = _Reader(document)
        blocks = under_headings(mark_sections(reader.read()))
    except (PackageNotFoundError, *BROKEN_ARCHIVE) as error:
        raise broken(name) from error
    if not blocks:
        raise InputError(_("het document bevat geen tekst."), file=name)
    title = one_line(document.core_properties.title or "") or reader.title
    return ReadDocument(blocks, title=title if title and len(title) <= _TITLE_LENGTH else None)


class _Reader:
    """Walks through the body of one document."""

    def __init__(self, document: "Document") -> None:
        self._body = document.element.body
        self._styles = _Styles(document)
        self._notes = dict(_notes(document))
        # Word stores where its pages last broke; without that, only breaks set by hand are known.
        marks = self._body.iter(f"{_W}lastRenderedPageBreak")
        self._rendered = next(marks, None) is not None
        self._page = 1
        self._knows_pages = self._rendered
        self.title: str | None = None

    def read(self) -> list[Block]:
        """Return all blocks, footnotes behind the paragraph that calls them."""
        blocks: list[Block] = []
        for element in _elements(self._body):
            if element.tag == f"{_W}tbl":
                if blocks and blocks[-1].kind == "paragraph" and is_caption(blocks[-1].text):
                    blocks[-1] = replace(blocks[-1], kind="table")
                blocks.append(Block(_table_text(element), "table", self._page_now()))
            else:
                blocks += self._paragraph(element)
        return blocks

    def _page_now(self) -> int | None:
        return self._page if self._knows_pages else None

    def _paragraph(self, element: Any) -> Iterator[Block]:
        kind, level = self._styles.kind(element)
        page = self._page_now()
        self._page += self._page_breaks(element)
        text = clean_text(repair_lines(_text(element)))
        if kind == "title":
            self.title = self.title or one_line(text)
            kind, level = "heading", 1
        if kind == "heading":
            text = one_line(text)
        if text:
            yield Block(text, kind, page, level)
        for box in element.iter(f"{_W}txbxContent"):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                for inner in _elements(box):
                    yield Block(clean_text(_text(inner)), "paragraph", page)
        for call in element.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"):
            note = self._notes.get((call.tag.removesuffix("Reference"), call.get(f"{_W}id")), "")
            yield Block(note, "footnote", page)

    def _page_breaks(self, element: Any) -> int:
        if self._rendered:
            return sum(1 for _mark in element.iter(f"{_W}lastRenderedPageBreak"))
        by_hand = sum(1 for mark in element.iter(f"{_W}br") if mark.get(f"{_W}type") == "page")
        self._knows_pages = self._knows_pages or by_hand > 0
        return by_hand


class _Styles:
    """Tells what a paragraph is by its style, the styles that is based on, and its own settings."""

    def __init__(self, document: "Document") -> None:
        self._chains: dict[str, list[Any]] = {}
        by_id = {style.style_id: style for style in document.styles}
        for style_id, style in by_id.items():
            chain: list[Any] = []
            while style is not None and style not in chain and len(chain) < 12:
                chain.append(style)
                style = getattr(style, "base_style", None)
            self._chains[style_id] = chain
        default = document.styles.default(1)  # paragraph style
        self._default = default.style_id if default is not None else ""

    def kind(self, element: Any) -> tuple[str, int | None]:
        """Return kind and level of a paragraph."""
        settings = element.find(f"{_W}pPr")
        style = settings.find(f"{_W}pStyle") if settings is not None else None
        chain = self._chains.get(style.get(f"{_W}val") if style is not None else self._default, [])
        names = [(item.name or "").strip() for item in chain]
        own = [settings, *(item.element.find(f"{_W}pPr") for item in chain)]
        if any(_TOC_STYLE.match(name) for name in names[:1]):
            return "toc", None
        if any(name.lower() in {"title", "titel"} for name in names):
            return "title", 1
        for name in names:
            found = _HEADING_STYLE.match(name)
            if found:
                return "heading", int(found.group(1))
        for part in own:
            outline = part.find(f"{_W}outlineLvl") if part is not None else None
            if outline is not None and outline.get(f"{_W}val") not in {None, "9"}:
                return "heading", int(outline.get(f"{_W}val")) + 1
        if any(_CAPTION_STYLE.match(name) for name in names):
            return "table", None
        if any(_is_numbered(part) for part in own) or any(_LIST_STYLE.match(name) for name in names[:1]):
            return "list", None
        return "paragraph", None


def _is_numbered(settings: Any) -> bool:
    numbering = settings.find(f"{_W}numPr/{_W}numId") if settings is not None else None
    return numbering is not None and numbering.get(f"{_W}val") != "0"


def _elements(parent: Any) -> Iterator[Any]:
    """Give paragraphs and tables in order, also those within content controls and accepted insertions."""
    for child in parent:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"}:
            yield from _elements(child)


def _text(element: Any) -> str:
    """Return the text of an element as it reads with all changes accepted, without its text boxes."""
    parts = []
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append("" if child.get(f"{_W}type") == "page" else _BREAKS[child.tag])
        elif child.tag not in _SKIPPED and child.tag != f"{_W}txbxContent" and isinstance(child.tag, str):
            parts.append(_text(child))
    return "".join(parts)


def _table_text(table: Any) -> str:
    """Return a table as text: a tab between cells, a line for every row."""
    rows = []
    for row in _own(table, "tr"):
        cells = _own(row, "tc")
        rows.append("\t".join(one_line(" ".join(_text(p) for p in cell.iter(f"{_W}p"))) for cell in cells))
    return clean_text("\n".join(rows))


def _own(element: Any, name: str) -> Iterator[Any]:
    """Give the rows of a table or the cells of a row, but not those of a table inside a cell."""
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag not in {f"{_W}tbl", f"{_W}tc"}:
            yield from _own(child, name)


def _notes(document: "Document") -> Iterator[tuple[tuple[str, str], str]]:
    """Give the text of every footnote and endnote."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        tag = _NOTES.get(relation.reltype)
        if tag is None or relation.is_external:
            continue
        for note in parse_xml(relation.target_part.blob).iter(tag):
            if note.get(f"{_W}type") in {None, "normal"}:
                text = " ".join(_text(paragraph) for paragraph in note.iter(f"{_W}p"))
                yield (tag, note.get(f"{_W}id")), one_line(text)
