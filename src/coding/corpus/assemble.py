"""From lines to blocks: what plain text and PDF have in common."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coding.corpus import lines as seen
from coding.corpus.blocks import Block, under_headings
from coding.corpus.hyphens import LineJoiner
from coding.corpus.lines import Line
from coding.corpus.sections import mark_sections
from coding.corpus.settle import (
    GUESS,
    join_rubble,
    mark_captions,
    mark_lists,
    mark_web_furniture,
    settle_guesses,
)

_LONGEST_WRAPPED_LINE = 140
# A line is full when the next word would have taken it past this share of the usual width.
_FULL = 0.86
_FULL_WHEN_SPACED = 0.6
_MOST_HEADING_LINES = 4
_LONG_HEADING = 100
_OPENING = "\"'‘“„«(["


@dataclass
class _Group:
    """Lines that belong together; ``end`` counts the body lines up to and including the last one."""

    lines: list[Line]
    end: int


def blocks_of_lines(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Put lines together to headings, paragraphs, list items and footnotes.

    Footnotes are set behind the paragraph during which they came, so that a paragraph runs on over the
    foot of a page. What looks like the remains of a figure or table is marked as such.
    """
    return _Assembler([line for line in lines if line.stripped]).blocks()


class _Assembler:
    """Groups the lines of one document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._body = [line for line in lines if line.kind != "footnote"]
        self._joiner = LineJoiner(line.text for line in lines)
        lengths = sorted(len(line.stripped) for line in lines if not seen.is_toc_line(line.text))
        self._width = lengths[int(len(lengths) * 0.95)] if lengths else 0
        tabbed = [following.tabbed for line, following in pairwise(self._body) if line.tabbed]
        self._tabs_list = sum(tabbed) * 2 > len(tabbed)  # tabs set off what can be chosen, not paragraphs
        self._fullness = _FULL_WHEN_SPACED if self._has_white_between_paragraphs() else _FULL
        # Where every line is a paragraph, a heading may be longer than where lines are broken.
        self._heading_length = seen.HEADING_LENGTH if self._width <= _LONGEST_WRAPPED_LINE else _LONG_HEADING
        # Where type shows what a heading is, a short line is no reason to see one.
        self._guess_headings = not any(line.level for line in lines)

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks in reading order."""
        groups = self._groups(self._body)
        blocks = [self._block(group) for group in groups]
        blocks = mark_lists(mark_web_furniture(settle_guesses(mark_captions(blocks))))
        ends = [group.end for group in groups]
        return under_headings(join_rubble(mark_sections(self._with_footnotes(blocks, ends))))

    def _has_white_between_paragraphs(self) -> bool:
        """Tell whether a new paragraph is set off by white, so that a short line alone does not end one."""
        after_stop = [
            line.gap
            for previous, line in pairwise(self._body)
            if seen.ends_sentence(previous.stripped)
            and len(previous.stripped) < _FULL_WHEN_SPACED * self._width
        ]
        return after_stop.count(True) > 2 * after_stop.count(False)

    def _groups(self, body: Sequence[Line]) -> list[_Group]:
        groups: list[_Group] = []
        for index, line in enumerate(body):
            following = body[index + 1] if index + 1 < len(body) else None
            if groups and self._continues(groups[-1].lines, line, following):
                groups[-1].lines.append(line)
                groups[-1].end = index + 1
            else:
                groups.append(_Group([line], index + 1))
        return groups

    def _continues(self, group: list[Line], line: Line, following: Line | None) -> bool:
        """Decide whether a line goes on where the group before it stopped."""
        previous = group[-1]
        before, text = previous.stripped, line.stripped
        if (line.level, line.kind) != (previous.level, previous.kind):
            return False
        if line.level is not None:
            return line.gap is False and len(group) < _MOST_HEADING_LINES
        if line.kind == "table":
            return line.gap is False
        if seen.is_item(line.text) or seen.is_toc_line(text) or seen.is_toc_line(before):
            return False
        if self._is_numbered_heading(line, following):
            return False
        flows = _flows_on(before, text)
        if line.tabbed and self._tabs_list and not (previous.forced and (flows or not line.gap)):
            return False
        if len(group) == 1 and not previous.forced and self._stands_alone(previous, line):
            return False
        if line.gap is None:
            return flows
        if line.gap:
            lower = text.lstrip(_OPENING)[:1].islower()
            return flows and lower and (previous.forced or self._is_full(previous, line))
        if line.indented and not previous.indented and not flows:
            return False
        return flows or (self._is_full(previous, line) if previous.wraps is None else previous.wraps)

    def _is_full(self, line: Line, following: Line, share: float | None = None) -> bool:
        """Tell whether the next word would not have fitted on this line."""
        if self._width > _LONGEST_WRAPPED_LINE:  # lines are not broken by hand: each is a paragraph
            return False
        word = following.stripped.split(" ", 1)[0]
        return len(line.stripped) + 1 + len(word) > (share or self._fullness) * self._width

    def _is_numbered_heading(self, line: Line, following: Line | None) -> bool:
        """Tell a numbered heading from a numbered item: it stands free, and its neighbour is not the next."""
        level = seen.numbered_level(line.text)
        if level is None or line.gap is False:
            return False
        if level > 1:
            return True
        number = seen.item_number(line.text)
        next_number = seen.item_number(following.text) if following else None
        return number is None or next_number != number + 1

    def _stands_alone(self, line: Line, following: Line) -> bool:
        """Tell whether a line with text right under it is a heading of that text."""
        text = line.stripped
        if self._is_full(line, following, _FULL) or not seen.starts_sentence(following.text):
            return False
        if seen.is_named_heading(text) or self._is_numbered_heading(line, following):
            return True
        return (
            self._guess_headings
            and line.gap is not False
            and not line.wraps
            and seen.could_be_heading(text, longest=self._heading_length)
        )

    def _block(self, group: _Group) -> Block:
        first = group.lines[0]
        if first.kind == "table":  # its rows stay rows
            return Block("\n".join(line.stripped for line in group.lines), "table", first.page)
        text = self._joiner.join(line.text for line in group.lines)
        kind, level = self._kind(group, text)
        bullet = seen.BULLET.match(first.text)
        if kind == "list" and bullet and not seen.is_box(bullet.group()):
            text = text[len(" ".join(bullet.group().split())) :].strip()
        return Block(text, kind, first.page, level)

    def _kind(self, group: _Group, text: str) -> tuple[str, int | None]:
        """Say what a group of lines is; a guess at a heading is settled once its neighbours are known."""
        first = group.lines[0]
        if first.kind is not None:
            return first.kind, None
        if first.level is not None:
            return "heading", first.level
        if seen.is_toc_line(text):
            return "toc", None
        if seen.is_caption(text):
            return "table", None
        following = self._body[group.end] if group.end < len(self._body) else None
        if self._is_numbered_heading(first, following) and seen.numbered_level(text):
            return "heading", seen.numbered_level(text)
        if first.gap is not False and seen.is_named_heading(text):
            return "heading", 1
        if seen.is_item(first.text) or (first.tabbed and self._tabs_list):
            return "list", None
        if (
            self._guess_headings
            and len(group.lines) == 1
            and seen.could_be_heading(text, longest=self._heading_length)
        ):
            return GUESS, 1 if seen.in_capitals(text) else None
        return "paragraph", None

    def _with_footnotes(self, blocks: list[Block], ends: list[int]) -> list[Block]:
        """Put each footnote behind the block that was being read when it came."""
        behind: dict[int, list[list[Line]]] = {}
        used = 0
        for line in self._lines:
            if line.kind != "footnote":
                used += 1
                continue
            place = min(bisect_left(ends, used), len(ends) - 1)
            notes = behind.setdefault(place, [])
            if notes and not line.gap and notes[-1][0].page == line.page:
                notes[-1].append(line)
            else:
                notes.append([line])
        result = self._footnotes(behind.get(-1, []))
        for number, block in enumerate(blocks):
            result.append(block)
            result += self._footnotes(behind.get(number, []))
        return result

    def _footnotes(self, notes: list[list[Line]]) -> list[Block]:
        return [
            Block(
                self._joiner.join(line.text for line in note),
                "footnote",
                note[0].page,
            )
            for note in notes
        ]


def _flows_on(before: str, text: str) -> bool:
    """Tell whether a sentence is under way from one line to the next."""
    if seen.ends_sentence(before) and not before.endswith(","):
        return False
    first = text.lstrip(_OPENING)[:1]
    return first.islower() or (before.endswith(("-", ",", "\xad")) and not before.endswith(" -"))
