"""The pages of a plain text: by form feeds, by the traces converters leave of them, or by page numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coding.corpus.running_lines import lone_page_number, named_page_number

_LOST_FORM_FEED = re.compile(r"^ (?=[^\W_]|[*•(\[\"'‘“\t])", re.MULTILINE)
_NUMBER_AT_AN_END = re.compile(r"\W*(\d{1,4})\b(?!\W*\d).*|.*?(?<!\d)(?<!\d[.,-])(\d{1,4})\W*")
_LINES_PER_PAGE = 20
_FEWEST_LINES = 5  # between two page numbers
_ENOUGH_NUMBERS = 3  # that rise one by one


@dataclass(frozen=True)
class TextPages:
    """The pages of a text as lists of lines; ``exact`` when the text itself says where they end."""

    pages: list[list[str]]
    exact: bool


def pages_of(text: str) -> TextPages:
    """Cut a text into its pages; one page when nothing tells them."""
    text = re.sub("\r\n?|[\x0b\x85\u2028\u2029]", "\n", text)
    if "\f" in text:
        return TextPages([page.split("\n") for page in text.split("\f")], exact=True)
    pages = [page.split("\n") for page in _restore_form_feeds(text).split("\f")]
    return TextPages(_by_page_numbers(pages[0]) if len(pages) == 1 else pages, exact=False)


def _restore_form_feeds(text: str) -> str:
    """Some converters leave one space where a page began; taken as such when little else is indented."""
    starts = len(_LOST_FORM_FEED.findall(text))
    deeper = len(re.findall(r"^ {2,}\S", text, re.MULTILINE))
    if starts < 3 or deeper > starts or text.count("\n") < starts * _LINES_PER_PAGE:
        return text
    return _LOST_FORM_FEED.sub("\f", text)


def _by_page_numbers(lines: list[str]) -> list[list[str]]:
    """Cut where lines that are nothing but a number rise one by one, at the foot or the head of pages."""
    last: dict[int, list[int]] = {}  # by number: the places of a row of numbers that ends in it
    for place, line in enumerate(lines):
        number = lone_page_number(line)
        if number is None:
            continue
        row = last.get(number - 1, [])
        if not row or place - row[-1] > _FEWEST_LINES:
            longer = [*row, place]
            if len(longer) > len(last.get(number, [])):
                last[number] = longer
    best = max(last.values(), key=len, default=[])
    if len(best) < _ENOUGH_NUMBERS:
        return [lines]
    at_head = not any(line.strip() for line in lines[: best[0]])
    cuts = [0, *(place if at_head else place + 1 for place in best), len(lines)]
    pages = [lines[first:end] for first, end in pairwise(cuts)]
    return [page for page in pages if any(line.strip() for line in page)]


def page_numbers(found: TextPages, gone: Sequence[set[int]]) -> list[int | None]:
    """Number the pages.

    Where the text itself says where pages end they are counted, kept in step with feet that name a number
    ('pagina 13 van 68'). Else only what feet and heads say counts, and what lies between two of them that
    are as many pages apart as their numbers say.

    Parameters
    ----------
    gone
        Of every page which lines are running heads and feet.
    """
    pages = found.pages
    if len(pages) < 2:
        return [None] * len(pages)
    named = [max((named_page_number(line) or 0 for line in page), default=0) for page in pages]
    if found.exact:
        return _counted(named)
    said = [
        {number for at in running if (number := _number_of(page[at])) is not None}
        for page, running in zip(pages, gone, strict=True)
    ]
    numbers: list[int | None] = [number or None for number in named]
    for at, (here, following) in enumerate(pairwise(said)):
        for number in sorted(here):
            if number + 1 in following:
                numbers[at], numbers[at + 1] = numbers[at] or number, numbers[at + 1] or number + 1
    known = [at for at, number in enumerate(numbers) if number is not None]
    for first, last in pairwise(known):
        start, end = numbers[first], numbers[last]
        if start is not None and end is not None and end - start == last - first:
            numbers[first : last + 1] = range(start, end + 1)
    return numbers


def _counted(named: Sequence[int]) -> list[int | None]:
    numbers: list[int | None] = []
    number = 0
    for at, own in enumerate(named):
        following = next(filter(None, named[at:]), number + 1)
        number = max(own, min(number + 1, following))
        numbers.append(number)
    return numbers


def _number_of(line: str) -> int | None:
    """Return the number a running head or foot begins or ends with."""
    found = _NUMBER_AT_AN_END.fullmatch(line.strip())
    return int(found.group(1) or found.group(2)) if found else None
