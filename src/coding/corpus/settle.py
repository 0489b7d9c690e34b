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
_RUBBLE_RUN = 4
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
    settled = list(blocks)
    # From the end: whether a guess is a heading depends on what the next one turned out to be.
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if index in in_run or (block.kind == GUESS and often[block.text] >= _OFTEN):
            settled[index] = replace(block, kind="table")
        elif block.kind == GUESS:
            follower = settled[index + 1] if index + 1 < len(blocks) else None
            if follower is not None and _can_follow(block, follower, opening=index == 0):
                settled[index] = replace(block, kind="heading", level=block.level or _GUESSED_LEVEL)
            else:
                kind = "furniture" if len(block.text) <= _RUBBLE_LENGTH else "paragraph"
                settled[index] = replace(block, kind=kind)
    return settled


def _runs(blocks: Sequence[Block]) -> set[int]:
    """Return the places of short lines that come four or more in a row."""
    found: set[int] = set()
    run: list[int] = []
    for index, block in enumerate(blocks):
        if _is_rubble(block):
            run.append(index)
            continue
        if len(run) >= _RUBBLE_RUN:
            found.update(run)
        run = []
    return found | set(run if len(run) >= _RUBBLE_RUN else [])


def _is_rubble(block: Block) -> bool:
    short = len(block.text) <= _RUBBLE_LENGTH and not seen.ends_sentence(block.text)
    return block.kind in {GUESS, "paragraph"} and short


def _can_follow(heading: Block, follower: Block, *, opening: bool) -> bool:
    """Tell whether a block can stand under a heading: text, a list, or a lower heading on that page."""
    if follower.kind == "heading":
        lower = (follower.level or 1) > (heading.level or _GUESSED_LEVEL)
        return opening or (lower and follower.page == heading.page)
    if follower.kind == "list":
        return True
    return follower.kind == "paragraph" and len(follower.text) >= _PROSE_LENGTH


def mark_web_furniture(blocks: Sequence[Block]) -> list[Block]:
    """Mark what a web page has around its text: menus, newsletters, cookies, forms for a reaction."""
    cues = {cue.lower() for block in blocks for cue in _WEB_CUE.findall(block.text)}
    if len(cues) < _ENOUGH_CUES:
        return list(blocks)
    return [
        replace(block, kind="furniture")
        if block.kind in {"paragraph", "heading"} and _is_web_furniture(block.text)
        else block
        for block in blocks
    ]


def _is_web_furniture(text: str) -> bool:
    return len(text) < _CUE_LENGTH and _WEB_CUE.search(text) is not None


def mark_contents(blocks: Sequence[Block]) -> list[Block]:
    """Mark what stands under 'Inhoud' and ends in a page number as table of contents."""
    marked = []
    inside = False
    for block in blocks:
        if inside and block.kind != "toc":
            inside = block.text[-1:].isdigit() and len(block.text) < 2 * _RUBBLE_LENGTH
            block = replace(block, kind="toc", level=None) if inside else block
        marked.append(block)
        inside = inside or (block.kind == "heading" and seen.is_toc_heading(block.text))
    return marked


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
