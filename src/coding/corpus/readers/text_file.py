"""Reading plain text: pages by form feeds, headings that are underlined, footnotes at the foot of a page."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from coding.corpus import lines as seen
from coding.corpus.assemble import blocks_of_lines
from coding.corpus.blocks import Block, ReadDocument
from coding.corpus.lines import Line
from coding.corpus.readers.encoding import decode
from coding.corpus.readers.markdown_file import read_markdown
from coding.corpus.running_lines import is_named_page_number, running_lines
from coding.errors import InputError
from coding.i18n import _, ngettext

_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,})\s*")
_RULE = re.compile(r"\s*[-_*=]{5,}\s*")
_BRACKET_NOTE = re.compile(r"\[(\d{1,3})\]\s+\S")
_TAB_NOTE = re.compile(r"(\d{1,3})\t")
_LOST_FORM_FEED = re.compile(r"^ (?=[^\W_]|[*•(\[\"'‘“])", re.MULTILINE)
_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_LINES_PER_PAGE = 20
_ENOUGH_HEADINGS = 3
_LONGEST_NOTES = 12  # lines of footnotes on one page


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
    pages = _pages(text)
    kept, n_dropped = _without_running_lines(pages)
    numbered = len(pages) > 1
    found: list[Line] = []
    for number, lines in enumerate(kept, start=1):
        found += _lines_of_page(lines, number if numbered else None, first=number == 1)
    blocks = blocks_of_lines(_mark_tab_notes(found))
    if not blocks:
        raise InputError(_("het bestand is leeg."), file=name)
    return ReadDocument(blocks, title=_title(blocks), dropped=dropped_lines(n_dropped))


def dropped_lines(n: int) -> tuple[str, ...]:
    """Say how many running heads, feet and page numbers were left out."""
    if not n:
        return ()
    return (
        ngettext(
            "{n} regel weggelaten: kop- en voetregels en paginanummers.",
            "{n} regels weggelaten: kop- en voetregels en paginanummers.",
            n,
        ).format(n=n),
    )


def _title(blocks: Sequence[Block]) -> str | None:
    """Return what a text begins with, when that is no chapter, contents or running text."""
    first = blocks[0]
    named = seen.numbered_level(first.text) or seen.is_chapter(first.text)
    return first.text if first.kind == "heading" and not named else None


def _pages(text: str) -> list[list[str]]:
    text = re.sub("\r\n?|[\x0b\x85\u2028\u2029]", "\n", text)
    if "\f" not in text:
        text = _restore_form_feeds(text)
    return [page.split("\n") for page in text.split("\f")]


def _restore_form_feeds(text: str) -> str:
    """Some converters leave one space where a page began; taken as such when little else is indented."""
    starts = len(_LOST_FORM_FEED.findall(text))
    deeper = len(re.findall(r"^ {2,}\S", text, re.MULTILINE))
    if starts < 3 or deeper > starts or text.count("\n") < starts * _LINES_PER_PAGE:
        return text
    return _LOST_FORM_FEED.sub("\f", text)


def _without_running_lines(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    """Drop running heads and feet and page numbers; return what is left and how many lines went."""
    filled = [[index for index, line in enumerate(page) if line.strip()] for page in pages]
    found = running_lines(
        [[page[index] for index in where] for page, where in zip(pages, filled, strict=True)]
    )
    kept, n_dropped = [], 0
    for page, where, running in zip(pages, filled, found, strict=True):
        drop = {where[place] for place in running} if len(pages) > 1 else set()
        drop |= {index for index in where if is_named_page_number(page[index])}
        n_dropped += len(drop)
        kept.append([line for index, line in enumerate(page) if index not in drop])
    return kept, n_dropped


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
            Line(text, number, gap, kind=kind, indented=text[:1] in " \t" and not seen.is_item(text))
        )
        blank = False
    return found


def _mark_tab_notes(lines: list[Line]) -> list[Line]:
    """Mark footnotes that are a number and a tab: called in the text of their page, running to its end."""
    marked: list[Line] = []
    for _page, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        start = _first_note(page)
        marked += page[:start]
        for line in page[start:]:
            # A note may be set with white between its lines: only a new number begins a new note.
            starts = _TAB_NOTE.match(line.stripped) is not None
            marked.append(replace(line, kind="footnote", gap=starts))
    return marked


def _first_note(page: Sequence[Line]) -> int:
    """Return where the footnotes of a page begin; its length when there are none."""
    text = "\n".join(line.text for line in page)
    for index, line in enumerate(page):
        match = _TAB_NOTE.match(line.stripped)
        if match and index and line.gap and len(page) - index <= _LONGEST_NOTES:
            call = re.compile(
                rf"[^\W\d_][.,;:)\"'’”]{{0,2}}{match.group(1)}(?=[\s.,;:)]|\Z)|\d\.{match.group(1)}\s"
            )
            if call.search(text):
                return index
    return len(page)
