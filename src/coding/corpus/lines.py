"""Lines as they stand on a page, and what can be seen from a line by itself."""

import re
from dataclasses import dataclass

BULLET = re.compile(r"\s*(?:[•▪■●○◦‣∙·*–—☐☑☒□❏❑✓✔➢►-]|[\x7f\ue000-\uf8ff]|o(?=\s{2,}|\t))\s+(?=\S)")
_BOXES = frozenset("☐☑☒□❏❑")
NUMBERED_ITEM = re.compile(r"\s*(?:(\d{1,2})[.)]|[a-z][.)]|\(\d{1,2}\)|\([a-z]\))\s+(?=\S)")
_NUMBERED_HEADING = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[^\W\d_]|[(‘'\"])")
_CHAPTER = re.compile(
    r"(?:hoofdstuk|deel|bijlage)\s+(?:\d+|[IVX]+|[A-Z])\b.*|"
    r"(?:voorwoord|samenvatting|inhoud(?:sopgave)?|leeswijzer|inleiding|conclusies?|aanbevelingen|"
    r"literatuur(?:lijst)?|referenties|bronnen|bijlagen?|noten|voetnoten|colofon|discussie|nawoord)",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:figuur|tabel|grafiek|diagram)\s+\d+(?:\.\d+)?\b[.:\s]", re.IGNORECASE)
_TOC_LINE = re.compile(r".*?\S(?:\.{4,}|…{2,}|(?:\. ){4,}|\t)[.\s]*\d{1,4}|.*\.{6,}\s*")
_TOC_HEADING = re.compile(r"inhoud(?:sopgave)?\W*", re.IGNORECASE)
_STOP = re.compile(r"[.!?;:…,][\"'’”»)\]]*(?:\[?\d{0,3}\]?)\Z")
_OPENING = "\"'‘“„«(["

HEADING_LENGTH = 70
_LETTERS = 0.7  # of a heading, blanks included: less is what is left of a table
_NUMBERED_HEADING_LENGTH = 120
_CAPITALS = 4
_TOC_LENGTH = 300
_END_LENGTH = 12


@dataclass(frozen=True)
class Line:
    """A line as it stands on a page.

    Attributes
    ----------
    gap
        Whether there is white above it; None at the top of a page or column, where one cannot tell.
    level
        Of a heading, where the file shows that it is one (larger or bold type, underlined).
    kind
        footnote or table, where that is known beforehand.
    indented
        Whether it begins further in than the text around it.
    wraps
        Whether the file itself shows that the text goes on in the next line; None where it does not tell.
    forced
        Whether the line was broken by hand, within what belongs together.
    tabbed
        Whether it begins with a tab.
    """

    text: str
    page: int | None = None
    gap: bool | None = False
    level: int | None = None
    kind: str | None = None
    indented: bool = False
    wraps: bool | None = None
    forced: bool = False
    tabbed: bool = False

    @property
    def stripped(self) -> str:
        """The text without outer blanks."""
        return self.text.strip()


def is_item(text: str) -> bool:
    """Tell whether a line begins a list item."""
    return BULLET.match(text) is not None or NUMBERED_ITEM.match(text) is not None


def is_box(bullet: str) -> bool:
    """Tell whether a bullet is a box to tick, which says what the text is."""
    return bullet.strip() in _BOXES


def item_number(text: str) -> int | None:
    """Return the number of a numbered item or heading of one level."""
    match = re.match(r"\s*(\d{1,2})(?:[.)]|\s)", text)
    return int(match.group(1)) if match else None


def is_caption(text: str) -> bool:
    """Tell whether a text is the caption of a table or figure."""
    return _CAPTION.match(text) is not None


def is_toc_line(text: str) -> bool:
    """Tell whether a line points to a page: dots or a tab, then a number."""
    return len(text) <= _TOC_LENGTH and _TOC_LINE.fullmatch(text.strip()) is not None


def is_toc_heading(text: str) -> bool:
    """Tell whether a heading announces the table of contents."""
    return _TOC_HEADING.fullmatch(text.strip()) is not None


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence, or a part of one, does."""
    return _STOP.search(text.rstrip()[-_END_LENGTH:]) is not None


def starts_sentence(text: str) -> bool:
    """Tell whether a text begins as a sentence does."""
    bare = text.lstrip().lstrip(_OPENING)
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit())


def numbered_level(text: str) -> int | None:
    """Return the level of a heading by its number (``3.2 Werkdruk`` is 2), or nothing when it is none."""
    match = _NUMBERED_HEADING.match(text.strip())
    if match is None or len(text) > _NUMBERED_HEADING_LENGTH:
        return None
    title = text.strip()[match.end() :]
    if not starts_sentence(title) or (ends_sentence(title) and not title.endswith("?")):
        return None
    return match.group(1).count(".") + 1


def is_chapter(text: str) -> bool:
    """Tell whether a heading is one that any report may have: 'Samenvatting', 'Bijlage 2'."""
    return _CHAPTER.fullmatch(text.strip()) is not None


def is_named_heading(text: str) -> bool:
    """Tell whether a line is a heading by its words."""
    return is_chapter(text) and len(text) <= HEADING_LENGTH and not ends_sentence(text)


def in_capitals(text: str) -> bool:
    """Tell whether a line is set in capitals, as some headings are."""
    bare = text.strip()
    return sum(map(str.isalpha, bare)) >= _CAPITALS and bare == bare.upper() and could_be_heading(bare)


def could_be_heading(text: str, *, longest: int = HEADING_LENGTH) -> bool:
    """Tell whether a line by itself looks like a heading: short, a capital first, words, no full stop."""
    bare = text.strip()
    if len(bare) > longest or not starts_sentence(bare) or is_item(bare):
        return False
    if sum(letter.isalpha() or letter == " " for letter in bare) < _LETTERS * len(bare):
        return False
    return not ends_sentence(bare) or bare.endswith("?")
