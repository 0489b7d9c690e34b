"""Running heads, running feet and page numbers: found because they come back page after page."""

import re
from collections import Counter
from collections.abc import Sequence

_EDGE_LINES = 3
_LONGEST_HEAD = 60  # with a full stop at its end
_SHARE = 3  # on one page in three at least
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:pagina|pag\.?|blz\.?|bladzijde|page)\s*)?(\d{1,4})(?:\s*(?:van|/|of)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_NAMED_PAGE_NUMBERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\W*(?:pagina|pag\.?|blz\.?|bladzijde)\s*(\d{1,4})(?:\s*(?:van|/)\s*\d{1,4})?\W*",
        r".{3,90}\W\s*pagina\s+(\d{1,4})\s+van\s+\d{1,4}\W*",
        r"\W*pagina\s+(\d{1,4})\s+van\s+\d{1,4}\s*[*|•·–—-]\s*\S.{2,90}",
    )
)


def lone_page_number(text: str) -> int | None:
    """Return the number of a line that is nothing but a page number: '13', '- 13 -', 'p. 13'."""
    found = _PAGE_NUMBER.fullmatch(text.strip())
    return int(found.group(1)) if found else None


def named_page_number(text: str) -> int | None:
    """Return the number in a line that is a running foot by itself: 'Verslag | pagina 3 van 12'."""
    for pattern in _NAMED_PAGE_NUMBERS:
        found = pattern.fullmatch(text)
        if found:
            return int(found.group(1))
    return None


def is_named_page_number(text: str) -> bool:
    """Tell whether a line is a running foot by itself: 'pagina 3', 'Verslag | pagina 3 van 12'."""
    return named_page_number(text) is not None


def running_lines(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """Return, for every page, which of its lines are no part of the text.

    Parameters
    ----------
    pages
        The lines of every page from top to bottom, blank ones left out.

    Examples
    --------
    >>> running_lines([["Jaarverslag", "Het team groeit.", "1"], ["Jaarverslag", "Het krimpt.", "2"]])
    [{0, 2}, {0, 2}]
    """
    if len(pages) < 2:
        return [_lone_page_number(lines) for lines in pages]
    tops = [list(enumerate(lines))[:_EDGE_LINES] for lines in pages]
    bottoms = [list(enumerate(lines))[: -_EDGE_LINES - 1 : -1] for lines in pages]
    found: list[set[int]] = [set() for _page in pages]
    for edges in (tops, bottoms):
        again = _patterns_that_return(edges)
        numbers = _offsets_that_return(edges)
        for page, edge in enumerate(edges):
            for index, line in edge:  # from the edge inwards, as long as it holds
                if _pattern(line) not in again and _offset(line, page) not in numbers:
                    break
                found[page].add(index)
    return found


def _lone_page_number(lines: Sequence[str]) -> set[int]:
    return {len(lines) - 1} if len(lines) > 1 and _PAGE_NUMBER.fullmatch(lines[-1]) else set()


def _pattern(line: str) -> str:
    """Return what a running line has in common with its like: all but its numbers; a sentence keeps those."""
    text = " ".join(line.split()).casefold()
    sentence = len(text) > _LONGEST_HEAD and text.endswith((".", "!", "?"))
    return text if sentence else re.sub(r"\d+", "#", text)


def _offset(line: str, page: int) -> int | None:
    """Return page number minus place of the page, for a line that is nothing but a page number."""
    number = lone_page_number(line)
    return None if number is None else number - page


def _patterns_that_return(edges: Sequence[Sequence[tuple[int, str]]]) -> set[str]:
    counts = Counter(
        pattern for edge in edges for pattern in {_pattern(line) for _index, line in edge} if len(pattern) > 2
    )
    enough = max(2, -(-len(edges) // _SHARE))
    return {pattern for pattern, count in counts.items() if count >= enough}


def _offsets_that_return(edges: Sequence[Sequence[tuple[int, str]]]) -> set[int | None]:
    counts = Counter(
        offset
        for page, edge in enumerate(edges)
        for offset in {_offset(line, page) for _index, line in edge}
        if offset is not None
    )
    return {offset for offset, count in counts.items() if count >= 2}
