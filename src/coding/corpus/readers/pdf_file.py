"""Reading PDF: lines with their place and type size, running heads dropped, footnotes marked."""

import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any

from coding.corpus import lines as seen
from coding.corpus.assemble import blocks_of_lines
from coding.corpus.blocks import ReadDocument, left_out_lines
from coding.corpus.clean import one_line, repair_lines
from coding.corpus.lines import Line
from coding.corpus.readers.bounds import broken
from coding.corpus.readers.pdf_columns import Piece, in_reading_order
from coding.corpus.running_lines import running_lines
from coding.errors import InputError
from coding.i18n import _, ngettext

MAX_PAGES = 3000
# What the parser raises on files it cannot mend.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_LETTERS_PER_PAGE = 25
_NOTE_START = re.compile(r"(?:\[?\d{1,3}\]?|\*{1,3}|[¹²³⁴-⁹]{1,3})\s*\S")
_LETTER_WIDTH = 0.5  # of the size, on average
_CELL_GAP = 2.0  # of the size
_TABLE_ROWS = 3  # in a row, when they have two cells only
_SMALL, _LARGE = 0.93, 1.08
_HEADING_LENGTH = 140
_WHITE = 1.35  # of the usual distance between two lines
_MANY_PAGES_NAMED = 8


@dataclass
class _PdfLine:
    """A line on a page, put together from pieces at one height."""

    y: float
    x: float
    page: int
    end: float = 0.0  # where its last piece ends, by the width letters mostly have
    cells: int = 1  # pieces set far apart, as in the row of a table
    pieces: list[tuple[str, float, bool]] = field(default_factory=list)  # text, size, bold

    def add(self, text: str, x: float, size: float, *, bold: bool) -> None:
        """Add a piece to the right."""
        if self.pieces and x - self.end > _CELL_GAP * size:
            self.cells += 1
            self.pieces.append(("\t", size, bold))
            text = text.lstrip()
        self.pieces.append((text, size, bold))
        self.end = max(x, self.end) + _LETTER_WIDTH * size * len(text) if text.strip() else self.end

    @cached_property
    def text(self) -> str:
        """What it says, once all its pieces are there."""
        return repair_lines("".join(piece for piece, _s, _b in self.pieces))

    @cached_property
    def size(self) -> float:
        """The size most of its letters have."""
        sizes: Counter[float] = Counter()
        for text, size, _bold in self.pieces:
            sizes[size] += len(text.strip())
        return sizes.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(bold for text, _size, bold in self.pieces if text.strip())


def read_pdf(
    content: bytes, *, name: str, progress: Callable[[int, int], None] | None = None
) -> ReadDocument:
    """Read a report from a PDF; ``progress`` is called with pages read and their total.

    Raises
    ------
    InputError
        When it is broken, encrypted, or holds pictures of text instead of text.
    """
    with _parser_quiet():
        pages, title = _read_pages(content, name, progress)
    letters = sum(len(line.text) for page in pages for line in page)
    if letters < _LETTERS_PER_PAGE * len(pages):
        raise InputError(
            _(
                "de PDF bevat geen tekst maar afbeeldingen van tekst (een scan); laat er eerst "
                "tekstherkenning (OCR) op los of vraag om het oorspronkelijke document."
            ),
            file=name,
        )
    gone = _running_lines(pages)
    kept = [
        [line for at, line in enumerate(page) if at not in running]
        for page, running in zip(pages, gone, strict=True)
    ]
    left_out = left_out_lines(
        (number, [line.text for line in page], running)
        for number, (page, running) in enumerate(zip(pages, gone, strict=True), start=1)
    )
    blocks = blocks_of_lines(_Typesetting(kept).lines())
    return ReadDocument(blocks, title=title, left_out=left_out, notes=_empty_pages(pages))


def _empty_pages(pages: Sequence[Sequence[_PdfLine]]) -> tuple[str, ...]:
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page]
    if not empty:
        return ()
    named = ", ".join(empty[:_MANY_PAGES_NAMED]) + (", …" if len(empty) > _MANY_PAGES_NAMED else "")
    return (
        ngettext(
            "Op pagina {pages} staat geen tekst.", "Op de pagina's {pages} staat geen tekst.", len(empty)
        ).format(pages=named),
    )


@contextmanager
def _parser_quiet() -> Iterator[None]:
    """Keep the parser's remarks on slightly odd files from the screen."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _read_pages(
    content: bytes, name: str, progress: Callable[[int, int], None] | None
) -> tuple[list[list[_PdfLine]], str | None]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    locked = InputError(_("de PDF is met een wachtwoord beveiligd; sla hem zonder wachtwoord op."), file=name)
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        if len(reader.pages) > MAX_PAGES:
            raise InputError(
                _("de PDF heeft {n} pagina's; het kunnen er tot {limit} zijn.").format(
                    n=len(reader.pages), limit=MAX_PAGES
                ),
                file=name,
            )
        total = len(reader.pages)
        pages = []
        for number, page in enumerate(reader.pages, start=1):
            pages.append(_page_lines(page, number))
            if progress is not None:
                progress(number, total)
        title = one_line(str((reader.metadata.title if reader.metadata else None) or ""))
    except (DependencyError, FileNotDecryptedError) as error:
        raise locked from error
    except (PyPdfError, *_BROKEN) as error:
        raise broken(name) from error
    looks_like_file = re.search(r"\.(docx?|indd|pdf|qxp|pptx?)$|^Microsoft Word", title, re.IGNORECASE)
    return pages, title if title and not looks_like_file else None


def _page_lines(page: Any, number: int) -> list[_PdfLine]:
    """Return the lines of a page in the order in which they are read."""
    pieces: list[Piece] = []

    def visit(text: str, matrix: list[float], place: list[float], font: Any, size: float) -> None:
        if not text.strip("\n"):
            return
        x = place[4] * matrix[0] + place[5] * matrix[2] + matrix[4]
        y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
        scale = abs(place[3]) * abs(matrix[3]) or 1.0
        bold = font is not None and re.search(
            r"bold|black|heavy|semibold", str(font.get("/BaseFont", "")), re.I
        )
        pieces.append(Piece(text.strip("\n").replace("\n", " "), x, y, round(size * scale, 1), bool(bold)))

    page.extract_text(visitor_text=visit)
    lines: list[_PdfLine] = []
    for piece in in_reading_order(pieces):
        same = lines and abs(lines[-1].y - piece.y) < 0.55 * max(piece.size, lines[-1].pieces[0][1])
        if not (same and piece.x >= lines[-1].x):
            if not piece.text.strip():
                continue
            lines.append(_PdfLine(piece.y, piece.x, number, end=piece.x))
        lines[-1].add(piece.text, piece.x, piece.size, bold=piece.bold)
    return [line for line in lines if line.text.strip()]


def _body_size(lines: Iterable[_PdfLine]) -> float:
    """Return the type size most of the text has."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _running_lines(pages: Sequence[Sequence[_PdfLine]]) -> list[set[int]]:
    """Return, for every page, which of its lines are running heads and feet and page numbers."""
    from_top = [sorted(range(len(page)), key=lambda at: -page[at].y) for page in pages]
    found = running_lines(
        [[page[at].text.strip() for at in order] for page, order in zip(pages, from_top, strict=True)]
    )
    dropped = [{order[place] for place in running} for order, running in zip(from_top, found, strict=True)]
    body = _body_size(line for page in pages for line in page)
    # A head that changes with the chapter stands where the others stand, in the same type.
    places = {
        (round(page[at].y), page[at].size)
        for page, drop in zip(pages, dropped, strict=True)
        for at in drop
        if page[at].size != body
    }
    for page, drop in zip(pages, dropped, strict=True):
        drop |= {at for at, line in enumerate(page) if (round(line.y), line.size) in places}
    return dropped


class _Typesetting:
    """Sees in size, weight and distance what headings, footnotes and paragraphs are."""

    def __init__(self, pages: Sequence[Sequence[_PdfLine]]) -> None:
        self._pages = [page for page in pages if page]
        everything = [line for page in self._pages for line in page]
        self._body = _body_size(everything)
        steps = [
            upper.y - lower.y
            for page in self._pages
            for upper, lower in pairwise(page)
            if upper.size == lower.size == self._body and 0 < upper.y - lower.y < 4 * self._body
        ]
        self._step = median(steps) if steps else 1.2 * self._body
        larger = sorted(
            {
                line.size
                for line in everything
                if (self._is_heading(line) and not line.bold) or self._is_large(line)
            },
            reverse=True,
        )
        self._levels = {size: level for level, size in enumerate(larger, start=1)}

    def lines(self) -> list[Line]:
        """Return all lines with what their looks say about them."""
        return [line for page in self._pages for line in self._of_page(page)]

    def _of_page(self, page: Sequence[_PdfLine]) -> Iterator[Line]:
        notes, rows = self._footnotes(page), _table_rows(page)
        margins = Counter(round(line.x) for line in page)
        previous: _PdfLine | None = None
        for at, line in enumerate(page):
            if at in notes:
                starts = (
                    _NOTE_START.match(line.text) is not None and line.x <= min(page[n].x for n in notes) + 2
                )
                yield Line(line.text, line.page, starts, kind="footnote")
                continue
            left = max((x for x, n in margins.items() if x <= line.x + 1 and n > 1), default=round(line.x))
            yield Line(
                self._without_calls(line),
                line.page,
                self._gap(previous, line),
                level=None if at in rows else self._level(line),
                kind="table" if at in rows else None,
                indented=line.x > left + 0.6 * self._body or self._sets_in(previous, line),
            )
            previous = line

    def _sets_in(self, previous: _PdfLine | None, line: _PdfLine) -> bool:
        """Tell whether a line begins a little further in than the one above it."""
        return previous is not None and 0.6 * self._body < line.x - previous.x < 4 * self._body

    def _gap(self, previous: _PdfLine | None, line: _PdfLine) -> bool | None:
        if previous is None or line.y > previous.y:
            return None
        usual = self._step * max(1.0, max(line.size, previous.size) / self._body)
        return previous.y - line.y > _WHITE * usual or abs(previous.size - line.size) > 0.1 * self._body

    def _is_large(self, line: _PdfLine) -> bool:
        return line.size >= _LARGE * self._body

    def _is_heading(self, line: _PdfLine) -> bool:
        text = line.text.strip()
        if len(text) > _HEADING_LENGTH or not any(letter.isalpha() for letter in text):
            return False
        if self._is_large(line):
            return True
        stops = seen.ends_sentence(text) and not text.endswith("?")
        return line.bold and line.size >= _SMALL * self._body and not stops and seen.starts_sentence(text)

    def _level(self, line: _PdfLine) -> int | None:
        if not self._is_heading(line) or seen.is_caption(line.text):
            return None
        numbered = seen.numbered_level(line.text)
        return numbered or self._levels.get(line.size) or len(self._levels) + 1

    def _footnotes(self, page: Sequence[_PdfLine]) -> set[int]:
        """Return the lines at the foot of a page that are small and begin with a number or a star."""
        from_bottom = sorted(range(len(page)), key=lambda at: page[at].y)
        notes: list[int] = []
        for at in from_bottom:
            if page[at].size > _SMALL * self._body:
                break
            notes.append(at)
        while notes and not _NOTE_START.match(page[notes[-1]].text.strip()):
            notes.pop()
        return set(notes)

    def _without_calls(self, line: _PdfLine) -> str:
        """Return the text without the small raised numbers that call a footnote."""
        size = line.size
        kept = [
            text
            for text, height, _bold in line.pieces
            if not (height < 0.8 * size and re.fullmatch(r"\s*\d{1,3}\s*", text))
        ]
        return repair_lines("".join(kept))


def _table_rows(page: Sequence[_PdfLine]) -> set[int]:
    """Return the lines that are rows of a table: three cells, or two in some lines that follow each other."""
    rows = {at for at, line in enumerate(page) if line.cells > 2}
    run: list[int] = []
    for at in range(len(page) + 1):
        if at < len(page) and page[at].cells > 1 and not seen.is_toc_line(page[at].text):
            run.append(at)
            continue
        if len(run) >= _TABLE_ROWS:
            rows.update(run)
        run = []
    return rows
