"""Cutting an answer that is a list into its items: numbers, dashes, semicolons or a line each."""

import re

from coding.corpus.lines import is_item

_INLINE_NUMBER = re.compile(r"(?:(?<=\s)|\A)\(?(\d{1,2})[.)]\s*(?=[^\W\d])")
_SEMICOLON = re.compile(r";\s+(?=\S)")
_ENOUGH_ITEMS = 3
_ENOUGH_NUMBERED = 2  # where the first number begins the answer or stands behind a colon
_LONGEST_LINE = 250  # a longer one is a paragraph, not an item


def item_spans(text: str) -> list[tuple[int, int]]:
    """Return where the items of a list begin and end, in code points; one span when it is no list.

    Three items make a list, or two that are numbered. What announces it stands with the first item when
    it ends in a colon, else alone. Blanks between items belong to none.

    Examples
    --------
    >>> answer = "Knelpunten: 1) werkdruk 2) wachtlijst 3) geen tijd"
    >>> [answer[start:end] for start, end in item_spans(answer)]
    ['Knelpunten: 1) werkdruk', '2) wachtlijst', '3) geen tijd']
    """
    ways = (_by_bullets, numbered_starts, _by_lines, _by_semicolons)
    starts = next((found for way in ways if len(found := way(text)) >= _ENOUGH_ITEMS), [])
    starts = starts or numbered_starts(text)
    if starts and text[: starts[0]].rstrip().endswith(":"):
        starts = starts[1:]
    cuts = [0, *(start for start in starts if start > 0)]
    spans = []
    for first, last in zip(cuts, [*cuts[1:], len(text)], strict=True):
        piece = text[first:last]
        begin, end = first + len(piece) - len(piece.lstrip()), first + len(piece.rstrip())
        if begin < end:
            spans.append((begin, end))
    return spans


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n+", text))]


def _by_bullets(text: str) -> list[int]:
    return [start for start in _line_starts(text) if is_item(text[start : start + 20])]


def numbered_starts(text: str) -> list[int]:
    """Return where the items of a numbered list within running text begin; none where it is no list."""
    starts: list[int] = []
    for found in _INLINE_NUMBER.finditer(text):
        if int(found.group(1)) == len(starts) + 1:
            starts.append(found.start())
    announced = bool(starts) and text[: starts[0]].rstrip()[-1:] in {"", ":"}
    return starts if len(starts) >= (_ENOUGH_NUMBERED if announced else _ENOUGH_ITEMS) else []


def _by_lines(text: str) -> list[int]:
    lines = [line for line in text.split("\n") if line.strip()]
    return _line_starts(text) if all(len(line) <= _LONGEST_LINE for line in lines) else []


def _by_semicolons(text: str) -> list[int]:
    ends = [found.end() for found in _SEMICOLON.finditer(text)]
    return [0, *ends] if ends else []
