"""Reading HTML: a saved web page, with its menus, forms and notices marked as no part of the text."""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import groupby

from coding.corpus.blocks import Block, ReadDocument, under_headings
from coding.corpus.clean import one_line, repair_lines, without_comments
from coding.corpus.readers.encoding import decode
from coding.corpus.sections import mark_sections
from coding.corpus.settle import mark_web_furniture
from coding.errors import InputError
from coding.i18n import _

_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_DECLARATION = re.compile(r"<[!?][^<>]*>")
# Not the beginning of a tag; the parser would look for the end of each of them.
_NO_TAG = re.compile(r"""<(?![a-zA-Z/](?:[^<>"']{1,1000}+|"[^"]{0,5000}+"|'[^']{0,5000}+'){0,200}+>)""")
_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
# What is never text to read: code, pictures, what one fills in.
_UNREAD = _tags(
    "script style noscript template svg math iframe object audio video canvas select button textarea"
)
_BLOCKS = _tags(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody "
    "tfoot thead tr ul"
)
_AROUND = frozenset({"nav", "footer", "aside", "form", "dialog"})
_AROUND_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "complementary"}
)
_AROUND_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|newsletter|nieuwsbrief|breadcrumbs?|kruimelpad|menu|navbar|navigation|"
    r"navigatie|sidebar|share|social|delen|related|gerelateerd|comments?|reacties|skip-?links?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOTES = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?|voetnoten)(?:$|[\s_-])", re.IGNORECASE)
_NOTE_MARK = re.compile(
    r"[\[(]?(?:\d{1,3}|[*†‡]{1,3})[\])]?|(?:\[\d{1,3}\])+|\d{1,3}(?:,\s?\d{1,3})+|[↩↑^]\ufe0e?"
)
# Small figures that are part of what stands before them: 'm²', '10³', 'CO₂'.
_POWER = re.compile(r"(?:\d|\b(?:[kcdm]?m|co|[hc]))$", re.IGNORECASE)
_CLOSES_ITSELF = {
    "p": _BLOCKS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
}
_LONGEST_CELL = 300  # longer ones are text that a table only lays out
_ENOUGH_MAIN = 200
_MENU_ITEMS = 4
_TITLE_LENGTH = 200
_DEEPEST = 200  # elements within each other


def is_html(content: bytes) -> bool:
    """Tell by its beginning whether a text file is a web page."""
    return _START.match(content[:4096].removeprefix(b"\xef\xbb\xbf")) is not None


def read_html(content: bytes, *, name: str) -> ReadDocument:
    """Read a report from a web page.

    When the page says what its main part is, all that stands around it is marked.

    Raises
    ------
    InputError
        When it is no text, or holds none.
    """
    page = _Page()
    text = without_comments(repair_lines(_decode(content, name)))
    page.feed(_NO_TAG.sub("&lt;", _DECLARATION.sub("", text)))
    page.close()
    page.flush()
    found = page.found
    if sum(len(piece.text) for piece in found if piece.main) >= _ENOUGH_MAIN:
        found = [piece if piece.main else replace(piece, around=True) for piece in found]
    blocks = [
        Block(piece.text, "furniture" if piece.around or menu else piece.kind, level=piece.level)
        for piece, menu in _with_menus(found)
    ]
    placed = under_headings(mark_sections(mark_web_furniture(blocks)))
    if all(block.kind == "furniture" for block in placed):
        raise InputError(
            _("de webpagina bevat geen tekst; druk haar af naar PDF of kopieer de tekst."), file=name
        )
    title = one_line(page.title)
    return ReadDocument(placed, title=title if 0 < len(title) <= _TITLE_LENGTH else None)


def _decode(content: bytes, name: str) -> str:
    declared = _CHARSET.search(content[:4096])
    if declared:
        try:
            return content.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeError):
            pass  # what a page says of itself is not always so
    return decode(content, name=name)[0]


@dataclass(frozen=True)
class _Piece:
    """A block as it was found."""

    text: str
    kind: str
    level: int | None
    main: bool
    around: bool
    link: bool  # all of it is links


@dataclass
class _Open:
    """An element that is not closed yet."""

    tag: str
    around: bool = False
    main: bool = False
    notes: bool = False
    unread: bool = False
    items: int = 0  # of an ordered list
    began: int | None = None  # of what may be the mark of a note: where its text begins
    target: str = ""  # of a link within the page: the id it points to


@dataclass
class _Table:
    """The cells of a table that is not closed yet."""

    rows: list[list[str]] = field(default_factory=list)


class _Page(HTMLParser):
    """Walks through a page; forgives what is not closed or closed twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Piece] = []
        self.title = ""
        self._open: list[_Open] = []
        self._tables: list[_Table] = []
        self._text: list[str] = []
        self._linked = 0
        self._marker = ""
        self._notes: set[str] = set()  # marks of notes called so far, and the ids they point to
        self._is_note = False  # the block being read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag == "br":
            self._text.append("\n")
            return
        if tag in _BLOCKS:
            self._cell() if self._tables and tag in {"table", "tr"} else self.flush()
        if tag in _VOID:
            return
        self._close_implied(tag)
        if len(self._open) >= _DEEPEST:  # no page is that deep; its text is read all the same
            return
        named = {value for name, value in attrs if name in {"id", "name"} and value}
        if named & self._notes and not self._read_so_far():
            self._is_note = True
        element = _opened(tag, dict(attrs))
        element.notes = element.notes or (tag in _BLOCKS and bool(named & self._notes))
        if tag == "sup" or element.target:
            element.began = len(self._text)
        if tag == "header":  # of the page; that of an article holds its title
            element.around = not any(parent.tag in {"main", "article", "section"} for parent in self._open)
        if tag == "li":
            self._marker = self._next_number()
        elif tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what was left open in it; what was never open is let pass."""
        if tag in _BLOCKS and not (self._tables and tag in {"tr", "tbody", "thead", "tfoot"}):
            self._cell() if tag == "table" else self.flush()
        if not any(element.tag == tag for element in self._open):
            return
        while self._open:
            element = self._open.pop()
            closed = element.tag
            if element.began is not None:
                self._mark(element, element.began)
            if closed in {"td", "th"}:
                self._cell()
            elif closed == "table" and self._tables:
                self._table(self._tables.pop())
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        """Take text, unless nobody reads it."""
        tags = [element.tag for element in self._open]
        if tags[-1:] == ["title"] and "svg" not in tags:
            self.title += data
        elif not any(element.unread for element in self._open):
            if "pre" not in tags:
                data = re.sub(r"\s+", " ", data)
            self._text.append(data)
            self._linked += len(data.strip()) if "a" in tags else 0

    def _read_so_far(self) -> str:
        return "".join(self._text).strip()

    def _mark(self, element: _Open, began: int) -> None:
        """Drop the mark of a note from the text; where a block begins with it, the block is that note."""
        text = "".join(self._text[began:])
        mark = text.strip()
        before = "".join(self._text[:began])
        if not _NOTE_MARK.fullmatch(mark):
            return
        if not before.strip():
            self._is_note = self._is_note or mark.strip("[]()") in self._notes
            return
        target = element.target or next((parent.target for parent in self._open if parent.target), "")
        raised = element.tag == "sup" or any(parent.tag == "sup" for parent in self._open)
        if not target and (_POWER.search(before.rstrip()) or mark[0] in "↩↑^"):
            return
        if not raised and mark[0].isdigit() and before[-1:].isspace():  # 'zie hoofdstuk 3'
            return
        if any(parent.tag == "a" for parent in [*self._open, element]):
            self._linked -= len(mark)
        del self._text[began:]
        if not self._is_note:
            self._notes |= {mark.strip("[]()"), target} - {""}

    def flush(self) -> None:
        """Finish the block being read; within a table it is part of a cell."""
        if self._tables:
            self._text.append(" ")
            return
        text, linked = "".join(self._text), self._linked
        self._text, self._linked = [], 0
        if not text.strip():
            return
        kind, level = ("footnote", None) if self._is_note else self._kind()
        self._is_note = False
        marker, self._marker = self._marker, ""
        for part in re.split(r"\n[ \t]*\n\s*", text):
            if part.strip():
                self._add(marker + part.strip(), kind, level, link=linked >= len(part.replace(" ", "")) > 0)
                marker = ""

    def _add(self, text: str, kind: str, level: int | None, *, link: bool = False) -> None:
        main = any(element.main for element in self._open)
        around = any(element.around for element in self._open)
        self.found.append(_Piece(text, kind, level, main, around, link))

    def _kind(self) -> tuple[str, int | None]:
        if any(element.notes for element in self._open):
            return "footnote", None
        for element in reversed(self._open):
            if re.fullmatch("h[1-6]", element.tag):
                return "heading", int(element.tag[1])
            if element.tag in {"li", "dd"}:
                return "list", None
            if element.tag in {"figcaption", "pre"}:
                return "table", None
        return "paragraph", None

    def _next_number(self) -> str:
        """Return what stands before the next item: its number, when the list has numbers."""
        parent = next((element for element in reversed(self._open) if element.tag in {"ol", "ul"}), None)
        if parent is None or parent.tag == "ul":
            return ""
        parent.items += 1
        return f"{parent.items}. "

    def _close_implied(self, tag: str) -> None:
        """Close what HTML lets one leave open: a paragraph, an item, a cell."""
        while self._open and tag in _CLOSES_ITSELF.get(self._open[-1].tag, frozenset()):
            if self._open.pop().tag in {"td", "th"}:
                self._cell()

    def _cell(self) -> None:
        """Finish the cell being read."""
        text = one_line("".join(self._text))
        self._text, self._linked = [], 0
        if text and self._tables:
            self._tables[-1].rows = self._tables[-1].rows or [[]]
            self._tables[-1].rows[-1].append(text)

    def _table(self, table: _Table) -> None:
        """Keep a table as rows; one that only lays out the page as the text in it."""
        cells = [cell for row in table.rows for cell in row]
        if self._tables:  # within a cell of another table
            self._text.append(" ".join(cells))
        elif any(len(cell) > _LONGEST_CELL for cell in cells):
            for cell in cells:
                self._add(cell, "paragraph", None)
        else:
            self._add("\n".join("\t".join(row) for row in table.rows if row), "table", None)


def _opened(tag: str, attributes: dict[str, str | None]) -> _Open:
    """Tell by tag, role and names what an element is for."""
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    role = attributes.get("role") or ""
    style = (attributes.get("style") or "").replace(" ", "").lower()
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style
    call = tag == "a" and role == "doc-noteref"
    link = (attributes.get("href") or "") if tag == "a" else ""
    whole = tag in {"body", "html", "main", "article"}  # their names say what is on the page, not what it is
    return _Open(
        tag,
        around=not whole and (tag in _AROUND or role in _AROUND_ROLES or bool(_AROUND_NAMES.search(names))),
        main=tag == "main" or role == "main" or tag == "article",
        notes=role in {"doc-footnote", "doc-endnotes", "doc-endnote"} or bool(_NOTES.search(names)),
        unread=tag in _UNREAD or call or (hidden and not whole),
        target=link[1:] if link.startswith("#") else "",
    )


def _with_menus(found: list[_Piece]) -> list[tuple[_Piece, bool]]:
    """Say of every piece whether it is part of a menu: items in a row that are nothing but links."""
    told = []
    for link, group in groupby(found, key=lambda piece: piece.link and piece.kind == "list"):
        pieces = list(group)
        told += [(piece, link and len(pieces) >= _MENU_ITEMS) for piece in pieces]
    return told
