"""Reading plain text: pages by form feeds, headings that are underlined, footnotes at the foot of a page."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from coding.corpus import lines as seen
from coding.corpus.assemble import blocks_of_lines
from coding.corpus.blocks import Block, ReadDocument, left_out_lines
from coding.corpus.clean import repair_lines
from coding.corpus.lines import Line
from coding.corpus.readers.encoding import decode
from coding.corpus.readers.markdown_file import read_markdown
from coding.corpus.readers.text_pages import page_numbers, pages_of
from coding.corpus.running_lines import is_named_page_number, running_lines
from coding.errors import InputError
from coding.i18n import _

_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,})\s*")
_RULE = re.compile(r"\s*[-_*=]{5,}\s*")
_BRACKET_NOTE = re.compile(r"\[(\d{1,3})\]\s+\S")
_NUMBERED_NOTE = re.compile(r"(\d{1,3})(?:\t\s*| {1,3})(?=\S)")
_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_ENOUGH_HEADINGS = 3
_LONGEST_NOTES = 16  # lines of footnotes on one page
_ENOUGH_WRAPPED = 20
_NEARLY_ALL = 0.95


def read_text(content: bytes, *, name: str) -> ReadDocument:
    """Read a report from plain text.

    Raises
    ------
    InputError
        When it is no text, or empty.
    """
    text, _encoding = decode(content, name=name)
    if len(_MARKDOWN_HEADING.findall(text)) >= _ENOUGH_HEADINGS:
        return read_markdown(content, name=name)
    cut = pages_of(repair_lines(text))
    pages, gone = cut.pages, _running_lines(cut.pages)
    numbers = page_numbers(cut, gone)
    kept = [
        [line for index, line in enumerate(page) if index not in running]
        for page, running in zip(pages, gone, strict=True)
    ]
    found: list[Line] = []
    blanks_tell = _blanks_tell(kept)
    # Notes stand at the foot of a page, known by number or not: until all is put together pages are counted.
    for place, lines in enumerate(kept):
        page = _lines_of_page(lines, place if len(pages) > 1 else None, first=not found)
        found += [replace(line, wraps=line.text.endswith(" ")) for line in page] if blanks_tell else page
    blocks = tuple(
        replace(block, page=None if block.page is None else numbers[block.page])
        for block in blocks_of_lines(_mark_numbered_notes(found))
    )
    if not blocks:
        raise InputError(_("het bestand is leeg."), file=name)
    return ReadDocument(
        blocks, title=_title(blocks), left_out=left_out_lines(zip(numbers, pages, gone, strict=True))
    )


def _title(blocks: Sequence[Block]) -> str | None:
    """Return what a text begins with, when that is no chapter, contents or running text."""
    first = blocks[0]
    named = seen.numbered_level(first.text) or seen.is_chapter(first.text)
    return first.text if first.kind == "heading" and not named else None


def _blanks_tell(pages: Sequence[Sequence[str]]) -> bool:
    """Tell whether lines that go on end in a blank, as some converters leave it: then others do not go on."""
    wrapped = [
        line.endswith(" ")
        for page in pages
        for line, following in pairwise(page)
        if following[:1].islower() and line.strip() and not line.rstrip().endswith(("-", ")", "/"))
    ]
    return len(wrapped) >= _ENOUGH_WRAPPED and sum(wrapped) >= _NEARLY_ALL * len(wrapped)


def _running_lines(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """Return, for every page, which of its lines are running heads and feet and page numbers."""
    filled = [[index for index, line in enumerate(page) if line.strip()] for page in pages]
    found = running_lines(
        [[page[index] for index in where] for page, where in zip(pages, filled, strict=True)]
    )
    gone = []
    for page, where, running in zip(pages, filled, found, strict=True):
        named = {index for index in where if is_named_page_number(page[index])}
        gone.append(named | ({where[place] for place in running} if len(pages) > 1 else set()))
    return gone


def _lines_of_page(page: Sequence[str], number: int | None, *, first: bool) -> list[Line]:
    """Turn one page into lines: white above, underlined headings, footnotes at the foot."""
    found: list[Line] = []
    blank, in_notes = False, False
    for text in page:
        if not text.strip():
            blank = True
            continue
        underline = _UNDERLINE.fullmatch(text)
        if underline and found and not blank and not in_notes:
            found[-1] = replace(found[-1], level=1 if "=" in text else 2)
            continue
        if _RULE.fullmatch(text):
            blank = True
            continue
        in_notes = in_notes or _BRACKET_NOTE.match(text) is not None
        starts_note = in_notes and _BRACKET_NOTE.match(text) is not None
        at_top = not found
        gap = True if (at_top and first) or starts_note else None if at_top else blank
        kind = "footnote" if in_notes else None
        found.append(
            Line(
                text,
                number,
                gap,
                kind=kind,
                indented=text[:1] in " \t" and not seen.is_item(text),
                forced=text.endswith("  "),
                tabbed=text.lstrip(" ").startswith("\t"),
            )
        )
        blank = False
    return found


def _mark_numbered_notes(lines: list[Line]) -> list[Line]:
    """Mark footnotes that begin with a number: called in the text of their page, running to its end."""
    marked: list[Line] = []
    last = 0  # number of the last note; they mostly run on through the report
    for _page, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        start = _first_note(page, last + 1)
        marked += page[:start]
        first = True
        for line in page[start:]:
            # A note may be set with white between its lines: only the next number begins a new note.
            number = _note_number(line)
            starts = number is not None and (first or number == last + 1)
            if starts and number is not None:
                last, first = number, False
            marked.append(replace(line, kind="footnote", gap=starts))
    return marked


def _note_number(line: Line) -> int | None:
    """Return the number of a footnote that begins here; without pages there is no foot, only with a tab."""
    match = _NUMBERED_NOTE.match(line.stripped)
    if match is None or (line.page is None and "\t" not in match.group()):
        return None
    return int(match.group(1))


def _first_note(page: Sequence[Line], expected: int) -> int:
    """Return where the footnotes of a page begin; its length when there are none.

    ``expected`` is the number that comes next in the report: with white above and a tab after it, it is a
    note even when the text that calls it is on the page before.
    """
    text = "\n".join(line.text for line in page)
    for index, line in enumerate(page):
        number = _note_number(line)
        if number is not None and index and line.gap and len(page) - index <= _LONGEST_NOTES:
            call = re.compile(
                rf"(?:[^\W\d_][.,;:?!)\"'’”]{{0,2}}|(?:19|20)\d\d){number}(?=[\s.,;:)]|\Z)|\d\.{number}\s"
            )
            if call.search(text) or (number == expected > 1 and "\t" in line.stripped[:5]):
                return index
    return len(page)
