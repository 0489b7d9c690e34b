"""Second thoughts about blocks, once their neighbours are known: headings, contents, remains of figures."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from coding.corpus import lines as seen
from coding.corpus.blocks import Block

GUESS = "guess"  # a short line without a full stop: a heading, or not

_GUESSED_LEVEL = 3
_RUBBLE_LENGTH = 45
_RUBBLE_RUN = 3
_OPENING_RUN = 4  # a title page may have a title, a name and a date
_LONG_RUBBLE = 90
_OFTEN = 3
_PROSE_LENGTH = 60
_WEB_CUE = re.compile(
    r"\b(cookies?|nieuwsbrief|zoekbalk|reageer op|jouw reactie|validatiedoeleinden|e-mailadres\(|"
    r"deel deze pagina|stuur ons een mail|niet akkoord|ga akkoord|link invoegen)",
    re.IGNORECASE,
)
_ENOUGH_CUES = 3
_CUE_LENGTH = 250


def settle_guesses(blocks: Sequence[Block]) -> list[Block]:
    """Make a guess a heading when text follows it.

    A run of short lines is what is left of a figure, and so is a short line that comes back again and
    again; a short line that nothing follows is no text to code either.
    """
    often = Counter(block.text for block in blocks if block.kind == GUESS)
    in_run = _runs(blocks)
    listed = {place for place in in_run if _is_announced(blocks, place, in_run)}
    settled = list(blocks)
    # From the end: whether a guess is a heading depends on what the next one turned out to be.
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if index in listed:
            settled[index] = replace(block, kind="list", level=None)
        elif index in in_run or (block.kind == GUESS and often[block.text] >= _OFTEN):
            settled[index] = replace(block, kind="table")
        elif block.kind == GUESS:
            follower = settled[index + 1] if index + 1 < len(blocks) else None
            if follower is not None and _can_follow(block, follower, place=index):
                settled[index] = replace(block, kind="heading", level=block.level or _GUESSED_LEVEL)
            else:
                kind = "furniture" if len(block.text) <= _RUBBLE_LENGTH else "paragraph"
                settled[index] = replace(block, kind=kind)
    return settled


def _runs(blocks: Sequence[Block]) -> set[int]:
    """Return the places of short lines in a row that are no sentences: what is left of a figure or table."""
    found: set[int] = set()
    run: list[int] = []
    for index in range(len(blocks) + 1):
        if index < len(blocks) and _is_rubble(blocks[index]):
            run.append(index)
            continue
        enough = _OPENING_RUN if run[:1] == [0] else _RUBBLE_RUN
        short = sum(
            blocks[place].kind == "table" or len(blocks[place].text) <= _RUBBLE_LENGTH for place in run
        )
        if short >= enough and short * 2 >= len(run):
            found.update(run)
        run = []
    return found


def _is_announced(blocks: Sequence[Block], place: int, in_run: set[int]) -> bool:
    """Tell whether a run of short lines is a list: the text above it ends in a colon."""
    while place in in_run:
        place -= 1
    return place >= 0 and blocks[place].kind == "paragraph" and blocks[place].text.endswith(":")


def mark_lists(blocks: Sequence[Block]) -> list[Block]:
    """Mark items whose bullets were lost: after a colon, in lower case, up to the one with a full stop."""
    marked: list[Block] = []
    announced = False
    for block in blocks:
        if block.kind == "paragraph":
            item = announced and block.text[:1].islower()
            announced = block.text.endswith(":") or (item and block.text.endswith((";", ",")))
            block = replace(block, kind="list") if item else block
        elif block.kind not in {"footnote", "list"}:
            announced = False
        marked.append(block)
    return marked


def mark_captions(blocks: Sequence[Block]) -> list[Block]:
    """Mark the rest of a caption that fell apart: 'Figuur 2: … (N', '2015', '= 201)'."""
    marked: list[Block] = []
    is_open = False
    for block in blocks:
        if is_open and block.kind != "heading" and len(block.text) <= _RUBBLE_LENGTH:
            block = replace(block, kind="table", level=None)
        marked.append(block)
        is_open = block.kind == "table" and _is_open(block.text, is_open)
    return marked


def _is_open(text: str, before: bool) -> bool:
    """Tell whether a bracket is open behind a piece of a caption."""
    return before + text.count("(") > text.count(")")


def _is_rubble(block: Block) -> bool:
    if block.kind == "table":
        return True
    short = len(block.text) <= _LONG_RUBBLE and not seen.ends_sentence(block.text)
    return block.kind in {GUESS, "paragraph"} and short


def _can_follow(heading: Block, follower: Block, *, place: int) -> bool:
    """Tell whether a block can stand under a heading: text, a list, or a lower heading on that page.

    ``place`` is that of the heading: what comes first is a title, and names and dates may follow it.
    """
    opening = place == 0
    if follower.kind == "heading":
        lower = (follower.level or 1) > (heading.level or _GUESSED_LEVEL)
        return opening or (lower and follower.page == heading.page)
    if follower.page != heading.page and not opening:
        return False
    if follower.kind == "list":
        return True
    prose = place < _OPENING_RUN or seen.ends_sentence(follower.text) or len(follower.text) > _LONG_RUBBLE
    return follower.kind == "paragraph" and len(follower.text) >= _PROSE_LENGTH and prose


def mark_web_furniture(blocks: Sequence[Block]) -> list[Block]:
    """Mark what a web page has around its text: menus, newsletters, cookies, forms for a reaction."""
    cues = {cue.lower() for block in blocks for cue in _WEB_CUE.findall(block.text)}
    if len(cues) < _ENOUGH_CUES:
        return list(blocks)
    opening = _end_of_menu(blocks)
    return [
        replace(block, kind="furniture")
        if block.kind in {"paragraph", "heading", "list"}
        and (index < opening or _is_web_furniture(block.text))
        else block
        for index, block in enumerate(blocks)
    ]


def _end_of_menu(blocks: Sequence[Block]) -> int:
    """Return where the text begins: at its first running text, or the heading right above that."""
    for index, block in enumerate(blocks):
        if block.kind == "paragraph" and len(block.text) > _LONG_RUBBLE:
            return index - 1 if index and blocks[index - 1].kind == "heading" else index
    return 0


def _is_web_furniture(text: str) -> bool:
    return len(text) < _CUE_LENGTH and _WEB_CUE.search(text) is not None


def join_rubble(blocks: Sequence[Block]) -> list[Block]:
    """Make one block of the pieces of a table, figure or table of contents that follow each other."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and block.kind == last.kind and block.kind in {"table", "toc"} and last.page == block.page:
            joined[-1] = replace(last, text=f"{last.text}\n{block.text}")
        else:
            joined.append(block)
    return joined
